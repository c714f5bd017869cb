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
    table = _unpack(head) if packed else head
    number = int.from_bytes(table[:4], "little")
    if not 0 < number <= _MOST_ENTRIES or len(table) < 4 + 8 * number:
        raise NotThis
    offsets = struct.unpack_from(f"<{number}q", table, 4)
    present = [offset for offset in offsets if offset >= 0]
    if not present or present[0] != 4 + 8 * number or present != sorted(present):
        raise NotThis
    if not packed and present[-1] > size:
        raise Broken(f"has an entry at byte {present[-1]} of {size}: it is truncated")
    has = {entry for entry, offset in enumerate(offsets) if offset >= 0}
    engines = (("LSTM", _LSTM), ("legacy", _LEGACY_SHAPES))
    version = ""
    if not packed and _VERSION in has:
        file.seek(offsets[_VERSION])
        version = file.read(100).decode("utf-8", "replace").partition("\0")[0]
    return Header(
        ModelFacts(
            format=NAME,
            architecture=" and ".join(name for name, entry in engines if entry in has),
            task="image-to-text",
            producer=f"tesseract {version}".strip(),
        )
    )


def _unpack(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 1 << 12)
    except zlib.error as error:
        raise Broken("can't be unpacked: it is no valid gzip") from error
