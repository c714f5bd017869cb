# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pdm.lock, lock_version 4.x (pdm-project.org). A package with extras has an entry of its own for each set of them."""

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
from compliance.discover.packages._support.tables import find_first_lines, get_mappings, get_text, get_texts
from compliance.model import Artifact, Scope
from compliance.settings import Settings


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each pdm.lock in the tree."""
    beside = find_manifests(candidates, "pyproject.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "pdm.lock",
        lambda candidate: _read_pdm_lock(candidate, beside.get(candidate.folder)),
    )


def _read_pdm_lock(candidate: ScannedFile, manifest: ScannedFile | None) -> Lock:
    packages = parse_file.parse_toml(candidate).get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(find_first_lines(candidate, "[[package]]")))
    foreign = [(number, one) for number, one in enumerate(packages) if _is_foreign(one)]
    tables = [one for _, one in foreign]
    index = PythonIndex((one["name"], get_text(one, "version")) for one in tables)
    offered = python_manifest.read_extras(manifest)
    with_extras = _group_extras(tables, index)
    entries = tuple(
        _read_pdm_entry(one, index, offered, with_extras, lines.get(number, 0))
        for number, one in foreign
        if not one.get("extras")
    )
    wanted = python_manifest.read_manifests_beside(manifest)
    gaps = [*nameless_gap(candidate, packages), *missing_gap(candidate, _find_absent(tables, index))]
    if manifest:
        always = [one for one in wanted if one.scope is Scope.REQUIRED]  # a lock may leave groups out
        gaps += find_lock_drift(manifest, always, candidate, entries)
    return Lock(entries, index.roots(wanted), tuple(gaps))


def _is_foreign(one: Any) -> bool:
    """Whether an entry has a name and is no folder of the product."""
    return bool(get_text(one, "name")) and not get_text(one, "path")


def _group_extras(
    entries: list[dict[str, Any]], index: PythonIndex
) -> dict[str, dict[str, tuple[Need, ...]]]:
    """What the entries with extras add to the entries without, by key and extra."""
    found: dict[str, dict[str, tuple[Need, ...]]] = {}
    for one in entries:
        extras = get_texts(one.get("extras"))
        if not extras:
            continue
        own = name_key(one["name"], get_text(one, "version"))
        needs = tuple(need for need in _read_pdm_needs(one, index) if need[0] != own)
        for extra in extras:
            found.setdefault(own, {})[extra] = needs
    return found


def _read_pdm_entry(
    one: dict[str, Any],
    index: PythonIndex,
    offered: frozenset[str],
    with_extras: dict[str, dict[str, tuple[Need, ...]]],
    line: int,
) -> LockedEntry:
    name, version = one["name"], get_text(one, "version")
    archives = tuple(_build_pdm_artifacts(one))
    return LockedEntry(
        key=name_key(name, version),
        name=name,
        version=version,
        purl=build_purl("pypi", name, version),
        needs=tuple(_read_pdm_needs(one, index)),
        extras=with_extras.get(name_key(name, version), {}),
        artifacts=archives,
        digests=find_only_version(tuple(digest for archive in archives for digest in archive.digests)),
        url=get_text(one, "git") or get_text(one, "url"),
        line=line,
        scope=_tell_pdm_scope(get_texts(one.get("groups")), offered),
    )


def _read_pdm_needs(one: dict[str, Any], index: PythonIndex) -> Iterator[Need]:
    for line in get_texts(one.get("dependencies")):
        for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
            yield from index.needs(wanted.name, wanted.words, wanted.scope, wanted.extras)


def _find_absent(entries: list[dict[str, Any]], index: PythonIndex) -> Iterator[tuple[str, str]]:
    """What an entry needs everywhere, for what has a marker may rightly be left out."""
    for one in entries:
        for line in get_texts(one.get("dependencies")):
            if ";" in line:
                continue
            for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
                if wanted.name not in index:
                    yield wanted.name, one["name"]


def _tell_pdm_scope(groups: list[str], offered: frozenset[str]) -> Scope:
    if not groups or "default" in groups:
        return Scope.REQUIRED if groups else Scope.UNSTATED
    return Scope.EXCLUDED if offered.isdisjoint(groups) else Scope.OPTIONAL


def _build_pdm_artifacts(one: dict[str, Any]) -> Iterator[Artifact]:
    for archive in get_mappings(one.get("files")):
        if where := get_text(archive, "url") or get_text(archive, "file"):
            yield build_artifact(where, get_text(archive, "hash"))
