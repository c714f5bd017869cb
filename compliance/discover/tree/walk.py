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
    patterns = [re.compile(fnmatch.translate(pattern)) for pattern in exclude]
    base = root.resolve()
    environment = read_elsewhere and Path(os.path.realpath(read_elsewhere))
    installed = node_modules.Walk(lambda path: _matches(patterns, path, path.rstrip("/")))
    stack = [(base, "")]
    while stack:
        folder, prefix = stack.pop()
        if _is_installed_folder(prefix):
            yield from installed.folder(folder, prefix)
            continue
        try:
            entries = _list_entries(folder)
        except OSError as error:
            yield _explain_unreadable(prefix.rstrip("/") or ".", error)
            continue
        if prefix and _is_environment(entries):
            if not _is_within(environment, folder):
                yield _explain_environment(prefix.rstrip("/"))
            continue
        kept = [entry for entry in entries if not _is_excluded(entry, prefix, patterns)]
        yield from _look_at_files(kept, prefix, base)
        stack.extend(reversed(_list_folders(kept, prefix)))


def _is_environment(entries: list[os.DirEntry[str]]) -> bool:
    return any(entry.name == _ENVIRONMENT for entry in entries)


def _is_within(environment: Path | None, folder: Path) -> bool:
    return environment is not None and environment.is_relative_to(folder)


def _explain_unreadable(where: str, error: OSError) -> Gap:
    return Gap(
        where,
        f"The folder can't be read: {explain_os_error(error)}; what is in it is missing from the BOM",
    )


def _list_entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as scanned:
        return sorted(scanned, key=lambda entry: entry.name)


def _list_folders(entries: list[os.DirEntry[str]], prefix: str) -> list[tuple[Path, str]]:
    """The folders to walk next."""
    folders: list[tuple[Path, str]] = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and entry.name not in _NEVER:
            folders.append((Path(entry.path), f"{prefix}{entry.name}/"))
    return folders


def _look_at_files(entries: list[os.DirEntry[str]], prefix: str, base: Path) -> Iterator[ScannedFile | Gap]:
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield from _look_at_file(entry, prefix + entry.name, base)


def _matches(patterns: list[re.Pattern[str]], *spellings: str) -> bool:
    return any(pattern.match(path) for pattern in patterns for path in spellings)


def _is_excluded(entry: os.DirEntry[str], prefix: str, patterns: list[re.Pattern[str]]) -> bool:
    """Whether a pattern fits the path, or the path as that of a folder."""
    return _matches(patterns, f"{prefix}{entry.name}", f"{prefix}{entry.name}/")


def _is_installed_folder(prefix: str) -> bool:
    """Whether it is a `node_modules` that isn't there for tests."""
    is_store = prefix.endswith(f"{node_modules.FOLDER}/")
    return is_store and TEST_FOLDERS.isdisjoint(prefix.lower().split("/"))


def _explain_environment(where: str) -> Gap:
    return Gap(
        where,
        f"A virtual environment that was not read; `--venv {where}` adds the weights, data and licences inside its packages",
    )


def _look_at_file(entry: os.DirEntry[str], path: str, base: Path) -> Iterator[ScannedFile | Gap]:
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
            is_file = target.is_file()
            if is_file and not target.is_relative_to(base):
                yield Gap(path, "A link to a file outside of the product; it was not followed")
                return
        else:
            is_file = entry.is_file(follow_symlinks=False)
        if is_file:
            yield ScannedFile(path, Path(entry.path), entry.stat().st_size)
    except (OSError, RuntimeError) as error:
        reason = explain_os_error(error) if isinstance(error, OSError) else "a loop of links"
        yield Gap(path, f"The file can't be looked at: {reason}")
