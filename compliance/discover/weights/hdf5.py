# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""HDF5 files that Keras wrote (HDF5 specification, II.A; keras-team/keras, src/legacy/saving/legacy_h5_format.py). Other HDF5 files are data."""

import re
from typing import BinaryIO

from compliance.discover.weights.interface import Header, NotThis
from compliance.discover.weights.keras import lambdas
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "hdf5"
SUFFIXES: frozenset[str] = frozenset()
_MAGIC = b"\x89HDF\r\n\x1a\n"
_LOOKED_AT = 1 << 20
_VERSION = compile_lazily(rb"keras_version.{0,200}?(\d+\.\d+(?:\.\d+)?)", re.DOTALL)
_CLASS = compile_lazily(rb'\{"class_name": ?"([A-Za-z]\w{0,60})"')
_LAYERS = (b"layer_names", b"weight_names", b"model_weights")


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(_MAGIC)


def read(file: BinaryIO, size: int) -> Header:
    """Keras writes its attributes near either end; their names are searched there, the structure is not walked."""
    seen = file.read(_LOOKED_AT)
    if size > 2 * _LOOKED_AT:
        file.seek(size - _LOOKED_AT)
    seen += b"\0" * 300 + file.read(_LOOKED_AT)
    if b"keras_version" not in seen and not all(word in seen for word in _LAYERS[:2]):
        raise NotThis
    version, kind = _VERSION.search(seen), _CLASS.search(seen)
    facts = ModelFacts(
        format="keras hdf5",
        architecture=kind[1].decode() if kind else "",
        producer=f"keras {version[1].decode()}" if version else "",
        unsafe_imports=lambdas(seen),
    )
    return Header(facts)
