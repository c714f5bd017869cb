# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A passage as sentences in any script, each with the line on which it starts."""

from collections.abc import Iterator

from compliance.lazy_regex import compile_lazily
from compliance.licensing.clauses.sentences import Sentence
from compliance.licensing.prose.markup import to_words

_END = compile_lazily(r"(?<=[.!?])[\"')\]]{0,3}\s+(?=[\"'(\[]?[A-ZÀ-ÞА-Я0-9])|(?<=[。！？；])")
_ABBREVIATION = compile_lazily(r"(?:\b(?:e\.g|i\.e|etc|al|No|vs|Inc|Ltd|Corp|Sec|Art|v|ver|U\.S|[A-Z]))\.$")
_LONGEST = 1500
"""Characters; what is longer is cut, so that patterns look at bounded text."""


def split_prose(lines: tuple[tuple[int, str], ...]) -> Iterator[Sentence]:
    """The sentences of a passage's lines."""
    joined = ""
    starts: list[tuple[int, int]] = []
    pieces: list[str] = []
    length = 0
    for number, line in lines:
        pieces.append(line.strip() + " ")
        starts.append((length, number))
        length += len(pieces[-1])
    joined = "".join(pieces)
    at_line = 0
    for begin, end in _bounds(joined):
        while at_line + 1 < len(starts) and starts[at_line + 1][0] <= begin:
            at_line += 1
        if words := to_words(joined[begin:end]):
            yield Sentence(starts[at_line][1], words)


def _bounds(joined: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _END.finditer(joined):
        if not _ABBREVIATION.search(joined[max(0, match.start() - 8) : match.start()]):
            yield from _cut(begin, match.end())
            begin = match.end()
    yield from _cut(begin, len(joined))


def _cut(begin: int, end: int) -> Iterator[tuple[int, int]]:
    for start in range(begin, end, _LONGEST):
        yield start, min(end, start + _LONGEST)
