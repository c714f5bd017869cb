# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CatBoost: `CBM1`, a length, a flatbuffer (catboost/catboost, catboost/libs/model/model.cpp)."""

import struct
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header
from compliance.model import ModelFacts

NAME = "catboost"
SUFFIXES = frozenset({".cbm"})
_MAGIC = b"CBM1"


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(_MAGIC)


def read(file: BinaryIO, size: int) -> Header:
    (length,) = struct.unpack("<I", file.read(8)[4:].ljust(4, b"\0"))
    if length > size - 8:
        raise Broken(f"states {length} bytes but has only {max(size - 8, 0)}: it is truncated")
    return Header(ModelFacts(format=NAME, architecture="gradient boosted trees", producer="CatBoost"))
