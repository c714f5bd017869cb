# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The fingerprints of all known licence texts, in one file that is read in milliseconds.

Layout: `MAGIC`, the length of the header (32 bits), the header (JSON, deflated), the sections that it names. Numbers are
little-endian. SPDX texts stand as word numbers in blocks of their own (xz), of which only what is asked for is unpacked;
texts that are not free to copy stand as hashes of eight words each.
"""

import json
import lzma
import re
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from compliance.licensing.matching.template import Mark, Template, build_template

FILE = Path(__file__).parent / "fingerprints.bin"
MAGIC = b"LXFP1\n"
START = struct.Struct("<I")
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


@dataclass(frozen=True, slots=True)
class TextCandidate:
    """A known text that shares runs with the text at hand."""

    number: int
    share: float
    """Of its runs that are looked for, how many are there; 0 to 1."""


class Store:
    """Known texts, found by their runs of eight words."""

    def __init__(self, data: bytes) -> None:
        view = memoryview(data)
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise ValueError("these are no fingerprints; build them with scripts/fingerprints.py")
        begin = len(MAGIC) + START.size
        (size,) = START.unpack(view[len(MAGIC) : begin])
        self.header: dict[str, Any] = json.loads(zlib.decompress(view[begin : begin + size]))
        self._view = view[begin + size :]
        self._keys = self._numbers("keys", "I")
        self._groups = self._numbers("groups", "H")
        self._wanted = frozenset(self._keys)
        self._built: dict[int, Template] = {}
        self._blocks: dict[int, array[int]] = {}
        self._words: list[str] = []
        self._known: frozenset[str] | None = None

    def __len__(self) -> int:
        return len(self.header["templates"])

    @property
    def patterns(self) -> list[re.Pattern[str]]:
        """What may stand in the places where texts differ, by number."""
        return _compiled(tuple(self.header["patterns"]))

    def candidates(self, runs: Sequence[int], least: float) -> list[TextCandidate]:
        """The known texts of which at least the share `least` is among `runs`, the best first."""
        members = self.header["members"]
        counts: Counter[int] = Counter()
        for run in self._wanted.intersection(runs):
            counts.update(members[self._groups[bisect_left(self._keys, run)]])
        indexed = self.header["indexed"]
        found = [
            TextCandidate(number, count / indexed[number])
            for number, count in counts.items()
            if count >= least * indexed[number]
        ]
        return sorted(found, key=lambda candidate: (-candidate.share, candidate.number))

    def template(self, number: int) -> Template:
        """A known text."""
        if number not in self._built:
            self._built[number] = self._build(number)
        return self._built[number]

    @property
    def words(self) -> frozenset[str]:
        """All words of the texts that are kept as words."""
        if self._known is None:
            self._known = frozenset(self._vocabulary())
        return self._known

    def _build(self, number: int) -> Template:
        expression, kind, block, start, size = self.header["templates"][number]
        if block < 0:
            hashes = self._numbers("hashes", "I", start, size)
            sizes = self._numbers("sizes", "B", start, size)
            return Template(
                expression, kind, hashes, [byte & 15 for byte in sizes], [byte >> 4 for byte in sizes]
            )
        words = self._vocabulary()
        stream = [
            words[token] if token < Mark.OPTIONAL else token
            for token in self._block(block)[start : start + size]
        ]
        return build_template(expression, kind, stream, keep_words=True)

    def _vocabulary(self) -> list[str]:
        if not self._words:
            self._words = zlib.decompress(self._section("vocabulary")).decode("utf-8").split("\n")
        return self._words

    def _block(self, number: int) -> "array[int]":
        if number not in self._blocks:
            begin, size = self.header["blocks"][number]
            packed = self._section("texts")[begin : begin + size]
            self._blocks[number] = _array("H", lzma.decompress(packed, lzma.FORMAT_RAW, filters=FILTERS))
        return self._blocks[number]

    def _section(self, name: str) -> memoryview:
        begin, size = self.header["sections"][name]
        return self._view[begin : begin + size]

    def _numbers(self, name: str, code: str, start: int = 0, count: int | None = None) -> "array[int]":
        width = array(code).itemsize
        section = self._section(name)
        return _array(
            code, section[start * width : None if count is None else (start + count) * width].tobytes()
        )


@cache
def load_fingerprints() -> Store:
    """The fingerprints that come with this package."""
    return Store(FILE.read_bytes())


def _array(code: str, data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@cache
def _compiled(patterns: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.DOTALL) for pattern in patterns]
