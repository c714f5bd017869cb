# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text as sentences, each with the line it starts on, so that findings can quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance import time_budget
from compliance.lazy_regex import compile_lazily

_DECORATION = compile_lazily(
    r"^\s*(?://+|/?\*+/?|#+(?!\w)|>+|;+|--+\s|\.\.\s)\s?|[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}"
)
_BLANK = compile_lazily(r"^[\s=*#~_-]*$")
_ITEM = compile_lazily(
    r"^\s*(?:[-•*]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|\d+(?:\.\d+)+\s|#+\s|§\s?\d)", re.IGNORECASE
)
_WRAPPED = 150
"""Text that is wrapped by hand has shorter lines."""
_HEADING = 80
_END = compile_lazily(r"(?<=[.;:!?])[\"'”)]*\s+(?=[\"'“(]?[A-ZÄÖÜÉ0-9])")
_ABBREVIATION = compile_lazily(r"\b(?:e\.g|i\.e|etc|No|(?i:inc|ltd|corp|co)|vs|Art|Sec|U\.S|U\.K|[A-Z])\.$")
_LONGEST_ABBREVIATION = 8
"""Characters before an end that are looked at: more than any abbreviation has, so that `\\b` sees what precedes it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, white space folded."""

    line: int
    """From 1."""
    text: str


def split_sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; comment marks and Markdown emphasis are left out."""
    for paragraph in _paragraphs(text):
        joined, starts = _join(paragraph)
        begin, at_line = 0, 0
        for end in _ends(joined):
            time_budget.check()
            piece = joined[begin:end]
            if stripped := piece.strip():
                offset = begin + len(piece) - len(piece.lstrip())
                while at_line + 1 < len(starts) and starts[at_line + 1][0] <= offset:
                    at_line += 1
                yield Sentence(starts[at_line][1], stripped)
            begin = end


def _ends(joined: str) -> Iterator[int]:
    """Where each sentence of a paragraph ends."""
    for match in _END.finditer(joined):
        before = joined[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        if not _ABBREVIATION.search(before):
            yield match.end()
    yield len(joined)


def fold_spaces(text: str) -> str:
    """Lower case, straight quotes, single spaces, no comment marks: what phrases are looked for in."""
    lines = (_DECORATION.sub("", line) for line in text.splitlines())
    return " ".join(straighten_quotes(" ".join(lines)).casefold().split())


def straighten_quotes(text: str) -> str:
    """Typographic quotes and dashes as ASCII."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\ufeff": " ",
    }
)


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    paragraph: list[tuple[int, str]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        time_budget.check()
        line = _DECORATION.sub("", raw).strip()
        unwrapped = paragraph and _are_paragraphs(paragraph[-1][1], line)
        if paragraph and (unwrapped or _BLANK.match(line) or _ITEM.match(raw)):
            yield paragraph
            paragraph = []
        if not _BLANK.match(line):
            paragraph.append((number, line))
    if paragraph:
        yield paragraph


def _are_paragraphs(line: str, following: str) -> bool:
    """Whether two lines are whole paragraphs each: text that isn't wrapped by hand, or a heading before such text."""
    shorter, longer = sorted((len(line), len(following)))
    return longer > _WRAPPED and (shorter > _WRAPPED or shorter < _HEADING)


def _join(paragraph: list[tuple[int, str]]) -> tuple[str, list[tuple[int, int]]]:
    """The paragraph on one line, and where in it each line of the text starts."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for number, line in paragraph:
        piece = " ".join(line.split()) + " "
        starts.append((length, number))
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), starts
