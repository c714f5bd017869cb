# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Cargo.lock, version 1 to 4 (doc.rust-lang.org/cargo). Packages without a source are the workspace, hence the product itself.

The lock doesn't tell a dependency from one for development or the build; the Cargo.toml of the members does.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages import cargo_manifest
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    find_only_version,
    missing_gap,
    nameless_gap,
    parse_lock_digest,
    read_each,
)
from compliance.discover.packages._support.manifest import find_manifests
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import find_first_lines, get_mapping, get_text, get_texts
from compliance.model import Scope
from compliance.settings import Settings

_Names = Mapping[str, list[str]]


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked crates of each Cargo.lock in the tree."""
    beside = find_manifests(candidates, "Cargo.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "Cargo.lock",
        lambda candidate: _read_cargo_lock(candidate, cargo_manifest.read_cargo_wanted(candidate, beside)),
    )


def _read_cargo_lock(candidate: ScannedFile, asked: Mapping[str, Mapping[str, Scope]]) -> Lock:
    table = parse_file.parse_toml(candidate)
    packages = table.get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(find_first_lines(candidate, "[[package]]")))
    checksums = get_mapping(table, "metadata")
    named = [(number, one) for number, one in enumerate(packages) if get_text(one, "name")]
    keys: dict[str, list[str]] = defaultdict(list)
    for _, one in named:
        keys[one["name"]].append(_build_cargo_key(one))
    own: list[dict[str, Any]] = []
    entries: list[LockedEntry] = []
    for number, one in named:
        if get_text(one, "source"):
            entries.append(_read_cargo_entry(one, keys, checksums, lines.get(number, 0)))
        else:
            own.append(one)
    absent = _find_absent([one for _, one in named], keys)
    gaps = (*nameless_gap(candidate, packages), *missing_gap(candidate, absent))
    return Lock(tuple(entries), tuple(_find_cargo_roots(own, keys, asked)), gaps)


def _find_absent(named: list[dict[str, Any]], keys: _Names) -> Iterator[tuple[str, str]]:
    """What packages need and the lock does not hold, with who needs it."""
    for one in named:
        for words in get_texts(one.get("dependencies")):
            name = words.split()[0] if words.split() else ""
            if not name:
                yield "an empty name", one["name"]
            elif name not in keys:
                yield name, one["name"]


def _build_cargo_key(one: dict[str, Any]) -> str:
    """As version 1 locks spell a dependency: `name version (source)`."""
    return f"{one['name']} {get_text(one, 'version')} ({get_text(one, 'source')})"


def _read_cargo_entry(one: dict[str, Any], keys: _Names, checksums: dict[str, Any], line: int) -> LockedEntry:
    source = get_text(one, "source")
    stated = get_text(one, "checksum") or get_text(checksums, f"checksum {_build_cargo_key(one)}")
    needs: list[Need] = []
    for words in get_texts(one.get("dependencies")):
        needs.extend((key, Scope.REQUIRED) for key in _find_meant(words, keys))
    return LockedEntry(
        key=_build_cargo_key(one),
        name=one["name"],
        version=get_text(one, "version"),
        purl=build_purl("cargo", one["name"], get_text(one, "version")),
        needs=tuple(needs),
        digests=find_only_version((parse_lock_digest(f"sha256:{stated}"),)),
        url=source.removeprefix("git+") if source.startswith("git+") else "",
        line=line,
    )


def _find_meant(words: str, keys: _Names) -> list[str]:
    """A dependency is `name`, `name version` or `name version (source)`, as much as it takes to be unambiguous."""
    parts = words.split(" ", 2)
    return [key for key in keys.get(parts[0], ()) if key.split(" ", 2)[: len(parts)] == parts]


def _find_cargo_roots(
    own: list[dict[str, Any]], keys: _Names, asked: Mapping[str, Mapping[str, Scope]]
) -> Iterator[Need]:
    """What the members ask for; a member whose manifest is not there needs all that it names."""
    for one in own:
        scopes = asked.get(one["name"], {})
        for words in get_texts(one.get("dependencies")):
            for key in _find_meant(words, keys):
                yield key, scopes.get(words.partition(" ")[0], Scope.REQUIRED)
