# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Writes the file of fingerprints that `store` reads: at build time only."""

import json
import lzma
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.licensing.matching.fingerprints import FILTERS, MAGIC, START
from compliance.licensing.matching.template import RUN, Flag, Template, build_template

_BLOCK = 60_000
"""Words in a block, about: one block costs two milliseconds to unpack."""
_ALL_INDEXED = 64
"""Texts of more runs than this are found by a quarter of them."""


@dataclass(frozen=True, slots=True)
class PackedText:
    """A known text to be stored."""

    expression: str
    kind: str
    stream: tuple[str | int, ...]
    public: bool
    kept: Template | None = None
    """A text that is taken over from an earlier file, where its words aren't."""

    @property
    def template(self) -> Template:
        """What is stored of a text that isn't kept as words."""
        return self.kept or build_template(self.expression, self.kind, self.stream, keep_words=False)


def pack_fingerprints(entries: Sequence[PackedText], patterns: Sequence[str], about: dict[str, Any]) -> bytes:
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
    return MAGIC + START.pack(len(packed)) + packed + b"".join(sections.values())


def _pack_texts(
    entries: Sequence[PackedText], numbers: dict[str, int], header: dict[str, Any], sections: dict[str, bytes]
) -> None:
    texts, block = b"", array("H")
    hashes, sizes = array("I"), array("B")

    def flush() -> None:
        nonlocal texts, block
        packed = lzma.compress(_bytes(block), lzma.FORMAT_RAW, filters=FILTERS)
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
            template = entry.template
            header["templates"].append((entry.expression, entry.kind, -1, len(hashes), len(template.hashes)))
            hashes.extend(template.hashes)
            sizes.extend(size | flag << 4 for size, flag in zip(template.sizes, template.flags, strict=True))
    if block:
        flush()
    sections |= {"texts": texts, "hashes": _bytes(hashes), "sizes": _bytes(sizes)}


def _pack_index(entries: Sequence[PackedText], header: dict[str, Any], sections: dict[str, bytes]) -> None:
    holders: dict[int, list[int]] = {}
    header["indexed"] = []
    for number, entry in enumerate(entries):
        runs = indexed(entry.template)
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


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def indexable(entries: Iterable[PackedText]) -> list[PackedText]:
    """Those that have a run to be found by."""
    return [entry for entry in entries if indexed(entry.template)]
