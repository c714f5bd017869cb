# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Cargo.lock, version 1 to 4 (doc.rust-lang.org/cargo). Packages without a source are the workspace, hence the product itself.

The lock doesn't tell a dependency from one for development or the build; the Cargo.toml of the members does.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages import cargo_manifest
from compliance.discover.packages._support.locked import (
    Entry,
    Lock,
    digest,
    lacking,
    nameless,
    only,
    read_each,
)
from compliance.discover.packages._support.manifest import manifests
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import first_lines, mapping, text, texts
from compliance.model import Scope
from compliance.settings import Settings

_Names = Mapping[str, list[str]]


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked crates of each Cargo.lock in the tree."""
    beside = manifests(candidates, "Cargo.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "Cargo.lock",
        lambda candidate: _lock(candidate, cargo_manifest.asked(candidate, beside)),
    )


def _lock(candidate: Candidate, asked: Mapping[str, Mapping[str, Scope]]) -> Lock:
    table = parse_file.parse_toml(candidate)
    packages = table.get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(first_lines(candidate, "[[package]]")))
    checksums = mapping(table, "metadata")
    named = [(number, one) for number, one in enumerate(packages) if text(one, "name")]
    keys: dict[str, list[str]] = defaultdict(list)
    for _, one in named:
        keys[one["name"]].append(_key(one))
    own = [one for _, one in named if not text(one, "source")]
    entries = tuple(
        _entry(one, keys, checksums, lines.get(number, 0)) for number, one in named if text(one, "source")
    )
    absent = (
        (words.split()[0] if words.split() else "an empty name", one["name"])
        for _, one in named
        for words in texts(one.get("dependencies"))
        if not words.split() or words.split()[0] not in keys
    )
    gaps = (*nameless(candidate, packages), *lacking(candidate, absent))
    return Lock(entries, tuple(_roots(own, keys, asked)), gaps)


def _key(one: dict[str, Any]) -> str:
    """As version 1 locks spell a dependency: `name version (source)`."""
    return f"{one['name']} {text(one, 'version')} ({text(one, 'source')})"


def _entry(one: dict[str, Any], keys: _Names, checksums: dict[str, Any], line: int) -> Entry:
    source = text(one, "source")
    stated = text(one, "checksum") or text(checksums, f"checksum {_key(one)}")
    return Entry(
        key=_key(one),
        name=one["name"],
        version=text(one, "version"),
        purl=purl("cargo", one["name"], text(one, "version")),
        needs=tuple(
            (key, Scope.REQUIRED) for words in texts(one.get("dependencies")) for key in _meant(words, keys)
        ),
        digests=only((digest(f"sha256:{stated}"),)),
        url=source.removeprefix("git+") if source.startswith("git+") else "",
        line=line,
    )


def _meant(words: str, keys: _Names) -> list[str]:
    """A dependency is `name`, `name version` or `name version (source)`, as much as it takes to be unambiguous."""
    parts = words.split(" ", 2)
    return [key for key in keys.get(parts[0], ()) if key.split(" ", 2)[: len(parts)] == parts]


def _roots(
    own: list[dict[str, Any]], keys: _Names, asked: Mapping[str, Mapping[str, Scope]]
) -> Iterator[Need]:
    """What the members ask for; a member whose manifest is not there needs all that it names."""
    for one in own:
        scopes = asked.get(one["name"], {})
        for words in texts(one.get("dependencies")):
            for key in _meant(words, keys):
                yield key, scopes.get(words.partition(" ")[0], Scope.REQUIRED)
