# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Zip archives that may be truncated, bombs or no archives at all: their list of contents, and members up to a limit."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, NotThis

MAGIC = b"PK\x03\x04"
_END = b"PK\x05\x06"
_LARGEST_DIRECTORY = 16 << 20
_FAULTS = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What the standard library raises on archives that are not what they say."""


@contextmanager
def open_archive(file: BinaryIO, size: int) -> Iterator[zipfile.ZipFile]:
    """The archive in a file.

    Raises:
        NotThis: it has no readable list of contents.
        Broken: it is truncated, or its list alone would fill the memory.
    """
    check_directory(file, size)
    try:
        opened = zipfile.ZipFile(file)
    except _FAULTS as error:
        raise NotThis from error
    with opened:
        yield opened


def read_member(opened: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The first `limit` bytes of a member, however far it would unpack.

    Raises:
        Broken: it isn't there, is encrypted, or doesn't unpack.
    """
    try:
        with opened.open(name) as stream:
            return stream.read(limit)
    except _FAULTS as error:
        raise Broken(f"holds {name[:80]!r}, which can't be unpacked ({type(error).__name__})") from error


def check_directory(file: BinaryIO, size: int) -> None:
    """A zip whose list of contents alone would fill the memory is refused before it is read."""
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Broken("is a zip archive without an end: it is truncated")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if _LARGEST_DIRECTORY < directory < 0xFFFFFFFF:
        raise Broken(f"is a zip archive with {directory} bytes of file names")
    if directory == 0xFFFFFFFF and _directory64(tail, at) > _LARGEST_DIRECTORY:
        raise Broken("is a zip archive with too many file names")
    file.seek(0)


def _directory64(tail: bytes, at: int) -> int:
    """The size of the list of contents as a zip64 record states it (APPNOTE 4.3.14)."""
    start = tail.rfind(b"PK\x06\x06", 0, at)
    return int(struct.unpack_from("<Q", tail, start + 40)[0]) if 0 <= start <= len(tail) - 48 else 0
