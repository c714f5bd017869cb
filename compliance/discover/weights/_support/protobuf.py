# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A walk over the fields of a protocol buffer message in a file; blocks that nobody reads are skipped (protobuf.dev, "Encoding")."""

from collections.abc import Iterator
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, NotThis

MOST_FIELDS = 5_000_000
LONGEST_TEXT = 1 << 16


def read_fields(
    file: BinaryIO, length: int, budget: list[int], packed: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Field numbers with the value of a varint, or the length of a block at which the file then stands; what isn't read is skipped.

    `budget` holds how many fields may still be walked, over all messages of a file.

    Raises:
        NotThis: a field has a type that doesn't exist.
        Broken: the message ends before its length, or the budget is used up.
    """
    end = file.tell() + length
    while file.tell() < end:
        _spend(budget)
        tag = read_varint(file)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            yield number, read_varint(file)
        elif wire == 2:
            inner = read_varint(file)
            start = file.tell()
            if start + inner > end:
                raise Broken("ends in the middle of a field: it is truncated")
            if number in packed:
                while file.tell() < start + inner:
                    _spend(budget)
                    yield number, read_varint(file)
            else:
                yield number, inner
            file.seek(start + inner)
        elif wire in {1, 5}:
            file.seek(8 if wire == 1 else 4, 1)
        else:
            raise NotThis


def _spend(budget: list[int]) -> None:
    budget[0] -= 1
    if budget[0] < 0:
        raise Broken("has more fields than any model")


def read_varint(file: BinaryIO) -> int:
    """The unsigned number at which the file stands."""
    value = shift = 0
    while shift < 70:
        byte = file.read(1)
        if not byte:
            raise Broken("ends in the middle of a number: it is truncated")
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
        shift += 7
    raise NotThis


def read_text(file: BinaryIO, length: int) -> str:
    """The text of a block, cut at 64 KiB."""
    return file.read(min(length, LONGEST_TEXT)).decode("utf-8", "replace")


def read_entry(file: BinaryIO, length: int) -> tuple[str, str]:
    """Key and value of a map's entry, or of any message with two texts in fields 1 and 2."""
    parts = {
        number: read_text(file, inner)
        for number, inner in read_fields(file, length, [64])
        if number in {1, 2}
    }
    return parts.get(1, ""), parts.get(2, "")
