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
    find_only_version,
    missing_gap,
    nameless_gap,
    read_each,
)
from compliance.discover.packages._support.manifest import find_lock_drift, find_manifests
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.python_index import PythonIndex, name_key
from compliance.discover.packages._support.tables import (
    find_first_lines,
    get_mapping,
    get_mappings,
    get_text,
    get_texts,
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
        lambda candidate: _read_poetry_lock(candidate, beside.get(candidate.folder)),
    )


def _read_poetry_lock(candidate: ScannedFile, manifest: ScannedFile | None) -> Lock:
    table = parse_file.parse_toml(candidate)
    packages = table.get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(find_first_lines(candidate, "[[package]]")))
    hashes = get_mapping(table, "metadata", "files")
    named = [
        (number, one)
        for number, one in enumerate(packages)
        if get_text(one, "name") and get_text(one.get("source"), "type") not in _LOCAL
    ]
    index = PythonIndex((one["name"], get_text(one, "version")) for _, one in named)
    entries = tuple(_read_poetry_entry(one, index, hashes, lines.get(number, 0)) for number, one in named)
    wanted = python_manifest.read_manifests_beside(manifest)
    gaps = (
        *nameless_gap(candidate, packages),
        *missing_gap(candidate, _absent([one for _, one in named], index)),
        *(find_lock_drift(manifest, wanted, candidate, entries) if manifest else ()),
    )
    return Lock(entries, index.roots(wanted), gaps)


def _read_poetry_entry(
    one: dict[str, Any], index: PythonIndex, hashes: dict[str, Any], line: int
) -> LockedEntry:
    name, version = one["name"], get_text(one, "version")
    archives = tuple(_build_poetry_artifacts(one.get("files") or hashes.get(name)))
    source = get_mapping(one, "source")
    return LockedEntry(
        key=name_key(name, version),
        name=name,
        version=version,
        purl=build_purl("pypi", name, version),
        needs=tuple(_read_poetry_needs(get_mapping(one, "dependencies"), index, optional=False)),
        extras={extra: tuple(_extra(listed, index)) for extra, listed in get_mapping(one, "extras").items()},
        artifacts=archives,
        digests=find_only_version(tuple(digest for archive in archives for digest in archive.digests)),
        url=get_text(source, "url") if get_text(source, "type") in {"git", "url"} else "",
        line=line,
        scope=_tell_poetry_scope(one),
    )


def _read_poetry_needs(dependencies: dict[str, Any], index: PythonIndex, *, optional: bool) -> Iterator[Need]:
    for name, stated in dependencies.items():
        for constraint in get_mappings(stated) or [
            stated if isinstance(stated, dict) else {"version": stated}
        ]:
            if (constraint.get("optional") is True) is optional:
                yield from index.needs(
                    name, get_text(constraint, "version"), Scope.REQUIRED, get_texts(constraint.get("extras"))
                )


def _absent(entries: list[dict[str, Any]], index: PythonIndex) -> Iterator[tuple[str, str]]:
    """What an entry needs everywhere: what has a marker, or an extra asks for, is written as a table."""
    for one in entries:
        for name, stated in get_mapping(one, "dependencies").items():
            if isinstance(stated, str) and name not in index:
                yield name, one["name"]


def _extra(listed: Any, index: PythonIndex) -> Iterator[Need]:
    """An extra is written as `name (constraint) ; marker`; what it names is in the lock only if something asks for the extra."""
    for line in get_texts(listed):
        for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
            yield from index.needs(wanted.name, wanted.words, wanted.scope, wanted.extras)


def _tell_poetry_scope(one: dict[str, Any]) -> Scope:
    """Groups since lock-version 2.1, a category before 2.0; in between it follows from the manifest."""
    groups = get_texts(one.get("groups")) or [group for group in [get_text(one, "category")] if group]
    if not groups:
        return Scope.UNSTATED
    if "main" not in groups:
        return Scope.EXCLUDED
    return Scope.OPTIONAL if one.get("optional") is True else Scope.REQUIRED


def _build_poetry_artifacts(listed: Any) -> Iterator[Artifact]:
    for one in get_mappings(listed):
        if where := get_text(one, "url") or get_text(one, "file"):
            yield build_artifact(where, get_text(one, "hash"))
