# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""poetry.lock, lock-version 1.0 to 2.1 (python-poetry.org; poetry.packages.locker)."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages._support import python_manifest
from compliance.discover.packages._support.locked import (
    Entry,
    Lock,
    artifact,
    lacking,
    nameless,
    only,
    read_each,
)
from compliance.discover.packages._support.manifest import drift, manifests
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.python_index import Index, key
from compliance.discover.packages._support.tables import first_lines, mapping, mappings, text, texts
from compliance.model import Artifact, Scope
from compliance.settings import Settings

_LOCAL = frozenset({"directory"})


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each poetry.lock in the tree."""
    beside = manifests(candidates, "pyproject.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "poetry.lock",
        lambda candidate: _lock(candidate, beside.get(candidate.folder)),
    )


def _lock(candidate: Candidate, manifest: Candidate | None) -> Lock:
    table = parse_file.parse_toml(candidate)
    packages = table.get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(first_lines(candidate, "[[package]]")))
    hashes = mapping(table, "metadata", "files")
    named = [
        (number, one)
        for number, one in enumerate(packages)
        if text(one, "name") and text(one.get("source"), "type") not in _LOCAL
    ]
    index = Index((one["name"], text(one, "version")) for _, one in named)
    entries = tuple(_entry(one, index, hashes, lines.get(number, 0)) for number, one in named)
    wanted = python_manifest.beside(manifest)
    gaps = (
        *nameless(candidate, packages),
        *lacking(candidate, _absent([one for _, one in named], index)),
        *(drift(manifest, wanted, candidate, entries) if manifest else ()),
    )
    return Lock(entries, index.roots(wanted), gaps)


def _entry(one: dict[str, Any], index: Index, hashes: dict[str, Any], line: int) -> Entry:
    name, version = one["name"], text(one, "version")
    archives = tuple(_artifacts(one.get("files") or hashes.get(name)))
    source = mapping(one, "source")
    return Entry(
        key=key(name, version),
        name=name,
        version=version,
        purl=purl("pypi", name, version),
        needs=tuple(_needs(mapping(one, "dependencies"), index, optional=False)),
        extras={extra: tuple(_extra(listed, index)) for extra, listed in mapping(one, "extras").items()},
        artifacts=archives,
        digests=only(tuple(digest for archive in archives for digest in archive.digests)),
        url=text(source, "url") if text(source, "type") in {"git", "url"} else "",
        line=line,
        scope=_scope(one),
    )


def _needs(dependencies: dict[str, Any], index: Index, *, optional: bool) -> Iterator[Need]:
    for name, stated in dependencies.items():
        for constraint in mappings(stated) or [stated if isinstance(stated, dict) else {"version": stated}]:
            if (constraint.get("optional") is True) is optional:
                yield from index.needs(
                    name, text(constraint, "version"), Scope.REQUIRED, texts(constraint.get("extras"))
                )


def _absent(entries: list[dict[str, Any]], index: Index) -> Iterator[tuple[str, str]]:
    """What an entry needs everywhere: what has a marker, or an extra asks for, is written as a table."""
    for one in entries:
        for name, stated in mapping(one, "dependencies").items():
            if isinstance(stated, str) and name not in index:
                yield name, one["name"]


def _extra(listed: Any, index: Index) -> Iterator[Need]:
    """An extra is written as `name (constraint) ; marker`; what it names is in the lock only if something asks for the extra."""
    for line in texts(listed):
        for wanted in python_manifest.requirement(line, Scope.REQUIRED):
            yield from index.needs(wanted.name, wanted.words, wanted.scope, wanted.extras)


def _scope(one: dict[str, Any]) -> Scope:
    """Groups since lock-version 2.1, a category before 2.0; in between it follows from the manifest."""
    groups = texts(one.get("groups")) or [group for group in [text(one, "category")] if group]
    if not groups:
        return Scope.UNSTATED
    if "main" not in groups:
        return Scope.EXCLUDED
    return Scope.OPTIONAL if one.get("optional") is True else Scope.REQUIRED


def _artifacts(listed: Any) -> Iterator[Artifact]:
    for one in mappings(listed):
        if where := text(one, "url") or text(one, "file"):
            yield artifact(where, text(one, "hash"))
