# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""fastText: a magic number, the training arguments, a dictionary, two matrices (facebookresearch/fastText, src/fasttext.cc, src/args.cc)."""

import struct
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header
from compliance.model import ModelFacts

NAME = "fasttext"
SUFFIXES = frozenset({".ftz"})
_MAGIC, _NEWEST_VERSION = 793712314, 12
_ARGUMENTS = struct.Struct("<12id")
_DICTIONARY = struct.Struct("<3i2q")
_KINDS = {1: "cbow", 2: "skip-gram", 3: "supervised"}


def recognise(head: bytes, _size: int) -> bool:
    return (
        head[:4] == struct.pack("<i", _MAGIC) and 0 < int.from_bytes(head[4:8], "little") <= _NEWEST_VERSION
    )


def read(file: BinaryIO, size: int) -> Header:
    head = file.read(8 + _ARGUMENTS.size + _DICTIONARY.size)
    if len(head) < 8 + _ARGUMENTS.size + _DICTIONARY.size:
        raise Broken("ends in the middle of its header: it is truncated")
    dimension, _, _, _, _, _, _, kind, buckets, *_ = _ARGUMENTS.unpack_from(head, 8)
    entries, words, labels, _, _ = _DICTIONARY.unpack_from(head, 8 + _ARGUMENTS.size)
    if kind not in _KINDS or not 0 < dimension < 1 << 16 or min(entries, words, labels, buckets) < 0:
        raise Broken("has training arguments that fastText doesn't know")
    rows = words + buckets + (labels if kind == 3 else words)
    plain = rows * dimension * 4 < size
    facts = ModelFacts(
        format=NAME,
        architecture=f"fastText {_KINDS[kind]}",
        task="text-classification" if kind == 3 else "feature-extraction",
        parameters=rows * dimension if plain else 0,
        precision=("F32",) if plain else ("quantised",),
        description=f"{dimension} dimensions, {words} words, {labels} labels",
    )
    return Header(facts)
