# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A folder in which there was nothing to read: the wrong folder, an empty checkout, or one that is excluded as a whole.

Something was read if there is a component, if a file stated a licence or other facts or is itself a gap, or if there is a manifest, a lock file or source
code of a kind that lexbom reads, whatever it holds. The configuration and files of other kinds are no sign that the product is here.

The message neither counts nor names files: lexbom may have written its BOM into the folder, and a second run has to give the same bytes.
"""

from collections.abc import Iterable
from dataclasses import replace

from compliance.discover import readers
from compliance.discover.interface import Discovery, FolderStatement, ProseStatement, ScannedFile
from compliance.model import Gap, Inventory
from compliance.settings import Settings


def reported(
    inventory: Inventory, found: Iterable[Discovery], candidates: tuple[ScannedFile, ...], settings: Settings
) -> Inventory:
    """The inventory of a folder, with a gap for the folder if nothing in it was read."""
    paths = {settings.source, *(candidate.path for candidate in candidates)}
    told = any(_tells(item, paths) for item in found)
    if inventory.components or told or readers.has_code_or_manifest(candidates):
        return inventory
    gap = Gap(".", f"Nothing was found to read: {_seen(candidates)}; {_advice(settings)}")
    return replace(inventory, gaps=tuple(sorted({*inventory.gaps, gap})))


def _tells(item: Discovery, paths: set[str]) -> bool:
    """Whether it is what a file states, or a gap that says what is wrong with a file."""
    if isinstance(item, Gap):
        return item.path in paths
    return isinstance(item, ProseStatement) or (isinstance(item, FolderStatement) and not item.declared)


def _seen(candidates: tuple[ScannedFile, ...]) -> str:
    if not candidates:
        return "there is no file in it"
    return "none of its files is a manifest, lock file, licence, model, data or source code of a kind that lexbom reads"


def _advice(settings: Settings) -> str:
    if settings.scan.exclude:
        return "check that this is the product's folder, that all of it is checked out, and what [scan] exclude leaves out"
    return "check that this is the product's folder, and that all of it is checked out"
