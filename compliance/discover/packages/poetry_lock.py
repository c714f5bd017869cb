# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""poetry.lock, lock-version 1.0 to 2.1 (python-poetry.org; poetry.packages.locker)."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import python_manifest
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    build_artifact,
    find_only_archive_digest,
    missing_gap,
    nameless_gap,
    read_each,
)
from compliance.discover.packages._support.manifest import find_lock_drift, find_manifests
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.python_index import PythonIndex, name_key
from compliance.discover.packages._support.tables import (
    get_mapping,
    get_mappings,
    get_text,
    get_texts,
    read_package_tables,
)
from compliance.model import Artifact, Scope
from compliance.settings import Settings

_LOCAL = frozenset({"directory"})


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each poetry.lock in the tree."""
    beside = find_manifests(candidates, "pyproject.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "poetry.lock",
        lambda candidate: _read_lock(candidate, beside.get(candidate.folder)),
    )


def _read_lock(candidate: ScannedFile, manifest: ScannedFile | None) -> Lock:
    table = parse_file.parse_toml(candidate)
    packages, named = read_package_tables(candidate, table)
    hashes = get_mapping(table, "metadata", "files")
    foreign = [(line, one) for line, one in named if get_text(one.get("source"), "type") not in _LOCAL]
    tables = [one for _, one in foreign]
    index = PythonIndex((one["name"], get_text(one, "version")) for one in tables)
    entries = tuple(_read_entry(one, index, hashes, line) for line, one in foreign)
    wanted = python_manifest.read_manifests_beside(manifest)
    gaps = [*nameless_gap(candidate, packages), *missing_gap(candidate, _find_absent(tables, index))]
    if manifest:
        gaps += find_lock_drift(manifest, wanted, candidate, entries)
    return Lock(entries, index.roots(wanted), tuple(gaps))


def _read_entry(one: dict[str, Any], index: PythonIndex, hashes: dict[str, Any], line: int) -> LockedEntry:
    name, version = one["name"], get_text(one, "version")
    archives = tuple(_build_artifacts(one.get("files") or hashes.get(name)))
    source = get_mapping(one, "source")
    return LockedEntry(
        key=name_key(name, version),
        name=name,
        version=version,
        purl=build_purl("pypi", name, version),
        needs=tuple(_read_needs(get_mapping(one, "dependencies"), index, optional=False)),
        extras={
            extra: tuple(_read_extra(listed, index)) for extra, listed in get_mapping(one, "extras").items()
        },
        artifacts=archives,
        digests=find_only_archive_digest(archives),
        url=get_text(source, "url") if get_text(source, "type") in {"git", "url"} else "",
        line=line,
        scope=_find_scope(one),
    )


def _read_needs(dependencies: dict[str, Any], index: PythonIndex, *, optional: bool) -> Iterator[Need]:
    for name, stated in dependencies.items():
        for constraint in _list_constraints(stated):
            if (constraint.get("optional") is True) is optional:
                words, extras = get_text(constraint, "version"), get_texts(constraint.get("extras"))
                yield from index.needs(name, words, Scope.REQUIRED, extras)


def _list_constraints(stated: Any) -> list[dict[str, Any]]:
    """A dependency is a constraint, a table, or a list of tables, one for each platform or Python."""
    if isinstance(stated, dict):
        return [stated]
    return get_mappings(stated) or [{"version": stated}]


def _find_absent(entries: list[dict[str, Any]], index: PythonIndex) -> Iterator[tuple[str, str]]:
    """What an entry needs everywhere: what has a marker, or an extra asks for, is written as a table."""
    for one in entries:
        for name, stated in get_mapping(one, "dependencies").items():
            if isinstance(stated, str) and name not in index:
                yield name, one["name"]


def _read_extra(listed: Any, index: PythonIndex) -> Iterator[Need]:
    """An extra is written as `name (constraint) ; marker`; what it names is in the lock only if something asks for the extra."""
    for line in get_texts(listed):
        for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
            yield from index.needs(wanted.name, wanted.words, wanted.scope, wanted.extras)


def _find_scope(one: dict[str, Any]) -> Scope:
    """Groups since lock-version 2.1, a category before 2.0; in between it follows from the manifest."""
    groups = get_texts(one.get("groups")) or [group for group in [get_text(one, "category")] if group]
    if not groups:
        return Scope.UNSTATED
    if "main" not in groups:
        return Scope.EXCLUDED
    return Scope.OPTIONAL if one.get("optional") is True else Scope.REQUIRED


def _build_artifacts(listed: Any) -> Iterator[Artifact]:
    for one in get_mappings(listed):
        if where := get_text(one, "url") or get_text(one, "file"):
            yield build_artifact(where, get_text(one, "hash"))
