# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Tables of a flatbuffer in a file, read one field at a time (flatbuffers.dev, "Internals"); every offset is checked against the file."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from compliance.discover.weights.interface import Broken

_LONGEST_TEXT = 1 << 16
_MOST_ITEMS = 1_000_000
_MOST_NUMBERS = 64


@dataclass(frozen=True, slots=True)
class FlatbufferTable:
    """One table; fields are numbered from 0 as the schema lists them."""

    file: BinaryIO
    size: int
    at: int
    vtable: bytes

    def number(self, field: int, width: int) -> int:
        """The unsigned number of `width` bytes in a field; 0 when it is absent."""
        place = self._place(field)
        return read_unsigned(self.file, place, width, self.size) if place else 0

    def start_of(self, field: int) -> int:
        """Where a vector's or text's content starts; 0 when the field is absent."""
        return self._vector(field)[0]

    def length(self, field: int) -> int:
        """The items of a vector; 0 when the field is absent."""
        return self._vector(field)[1]

    def text(self, field: int) -> str:
        """The text in a field, cut at 64 KiB; empty when it is absent."""
        start, length = self._vector(field)
        if not start:
            return ""
        self.file.seek(start)
        return self.file.read(min(length, _LONGEST_TEXT)).decode("utf-8", "replace")

    def numbers(self, field: int) -> list[int]:
        """The first signed 32-bit numbers of a vector, enough for any shape; sizes that are only known at run time (-1) count as 1."""
        start, length = self._vector(field)
        kept = min(length, _MOST_NUMBERS)
        found = [read_unsigned(self.file, start + 4 * item, 4, self.size) for item in range(kept)]
        return [1 if value >> 31 else value for value in found]

    def tables(self, field: int) -> Iterator["FlatbufferTable"]:
        """The tables of a vector."""
        start, length = self._vector(field)
        if length > _MOST_ITEMS or length * 4 > self.size:
            raise Broken(f"states a list of {length} items, which no model has")
        for item in range(length):
            place = start + 4 * item
            yield _take_flatbuffer_table(
                self.file, place + read_unsigned(self.file, place, 4, self.size), self.size
            )

    def _vector(self, field: int) -> tuple[int, int]:
        place = self._place(field)
        if not place:
            return 0, 0
        start = place + read_unsigned(self.file, place, 4, self.size)
        return start + 4, read_unsigned(self.file, start, 4, self.size)

    def _place(self, field: int) -> int:
        entry = self.vtable[2 * field : 2 * field + 2]
        offset = int.from_bytes(entry, "little")
        return self.at + offset if offset else 0


def read_root(file: BinaryIO, start: int, size: int) -> FlatbufferTable:
    """The root table of the flatbuffer that starts at `start`.

    Raises:
        Broken: it lies outside of the file.
    """
    return _take_flatbuffer_table(file, start + read_unsigned(file, start, 4, size), size)


def read_unsigned(file: BinaryIO, at: int, width: int, size: int) -> int:
    """A little-endian number of `width` bytes."""
    if at < 0 or at + width > size:
        raise Broken("points outside of itself: it is truncated")
    file.seek(at)
    return int.from_bytes(file.read(width), "little")


def _take_flatbuffer_table(file: BinaryIO, at: int, size: int) -> FlatbufferTable:
    if at + 4 > size:
        raise Broken("points outside of itself: it is truncated")
    file.seek(at)
    (back,) = struct.unpack("<i", file.read(4))
    length = read_unsigned(file, at - back, 2, size)
    file.seek(at - back + 4)
    return FlatbufferTable(file, size, at, file.read(min(max(length - 4, 0), 256)))
