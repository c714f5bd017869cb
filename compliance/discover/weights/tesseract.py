# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Tesseract traineddata, gzipped too: a count and 64-bit offsets of its entries (tesseract-ocr/tesseract, src/ccutil/tessdatamanager.h)."""

import struct
import zlib
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header, NotThis
from compliance.model import ModelFacts

NAME = "tesseract"
SUFFIXES = frozenset({".traineddata"})
CALLED = ("*.traineddata", "*.traineddata.gz")
_MOST_ENTRIES = 64
_LEGACY_SHAPES, _LSTM, _VERSION = 3, 17, 23
_GZIP = b"\x1f\x8b"


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(_GZIP) or 0 < int.from_bytes(head[:4], "little") <= _MOST_ENTRIES


def read(file: BinaryIO, size: int) -> Header:
    head = file.read(1 << 16)
    packed = head.startswith(_GZIP)
    offsets = _read_offsets(_unpack(head) if packed else head)
    present = [offset for offset in offsets if offset >= 0]
    if not packed and present[-1] > size:
        raise Broken(f"has an entry at byte {present[-1]} of {size}: it is truncated")
    version = "" if packed else _read_version(file, offsets)
    engines = (("LSTM", _LSTM), ("legacy", _LEGACY_SHAPES))
    return Header(
        ModelFacts(
            format=NAME,
            architecture=" and ".join(name for name, entry in engines if _has_entry(offsets, entry)),
            task="image-to-text",
            producer=f"tesseract {version}".strip(),
        )
    )


def _read_offsets(table: bytes) -> tuple[int, ...]:
    """The offset of each entry, -1 for one that is not there; those that are stand in order, the first right after the table."""
    number = int.from_bytes(table[:4], "little")
    if not 0 < number <= _MOST_ENTRIES or len(table) < 4 + 8 * number:
        raise NotThis
    offsets = struct.unpack_from(f"<{number}q", table, 4)
    present = [offset for offset in offsets if offset >= 0]
    if not present or present[0] != 4 + 8 * number or present != sorted(present):
        raise NotThis
    return offsets


def _has_entry(offsets: tuple[int, ...], entry: int) -> bool:
    return entry < len(offsets) and offsets[entry] >= 0


def _read_version(file: BinaryIO, offsets: tuple[int, ...]) -> str:
    if not _has_entry(offsets, _VERSION):
        return ""
    file.seek(offsets[_VERSION])
    return file.read(100).decode("utf-8", "replace").partition("\0")[0]


def _unpack(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 1 << 12)
    except zlib.error as error:
        raise Broken("can't be unpacked: it is no valid gzip") from error
