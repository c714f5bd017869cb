# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the product is made of: one walk, then every source over the same candidates."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from compliance import time_budget
from compliance.discover import boundary
from compliance.discover.base import licence_cache
from compliance.discover.base.hashing import Cache, Progress, hashed
from compliance.discover.interface import Candidate, Found
from compliance.discover.readers import concerned
from compliance.discover.resolve import licences_at_hand, nothing_read
from compliance.discover.resolve.assemble import assemble
from compliance.discover.resolve.bounded import bounded
from compliance.discover.resolve.dataset_files import grouped
from compliance.discover.resolve.embedded_copies import once
from compliance.discover.resolve.model_files import group
from compliance.discover.resolve.unparsed import with_unparsed
from compliance.discover.resolve.versions import pinned
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

    with artifact.opened(root, settings) as release:
        looked = _look(release.root, release.settings, inside=release.inside, base=root.parent)
        # unpacked anew each time: no digest of these files is worth keeping
        caches = (cache_file, Cache(None))
        return artifact.told(
            _inventory(looked, release.settings, root.parent, release.found, caches, progress)
        )


def _inventory(
    looked: Iterable[Candidate | Gap],
    settings: Settings,
    base: Path,
    known: tuple[Found, ...],
    caches: tuple[Path | None, Cache],
    progress: Progress,
) -> Inventory:
    debug = settings.debug
    seen = list(_counted(boundary.stream("walk", looked, settings), progress))
    candidates = tuple(item for item in seen if isinstance(item, Candidate))
    found: list[Found] = [*known, *(item for item in seen if isinstance(item, Gap))]
    cache_file, digests = caches
    with licence_cache.remembering(cache_file.with_name("licences.json") if cache_file else None):
        for source in concerned(candidates):
            found.extend(boundary.read(source, candidates, settings))
    found = boundary.resolve(bounded, found, debug=debug)
    found = boundary.resolve(with_unparsed, found, candidates, debug=debug)
    found = boundary.resolve(
        licences_at_hand.licensed, found, candidates, settings.scan.cache_folders, debug=debug
    )
    complete = boundary.resolve(grouped, found, debug=debug)
    complete = boundary.resolve(hashed, complete, candidates, digests, progress, debug=debug)
    for step in (once, group, pinned):
        complete = boundary.resolve(step, complete, debug=debug)
    whole = assemble(complete, settings)
    if settings.scan.imports:
        whole = _joined(whole, base, settings)
    if not known:  # a release artifact is known by its metadata
        whole = nothing_read.reported(whole, found, candidates, settings)
    return whole if settings.scan.development else without_development(whole)


def _joined(whole: Inventory, base: Path, settings: Settings) -> Inventory:
    from compliance.discover.resolve import imported_boms

    return boundary.attempt(
        lambda: imported_boms.join(whole, base, settings),
        lambda gap: replace(whole, gaps=tuple(sorted({*whole.gaps, gap}))),
        "boms",
        debug=settings.debug,
    )


def _look(
    root: Path, settings: Settings, *, inside: tuple[Path, ...] = (), base: Path | None = None
) -> Iterator[Candidate | Gap]:
    """The tree's files and the environment's; what distributions `inside` the tree list as theirs is seen once, as theirs."""
    carried = [item for place in inside for item in environment.walk(place)]
    theirs = {item.file for item in carried if isinstance(item, Candidate)}
    yield from carried
    venv = (base or root) / settings.scan.venv if settings.scan.venv else None
    for item in walk.walk(root, settings.scan.exclude, read_elsewhere=venv):
        if isinstance(item, Gap) or item.file not in theirs:
            yield item
    if venv:
        yield from environment.walk(venv, settings.scan.venv_within)


def _counted(items: Iterable[Candidate | Gap], progress: Progress) -> Iterator[Candidate | Gap]:
    for number, item in enumerate(items, 1):
        if number % 512 == 0:
            progress("walking", number, 0)
        yield item
