# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NumPy archives of named arrays that are weights: by the arrays' names and types, and by the file's name (numpy, lib/_format_impl.py)."""

import ast
import re
from typing import BinaryIO

from compliance.discover.weights._support import zips
from compliance.discover.weights.interface import Broken, Header, NotThis, count_parameters
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "npz"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*weight*.npz", "*model*.npz", "*param*.npz", "*checkpoint*.npz", "*ckpt*.npz", "*adapter*.npz")
WEAK = True
_MAGIC = b"\x93NUMPY"
LONGEST_HEADER = 10_000
"""Bytes of an array that hold its type and shape."""
_MOST_ARRAYS = 20_000
Arrays = dict[str, tuple[str, tuple[int, ...]]]
"""Data type and shape by name."""
_CLASSES = compile_lazily(r"(?:.*[/._])?(?:classes_?|class_names)")
_TEXT = "text"
_WEIGHT = compile_lazily(
    r"weight|kernel|bias|gamma|beta|embed|conv|dense|linear|lstm|attention|attn|layer|norm|moving_|(?:^|[/._])(?:emb|[wb]\d*(?:_[ih]h)?)$",
    re.IGNORECASE,
)
_TYPES = {
    "f2": "F16",
    "f4": "F32",
    "f8": "F64",
    "i1": "I8",
    "i2": "I16",
    "i4": "I32",
    "i8": "I64",
    "u1": "U8",
}


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(zips.MAGIC)


def read(file: BinaryIO, size: int) -> Header:
    with zips.open_archive(file, size) as archive:
        names = archive.namelist()
        if not names or len(names) > _MOST_ARRAYS or not all(name.endswith(".npy") for name in names):
            raise NotThis
        arrays = {
            name.removesuffix(".npy"): parse_array_header(
                zips.read_member(archive, name, LONGEST_HEADER), name
            )
            for name in names
        }
    if not is_model(arrays):
        raise NotThis
    return Header(npz_facts(arrays))


def npz_facts(arrays: Arrays, form: str = NAME) -> ModelFacts:
    """What the arrays say together; texts are no parameters."""
    parameters, precision = count_parameters(
        (dtype, shape) for dtype, shape in arrays.values() if dtype not in {"pickle", _TEXT}
    )
    pickled = any(dtype == "pickle" for dtype, _ in arrays.values())
    return ModelFacts(
        format=f"pickled {form}" if pickled else form,
        parameters=parameters,
        precision=precision,
        producer="NumPy",
    )


def is_model(arrays: Arrays) -> bool:
    """Whether most arrays are called like layers, or one is a matrix of a row or column for each of some named classes; with real numbers."""
    named = sum(bool(_WEIGHT.search(name)) for name in arrays)
    layers = named > 1 and named * 2 >= len(arrays)
    floats = any(dtype[0] == "F" for dtype, _ in arrays.values())
    return floats and (layers or _classifies(arrays))


def _classifies(arrays: Arrays) -> bool:
    """Data has a label for each row as well, but no second row of numbers that is as long: priors, or intercepts."""
    floats = [shape for dtype, shape in arrays.values() if dtype[0] == "F"]
    for name, (dtype, shape) in arrays.items():
        if not _names_classes(name, dtype, shape):
            continue
        side = shape[0]
        if (side,) in floats and any(len(other) == 2 and side in other for other in floats):
            return True
    return False


def _names_classes(name: str, dtype: str, shape: tuple[int, ...]) -> bool:
    """Whether an array is a list of texts that is called like the classes of a model."""
    return dtype == _TEXT and len(shape) == 1 and shape[0] > 1 and bool(_CLASSES.fullmatch(name))


def parse_array_header(raw: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    """Type and shape of the array that `raw` is the start of.

    Raises:
        NotThis: it is no array.
        Broken: its header can't be read.
    """
    if not raw.startswith(_MAGIC) or len(raw) < 12:
        raise NotThis
    start = 12 if raw[6] > 1 else 10  # since version 2 the length has four bytes
    length = int.from_bytes(raw[8:start], "little")
    try:
        header = ast.literal_eval(raw[start : start + length].decode("latin-1").strip())
        dtype, shape = header["descr"], header["shape"]
    except (ValueError, SyntaxError, KeyError, TypeError, MemoryError, RecursionError) as error:
        raise Broken(f"holds {name[:80]!r} without a readable header") from error
    if not isinstance(dtype, str) or not _is_shape(shape):
        raise NotThis
    kind = dtype.lstrip("<>|=")
    if kind[:1] in {"U", "S"}:
        return _TEXT, shape
    return "pickle" if kind == "O" else _TYPES.get(kind, kind[:10] or "?"), shape


def _is_shape(value: object) -> bool:
    return isinstance(value, tuple) and all(type(side) is int for side in value)
