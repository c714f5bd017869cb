# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Arrays or estimators that joblib wrote as an LZ4 frame, if they are called weights or a model (joblib/joblib, joblib/numpy_pickle.py). Never unpickled."""

import io
from typing import BinaryIO

from compliance.discover.weights._support import lz4
from compliance.discover.weights.interface import Header, NotThis
from compliance.model import ModelFacts

NAME = "joblib (lz4)"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*weight*.lz4", "*model*.lz4", "*checkpoint*.lz4", "*classifier*.lz4", "*.joblib.lz4", "*.pkl.lz4")
WEAK = True
_LOOKED_AT = 1 << 20


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(lz4.MAGIC)


def read(file: BinaryIO, _size: int) -> Header:
    from compliance.discover.weights._support import scan_pickle

    unpacked = lz4.unpack_start(file, _LOOKED_AT)
    if not unpacked.startswith(b"\x80"):
        raise NotThis
    found = scan_pickle.scan_pickle(io.BytesIO(unpacked), len(unpacked))
    if not any(name.startswith(("joblib.numpy_pickle.", "sklearn.")) for name in found.imports):
        raise NotThis
    remark = f"unpacks to more than the {_LOOKED_AT >> 20} MB that are searched for imports; load it only if you trust its origin"
    cut = len(unpacked) == _LOOKED_AT
    facts = ModelFacts(format=NAME, producer="joblib", unsafe_imports=found.unsafe)
    return Header(facts, remark=remark if cut else found.remark)
