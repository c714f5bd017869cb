# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Rows and columns of a Parquet file, from its footer (apache/parquet-format, parquet.thrift; Thrift's compact protocol)."""

from typing import BinaryIO

_MAGIC = b"PAR1"
_FOOTER = 16 << 20
"""A larger footer is not read."""
_DEEPEST = 32
_STEPS = 200_000
"""Values that are looked at in one footer."""
_I64, _BINARY, _LIST, _STRUCT = 6, 8, 9, 12
_SIZES = {1: 0, 2: 0, 3: 1, 7: 8}
"""Bytes of Thrift's fixed-size types; true and false stand in the type itself."""


class BrokenParquet(Exception):  # noqa: N818 - becomes a gap
    """The footer can't be read; the second half of a sentence."""


def read_parquet(file: BinaryIO, size: int) -> tuple[int, tuple[str, ...]]:
    """The number of rows and the names of the columns.

    Raises:
        Broken: the footer is truncated, encrypted or absurd.
    """
    file.seek(max(size - 8, 0))
    tail = file.read(8)
    length = int.from_bytes(tail[:4], "little")
    if len(tail) < 8 or tail[4:] != _MAGIC or length > size - 12:
        raise BrokenParquet("has no Parquet footer; it is truncated or encrypted")
    if length > _FOOTER:
        raise BrokenParquet(f"has a footer of {length >> 20} MB, which is not read")
    file.seek(size - 8 - length)
    try:
        return _read_parquet_metadata(_Reader(file.read(length)))
    except (IndexError, RecursionError, UnicodeDecodeError) as error:
        raise BrokenParquet("has a footer that can't be read") from error


def _read_parquet_metadata(reader: "_Reader") -> tuple[int, tuple[str, ...]]:
    """FileMetaData: 2 is the schema, 3 the number of rows; what comes after is not looked at."""
    columns: tuple[str, ...] = ()
    for field, kind in reader.fields():
        if (field, kind) == (2, _LIST):
            columns = _columns([_element(reader) for _ in range(reader.listed()[0])])
        elif (field, kind) == (3, _I64):
            rows = reader.zigzag()
            return (max(0, rows)), columns
        else:
            reader.skip(kind)
    raise BrokenParquet("has a footer without a number of rows")


def _element(reader: "_Reader") -> tuple[str, int]:
    """SchemaElement: 4 is the name, 5 the number of children."""
    name, children = "", 0
    for field, kind in reader.fields():
        if (field, kind) == (4, _BINARY):
            name = reader.binary().decode("utf-8")
        elif field == 5:
            children = reader.zigzag()
        else:
            reader.skip(kind)
    return name, max(children, 0)


def _columns(elements: list[tuple[str, int]]) -> tuple[str, ...]:
    """The root's children; the schema is a tree in depth-first order."""
    names: list[str] = []
    below = 0
    for name, children in elements[1:]:
        if not below:
            names.append(name)
        below += children - 1 if below else children
    return tuple(names)


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0
        self.steps = 0

    def byte(self) -> int:
        self.at += 1
        return self.raw[self.at - 1]

    def varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise BrokenParquet("has a footer with an absurd number")

    def zigzag(self) -> int:
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def binary(self) -> bytes:
        length = self.varint()
        if length > len(self.raw) - self.at:
            raise IndexError
        self.at += length
        return self.raw[self.at - length : self.at]

    def listed(self) -> tuple[int, int]:
        """Length of a list and the type of what is in it."""
        head = self.byte()
        length = head >> 4 if head >> 4 < 15 else self.varint()
        if length > len(self.raw) - self.at:
            raise IndexError
        return length, head & 0x0F

    def fields(self) -> "_Fields":
        return _Fields(self)

    def skip(self, kind: int, depth: int = 0) -> None:
        self.steps += 1
        if depth > _DEEPEST or self.steps > _STEPS:
            raise BrokenParquet("has a footer that is nested too deeply or has too many values")
        if kind in _SIZES:
            self.at += _SIZES[kind]
        elif kind in {4, 5, _I64}:
            self.varint()
        elif kind == _BINARY:
            self.binary()
        elif kind in {_LIST, 10}:
            length, inner = self.listed()
            for _ in range(length):
                self.skip(3 if inner in {1, 2} else inner, depth + 1)
        elif kind == _STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        else:
            raise BrokenParquet("has a footer with a type that Parquet doesn't use")


class _Fields:
    """Ids and types of a struct's fields, until its stop byte."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.last = 0

    def __iter__(self) -> "_Fields":
        return self

    def __next__(self) -> tuple[int, int]:
        head = self.reader.byte()
        if not head & 0x0F:
            raise StopIteration
        self.last = self.last + (head >> 4) if head >> 4 else self.reader.zigzag()
        return self.last, head & 0x0F
