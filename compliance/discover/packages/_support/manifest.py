# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A manifest, what people write, beside a lock, what tools write: packages that nothing locks, and where the two differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import LockedEntry, locked_component
from compliance.model import Gap, Relation, RelationKind, Scope

_MOST = 8
"""Names that one gap spells out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A package that a manifest asks for."""

    name: str
    purl: str
    """Without a version."""
    words: str = ""
    """The version constraint as it is written."""
    extras: tuple[str, ...] = ()
    scope: Scope = Scope.REQUIRED
    line: int = 0
    fits: Callable[[str], bool] = lambda _version: True
    """Whether a version meets the constraint; always, where that can't be told."""


def list_product_files(candidates: Iterable[ScannedFile]) -> list[ScannedFile]:
    """The files of the tree that are not there for tests."""
    return [one for one in candidates if not one.carrier and not one.is_test]


def find_manifests(candidates: Iterable[ScannedFile], name: str) -> dict[str, ScannedFile]:
    """The tree's manifests of this name, by folder."""
    return {one.folder: one for one in candidates if one.name == name and not one.carrier}


def find_governing_lock(manifest: ScannedFile, locks: Iterable[ScannedFile]) -> ScannedFile | None:
    """The lock that a manifest goes with: in its folder, or in the nearest one above, as workspaces have it."""
    above = [
        lock
        for lock in locks
        if lock.folder == manifest.folder or not lock.folder or manifest.folder.startswith(f"{lock.folder}/")
    ]
    return max(above, key=lambda lock: len(lock.folder), default=None)


def find_unlocked(manifest: ScannedFile, wanted: Iterable[Wanted]) -> Iterator[Discovery]:
    """The packages by name alone, for no lock goes with the manifest; those of which no version is known elsewhere become a gap."""
    listed = {one.purl: one for one in wanted}
    for one in listed.values():
        entry = LockedEntry(one.purl, one.name, "", one.purl, line=one.line)
        yield locked_component(entry, manifest.path, one.scope)
        yield Relation("", RelationKind.DEPENDS_ON, one.purl)


def find_lock_drift(
    manifest: ScannedFile, wanted: Iterable[Wanted], lock: ScannedFile, entries: Iterable[LockedEntry]
) -> Iterator[Gap]:
    """What the manifest asks for and the lock does not hold, or holds in another version."""
    versions: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        versions[entry.purl.partition("@")[0]].add(entry.version)
    absent: set[str] = set()
    stale: set[str] = set()
    for one in wanted:
        if one.purl not in versions:
            absent.add(one.name)
        elif not any(map(one.fits, versions[one.purl])):
            stale.add(f"{one.name} {one.words} (locked: {', '.join(sorted(versions[one.purl]))})")
    if absent:
        named = name_packages(sorted(absent))
        yield Gap(lock.path, f"{manifest.path} asks for {named}, which it does not hold; lock again")
    if stale:
        yield Gap(lock.path, f"{manifest.path} asks for {name_packages(sorted(stale))}; lock again")


def name_packages(names: list[str]) -> str:
    """The names as a gap lists them, the first ones where they are many."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
