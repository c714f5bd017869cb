# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a reader of one weight format gives, and what it is given."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from compliance.model import ModelFacts


class NotThis(Exception):  # noqa: N818 - says what the bytes are not, nothing went wrong
    """The bytes turn out not to be of this format."""


class Broken(Exception):  # noqa: N818 - becomes a gap
    """The bytes are of this format but can't be read; the second half of a sentence."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a weight file states of itself."""

    facts: ModelFacts
    name: str = ""
    licenses: tuple[tuple[str, str], ...] = ()
    """Key and value of each licence statement in the header."""
    base_models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()


class Format(Protocol):
    """A module in this folder: one weight format."""

    NAME: str
    SUFFIXES: frozenset[str]

    def recognise(self, head: bytes, size: int) -> bool:
        """Whether a file of `size` bytes that starts with `head` (64 bytes) can be this format."""

    def read(self, file: BinaryIO, size: int) -> Header:
        """The header, read without the weights.

        Raises:
            NotThis: on a second look it is something else.
            Broken: it is truncated, or absurd.
        """


def count(shapes: Iterable[tuple[str, Iterable[int]]]) -> tuple[int, tuple[str, ...]]:
    """Parameters in tensors given as (data type, shape), and the data types, the one with most parameters first."""
    totals: Counter[str] = Counter()
    for dtype, shape in shapes:
        totals[dtype] += math.prod(shape)
    return sum(totals.values()), tuple(dtype for dtype, _ in totals.most_common())
