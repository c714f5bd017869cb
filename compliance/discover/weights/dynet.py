# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""DyNet parameters: for each a line with its name, shape and length, then its numbers as text (clab/dynet, dynet/io.cc, `TextFileSaver`)."""

from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header, count_elements
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "dynet"
SUFFIXES: frozenset[str] = frozenset()
_LINE = compile_lazily(
    rb"#(?:Lookup)?Parameter# \S{1,500} \{(\d{1,18}(?:,\d{1,18}){0,63})\} (\d{1,18})(?: \w+)?\n"
)
_LONGEST_LINE = 2048
_MOST = 10_000


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith((b"#Parameter# ", b"#LookupParameter# "))


def read(file: BinaryIO, size: int) -> Header:
    parameters = 0
    at = 0
    for _ in range(_MOST):
        if at >= size:
            break
        file.seek(at)
        line = _LINE.match(file.readline(_LONGEST_LINE))
        if line is None:
            raise Broken("has a parameter without a shape and a length")
        parameters += count_elements(int(side) for side in line[1].split(b","))
        at += line.end() + int(line[2])
    if at > size:
        raise Broken(f"states {at} bytes but has only {size}: it is truncated")
    return Header(ModelFacts(format=NAME, parameters=parameters, precision=("F32",), producer="DyNet"))
