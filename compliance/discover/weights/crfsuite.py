# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CRFsuite models: a header of 48 bytes, then chunks (chokkan/crfsuite, lib/crf/src/crf1d_model.c, `header_t`)."""

import struct
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header
from compliance.model import ModelFacts

NAME = "crfsuite"
SUFFIXES = frozenset({".crfsuite"})
_HEADER = struct.Struct("<4sI4s9I")
_FEATURES = struct.Struct("<4s2I")


def recognise(head: bytes, _size: int) -> bool:
    return head[:4] == b"lCRF" and head[8:12] == b"FOMC"


def read(file: BinaryIO, size: int) -> Header:
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise Broken("ends in the middle of its header: it is truncated")
    _, stated, _, _, _, labels, attributes, start, *_ = _HEADER.unpack(head)
    if stated > size:
        raise Broken(f"states {stated} bytes but has only {size}: it is truncated")
    file.seek(start)
    chunk = file.read(_FEATURES.size)
    known = len(chunk) == _FEATURES.size and chunk.startswith(b"FEAT")
    facts = ModelFacts(
        format=NAME,
        architecture="linear-chain conditional random field",
        task="token-classification",
        parameters=_FEATURES.unpack(chunk)[2] if known else 0,
        precision=("F64",),
        producer="CRFsuite",
        description=f"{labels} labels, {attributes} attributes",
    )
    return Header(facts)
