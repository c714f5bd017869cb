# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Pipfile.lock, pipfile-spec 6 (pipenv.pypa.io). It holds no edges; categories other than `default` are for development."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    find_only_version,
    index_by_hash,
    parse_lock_digest,
    read_each,
)
from compliance.discover.packages._support.manifest import Wanted, find_lock_drift, find_manifests
from compliance.discover.packages._support.tables import get_mapping, get_text, get_texts
from compliance.model import Gap, Scope
from compliance.settings import Settings

_NOT_CATEGORIES = frozenset({"_meta"})
_NOT_PACKAGES = frozenset({"source", "requires", "scripts", "pipenv"})


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each Pipfile.lock in the tree."""
    beside = find_manifests(candidates, "Pipfile")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "Pipfile.lock",
        lambda candidate: _read_lock(candidate, beside.get(candidate.folder)),
    )


def _read_lock(candidate: ScannedFile, manifest: ScannedFile | None) -> Lock:
    table = parse_file.parse_json(parse_file.read_bytes(candidate))
    if not isinstance(table, dict) or not isinstance(table.get("default"), dict):
        raise parse_file.Unreadable("has no default category")
    entries = tuple(_read_entries(candidate, table))
    wanted = _read_wanted(manifest)
    asked = {one.purl for one in wanted}
    roots = tuple(
        (entry.key, entry.scope) for entry in entries if not asked or entry.purl.partition("@")[0] in asked
    )
    return Lock(entries, roots, tuple(_find_gaps(manifest, wanted, candidate, entries)))


def _read_entries(candidate: ScannedFile, table: dict[str, Any]) -> Iterator[LockedEntry]:
    """The packages of all categories, without folders of the product."""
    lines = _find_name_lines(candidate)
    for category in table:
        if category in _NOT_CATEGORIES:
            continue
        for name, facts in get_mapping(table, category).items():
            if isinstance(facts, dict) and not facts.get("editable"):
                yield _read_entry(category, name, facts, lines.get(name, 0))


def _read_entry(category: str, name: str, facts: dict[str, Any], line: int) -> LockedEntry:
    version = get_text(facts, "version").removeprefix("==")
    hashes = get_texts(facts.get("hashes"))
    return LockedEntry(
        key=f"{category}/{name}",
        name=name,
        version=version,
        purl=build_purl("pypi", name, version),
        artifacts=index_by_hash(hashes),
        digests=find_only_version(tuple(map(parse_lock_digest, hashes))),
        url=get_text(facts, "git") or get_text(facts, "file"),
        line=line,
        scope=Scope.REQUIRED if category == "default" else Scope.EXCLUDED,
    )


def _read_wanted(manifest: ScannedFile | None) -> tuple[Wanted, ...]:
    try:
        table = parse_file.parse_toml(manifest) if manifest else {}
    except parse_file.Unreadable:
        return ()
    wanted: list[Wanted] = []
    for category in table:
        if category in _NOT_PACKAGES:
            continue
        for name, facts in get_mapping(table, category).items():
            if not (isinstance(facts, dict) and {"path", "editable"} & facts.keys()):
                wanted.append(Wanted(name, build_purl("pypi", name)))
    return tuple(wanted)


def _find_gaps(
    manifest: ScannedFile | None,
    wanted: tuple[Wanted, ...],
    candidate: ScannedFile,
    entries: tuple[LockedEntry, ...],
) -> Iterator[Gap]:
    if manifest:
        yield from find_lock_drift(manifest, wanted, candidate, entries)
    if unversioned := [entry.name for entry in entries if not entry.version]:
        names = ", ".join(sorted(unversioned)[:8])
        yield Gap(candidate.path, f"It holds no version of {names}; what ships of them is not known from it")


def _find_name_lines(candidate: ScannedFile) -> dict[str, int]:
    """The line of each package's name, which is a key two levels down."""
    found: dict[str, int] = {}
    for number, line in enumerate(parse_file.read_text(candidate)[0].splitlines(), 1):
        if line.startswith('        "') and line.endswith('": {'):
            found.setdefault(line.strip()[1:-4], number)
    return found
