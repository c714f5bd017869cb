# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""dlib's serialised shape predictors and networks (davisking/dlib, dlib/serialize.h, image_processing/shape_predictor.h, dnn/core.h).

There is no magic number; the first numbers are packed as a length byte and that many bytes.
"""

import re
from typing import BinaryIO

from compliance.discover.weights.interface import Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "dlib"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*.dat",)
_SHAPES = compile_lazily(rb"\x01\x01(?:\x81(.)|\x82(..))\x81\x01", re.DOTALL)
"""Version 1, then the mean shape as a matrix of one column; matrices state their sizes as negative numbers."""
_NETWORK = compile_lazily(rb"(?:\x01.){1,4}(loss_[a-z_]{3,40})", re.DOTALL)


def recognise(head: bytes, _size: int) -> bool:
    return bool(_SHAPES.match(head) or _NETWORK.match(head))


def read(file: BinaryIO, _size: int) -> Header:
    head = file.read(64)
    if shapes := _SHAPES.match(head):
        points = int.from_bytes(shapes[1] or shapes[2], "little") // 2
        return Header(
            ModelFacts(
                format=NAME,
                architecture="shape predictor",
                task="keypoint-detection",
                producer="dlib",
                description=f"{points} points",
            )
        )
    if network := _NETWORK.match(head):
        return Header(
            ModelFacts(format=NAME, architecture=f"dlib network, {network[1].decode()}", producer="dlib")
        )
    raise NotThis
