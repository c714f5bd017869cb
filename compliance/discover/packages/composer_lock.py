# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""composer.lock (getcomposer.org/doc/04-schema.md). A list of licences means any of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import manifest
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    build_artifact,
    nameless_gap,
    read_each,
)
from compliance.discover.packages._support.manifest import Wanted, find_lock_drift, find_manifests
from compliance.discover.packages._support.tables import get_mapping, get_mappings, get_text, get_texts
from compliance.model import Artifact, Gap, Scope
from compliance.settings import Settings

_LISTS = {"packages": Scope.REQUIRED, "packages-dev": Scope.EXCLUDED}


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each composer.lock in the tree, and the names of those that nothing locks."""
    beside = find_manifests(candidates, "composer.json")
    locks = [one for one in candidates if one.name == "composer.lock"]
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "composer.lock",
        lambda candidate: _read_lock(candidate, beside.get(candidate.folder)),
    )
    for candidate in beside.values():
        if not candidate.is_test and not manifest.find_governing_lock(candidate, locks):
            try:
                yield from manifest.find_unlocked(candidate, _read_wanted(candidate))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"It {error}; its dependencies are missing from the BOM", error.line
                )


def _read_lock(candidate: ScannedFile, beside: ScannedFile | None) -> Lock:
    table = parse_file.parse_json(parse_file.read_bytes(candidate))
    if not isinstance(table, dict) or not isinstance(table.get("packages"), list):
        raise parse_file.Unreadable("has no list of packages")
    entries = tuple(_read_entries(candidate, table))
    wanted = _read_wanted_beside(beside)
    asked = {one.purl for one in wanted}
    roots = tuple((entry.key, entry.scope) for entry in entries if entry.purl.partition("@")[0] in asked)
    listed = [*table["packages"], *(get_mappings(table.get("packages-dev")))]
    gaps = list(nameless_gap(candidate, listed))
    if beside:
        gaps += find_lock_drift(beside, wanted, candidate, entries)
    return Lock(entries, roots, tuple(gaps))


def _read_entries(candidate: ScannedFile, table: dict[str, Any]) -> Iterator[LockedEntry]:
    """The packages that are locked, for the product and for its development."""
    lines = _find_name_lines(candidate)
    for key, scope in _LISTS.items():
        for one in get_mappings(table.get(key)):
            if get_text(one, "name"):
                yield _read_entry(one, scope, lines.get(one["name"], 0))


def _read_wanted_beside(beside: ScannedFile | None) -> list[Wanted]:
    """What the manifest of a lock asks for; one that can't be read is reported by itself."""
    try:
        return _read_wanted(beside) if beside else []
    except parse_file.Unreadable:
        return []


def _read_entry(one: dict[str, Any], scope: Scope, line: int) -> LockedEntry:
    name, version = one["name"], get_text(one, "version")
    return LockedEntry(
        key=name.lower(),
        name=name,
        version=version,
        purl=_build_package_purl(name, version),
        needs=tuple((other.lower(), Scope.REQUIRED) for other in get_mapping(one, "require")),
        artifacts=tuple(_build_artifacts(get_mapping(one, "dist"))),
        license=" OR ".join(get_texts(one.get("license"))),
        url=get_text(one.get("source"), "url"),
        line=line,
        scope=scope,
    )


def _build_artifacts(dist: dict[str, Any]) -> Iterable[Artifact]:
    if get_text(dist, "url"):
        yield build_artifact(dist["url"], f"sha1:{get_text(dist, 'shasum')}")


def _build_package_purl(name: str, version: str = "") -> str:
    vendor, _, rest = name.rpartition("/")
    return build_purl("composer", rest, version, namespace=vendor)


def _read_wanted(candidate: ScannedFile) -> list[Wanted]:
    """What composer.json asks for; names without a vendor are PHP itself and its extensions."""
    table = parse_file.parse_json(parse_file.read_bytes(candidate))
    if not isinstance(table, dict):
        raise parse_file.Unreadable("is no JSON object")
    return [
        Wanted(name, _build_package_purl(name), words if isinstance(words, str) else "", scope=scope)
        for key, scope in (("require", Scope.REQUIRED), ("require-dev", Scope.EXCLUDED))
        for name, words in get_mapping(table, key).items()
        if "/" in name
    ]


def _find_name_lines(candidate: ScannedFile) -> dict[str, int]:
    """The line of each package's name."""
    found: dict[str, int] = {}
    for number, line in enumerate(parse_file.read_text(candidate)[0].splitlines(), 1):
        if line.startswith('            "name": "'):
            found.setdefault(line.strip()[9:].rstrip('",'), number)
    return found
