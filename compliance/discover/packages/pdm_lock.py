# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pdm.lock, lock_version 4.x (pdm-project.org). A package with extras has an entry of its own for each set of them."""

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
from compliance.discover.packages._support.tables import first_lines, mappings, text, texts
from compliance.model import Artifact, Scope
from compliance.settings import Settings


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each pdm.lock in the tree."""
    beside = manifests(candidates, "pyproject.toml")
    yield from read_each(
        candidates,
        lambda candidate: candidate.name == "pdm.lock",
        lambda candidate: _lock(candidate, beside.get(candidate.folder)),
    )


def _lock(candidate: Candidate, manifest: Candidate | None) -> Lock:
    packages = parse_file.parse_toml(candidate).get("package", [])
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no [[package]] tables")
    lines = dict(enumerate(first_lines(candidate, "[[package]]")))
    named = [
        (number, one) for number, one in enumerate(packages) if text(one, "name") and not text(one, "path")
    ]
    index = Index((one["name"], text(one, "version")) for _, one in named)
    offered = python_manifest.extras(manifest)
    with_extras = _by_package([one for _, one in named if one.get("extras")], index)
    entries = tuple(
        _entry(one, index, offered, with_extras, lines.get(number, 0))
        for number, one in named
        if not one.get("extras")
    )
    wanted = python_manifest.beside(manifest)
    always = [one for one in wanted if one.scope is Scope.REQUIRED]  # a lock may leave groups out
    gaps = (
        *nameless(candidate, packages),
        *lacking(candidate, _absent([one for _, one in named], index)),
        *(drift(manifest, always, candidate, entries) if manifest else ()),
    )
    return Lock(entries, index.roots(wanted), gaps)


def _by_package(entries: list[dict[str, Any]], index: Index) -> dict[str, dict[str, tuple[Need, ...]]]:
    """What the entries with extras add to the entries without, by key and extra."""
    found: dict[str, dict[str, tuple[Need, ...]]] = {}
    for one in entries:
        own = key(one["name"], text(one, "version"))
        needs = tuple(need for need in _needs(one, index) if need[0] != own)
        for extra in texts(one.get("extras")):
            found.setdefault(own, {})[extra] = needs
    return found


def _entry(
    one: dict[str, Any],
    index: Index,
    offered: frozenset[str],
    with_extras: dict[str, dict[str, tuple[Need, ...]]],
    line: int,
) -> Entry:
    name, version = one["name"], text(one, "version")
    archives = tuple(_artifacts(one))
    return Entry(
        key=key(name, version),
        name=name,
        version=version,
        purl=purl("pypi", name, version),
        needs=tuple(_needs(one, index)),
        extras=with_extras.get(key(name, version), {}),
        artifacts=archives,
        digests=only(tuple(digest for archive in archives for digest in archive.digests)),
        url=text(one, "git") or text(one, "url"),
        line=line,
        scope=_scope(texts(one.get("groups")), offered),
    )


def _needs(one: dict[str, Any], index: Index) -> Iterator[Need]:
    for line in texts(one.get("dependencies")):
        for wanted in python_manifest.requirement(line, Scope.REQUIRED):
            yield from index.needs(wanted.name, wanted.words, wanted.scope, wanted.extras)


def _absent(entries: list[dict[str, Any]], index: Index) -> Iterator[tuple[str, str]]:
    """What an entry needs everywhere, for what has a marker may rightly be left out."""
    for one in entries:
        for line in texts(one.get("dependencies")):
            for wanted in python_manifest.requirement(line, Scope.REQUIRED):
                if ";" not in line and wanted.name not in index:
                    yield wanted.name, one["name"]


def _scope(groups: list[str], offered: frozenset[str]) -> Scope:
    if not groups or "default" in groups:
        return Scope.REQUIRED if groups else Scope.UNSTATED
    return Scope.EXCLUDED if offered.isdisjoint(groups) else Scope.OPTIONAL


def _artifacts(one: dict[str, Any]) -> Iterator[Artifact]:
    for archive in mappings(one.get("files")):
        if where := text(archive, "url") or text(archive, "file"):
            yield artifact(where, text(archive, "hash"))
