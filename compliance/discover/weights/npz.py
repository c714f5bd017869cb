# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NumPy archives of named arrays that are weights: by the arrays' names and types, and by the file's name (numpy, lib/_format_impl.py)."""

import ast
import re
import zipfile
from typing import BinaryIO

from compliance.discover.weights import zips
from compliance.discover.weights.header import Broken, Header, NotThis, count
from compliance.model import ModelFacts

NAME = "npz"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*weight*.npz", "*model*.npz", "*param*.npz", "*checkpoint*.npz", "*ckpt*.npz", "*adapter*.npz")
WEAK = True
_MAGIC = b"\x93NUMPY"
_LONGEST_HEADER = 10_000
_MOST_ARRAYS = 20_000
_WEIGHT = re.compile(
    r"weight|kernel|bias|gamma|beta|embed|conv|dense|linear|lstm|attention|attn|layer|norm|moving_|(?:^|[/._])[wb]\d*$",
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
    with zips.archive(file, size) as archive:
        names = archive.namelist()
        if not names or len(names) > _MOST_ARRAYS or not all(name.endswith(".npy") for name in names):
            raise NotThis
        arrays = {name.removesuffix(".npy"): _array(archive, name) for name in names}
    named = [name for name in arrays if _WEIGHT.search(name)]
    if (
        len(named) < 2
        or len(named) * 2 < len(arrays)
        or not any(dtype[0] == "F" for dtype, _ in arrays.values())
    ):
        raise NotThis
    parameters, precision = count((dtype, shape) for dtype, shape in arrays.values() if dtype != "pickle")
    pickled = any(dtype == "pickle" for dtype, _ in arrays.values())
    return Header(
        ModelFacts(
            format="pickled npz" if pickled else NAME,
            parameters=parameters,
            precision=precision,
            producer="NumPy",
        )
    )


def _array(archive: zipfile.ZipFile, name: str) -> tuple[str, tuple[int, ...]]:
    """Type and shape of an array, from its header."""
    raw = zips.member(archive, name, _LONGEST_HEADER)
    if not raw.startswith(_MAGIC) or len(raw) < 12:
        raise NotThis
    wide = raw[6] > 1
    start = 12 if wide else 10
    length = int.from_bytes(raw[8:start], "little")
    try:
        header = ast.literal_eval(raw[start : start + length].decode("latin-1").strip())
        dtype, shape = header["descr"], header["shape"]
    except (ValueError, SyntaxError, KeyError, TypeError, MemoryError, RecursionError) as error:
        raise Broken(f"holds {name[:80]!r} without a readable header") from error
    if (
        not isinstance(dtype, str)
        or not isinstance(shape, tuple)
        or not all(type(side) is int for side in shape)
    ):
        raise NotThis
    kind = dtype.lstrip("<>|=")
    return "pickle" if kind == "O" else _TYPES.get(kind, kind[:10] or "?"), shape
