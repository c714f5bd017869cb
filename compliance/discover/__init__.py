# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the product is made of: one walk, then every source over the same candidates."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from compliance import time_budget
from compliance.discover import boundary
from compliance.discover.base import licence_cache
from compliance.discover.base.hashing import Cache, Progress, resolve_digests
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.readers import select_readers
from compliance.discover.resolve import licences_at_hand, nothing_read
from compliance.discover.resolve.assemble import assemble_inventory
from compliance.discover.resolve.bounded import bounded
from compliance.discover.resolve.dataset_files import merge_dataset_files
from compliance.discover.resolve.embedded_copies import merge_embedded_copies
from compliance.discover.resolve.linked_licences import unite_linked_licences
from compliance.discover.resolve.model_files import merge_model_files
from compliance.discover.resolve.unparsed import with_unparsed
from compliance.discover.resolve.versions import resolve_versions
from compliance.discover.resolve.without_development import without_development
from compliance.discover.tree import environment, walk
from compliance.errors import UsageError
from compliance.model import Gap, Inventory
from compliance.settings import Settings


def discover(
    root: Path,
    settings: Settings,
    *,
    cache_file: Path | None = None,
    progress: Progress = lambda *_: None,
    clock: time_budget.Clock | None = None,
) -> Inventory:
    """The inventory of the product at `root`, a folder or a release artifact, of the environment and the foreign documents that the settings name.

    With a `clock` no file takes longer than the settings allow.

    Raises:
        UsageError: `root` is neither, or the environment holds no packages.
        InputError: the artifact can't be unpacked or has no metadata.
    """
    with time_budget.limited(clock, settings.scan.seconds_per_file):
        return _discover(root, settings, cache_file, progress)


def _discover(root: Path, settings: Settings, cache_file: Path | None, progress: Progress) -> Inventory:
    if root.is_dir():
        caches = (cache_file, Cache(cache_file))
        return _inventory(_look(root, settings), settings, root, (), caches, progress)
    from compliance.discover.tree import archives

    if not archives.is_archive(root):
        raise UsageError(
            f"{root} is no folder" if root.exists() else f"There is nothing at {root}",
            fix="Give the folder of the product, a wheel, zipapp or sdist, or a CycloneDX document",
        )
    from compliance.discover.tree import artifact

    with artifact.open_artifact(root, settings) as release:
        looked = _look(release.root, release.settings, inside=release.inside, base=root.parent)
        # unpacked anew each time: no digest of these files is worth keeping
        caches = (cache_file, Cache(None))
        return artifact.add_artifact_gaps(
            _inventory(looked, release.settings, root.parent, release.found, caches, progress)
        )


def _inventory(
    looked: Iterable[ScannedFile | Gap],
    settings: Settings,
    base: Path,
    known: tuple[Discovery, ...],
    caches: tuple[Path | None, Cache],
    progress: Progress,
) -> Inventory:
    debug = settings.debug
    seen = list(_counted(boundary.stream("walk", looked, settings), progress))
    candidates = tuple(item for item in seen if isinstance(item, ScannedFile))
    found: list[Discovery] = [*known, *(item for item in seen if isinstance(item, Gap))]
    cache_file, digests = caches
    with licence_cache.remember_licenses(cache_file.with_name("licences.json") if cache_file else None):
        for source in select_readers(candidates):
            found.extend(boundary.read(source, candidates, settings))
    found = boundary.resolve(bounded, found, debug=debug)
    found = boundary.resolve(unite_linked_licences, found, debug=debug)
    found = boundary.resolve(with_unparsed, found, candidates, debug=debug)
    found = boundary.resolve(
        licences_at_hand.resolve_licences_at_hand, found, candidates, settings.scan.cache_folders, debug=debug
    )
    complete = boundary.resolve(merge_dataset_files, found, debug=debug)
    complete = boundary.resolve(resolve_digests, complete, candidates, digests, progress, debug=debug)
    for step in (merge_embedded_copies, merge_model_files, resolve_versions):
        complete = boundary.resolve(step, complete, debug=debug)
    whole = assemble_inventory(complete, settings)
    if settings.scan.imports:
        whole = _joined(whole, base, settings)
    if not known:  # a release artifact is known by its metadata
        whole = nothing_read.reported(whole, found, candidates, settings)
    return whole if settings.scan.development else without_development(whole)


def _joined(whole: Inventory, base: Path, settings: Settings) -> Inventory:
    from compliance.discover.resolve import imported_boms

    return boundary.attempt(
        lambda: imported_boms.merge_imported_boms(whole, base, settings),
        lambda gap: replace(whole, gaps=tuple(sorted({*whole.gaps, gap}))),
        "boms",
        debug=settings.debug,
    )


def _look(
    root: Path, settings: Settings, *, inside: tuple[Path, ...] = (), base: Path | None = None
) -> Iterator[ScannedFile | Gap]:
    """The tree's files and the environment's; what distributions `inside` the tree list as theirs is seen once, as theirs."""
    carried = [item for place in inside for item in environment.walk_environment(place)]
    theirs = {item.file for item in carried if isinstance(item, ScannedFile)}
    yield from carried
    venv = (base or root) / settings.scan.venv if settings.scan.venv else None
    for item in walk.walk_tree(root, settings.scan.exclude, read_elsewhere=venv):
        if isinstance(item, Gap) or item.file not in theirs:
            yield item
    if venv:
        yield from environment.walk_environment(venv, settings.scan.venv_within)


def _counted(items: Iterable[ScannedFile | Gap], progress: Progress) -> Iterator[ScannedFile | Gap]:
    for number, item in enumerate(items, 1):
        if number % 512 == 0:
            progress("walking", number, 0)
        yield item
