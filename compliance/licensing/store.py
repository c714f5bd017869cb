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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from compliance.licensing.template import RUN, Flag, Mark, Template, build

FILE = Path(__file__).parent / "fingerprints.bin"
MAGIC = b"LXFP1\n"
_START = struct.Struct("<I")
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
_BLOCK = 60_000
"""Words in a block, about: one block costs two milliseconds to unpack."""
_ALL_INDEXED = 64
"""Texts of more runs than this are found by a quarter of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
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
        begin = len(MAGIC) + _START.size
        (size,) = _START.unpack(view[len(MAGIC) : begin])
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

    def candidates(self, runs: Sequence[int], least: float) -> list[Candidate]:
        """The known texts of which at least the share `least` is among `runs`, the best first."""
        members = self.header["members"]
        counts: Counter[int] = Counter()
        for run in self._wanted.intersection(runs):
            counts.update(members[self._groups[bisect_left(self._keys, run)]])
        indexed = self.header["indexed"]
        found = [
            Candidate(number, count / indexed[number])
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
        return build(expression, kind, stream, keep_words=True)

    def _vocabulary(self) -> list[str]:
        if not self._words:
            self._words = zlib.decompress(self._section("vocabulary")).decode("utf-8").split("\n")
        return self._words

    def _block(self, number: int) -> "array[int]":
        if number not in self._blocks:
            begin, size = self.header["blocks"][number]
            packed = self._section("texts")[begin : begin + size]
            self._blocks[number] = _array(
                "H", lzma.decompress(packed, lzma.FORMAT_RAW, filters=[_FILTERS[0]])
            )
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
def load() -> Store:
    """The fingerprints that come with this package."""
    return Store(FILE.read_bytes())


@dataclass(frozen=True, slots=True)
class Entry:
    """A known text to be stored."""

    expression: str
    kind: str
    stream: tuple[str | int, ...]
    public: bool


def pack(entries: Sequence[Entry], patterns: Sequence[str], about: dict[str, Any]) -> bytes:
    """The file of fingerprints: the same bytes for the same texts."""
    sections: dict[str, bytes] = {}
    vocabulary = sorted(
        {token for entry in entries if entry.public for token in entry.stream if isinstance(token, str)}
    )
    sections["vocabulary"] = zlib.compress("\n".join(vocabulary).encode(), 9)
    header: dict[str, Any] = {**about, "patterns": list(patterns), "blocks": [], "templates": []}
    _pack_texts(entries, {word: number for number, word in enumerate(vocabulary)}, header, sections)
    _pack_index(entries, header, sections)
    offset, header["sections"] = 0, {}
    for name, data in sections.items():
        header["sections"][name] = (offset, len(data))
        offset += len(data)
    packed = zlib.compress(json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    return MAGIC + _START.pack(len(packed)) + packed + b"".join(sections.values())


def _pack_texts(
    entries: Sequence[Entry], numbers: dict[str, int], header: dict[str, Any], sections: dict[str, bytes]
) -> None:
    texts, block = b"", array("H")
    hashes, sizes = array("I"), array("B")

    def flush() -> None:
        nonlocal texts, block
        packed = lzma.compress(_bytes(block), lzma.FORMAT_RAW, filters=[_FILTERS[0]])
        header["blocks"].append((len(texts), len(packed)))
        texts, block = texts + packed, array("H")

    for entry in entries:
        if entry.public:
            tokens = [numbers[token] if isinstance(token, str) else token for token in entry.stream]
            header["templates"].append(
                (entry.expression, entry.kind, len(header["blocks"]), len(block), len(tokens))
            )
            block.extend(tokens)
            if len(block) > _BLOCK:
                flush()
        else:
            template = build(entry.expression, entry.kind, entry.stream, keep_words=False)
            header["templates"].append((entry.expression, entry.kind, -1, len(hashes), len(template.hashes)))
            hashes.extend(template.hashes)
            sizes.extend(size | flag << 4 for size, flag in zip(template.sizes, template.flags, strict=True))
    if block:
        flush()
    sections |= {"texts": texts, "hashes": _bytes(hashes), "sizes": _bytes(sizes)}


def _pack_index(entries: Sequence[Entry], header: dict[str, Any], sections: dict[str, bytes]) -> None:
    holders: dict[int, list[int]] = {}
    header["indexed"] = []
    for number, entry in enumerate(entries):
        runs = indexed(build(entry.expression, entry.kind, entry.stream, keep_words=False))
        header["indexed"].append(len(runs))
        for run in runs:
            holders.setdefault(run, []).append(number)
    members: dict[tuple[int, ...], int] = {}
    groups = array("H", (members.setdefault(tuple(holders[run]), len(members)) for run in sorted(holders)))
    header["members"] = list(members)
    sections |= {"keys": _bytes(array("I", sorted(holders))), "groups": _bytes(groups)}


def indexed(template: Template) -> frozenset[int]:
    """The runs by which a known text is found."""
    runs = [
        run
        for run, size, flag in zip(template.hashes, template.sizes, template.flags, strict=True)
        if size == RUN and not flag & Flag.OPTIONAL
    ]
    return frozenset(runs if len(runs) <= _ALL_INDEXED else (run for run in runs if run % 4 == 0))


def _array(code: str, data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


@cache
def _compiled(patterns: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.DOTALL) for pattern in patterns]


def indexable(entries: Iterable[Entry]) -> list[Entry]:
    """Those that have a run to be found by."""
    return [
        entry
        for entry in entries
        if indexed(build(entry.expression, entry.kind, entry.stream, keep_words=False))
    ]
