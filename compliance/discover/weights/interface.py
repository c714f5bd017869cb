# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a reader of one weight format gives, and what it is given."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Protocol

from compliance.model import ModelFacts, RelationKind

MOST_DIMENSIONS = 64
"""Of any tensor; real ones have up to eight."""


class NotThis(Exception):  # noqa: N818 - says what the bytes are not, nothing went wrong
    """The bytes turn out not to be of this format."""


class Broken(Exception):  # noqa: N818 - becomes a gap
    """The bytes are of this format but can't be read; the second half of a sentence."""


@dataclass(frozen=True, slots=True)
class Member:
    """Other files that belong to the same model."""

    pattern: str
    """A path relative to the folder of the file that was read; `*` stands for anything, slashes too."""
    role: str = "part"
    """As in `model.Component.role`."""
    stated: bool = False
    """Whether the file that was read names it, so that it is missed when it isn't there."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a weight file states of itself."""

    facts: ModelFacts
    name: str = ""
    licenses: tuple[tuple[str, str], ...] = ()
    """Key and value of each licence statement in the header."""
    base_models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    derived: RelationKind | None = None
    """How it hangs on its base models, where the format says so."""
    members: tuple[Member, ...] = ()
    beside: tuple[str, ...] = ()
    """Patterns like those of members; where there are any, it is only a model if a file of each lies there: the second kind of evidence."""
    manifest: bool = False
    """Whether the file only lists or describes weights that lie in its members."""
    remark: str = ""
    """What could not be looked at, as the second half of a sentence; becomes a gap."""


class WeightFormat(Protocol):
    """A module in this folder: one weight format.

    It may also have:

    `CALLED`, patterns with an extension, of which a file's whole path in lower case has to match one before the format is tried: for
    formats without a magic number, whose name is the second kind of evidence, and for those in text files, of which most are something else.
    `WEAK = True`: its first bytes prove little, so a broken file is only reported if its name is one of the format's.
    """

    NAME: str
    SUFFIXES: frozenset[str]
    """Extensions that no other kind of file has; a file that is only called so is reported."""

    def recognise(self, head: bytes, size: int) -> bool:
        """Whether a file of `size` bytes that starts with `head` (64 bytes) can be this format."""

    def read(self, file: BinaryIO, size: int) -> Header:
        """The header, read without the weights.

        Raises:
            NotThis: on a second look it is something else.
            Broken: it is truncated, or absurd.
        """


def count_parameters(shapes: Iterable[tuple[str, Iterable[int]]]) -> tuple[int, tuple[str, ...]]:
    """Parameters in tensors given as (data type, shape), and the data types, the one with most parameters first."""
    totals: Counter[str] = Counter()
    for dtype, shape in shapes:
        totals[dtype] += count_elements(shape)
    return sum(totals.values()), tuple(dtype for dtype, _ in totals.most_common())


def count_elements(shape: Iterable[int]) -> int:
    """The numbers in a tensor of this shape.

    Raises:
        Broken: it has more dimensions than any tensor, or a negative one.
    """
    sides = list(islice(shape, MOST_DIMENSIONS + 1))
    if len(sides) > MOST_DIMENSIONS or any(side < 0 or side >> 63 for side in sides):
        raise Broken("has a tensor of an impossible shape")
    return math.prod(sides)
