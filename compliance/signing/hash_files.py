# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a release consists of, for signatures: each file of what was named, with its SHA-256. Nothing is left out silently."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from compliance.discover.base.parse_file import explain_os_error
from compliance.errors import InputError, UsageError
from compliance.signing.statement import SignedFile, is_ignored
from compliance.worker_threads import sha256_until, stoppable_pool

ALONE = "."
"""How the only file of a root that is no directory is called in it, as in model-signing."""


@dataclass(frozen=True, slots=True)
class Root:
    """A file or a directory that was named."""

    name: str
    entries: tuple[SignedFile, ...]
    """Named below the root."""
    is_folder: bool = False

    def named(self) -> Iterator[SignedFile]:
        """The entries, named with the root's name."""
        for entry in self.entries:
            name = self.name if entry.name == ALONE else f"{self.name}/{entry.name}"
            yield SignedFile(name, entry.digest, entry.target)


def hash_release_file(
    path: Path, *, links: bool = False, without: Path | None = None, ignored: tuple[str, ...] = ()
) -> Root:
    """The files of what was named, hashed anew: a cache could be deceived.

    Args:
        path: A file or a directory; a link is followed here, for somebody named it.
        links: List links inside a directory by where they point. Without it they are refused.
        without: The signature itself, if it lies in the directory.
        ignored: Paths below the directory that nobody looks at.

    Raises:
        InputError: something can't be read, or is neither file nor folder nor an allowed link.
    """
    name = path.name if path.name not in {"", ".."} else path.resolve().name
    _utf8(name)
    try:
        if not path.is_dir():
            return Root(name, (_read_hash_entry(ALONE, Path(os.path.realpath(path)), Event(), links=False),))
        found = [item for item in _walk(path, "", ignored) if not (without and _same(item[1], without))]
        with stoppable_pool() as (pool, stop):
            entries = tuple(
                pool.map(lambda item: _read_hash_entry(item[0], item[1], stop, links=links), found)
            )
            return Root(name, entries, is_folder=True)
    except OSError as error:
        raise InputError(
            f"{error.filename or path} can't be read: {explain_os_error(error)}",
            fix="Give files that exist and are readable",
        ) from error


def hash_release_files(paths: list[Path], *, links: bool, without: Path | None) -> list[Root]:
    """The same for several, without the signature itself.

    Raises:
        InputError: as `hash_release_file`, and for an empty directory.
        UsageError: two have the same name, so nobody could tell them apart.
    """
    wanted = [path for path in paths if not (without and _same(path, without))]
    roots = [hash_release_file(path, links=links, without=without) for path in wanted]
    for root, path in zip(roots, wanted, strict=True):
        if not root.entries:
            raise InputError(f"{path} is empty", fix="Give a directory with files in it")
        if [other.name for other in roots].count(root.name) > 1:
            raise UsageError(
                f"Two of the files are called {root.name}",
                fix="A statement tells files by name: sign them apart",
            )
    return roots


def _walk(folder: Path, prefix: str, ignored: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        name = _utf8(prefix + entry.name)
        if is_ignored(name, ignored):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{name}/", ignored)
        else:
            yield name, Path(entry.path)


def _read_hash_entry(name: str, path: Path, stop: Event, *, links: bool) -> SignedFile:
    if path.is_symlink():
        if not links:
            raise InputError(
                f"{path} is a link", fix="Sign what it points to, or list links by their target with --links"
            )
        target = _utf8(str(path.readlink()))
        return SignedFile(name, hashlib.sha256(target.encode()).hexdigest(), target)
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is neither a file nor a folder", fix="Take it out of what is released")
    return SignedFile(name, sha256_until(path, stop))


def _utf8(name: str) -> str:
    try:
        _ = name.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name.encode(errors='replace').decode()} has a name that is not valid UTF-8", fix="Rename it"
        ) from error
    return name


def _same(one: Path, other: Path) -> bool:
    """Whether two paths name one place; a link to it is another."""
    return _place(one) == _place(other)


def _place(path: Path) -> tuple[str, str]:
    return os.path.realpath(path.parent), path.name
