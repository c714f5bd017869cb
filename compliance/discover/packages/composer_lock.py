# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""composer.lock (getcomposer.org/doc/04-schema.md). A list of licences means any of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages._support import manifest
from compliance.discover.packages._support.locked import Entry, Lock, artifact, nameless, read_each
from compliance.discover.packages._support.manifest import Wanted, drift, manifests
from compliance.discover.packages._support.tables import mapping, mappings, text, texts
from compliance.model import Artifact, Gap, Scope
from compliance.settings import Settings

_LISTS = {"packages": Scope.REQUIRED, "packages-dev": Scope.EXCLUDED}


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each composer.lock in the tree, and the names of those that nothing locks."""
    beside = manifests(candidates, "composer.json")
    locks = [one for one in candidates if one.name == "composer.lock"]
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "composer.lock",
        lambda candidate: _lock(candidate, beside.get(candidate.folder)),
    )
    for candidate in beside.values():
        if not candidate.is_test and not manifest.governing(candidate, locks):
            try:
                yield from manifest.unlocked(candidate, _wanted(candidate))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"It {error}; its dependencies are missing from the BOM", error.line
                )


def _lock(candidate: Candidate, beside: Candidate | None) -> Lock:
    table = parse_file.parse_json(parse_file.data(candidate))
    if not isinstance(table, dict) or not isinstance(table.get("packages"), list):
        raise parse_file.Unreadable("has no list of packages")
    listed = [*table["packages"], *(mappings(table.get("packages-dev")))]
    lines = _lines(candidate)
    entries = tuple(
        _entry(one, scope, lines.get(one["name"], 0))
        for key, scope in _LISTS.items()
        for one in mappings(table.get(key))
        if text(one, "name")
    )
    try:
        wanted = _wanted(beside) if beside else []
    except parse_file.Unreadable:
        wanted = []
    asked = {one.purl for one in wanted}
    roots = tuple((entry.key, entry.scope) for entry in entries if entry.purl.partition("@")[0] in asked)
    gaps = (*nameless(candidate, listed), *(drift(beside, wanted, candidate, entries) if beside else ()))
    return Lock(entries, roots, gaps)


def _entry(one: dict[str, Any], scope: Scope, line: int) -> Entry:
    name, version = one["name"], text(one, "version")
    return Entry(
        key=name.lower(),
        name=name,
        version=version,
        purl=_purl(name, version),
        needs=tuple((other.lower(), Scope.REQUIRED) for other in mapping(one, "require")),
        artifacts=tuple(_artifacts(mapping(one, "dist"))),
        license=" OR ".join(texts(one.get("license"))),
        url=text(one.get("source"), "url"),
        line=line,
        scope=scope,
    )


def _artifacts(dist: dict[str, Any]) -> Iterable[Artifact]:
    if text(dist, "url"):
        yield artifact(dist["url"], f"sha1:{text(dist, 'shasum')}")


def _purl(name: str, version: str = "") -> str:
    vendor, _, rest = name.rpartition("/")
    return purl("composer", rest, version, namespace=vendor)


def _wanted(candidate: Candidate) -> list[Wanted]:
    """What composer.json asks for; names without a vendor are PHP itself and its extensions."""
    table = parse_file.parse_json(parse_file.data(candidate))
    if not isinstance(table, dict):
        raise parse_file.Unreadable("is no JSON object")
    return [
        Wanted(name, _purl(name), words if isinstance(words, str) else "", scope=scope)
        for key, scope in (("require", Scope.REQUIRED), ("require-dev", Scope.EXCLUDED))
        for name, words in mapping(table, key).items()
        if "/" in name
    ]


def _lines(candidate: Candidate) -> dict[str, int]:
    """The line of each package's name."""
    found: dict[str, int] = {}
    for number, line in enumerate(parse_file.text(candidate)[0].splitlines(), 1):
        if line.startswith('            "name": "'):
            found.setdefault(line.strip()[9:].rstrip('",'), number)
    return found
