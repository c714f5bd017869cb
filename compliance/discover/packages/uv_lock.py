# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""uv.lock, revision 1 to 5: packages, their archives' hashes and their edges (docs.astral.sh/uv/concepts/projects/layout)."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
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
from compliance.discover.packages._support.tables import (
    get_mapping,
    get_mappings,
    get_text,
    get_texts,
    read_package_tables,
)
from compliance.model import Artifact, Gap, Scope
from compliance.settings import Settings

_FIRST_PARTY = frozenset({"virtual", "editable", "directory"})


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each uv.lock in the tree; members of the workspace are the product itself."""
    beside = find_manifests(candidates, "pyproject.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "uv.lock",
        lambda candidate: _read_lock(candidate, beside),
    )


def _read_lock(candidate: ScannedFile, beside: Mapping[str, ScannedFile]) -> Lock:
    packages, named = read_package_tables(candidate, parse_file.parse_toml(candidate))
    keys: dict[str, list[str]] = defaultdict(list)
    for _, table in named:
        keys[table["name"]].append(_build_key(table))
    own: list[dict[str, Any]] = []
    entries: list[LockedEntry] = []
    for line, table in named:
        if _is_own(table):
            own.append(table)
        else:
            entries.append(_read_entry(table, keys, line))
    gaps = (
        *nameless_gap(candidate, packages),
        *missing_gap(candidate, _find_absent([table for _, table in named], keys)),
        *_find_drift(candidate, own, beside, tuple(entries)),
    )
    return Lock(tuple(entries), tuple(_find_roots(own, keys)), gaps)


def _find_absent(tables: list[dict[str, Any]], keys: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What packages need and the lock does not hold, with who needs it."""
    for table in tables:
        for one in get_mappings(table.get("dependencies")):
            if get_text(one, "name") not in keys:
                yield get_text(one, "name"), table["name"]


def _read_entry(table: dict[str, Any], keys: dict[str, list[str]], line: int) -> LockedEntry:
    archives = tuple(_build_artifacts(table))
    return LockedEntry(
        key=_build_key(table),
        name=table["name"],
        version=get_text(table, "version"),
        purl=build_purl("pypi", table["name"], get_text(table, "version")),
        needs=tuple(_read_needs(table.get("dependencies"), keys, Scope.REQUIRED)),
        extras={
            extra: tuple(_read_needs(listed, keys, Scope.REQUIRED))
            for extra, listed in get_mapping(table, "optional-dependencies").items()
        },
        artifacts=archives,
        digests=find_only_archive_digest(archives),
        url=get_text(table.get("source"), "git"),
        line=line,
    )


def _find_roots(own: list[dict[str, Any]], keys: dict[str, list[str]]) -> Iterator[Need]:
    """What the product asks for: always, by one of its extras, or for development."""
    for table in own:
        yield from _read_needs(table.get("dependencies"), keys, Scope.REQUIRED)
        for group, scope in (("optional-dependencies", Scope.OPTIONAL), ("dev-dependencies", Scope.EXCLUDED)):
            for listed in get_mapping(table, group).values():
                yield from _read_needs(listed, keys, scope)


def _read_needs(listed: Any, keys: dict[str, list[str]], scope: Scope) -> Iterator[Need]:
    """A name with several versions says which one it means."""
    for one in get_mappings(listed):
        for key in keys.get(get_text(one, "name"), ()):
            if get_text(one, "version") in {"", key.partition("@")[2]}:
                yield key, scope
                yield from ((f"{key}[{extra}]", scope) for extra in get_texts(one.get("extra")))


def _build_artifacts(table: dict[str, Any]) -> Iterator[Artifact]:
    for one in get_mappings([table.get("sdist"), *get_mappings(table.get("wheels"))]):
        if where := get_text(one, "url") or get_text(one, "path") or get_text(one, "filename"):
            yield build_artifact(where, get_text(one, "hash"))


def _find_drift(
    candidate: ScannedFile,
    own: list[dict[str, Any]],
    beside: Mapping[str, ScannedFile],
    entries: tuple[LockedEntry, ...],
) -> Iterator[Gap]:
    """Each member of the workspace against its own manifest; what members need of one another is not locked."""
    members = {build_purl("pypi", table["name"]) for table in own}
    for table in own:
        if manifest := beside.get(_find_member_folder(candidate, table)):
            wanted = python_manifest.read_manifests_beside(manifest)
            foreign = [one for one in wanted if one.purl not in members]
            yield from find_lock_drift(manifest, foreign, candidate, entries)


def _find_member_folder(candidate: ScannedFile, table: dict[str, Any]) -> str:
    """The folder of a member of the workspace, from the root; empty for the root."""
    source = get_mapping(table, "source")
    where = next((get_text(source, kind) for kind in sorted(_FIRST_PARTY) if get_text(source, kind)), "")
    folder = posixpath.normpath(posixpath.join(candidate.folder, where))
    return "" if folder == "." else folder


def _is_own(table: dict[str, Any]) -> bool:
    return not _FIRST_PARTY.isdisjoint(get_mapping(table, "source"))


def _build_key(table: dict[str, Any]) -> str:
    return f"{table['name']}@{get_text(table, 'version')}"
