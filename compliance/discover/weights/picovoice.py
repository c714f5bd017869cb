# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Parameter files of on-device speech engines: the engine's name and version, then weights (Picovoice/porcupine, lib/common)."""

from typing import BinaryIO

from compliance.discover.weights.interface import Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "pv"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*.pv",)
_START = compile_lazily(rb"([a-z]{3,24})(\d{1,3}\.\d{1,3}\.\d{1,3})[\x00-\x08\x0e-\x1f\x7f-\xff]")


def recognise(head: bytes, _size: int) -> bool:
    return bool(_START.match(head))


def read(file: BinaryIO, _size: int) -> Header:
    start = _START.match(file.read(64))
    if start is None:
        raise NotThis
    engine, version = start[1].decode(), start[2].decode()
    return Header(ModelFacts(format=NAME, producer=f"{engine} {version}"))
