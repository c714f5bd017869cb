# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text as sentences, each with the line it starts on, so that findings can quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.patterns import regex

_DECORATION = regex(r"^\s*(?://+|/?\*+/?|#+(?!\w)|>+|;+|--+\s|\.\.\s)\s?|[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}")
_BLANK = regex(r"^[\s=*#~_-]*$")
_ITEM = regex(
    r"^\s*(?:[-•*]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|\d+(?:\.\d+)+\s|#+\s|§\s?\d)", re.IGNORECASE
)
_WRAPPED = 150
"""Text that is wrapped by hand has shorter lines."""
_HEADING = 80
_END = regex(r"(?<=[.;:!?])[\"'”)]*\s+(?=[\"'“(]?[A-ZÄÖÜÉ0-9])")
_ABBREVIATION = regex(r"\b(?:e\.g|i\.e|etc|No|(?i:inc|ltd|corp|co)|vs|Art|Sec|U\.S|U\.K|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, white space folded."""

    line: int
    """From 1."""
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; comment marks and Markdown emphasis are left out."""
    for paragraph in _paragraphs(text):
        joined, starts = _join(paragraph)
        begin = 0
        for end in [
            *(
                match.end()
                for match in _END.finditer(joined)
                if not _ABBREVIATION.search(joined[: match.start()])
            ),
            len(joined),
        ]:
            if piece := joined[begin:end].strip():
                offset = begin + len(joined[begin:end]) - len(joined[begin:end].lstrip())
                yield Sentence(max(line for start, line in starts if start <= offset), piece)
            begin = end


def fold(text: str) -> str:
    """Lower case, straight quotes, single spaces, no comment marks: what phrases are looked for in."""
    lines = (_DECORATION.sub("", line) for line in text.splitlines())
    return " ".join(straight(" ".join(lines)).casefold().split())


def straight(text: str) -> str:
    """Typographic quotes and dashes as ASCII."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\ufeff": " "}
)


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    paragraph: list[tuple[int, str]] = []
    for number, raw in enumerate(text.splitlines(), 1):
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
    joined, starts = "", []
    for number, line in paragraph:
        starts.append((len(joined), number))
        joined += " ".join(line.split()) + " "
    return joined, starts
