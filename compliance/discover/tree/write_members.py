# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The members of an archive, written below a folder as far as somebody needs them, within caps on their number and bytes."""

import errno
import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from compliance.discover.base import parse_file
from compliance.discover.tree.environment import is_bundled
from compliance.model import Gap

MOST_MEMBERS = 50_000
MOST_BYTES = 16 << 30
MOST_OF_A_MEMBER = 8 << 30
MOST_TIMES = 200
"""How many times its own size an archive may hold, beyond the first 256 MiB; DEFLATE itself ends at 1,032."""
_FREE = 256 * parse_file.MEGABYTE
CHUNK = parse_file.MEGABYTE
_LONGEST = 1024
_NO_USE = (".pyc", ".pyd", ".so", ".dll", ".a", ".lib", ".h", ".hpp")
"""Compiled code that no source looks at, unless it was bundled from elsewhere."""
_IMPLAUSIBLE = "unpacks to more than its size makes plausible"
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, UnicodeError,
           OSError, ValueError, OverflowError, MemoryError)  # fmt: skip
"""What zipfile and tarfile raise for broken archives; RuntimeError for passwords and for ways to pack that zipfile lacks."""


class TooMuch(Exception):  # noqa: N818 - it is caught here and becomes an InputError
    """Which cap was reached, as the second half of a sentence."""


class Unneeded(Protocol):
    """Tells which members no reader needs, so that they are not written: making and removing files takes most of the time."""

    def is_unneeded(self, path: str) -> bool:
        """Whether the name is enough to leave the member out."""

    def may_be_unneeded(self, path: str) -> int:
        """Up to how many bytes a member with such a name may hold to be left out for its content; 0 for never."""

    def is_unneeded_content(self, content: bytes) -> bool:
        """Whether the content of such a member is enough to leave it out."""


class Member(Protocol):
    """A member of an archive that can be opened."""

    @property
    def name(self) -> str:
        """Its path in the archive."""

    def problem(self) -> str:
        """Why it isn't written; empty if nothing is wrong with it."""

    def open(self) -> IO[bytes]:
        """Its content."""


class Writer:
    """Writes members below a root, within what is left of the caps."""

    def __init__(self, root: Path, packed: int, unneeded: Unneeded | None) -> None:
        self.top = str(root)
        self.unneeded = unneeded
        self.seen: set[str] = set()
        """Members that were read, whether they were written or not."""
        self.folders: set[str] = set()
        """Those that were made already."""
        self.left = min(MOST_BYTES, packed * MOST_TIMES + _FREE)
        if shutil.disk_usage(root).free < 2 * packed:
            raise TooMuch("needs more room than the folder for temporary files has")

    def write(self, members: Iterator[Member]) -> Iterator[Gap]:
        """Each member's file, or a gap for it."""
        for number, member in enumerate(members, 1):
            if number > MOST_MEMBERS:
                raise TooMuch(f"has more than {MOST_MEMBERS:,} members")
            if member.name.endswith("/"):
                continue
            path = member.name.replace("\\", "/").removeprefix("./")
            if problem := _unsafe(path) or member.problem():
                yield Gap(_shown(path), f"The archive's member {problem}; it was left out")
            elif self._is_unneeded(path):
                continue
            elif path in self.seen:
                yield _held_twice(path)
            else:
                self.seen.add(path)
                yield from self._file(member, path)

    def _is_unneeded(self, path: str) -> bool:
        if is_bundled(path):
            return False
        return path.lower().endswith(_NO_USE) or (
            self.unneeded is not None and self.unneeded.is_unneeded(path)
        )

    def _file(self, member: Member, path: str) -> Iterator[Gap]:
        try:
            with member.open() as source:
                first = self._read_if_unneeded(source, path)
                if first is not None:
                    self._write(first, source, path)
        except FileExistsError:
            yield _held_twice(path)
        except BROKEN as error:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise TooMuch("needs more room than the folder for temporary files has") from error
            words = (
                parse_file.explain_os_error(error)
                if isinstance(error, OSError)
                else str(error) or type(error).__name__
            )
            yield Gap(_shown(path), f"The archive's member can't be unpacked: {words}")

    def _read_if_unneeded(self, source: IO[bytes], path: str) -> bytes | None:
        """The first bytes of a member that has to be written, none of them if its name says so; `None` for one that nobody needs."""
        limit = 0 if self.unneeded is None or is_bundled(path) else self.unneeded.may_be_unneeded(path)
        if self.unneeded is None or not limit:
            return b""
        first = source.read(limit + 1)
        if len(first) > limit or not self.unneeded.is_unneeded_content(first):
            return first
        self._count(len(first))
        return None

    def _write(self, first: bytes, source: IO[bytes], path: str) -> None:
        folder, _, name = f"/{path}".rpartition("/")
        if folder not in self.folders:
            os.makedirs(self.top + folder, exist_ok=True)  # noqa: PTH103 - a Path for each member takes as long as unpacking it
            self.folders.add(folder)
        with open(f"{self.top}{folder}/{name}", "xb") as file:  # noqa: PTH123
            self._copy(first, source, file)

    def _copy(self, first: bytes, source: IO[bytes], file: IO[bytes]) -> None:
        written = 0
        while chunk := first or source.read(CHUNK):
            first = b""
            written += len(chunk)
            self._count(len(chunk))
            if written > MOST_OF_A_MEMBER:
                raise TooMuch(_IMPLAUSIBLE)
            file.write(chunk)

    def _count(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise TooMuch(_IMPLAUSIBLE)


def _held_twice(path: str) -> Gap:
    return Gap(_shown(path), "The archive holds it twice; only the first was read")


def _unsafe(path: str) -> str:
    if path.startswith("/") or path[1:2] == ":":
        return "has an absolute path"
    if not {"", ".", ".."}.isdisjoint(path.split("/")):
        return "has a path that leads elsewhere"
    return "has a path too long or with a NUL" if len(path) > _LONGEST or "\0" in path else ""


def _shown(path: str) -> str:
    return path[:200].encode("utf-8", "replace").decode()
