# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the product is made of: one walk, then every source over the same candidates."""

import importlib
import os
import pkgutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import cast

from compliance.discover import archives, artifact, at_hand, boms, environment, memo, walk
from compliance.discover.assemble import assemble
from compliance.discover.candidates import Candidate, Found, Source
from compliance.discover.collecting import grouped
from compliance.discover.copies import once
from compliance.discover.development import without_development
from compliance.discover.grouping import group
from compliance.discover.hashing import Cache, Progress, hashed
from compliance.discover.pinning import pinned
from compliance.errors import UsageError
from compliance.model import Gap, Inventory
from compliance.settings import Settings


def discover(
    root: Path,
    settings: Settings,
    *,
    cache_file: Path | None = None,
    executor: Executor | None = None,
    progress: Progress = lambda *_: None,
) -> Inventory:
    """The inventory of the product at `root`, a folder or a release artifact, of the environment and the foreign documents that the settings name.

    Raises:
        UsageError: `root` is neither, or the environment holds no packages.
        InputError: the artifact can't be unpacked or has no metadata.
    """
    if archives.is_archive(root):
        with artifact.opened(root, settings) as release:
            looked = _look(release.root, release.settings, inside=release.inside, base=root.parent)
            # unpacked anew each time: no digest of these files is worth keeping
            caches = (cache_file, Cache(None))
            return artifact.told(
                _inventory(looked, release.settings, root.parent, release.found, caches, executor, progress)
            )
    if not root.is_dir():
        raise UsageError(
            f"{root} is no folder" if root.exists() else f"There is nothing at {root}",
            fix="Give the folder of the product, a wheel, zipapp or sdist, or a CycloneDX document",
        )
    caches = (cache_file, Cache(cache_file))
    return _inventory(_look(root, settings), settings, root, (), caches, executor, progress)


def _inventory(
    looked: Iterable[Candidate | Gap],
    settings: Settings,
    base: Path,
    known: tuple[Found, ...],
    caches: tuple[Path | None, Cache],
    executor: Executor | None,
    progress: Progress,
) -> Inventory:
    seen = list(_counted(looked, progress))
    candidates = tuple(item for item in seen if isinstance(item, Candidate))
    found: list[Found] = [*known, *(item for item in seen if isinstance(item, Gap))]
    cache_file, digests = caches
    with memo.remembering(cache_file.with_name("licences.json") if cache_file else None):
        for source in sources():
            found.extend(source.discover(candidates, settings))
    found = list(at_hand.licensed(found, candidates, settings.scan.cache_folders))
    with executor or ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        complete = list(hashed(grouped(found), candidates, digests, pool, progress))
    whole = boms.join(assemble(pinned(group(list(once(complete)))), settings), base, settings)
    return whole if settings.scan.development else without_development(whole)


@cache
def sources() -> tuple[Source, ...]:
    """The modules of this package, and of the packages in it, that have a `discover`."""
    names = sorted(found.name for found in pkgutil.walk_packages(__path__, f"{__name__}."))
    modules = [importlib.import_module(name) for name in names]
    return tuple(
        cast("Source", module)
        for module in modules
        if hasattr(module, "discover") and module.__name__ not in _NOT_SOURCES
    )


_NOT_SOURCES = frozenset(f"{__name__}.{name}" for name in ("packages", "weights", "datasets"))


def _look(
    root: Path, settings: Settings, *, inside: tuple[Path, ...] = (), base: Path | None = None
) -> Iterator[Candidate | Gap]:
    """The tree's files and the environment's; what distributions `inside` the tree list as theirs is seen once, as theirs."""
    carried = [item for place in inside for item in environment.walk(place)]
    theirs = {item.file for item in carried if isinstance(item, Candidate)}
    yield from carried
    for item in walk.walk(root, settings.scan.exclude):
        if isinstance(item, Gap) or item.file not in theirs:
            yield item
    if settings.scan.venv:
        yield from environment.walk((base or root) / settings.scan.venv)


def _counted(items: Iterable[Candidate | Gap], progress: Progress) -> Iterator[Candidate | Gap]:
    for number, item in enumerate(items, 1):
        if number % 512 == 0:
            progress("walking", number, 0)
        yield item
