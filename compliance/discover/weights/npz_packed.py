# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NumPy archives packed as a whole (.npz.xz and the like): read from the start, since their list of contents is at the end (APPNOTE 4.3.7)."""

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from compliance.discover.weights import npz
from compliance.discover.weights._support import zips
from compliance.discover.weights.interface import Header, NotThis
from compliance.discover.weights.npz import Arrays, is_model, npz_facts, parse_array_header

NAME = "npz (packed)"
SUFFIXES: frozenset[str] = frozenset()
CALLED = tuple(f"{pattern}{packed}" for pattern in npz.CALLED for packed in (".xz", ".gz", ".bz2"))
WEAK = True
_MOST_UNPACKED = 48 << 20
_MOST_ARRAYS = 1000
_LOCAL = struct.Struct("<4s5H3I2H")
_BEHIND = 8
"""Flag of members whose size only stands behind them."""
_OPENED: dict[bytes, Callable[[BinaryIO], BinaryIO]] = {
    b"\xfd7zXZ\0": lambda file: cast("BinaryIO", lzma.LZMAFile(file)),  # noqa: SIM115 - the caller closes what it wraps
    b"\x1f\x8b": lambda file: cast("BinaryIO", gzip.GzipFile(fileobj=file)),
    b"BZh": lambda file: cast("BinaryIO", bz2.BZ2File(file)),
}


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(tuple(_OPENED))


def read(file: BinaryIO, _size: int) -> Header:
    head = file.read(8)
    file.seek(0)
    opened = next((opener for magic, opener in _OPENED.items() if head.startswith(magic)), None)
    if opened is None:
        raise NotThis
    try:
        arrays, whole = _read_arrays(opened(file))
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise NotThis from error
    if not is_model(arrays):
        raise NotThis
    remark = f"unpacks to more than the {_MOST_UNPACKED >> 20} MB that are read; its number of parameters is too low"
    return Header(npz_facts(arrays, NAME), remark="" if whole else remark)


def _read_arrays(stream: BinaryIO) -> tuple[Arrays, bool]:
    """The arrays in a stream of stored members, up to a limit; and whether they are all."""
    found: Arrays = {}
    left = _MOST_UNPACKED
    while len(found) < _MOST_ARRAYS:
        head = stream.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(zips.MAGIC):
            return found, True
        name, length = _read_member(stream, head)
        start = stream.read(min(length, npz.LONGEST_HEADER))
        found[name.removesuffix(".npy")] = parse_array_header(start, name)
        left -= length
        if left < 0:
            return found, False
        _skip(stream, length - len(start))
    return found, False


def _read_member(stream: BinaryIO, head: bytes) -> tuple[str, int]:
    """Name and size of the member whose local header this is (APPNOTE 4.3.7)."""
    _, _, flags, method, _, _, _, packed, _, named, more = _LOCAL.unpack(head)
    name = stream.read(named).decode("utf-8", "replace")
    extra = stream.read(more)
    if method or flags & _BEHIND or not name.endswith(".npy"):
        raise NotThis
    return name, _length64(extra) if packed == 0xFFFFFFFF else packed


def _skip(stream: BinaryIO, rest: int) -> None:
    while rest > 0 and (block := stream.read(min(rest, 1 << 20))):
        rest -= len(block)


def _length64(extra: bytes) -> int:
    """The packed size in the first zip64 field (APPNOTE 4.5.3)."""
    if len(extra) < 20 or extra[:2] != b"\x01\x00":
        raise NotThis
    return int.from_bytes(extra[12:20], "little")
