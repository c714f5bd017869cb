# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""uv.lock, revision 1 to 5: packages, their archives' hashes and their edges (docs.astral.sh/uv/concepts/projects/layout)."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
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
from compliance.discover.packages._support.tables import first_lines, mapping, mappings, text, texts
from compliance.model import Artifact, Gap, Scope
from compliance.settings import Settings

_FIRST_PARTY = frozenset({"virtual", "editable", "directory"})


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each uv.lock in the tree; members of the workspace are the product itself."""
    beside = manifests(candidates, "pyproject.toml")
    yield from read_each(
        candidates, lambda candidate: candidate.name == "uv.lock", lambda candidate: _lock(candidate, beside)
    )


def _lock(candidate: Candidate, beside: Mapping[str, Candidate]) -> Lock:
    packages = parse_file.parse_toml(candidate).get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(first_lines(candidate, "[[package]]")))
    named = [(number, table) for number, table in enumerate(packages) if text(table, "name")]
    keys: dict[str, list[str]] = defaultdict(list)
    for _, table in named:
        keys[table["name"]].append(_key(table))
    entries = tuple(
        _entry(table, keys, lines.get(number, 0)) for number, table in named if not _is_own(table)
    )
    own = [table for _, table in named if _is_own(table)]
    absent = (
        (text(one, "name"), table["name"])
        for _, table in named
        for one in mappings(table.get("dependencies"))
        if text(one, "name") not in keys
    )
    gaps = (
        *nameless(candidate, packages),
        *lacking(candidate, absent),
        *_drift(candidate, own, beside, entries),
    )
    return Lock(entries, tuple(_roots(own, keys)), gaps)


def _entry(table: dict[str, Any], keys: dict[str, list[str]], line: int) -> Entry:
    archives = tuple(_artifacts(table))
    return Entry(
        key=_key(table),
        name=table["name"],
        version=text(table, "version"),
        purl=purl("pypi", table["name"], text(table, "version")),
        needs=tuple(_needs(table.get("dependencies"), keys, Scope.REQUIRED)),
        extras={
            extra: tuple(_needs(listed, keys, Scope.REQUIRED))
            for extra, listed in mapping(table, "optional-dependencies").items()
        },
        artifacts=archives,
        digests=only(tuple(digest for archive in archives for digest in archive.digests)),
        url=text(table.get("source"), "git"),
        line=line,
    )


def _roots(own: list[dict[str, Any]], keys: dict[str, list[str]]) -> Iterator[Need]:
    """What the product asks for: always, by one of its extras, or for development."""
    for table in own:
        yield from _needs(table.get("dependencies"), keys, Scope.REQUIRED)
        for group, scope in (("optional-dependencies", Scope.OPTIONAL), ("dev-dependencies", Scope.EXCLUDED)):
            for listed in mapping(table, group).values():
                yield from _needs(listed, keys, scope)


def _needs(listed: Any, keys: dict[str, list[str]], scope: Scope) -> Iterator[Need]:
    """A name with several versions says which one it means."""
    for one in mappings(listed):
        for key in keys.get(text(one, "name"), ()):
            if text(one, "version") in {"", key.partition("@")[2]}:
                yield key, scope
                yield from ((f"{key}[{extra}]", scope) for extra in texts(one.get("extra")))


def _artifacts(table: dict[str, Any]) -> Iterator[Artifact]:
    for one in mappings([table.get("sdist"), *mappings(table.get("wheels"))]):
        if where := text(one, "url") or text(one, "path") or text(one, "filename"):
            yield artifact(where, text(one, "hash"))


def _drift(
    candidate: Candidate,
    own: list[dict[str, Any]],
    beside: Mapping[str, Candidate],
    entries: tuple[Entry, ...],
) -> Iterator[Gap]:
    """Each member of the workspace against its own manifest; what members need of one another is not locked."""
    members = {purl("pypi", table["name"]) for table in own}
    for table in own:
        source = mapping(table, "source")
        where = next((text(source, kind) for kind in sorted(_FIRST_PARTY) if text(source, kind)), "")
        folder = posixpath.normpath(posixpath.join(candidate.folder, where))
        if manifest := beside.get("" if folder == "." else folder):
            wanted = [one for one in python_manifest.beside(manifest) if one.purl not in members]
            yield from drift(manifest, wanted, candidate, entries)


def _is_own(table: dict[str, Any]) -> bool:
    return not _FIRST_PARTY.isdisjoint(mapping(table, "source"))


def _key(table: dict[str, Any]) -> str:
    return f"{table['name']}@{text(table, 'version')}"
