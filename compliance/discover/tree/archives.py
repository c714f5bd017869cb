# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Release archives (wheels, zip applications, source distributions), unpacked into a private folder for as long as they are read.

Nothing in an archive is trusted: members, bytes and the ratio of both sizes are capped, only regular files are written, each below the
folder and none over another, and no link is made. What is left out is a gap; an archive beyond the caps can't be used at all.
"""

import errno
import gzip
import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from compliance.discover.base import parse_file
from compliance.discover.tree.environment import is_bundled
from compliance.drafts import temporary_folder
from compliance.errors import InputError
from compliance.model import Gap
from compliance.read_file import open_file

MOST_MEMBERS = 50_000
MOST_BYTES = 16 << 30
MOST_OF_A_MEMBER = 8 << 30
MOST_TIMES = 200
"""How many times its own size an archive may hold, beyond the first 256 MiB; DEFLATE itself ends at 1,032."""
_FREE = 256 * parse_file.MEGABYTE
_CHUNK = parse_file.MEGABYTE
_LONGEST = 1024
_MOST_GAPS = 50
_NO_USE = (".pyc", ".pyd", ".so", ".dll", ".a", ".lib", ".h", ".hpp")
"""Compiled code that no source looks at, unless it was bundled from elsewhere."""
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, UnicodeError,
           OSError, ValueError, OverflowError, MemoryError)  # fmt: skip
"""What zipfile and tarfile raise for broken archives; RuntimeError for passwords and for ways to pack that zipfile lacks."""


class TooMuch(Exception):  # noqa: N818 - it is caught here and becomes an InputError
    """Which cap was reached, as the second half of a sentence."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive's files."""

    root: Path
    gaps: tuple[Gap, ...]


class _Member(Protocol):
    @property
    def name(self) -> str:
        """Its path in the archive."""

    def problem(self) -> str:
        """Why it isn't written; empty if nothing is wrong with it."""

    def open(self) -> IO[bytes]:
        """Its content."""


def is_archive(path: Path) -> bool:
    """Whether the file is called like a release archive."""
    return path.is_file() and path.name.lower().endswith((".whl", ".pyz", ".pyzw", ".tar.gz", ".tgz"))


@contextmanager
def unpack_archive(path: Path) -> Iterator[Unpacked]:
    """The archive's files in a folder that is gone afterwards.

    Raises:
        InputError: it is broken, or holds more than the caps allow.
    """
    with temporary_folder() as folder:
        root = folder.resolve()
        try:
            with _list_archives_members(path) as members:
                gaps = tuple(_some(_Writer(root, path.stat().st_size).write(members), path.name))
        except TooMuch as error:
            raise InputError(f"{path} {error}", fix="Unpack it yourself and check the folder") from error
        except _BROKEN as error:
            words = (
                parse_file.explain_os_error(error)
                if isinstance(error, OSError)
                else str(error) or type(error).__name__
            )
            raise InputError(
                f"{path} can't be unpacked: {words}", fix="Give a whole wheel, zipapp or sdist"
            ) from error
        yield Unpacked(root, gaps)


class _Writer:
    """Writes members below a root, within what is left of the caps."""

    def __init__(self, root: Path, packed: int) -> None:
        self.top = str(root)
        self.folders: set[str] = set()
        """Those that were made already."""
        self.left = min(MOST_BYTES, packed * MOST_TIMES + _FREE)
        if shutil.disk_usage(root).free < 2 * packed:
            raise TooMuch("needs more room than the folder for temporary files has")

    def write(self, members: Iterator[_Member]) -> Iterator[Gap]:
        """Each member's file, or a gap for it."""
        for number, member in enumerate(members, 1):
            if number > MOST_MEMBERS:
                raise TooMuch(f"has more than {MOST_MEMBERS:,} members")
            if member.name.endswith("/"):
                continue
            path = member.name.replace("\\", "/").removeprefix("./")
            if problem := _unsafe(path) or member.problem():
                yield Gap(_shown(path), f"The archive's member {problem}; it was left out")
            elif not path.lower().endswith(_NO_USE) or is_bundled(path):
                yield from self._file(member, path)

    def _file(self, member: _Member, path: str) -> Iterator[Gap]:
        try:
            folder, _, name = f"/{path}".rpartition("/")
            if folder not in self.folders:
                os.makedirs(self.top + folder, exist_ok=True)  # noqa: PTH103 - a Path for each member takes as long as unpacking it
                self.folders.add(folder)
            with member.open() as source, open(f"{self.top}{folder}/{name}", "xb") as file:  # noqa: PTH123
                self._copy(source, file)
        except FileExistsError:
            yield Gap(_shown(path), "The archive holds it twice; only the first was read")
        except _BROKEN as error:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise TooMuch("needs more room than the folder for temporary files has") from error
            words = (
                parse_file.explain_os_error(error)
                if isinstance(error, OSError)
                else str(error) or type(error).__name__
            )
            yield Gap(_shown(path), f"The archive's member can't be unpacked: {words}")

    def _copy(self, source: IO[bytes], file: IO[bytes]) -> None:
        written = 0
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            self.left -= len(chunk)
            if self.left < 0 or written > MOST_OF_A_MEMBER:
                raise TooMuch("unpacks to more than its size makes plausible")
            file.write(chunk)


def _some(gaps: Iterator[Gap], name: str) -> Iterator[Gap]:
    """The first of them, and how many more there are: an archive may be nothing but bad members."""
    yield from islice(gaps, _MOST_GAPS)
    if more := sum(1 for _ in gaps):
        yield Gap(name, f"{more:,} more of the archive's members were left out")


def _unsafe(path: str) -> str:
    if path.startswith("/") or path[1:2] == ":":
        return "has an absolute path"
    if not {"", ".", ".."}.isdisjoint(path.split("/")):
        return "has a path that leads elsewhere"
    return "has a path too long or with a NUL" if len(path) > _LONGEST or "\0" in path else ""


def _shown(path: str) -> str:
    return path[:200].encode("utf-8", "replace").decode()


@contextmanager
def _list_archives_members(path: Path) -> Iterator[Iterator[_Member]]:
    if path.name.lower().endswith((".tar.gz", ".tgz")):
        with (
            open_file(path) as packed,
            gzip.open(packed) as stream,
            tarfile.open(fileobj=Bounded(stream), mode="r:") as tar,  # type: ignore[call-overload]
        ):
            yield (_InTar(tar, member) for member in tar if not member.isdir())
    else:
        with open_file(path) as packed, zipfile.ZipFile(packed) as archive:
            yield (_InZip(archive, member) for member in archive.infolist())


class Bounded:
    """A stream that tarfile reads headers from: neither one read nor the way that it has come may be larger than the caps."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self.stream = stream
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        """Like the stream's own."""
        if not 0 <= size <= 16 * _CHUNK or self.stream.tell() > MOST_BYTES:
            raise TooMuch("has a header beyond all bounds")
        return self.stream.read(size)


@dataclass(frozen=True, slots=True)
class _InZip:
    archive: zipfile.ZipFile
    member: zipfile.ZipInfo

    @property
    def name(self) -> str:
        return self.member.filename

    def problem(self) -> str:
        if self.member.flag_bits & 1:
            return "is encrypted"
        kind = self.member.external_attr >> 28
        return "is a link or a device" if kind not in {0, 4, 8} else ""

    def open(self) -> IO[bytes]:
        return self.archive.open(self.member)


@dataclass(frozen=True, slots=True)
class _InTar:
    archive: tarfile.TarFile
    member: tarfile.TarInfo

    @property
    def name(self) -> str:
        return self.member.name

    def problem(self) -> str:
        return "" if self.member.isreg() else "is a link or a device"

    def open(self) -> IO[bytes]:
        source = self.archive.extractfile(self.member)
        if source is None:
            raise ValueError("no content")
        return source
