# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Release archives (wheels, zip applications, source distributions), unpacked into a private folder for as long as they are read.

Nothing in an archive is trusted: members, bytes and the ratio of both sizes are capped, only regular files are written, each below the
folder and none over another, and no link is made. What is left out is a gap; an archive beyond the caps can't be used at all.
"""

import gzip
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from compliance.discover.base import parse_file
from compliance.discover.tree.write_members import (
    BROKEN,
    CHUNK,
    MOST_BYTES,
    Member,
    TooMuch,
    Unneeded,
    Writer,
)
from compliance.drafts import temporary_folder
from compliance.errors import InputError
from compliance.model import Gap
from compliance.read_file import open_file

_MOST_GAPS = 50


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive's files."""

    root: Path
    gaps: tuple[Gap, ...]


def is_archive(path: Path) -> bool:
    """Whether the file is called like a release archive."""
    return path.is_file() and path.name.lower().endswith((".whl", ".pyz", ".pyzw", ".tar.gz", ".tgz"))


@contextmanager
def unpack_archive(path: Path, unneeded: Unneeded | None = None) -> Iterator[Unpacked]:
    """The archive's files, without the `unneeded` ones, in a folder that is gone afterwards.

    Raises:
        InputError: it is broken, or holds more than the caps allow.
    """
    with temporary_folder() as folder:
        root = folder.resolve()
        try:
            with _list_archives_members(path) as members:
                writer = Writer(root, path.stat().st_size, unneeded)
                gaps = tuple(_some(writer.write(members), path.name))
        except TooMuch as error:
            raise InputError(f"{path} {error}", fix="Unpack it yourself and check the folder") from error
        except BROKEN as error:
            words = (
                parse_file.explain_os_error(error)
                if isinstance(error, OSError)
                else str(error) or type(error).__name__
            )
            raise InputError(
                f"{path} can't be unpacked: {words}", fix="Give a whole wheel, zipapp or sdist"
            ) from error
        yield Unpacked(root, gaps)


def _some(gaps: Iterator[Gap], name: str) -> Iterator[Gap]:
    """The first of them, and how many more there are: an archive may be nothing but bad members."""
    yield from islice(gaps, _MOST_GAPS)
    if more := sum(1 for _ in gaps):
        yield Gap(name, f"{more:,} more of the archive's members were left out")


@contextmanager
def _list_archives_members(path: Path) -> Iterator[Iterator[Member]]:
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
        if not 0 <= size <= 16 * CHUNK or self.stream.tell() > MOST_BYTES:
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
