# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A known licence text as runs of eight words, each by its hash, with the places where a text may differ from it.

Hashes are enough to say whether a text has these words, and don't hold the text. Where a text may be shipped (SPDX), its
words are kept as well, so that a difference can be named.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

from compliance.lazy_regex import compile_lazily

RUN = 8
"""Words in a run: long enough to be found, short enough that a change stays local."""
_MODULUS = (1 << 61) - 1
_BASE = 0x1F3D5B79A2C4E6F1
_POWERS = [pow(_BASE, exponent, _MODULUS) for exponent in range(RUN + 1)]
_MASK = 0xFFFFFFFF


class Flag:
    """What is known of a run, as bits; plain numbers, because they are asked for each word."""

    NONE: Final = 0
    OPTIONAL: Final = 1
    """A text without it is still this licence: its title, an appendix."""
    TITLE: Final = 2
    WARRANTY: Final = 4
    LIABILITY: Final = 8


class Mark(IntEnum):
    """Signs between the words of a stored text."""

    OPTIONAL = 65000
    OPTIONAL_END = 65001
    TITLE = 65002
    TITLE_END = 65003
    PART = 65010
    """65010 to 65013: the paragraph that follows is about neither, warranty, liability, both."""
    GAP = 65100
    """65100 and up: a place for other words, by the number of its pattern."""


COPYRIGHT_GAP = 0
"""The pattern of a place where a text names its holders."""
BULLET_GAP = 1
"""The pattern of a place where a text may number its parts."""

_WARRANTY = compile_lazily(r"\bwarrant|\bas is\b|\bas available\b|\bgewähr|\bgaranti")
_LIABILITY = compile_lazily(r"\bliab|\bdamages\b|\bhaft(?:ung|et|en)|responsabilit")


@dataclass(frozen=True)
class Template:
    """One text of one licence."""

    expression: str
    kind: str
    """text, notice (the words that a licence wants put in source files) or exception."""
    hashes: Sequence[int]
    """A run's hash, or the pattern's number where words may be put in."""
    sizes: Sequence[int]
    """Words in the run; 0 where words may be put in."""
    flags: Sequence[int]
    words: tuple[str, ...] = ()
    """All words, in the order of the runs; none when only hashes are shipped."""

    @cached_property
    def required(self) -> int:
        """How many words a text must have."""
        return sum(
            size for size, flag in zip(self.sizes, self.flags, strict=True) if not flag & Flag.OPTIONAL
        )

    @cached_property
    def length(self) -> int:
        """How many words there are, optional ones included."""
        return sum(self.sizes)

    @cached_property
    def full(self) -> int:
        """How many runs of `RUN` words have to be there."""
        return sum(
            size == RUN and not flag & Flag.OPTIONAL
            for size, flag in zip(self.sizes, self.flags, strict=True)
        )

    @cached_property
    def opening(self) -> tuple[int, int]:
        """The first run that has to be there, and the first such run of full length (-1 when there is none)."""
        must = [item for item, flag in enumerate(self.flags) if not flag & Flag.OPTIONAL]
        full = next((item for item in must if self.sizes[item] == RUN), -1)
        return (must[0] if must else 0), full


def build_template_part(paragraph: str) -> int:
    """Whether a paragraph in lower case is about warranty, liability, both or neither."""
    found = Flag.WARRANTY if _WARRANTY.search(paragraph) else Flag.NONE
    return found | Flag.LIABILITY if _LIABILITY.search(paragraph) else found


def prefixes(words: Sequence[str]) -> list[int]:
    """Hashes of all beginnings of `words`, from which the hash of any part follows."""
    known: dict[str, int] = {}
    total, found = 0, [0]
    for word in words:
        value = known.get(word)
        if value is None:
            value = known[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1
        total = (total * _BASE + value) % _MODULUS
        found.append(total)
    return found


def part_hash(beginnings: Sequence[int], start: int, size: int) -> int:
    """The 32-bit hash of `size` words from `start`; `size` is at most `RUN`."""
    return (beginnings[start + size] - beginnings[start] * _POWERS[size]) % _MODULUS & _MASK


def run_hashes(beginnings: Sequence[int]) -> list[int]:
    """The hash of each run of `RUN` words in a text."""
    power, mask, modulus = _POWERS[RUN], _MASK, _MODULUS
    return [
        (end - start * power) % modulus & mask
        for start, end in zip(beginnings, beginnings[RUN:], strict=False)
    ]


def build_template(expression: str, kind: str, stream: Sequence[str | int], *, keep_words: bool) -> Template:
    """A template from words and marks."""
    hashes: list[int] = []
    sizes: list[int] = []
    flags: list[int] = []
    words: list[str] = []
    for flag, piece in _pieces(stream):
        if isinstance(piece, int):
            hashes.append(piece - Mark.GAP)
            sizes.append(0)
            flags.append(flag | Flag.OPTIONAL)
            continue
        beginnings = prefixes(piece)
        for start in range(0, len(piece), RUN):
            size = min(RUN, len(piece) - start)
            hashes.append(part_hash(beginnings, start, size))
            sizes.append(size)
            flags.append(flag)
        words += piece
    return Template(expression, kind, hashes, sizes, flags, tuple(words) if keep_words else ())


def _pieces(stream: Sequence[str | int]) -> Iterator[tuple[int, list[str] | int]]:
    """Stretches of words with the same flags, and the gaps between them."""
    piece: list[str] = []
    optional, title, about = 0, 0, 0
    for token in stream:
        if isinstance(token, str):
            piece.append(token)
            continue
        flag = about << 2 | (Flag.OPTIONAL if optional or title else 0) | (Flag.TITLE if title else 0)
        if piece:
            yield flag, piece
            piece = []
        if token >= Mark.GAP:
            yield flag, token
        elif token >= Mark.PART:
            about = token - Mark.PART
        elif token in {Mark.OPTIONAL, Mark.OPTIONAL_END}:
            optional += 1 if token == Mark.OPTIONAL else -1
        else:
            title += 1 if token == Mark.TITLE else -1
    if piece:
        yield about << 2 | (Flag.OPTIONAL if optional or title else 0) | (Flag.TITLE if title else 0), piece
