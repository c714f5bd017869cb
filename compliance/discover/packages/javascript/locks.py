# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The locks of JavaScript in the tree, and the manifests beside them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import manifest
from compliance.discover.packages._support.locked import Lock, read_each
from compliance.discover.packages._support.manifest import Wanted, find_lock_drift, find_unlocked
from compliance.discover.packages._support.tables import get_text
from compliance.discover.packages.javascript import bun_lock, package_lock, pnpm_lock, yarn_lock
from compliance.discover.packages.javascript._support.common import (
    GROUPS,
    Content,
    apply_override,
    find_key_lines,
    is_local_reference,
    parse_alias,
    read_asked,
)
from compliance.discover.packages.javascript._support.semver import satisfies
from compliance.model import Gap
from compliance.settings import Settings

_Manifests = Mapping[str, dict[str, Any]]
_READERS: dict[str, Callable[[ScannedFile, _Manifests], Content]] = {
    **dict.fromkeys(package_lock.NAMES, package_lock.read),
    **dict.fromkeys(pnpm_lock.NAMES, lambda candidate, _: pnpm_lock.read(candidate)),
    **dict.fromkeys(yarn_lock.NAMES, yarn_lock.read),
    **dict.fromkeys(bun_lock.NAMES, lambda candidate, _: bun_lock.read(candidate)),
}
_MANIFEST = "package.json"


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each lock, where a manifest asks for something else, and what no lock holds."""
    tree = [candidate for candidate in candidates if not candidate.carrier and not candidate.is_test]
    manifests: list[tuple[ScannedFile, dict[str, Any]]] = []
    for candidate in tree:
        if candidate.name == _MANIFEST:
            try:
                manifests.append((candidate, _parse_manifest(candidate)))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path,
                    f"The manifest {error}; what it asks for is missing from the BOM",
                    error.line,
                )
    locks = _Locks({candidate.folder: table for candidate, table in manifests})
    paths = {candidate.path for candidate in tree}
    yield from read_each(tree, lambda candidate: _is_lock(candidate, paths), locks.read)
    installed = {_above_modules(one) for one in candidates if one.carrier.startswith("pkg:npm/")}
    for candidate, table in manifests:
        yield from _find_damage(candidate, table)
        yield from locks.compare(candidate, table, installed)


class _Locks:
    """The locks of the tree, with the manifests that they are compared with by folder."""

    def __init__(self, tables: _Manifests) -> None:
        self._tables = tables
        self._names = {get_text(table, "name") for table in tables.values()}
        self._contents: list[tuple[ScannedFile, Content]] = []
        self._unread: list[ScannedFile] = []

    def read(self, candidate: ScannedFile) -> Lock:
        """What a lock holds; one that can't be read is remembered, since its manifests are locked nonetheless."""
        self._unread.append(candidate)
        content = _READERS[candidate.name](candidate, self._tables)
        self._contents.append((self._unread.pop(), content))
        return content.lock

    def compare(
        self, candidate: ScannedFile, table: dict[str, Any], installed: set[str]
    ) -> Iterator[Discovery]:
        """Where a manifest and its locks differ; without a lock, and if nothing is installed, what it asks for."""
        wanted = list(_read_wanted(candidate, table, self._names))
        covering = [one for one in self._contents if _covers(*one, candidate)]
        for lock, content in covering:
            forced = content.overridden | apply_override(self._tables.get(lock.folder, {}))
            allowed = [_allow_any_version(one, forced) for one in wanted]
            yield from find_lock_drift(candidate, allowed, lock, content.lock.entries)
        if covering or manifest.find_governing_lock(candidate, self._unread):
            return
        if not _is_installed(candidate, installed):
            yield from find_unlocked(candidate, wanted)


def _parse_manifest(candidate: ScannedFile) -> dict[str, Any]:
    table = parse_file.parse_json(parse_file.read_bytes(candidate).removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(table, dict):
        raise parse_file.Unreadable("is no JSON object")
    if not isinstance(table.get("name", ""), str):
        raise parse_file.Unreadable("has a name that is no text")
    return table


def _find_damage(candidate: ScannedFile, table: dict[str, Any]) -> Iterator[Gap]:
    """How many dependencies, or groups of them, are of another type than they should be."""
    broken = 0
    for group, _ in GROUPS:
        listed = table.get(group)
        if isinstance(listed, dict):
            broken += sum(not isinstance(words, str) for words in listed.values())
        elif listed is not None:
            broken += 1
    if broken:
        yield Gap(
            candidate.path,
            f"{broken} of its dependencies are not written as name and range; what they ask for is not known",
        )


def _is_lock(candidate: ScannedFile, paths: set[str]) -> bool:
    """Whether it is a lock; a shrinkwrap overrides the lock beside it."""
    winner = f"{candidate.folder}/{package_lock.NAMES[0]}".lstrip("/")
    return candidate.name in _READERS and not (candidate.name == package_lock.NAMES[1] and winner in paths)


def _covers(lock: ScannedFile, content: Content, manifest: ScannedFile) -> bool:
    """Whether a manifest is of one of the packages that a lock was made for."""
    if not lock.folder:
        return manifest.folder in content.members
    inner = manifest.folder.removeprefix(lock.folder)
    return manifest.folder.startswith(lock.folder) and inner[:1] in {"", "/"} and inner[1:] in content.members


def _read_wanted(candidate: ScannedFile, table: dict[str, Any], own: set[str]) -> Iterator[Wanted]:
    """What a manifest asks for and the product doesn't hold itself."""
    lines = find_key_lines(parse_file.read_text(candidate)[0], '"')
    for one in read_asked(table):
        if is_local_reference(one.range) or one.name in own:
            continue
        name, words = parse_alias(one.name, one.range)
        line = (lines.get(one.name) or [0])[-1]
        yield Wanted(
            name, build_npm_purl(name), words, scope=one.scope, line=line, fits=partial(satisfies, words)
        )


def _allow_any_version(one: Wanted, forced: frozenset[str]) -> Wanted:
    """The same, but a package that is forced may be of any version."""
    return replace(one, fits=lambda _: True) if one.name in forced else one


def _above_modules(candidate: ScannedFile) -> str:
    return candidate.file.as_posix().partition("/node_modules/")[0]


def _is_installed(manifest: ScannedFile, installed: set[str]) -> bool:
    """Whether packages are installed in its folder, or in one above it."""
    folders = {folder.as_posix() for folder in manifest.file.parents}
    return not installed.isdisjoint(folders)
