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

from compliance.discover import environment, memo, walk
from compliance.discover.assemble import assemble
from compliance.discover.candidates import Candidate, Found, Source
from compliance.discover.collecting import grouped
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
    """The inventory of the product at `root`, and of the environment that the settings name.

    Raises:
        UsageError: `root` is no folder, or the environment holds no packages.
    """
    if not root.is_dir():
        raise UsageError(
            f"{root} is no folder", fix="Give the folder of the product, or a CycloneDX document"
        )
    seen = list(_counted(_look(root, settings), progress))
    candidates = tuple(item for item in seen if isinstance(item, Candidate))
    found: list[Found] = [item for item in seen if isinstance(item, Gap)]
    with memo.remembering(cache_file.with_name("licences.json") if cache_file else None):
        for source in sources():
            found.extend(source.discover(candidates, settings))
    with executor or ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        complete = list(hashed(grouped(found), candidates, Cache(cache_file), pool, progress))
    whole = assemble(pinned(group(complete)), settings)
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


def _look(root: Path, settings: Settings) -> Iterator[Candidate | Gap]:
    yield from walk.walk(root, settings.scan.exclude)
    if settings.scan.venv:
        yield from environment.walk(root / settings.scan.venv)


def _counted(items: Iterable[Candidate | Gap], progress: Progress) -> Iterator[Candidate | Gap]:
    for number, item in enumerate(items, 1):
        if number % 512 == 0:
            progress("walking", number, 0)
        yield item
