# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""One pass over the tree. Every source gets its candidates from here."""

import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path

from compliance.discover.base.parse_file import explain_os_error
from compliance.discover.interface import TEST_FOLDERS, ScannedFile
from compliance.discover.tree import node_modules
from compliance.model import Gap

_NEVER = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".dvc",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".tox",
        ".nox",
        ".hypothesis",
        ".eggs",
        ".idea",
    }
)
"""Folders that version control, interpreters and tools keep for themselves."""
_ENVIRONMENT = "pyvenv.cfg"


def walk_tree(
    root: Path, exclude: tuple[str, ...] = (), read_elsewhere: Path | None = None
) -> Iterator[ScannedFile | Gap]:
    """The tree's regular files in sorted order, and a gap for each folder or file that can't be looked at.

    What lies in `node_modules` has the package that it belongs to as its carrier.
    Links to folders are not followed, links to files only inside the root, so a loop can't trap the walk.
    A virtual environment is not looked into, which is a gap unless it is `read_elsewhere`.
    """
    excluded = [re.compile(fnmatch.translate(pattern)) for pattern in exclude]
    base = root.resolve()
    environment = read_elsewhere and Path(os.path.realpath(read_elsewhere))
    installed = node_modules.Walk(
        lambda path: any(pattern.match(path) or pattern.match(path.rstrip("/")) for pattern in excluded)
    )
    stack = [(base, "")]
    while stack:
        folder, prefix = stack.pop()
        if prefix.endswith(f"{node_modules.FOLDER}/") and TEST_FOLDERS.isdisjoint(prefix.lower().split("/")):
            yield from installed.folder(folder, prefix)
            continue
        try:
            with os.scandir(folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            yield Gap(
                prefix.rstrip("/") or ".",
                f"The folder can't be read: {explain_os_error(error)}; what is in it is missing from the BOM",
            )
            continue
        if prefix and any(entry.name == _ENVIRONMENT for entry in entries):
            where = prefix.rstrip("/")
            if not environment or not environment.is_relative_to(folder):
                yield Gap(
                    where,
                    f"A virtual environment that was not read; `--venv {where}` adds the weights, data and licences inside its packages",
                )
            continue
        below = []
        for entry in entries:
            path = prefix + entry.name
            if any(pattern.match(path) or pattern.match(path + "/") for pattern in excluded):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _NEVER:
                    below.append((Path(entry.path), path + "/"))
            else:
                yield from _file(entry, path, base)
        stack.extend(reversed(below))


def _file(entry: os.DirEntry[str], path: str, base: Path) -> Iterator[ScannedFile | Gap]:
    try:
        _ = path.encode("utf-8")
    except UnicodeEncodeError:
        yield Gap(
            path.encode("utf-8", "replace").decode(),
            "Its name is not valid UTF-8; rename it to have it in the BOM",
        )
        return
    try:
        if entry.is_symlink():
            target = Path(entry.path).resolve(strict=True)
            if not target.is_relative_to(base) or not target.is_file():
                if target.is_file():
                    yield Gap(path, "A link to a file outside of the product; it was not followed")
                return
        elif not entry.is_file(follow_symlinks=False):
            return
        yield ScannedFile(path, Path(entry.path), entry.stat().st_size)
    except (OSError, RuntimeError) as error:
        reason = explain_os_error(error) if isinstance(error, OSError) else "a loop of links"
        yield Gap(path, f"The file can't be looked at: {reason}")
