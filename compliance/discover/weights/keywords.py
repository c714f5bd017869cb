# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Wake-word models: encrypted, so they are known by what they and their folder are called, and by bytes that have no order (Picovoice/porcupine, resources)."""

import math
from collections import Counter
from typing import BinaryIO

from compliance.discover.weights.interface import Header, NotThis
from compliance.model import ModelFacts

NAME = "ppn"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*keyword*/*.ppn", "*wake*/*.ppn", "*_v[0-9]_[0-9]_[0-9].ppn")
WEAK = True
_LOOKED_AT = 4096
_SMALLEST = 512
_LEAST_ENTROPY = 0.93
"""Of what as many random bytes can have; text has some 0.6, tables less."""


def recognise(head: bytes, size: int) -> bool:
    return size >= _SMALLEST and any(byte > 0x7F for byte in head)


def read(file: BinaryIO, _size: int) -> Header:
    seen = file.read(_LOOKED_AT)
    if len(seen) < _SMALLEST or _entropy(seen) < _LEAST_ENTROPY * min(8, math.log2(len(seen))):
        raise NotThis
    return Header(ModelFacts(format=NAME, task="audio-classification", description="a wake word, encrypted"))


def _entropy(raw: bytes) -> float:
    """Bits in a byte."""
    return -sum(times / len(raw) * math.log2(times / len(raw)) for times in Counter(raw).values())
