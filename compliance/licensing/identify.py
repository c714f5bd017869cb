# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text's name, and where it departs from the text of that name. A wrong answer is worse than none.

Known texts that share runs of words with the text at hand are laid over it word by word. A text has a licence's name when
each word of the licence is there, but for what the SPDX matching guidelines let differ (title, holders, bullets, spelling),
and when nothing beside it takes back what it gives. A text that is one clause away from a known one has no name of its own;
`match` says which clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from compliance.licensing import store
from compliance.licensing.align import Alignment, Text, align, occurrences
from compliance.licensing.alterations import Alteration, alterations
from compliance.licensing.beside import surroundings
from compliance.licensing.optional import departures

_LEAST_SHARE = 0.4
"""Of a known text's runs, how many have to be there for a closer look."""
_LEAST_SCORE = 0.7
"""Of a known text's words, how many have to be there for a text to be called an altered copy."""
_LONGER = 1.1
_FEW = 4
_PART_SCORE = 0.85
"""The same for a text of which a known licence is a part."""
_MOST_LOOKS = 400
"""Known texts laid over one file at most; a file with forty licences needs a hundred."""
_GOOD_SCORE = 0.75
"""A change of one word costs a run of eight; below this share of words a text is no copy, however it is spelled."""
_NEARLY_ALL = 0.85
"""A text in which another one is already there in full has to have so many of its runs to be looked at."""
_FAR_BEHIND = 0.3
_SLACK = 48
"""Words by which the place of a known text may be misjudged before it is laid over."""
_WHOLE = 0.9
"""Of a file's words, how many a licence has to cover to be all there is."""
_FEW_WORDS = 0.03
"""The share of words that may be spelled otherwise."""


class Kind(StrEnum):
    """How a text has a licence."""

    EXACT = "exact"
    """It is this licence, word for word, and nothing else."""
    CONTAINED = "contained"
    """It has this licence, word for word, among other words."""
    SIMILAR = "similar"
    """It departs from this licence; see where."""


@dataclass(frozen=True, slots=True)
class Match:
    """A licence found in a text."""

    expression: str
    kind: Kind
    score: float
    """The share of the licence's words that are there; 0 to 1."""
    line: int
    """Where it begins, from 1."""
    altered: tuple[Alteration, ...] = ()
    """Departures from the canonical text, those on warranty and liability first."""
    source: str = "text"
    """text, notice (the words that a licence wants put in source files) or exception."""

    @property
    def sure(self) -> bool:
        """Whether the text may be called by this name: no departure touches the terms."""
        return not any(alteration.material for alteration in self.altered)


def identify(text: str) -> tuple[str, ...]:
    """The expressions of the licences whose texts `text` holds, sorted; none when nothing fits for certain."""
    sure = [found for found in match(text) if found.sure]
    exceptions = [found for found in sure if found.source == "exception"]
    names = {found.expression for found in sure if found.source != "exception"}
    names -= {name.replace("-or-later", "-only") for name in names if name.endswith("-or-later")}
    general = [name for name in names if re.match(r"[AL]?GPL-", name)]
    if exceptions and len(general) == 1:
        names.discard(general[0])
        names |= {f"{general[0]} WITH {found.expression}" for found in exceptions}
    return tuple(sorted(names))


def tags(text: str) -> tuple[str, ...]:
    """The expressions in a text's SPDX-License-Identifier tags, sorted."""
    from compliance.licensing.expressions import canonical  # noqa: PLC0415 - a fifth of the time to start, for tags alone

    return tuple(
        sorted({expression for found in _TAG.finditer(text) if (expression := canonical(found[1].strip()))})
    )


def title(text: str) -> str:
    """A text's first line with words, for a licence that nothing identifies."""
    lines = (line.strip(" \t#*=-_<>!/") for line in text.splitlines()[:40])
    return next((line[:120] for line in lines if re.search(r"[A-Za-z]{3}", line)), "")


_TAG = re.compile(r"SPDX-License-Identifier:\s*([^\s*/#>\"'][^\r\n*\"'<>]*)")


@lru_cache(maxsize=64)
def match(text: str) -> tuple[Match, ...]:
    """The licences found in a text, in the order of their places, altered ones included."""
    return match_in(store.load(), text)


def match_in(known: store.Store, text: str) -> tuple[Match, ...]:
    """The same by other fingerprints than those that come with this package."""
    words = Text(text)
    laid = list(_laid(words, known))
    altered = {id(one): _altered(one, words, known) for one in laid if _may_be_good(one)}
    good = _outermost([one for one in laid if _good(one, altered.get(id(one)))])
    good = [one for one in good if not any(_part_of(one, other) for other in laid)]
    spans = [(one.start, one.end) for one in good]
    near = _closest([one for one in laid if not _good(one, altered.get(id(one)))], spans)
    chosen = sorted([*good, *near], key=lambda one: (one.start, one.template.expression))
    return tuple(
        dict.fromkeys(
            _match(
                one,
                altered.get(id(one)) or _altered(one, words, known),
                words,
                surroundings(words, [(other.start, other.end) for other in chosen], one),
                len(chosen),
            )
            for one in chosen
        )
    )


def _laid(text: Text, known: store.Store) -> Iterator[Alignment]:
    """Known texts laid over the text wherever they may be; the likeliest first, so that most others have no chance left."""
    places = [
        (-round(runs / template.full, 2), -template.required, begin, candidate.number)
        for candidate in known.candidates(text.runs, _LEAST_SHARE)
        for template in (known.template(candidate.number),)
        for begin, runs in occurrences(template, text)
        if runs >= _LEAST_SHARE * template.full
    ]
    covered: list[Alignment] = []
    looks = 0
    for share, size, begin, number in sorted(places):
        if looks < _MOST_LOOKS and not _hopeless(covered, begin, -share, -size):
            looks += 1
            if (one := align(known.template(number), text, begin, known.patterns)) is not None:
                yield one
                covered.append(one)


def _hopeless(laid: Sequence[Alignment], begin: int, share: float, size: int) -> bool:
    """Whether a known text, about there, has no chance against those that have been laid over the same words."""
    for one in laid:
        if min(one.end, begin + size) - max(one.start, begin) < _SLACK:
            continue
        inside = one.start - _SLACK <= begin and begin + size <= one.end + _SLACK
        if one.score == 1.0 and (share < _NEARLY_ALL or (inside and size < one.template.required)):
            return True
        if share < one.score - _FAR_BEHIND:
            return True
    return False


def _altered(one: Alignment, text: Text, known: store.Store) -> tuple[Alteration, ...]:
    found = [
        *alterations(one, text, known.patterns, known.words),
        *departures(one, text, known.patterns, known.words),
    ]
    return tuple(
        sorted(
            found,
            key=lambda alteration: (not alteration.material, alteration.about == "terms", alteration.line),
        )
    )


def _may_be_good(one: Alignment) -> bool:
    return len(one.differences) <= _few(one) and one.score > _GOOD_SCORE


def _few(one: Alignment) -> float:
    return max(4, _FEW_WORDS * one.template.required)


def _good(one: Alignment, altered: tuple[Alteration, ...] | None) -> bool:
    """Whether the text has this licence, spelled otherwise at most."""
    if altered is None or any(alteration.material for alteration in altered):
        return False
    return sum(alteration.words for alteration in altered) <= 2 * _few(one)


def _rank(one: Alignment) -> tuple[int, int, int, bool, int, str]:
    """The longest first; of two that cover the same words, the one that says more of them."""
    name, template = one.template.expression, one.template
    return (
        one.start - one.end,
        len(one.differences),
        -template.required,
        template.kind != "text",
        len(name),
        name,
    )


def _outermost(laid: list[Alignment]) -> list[Alignment]:
    """Of known texts that lie in each other, the outermost; of those on the same words one, or none when nothing tells them apart."""
    chosen: list[Alignment] = []
    for one in sorted(laid, key=_rank):
        if not any(other.start <= one.start and one.end <= other.end for other in chosen):
            chosen.append(one)
    return [one for one in chosen if not any(_twin(one, other) for other in laid)]


def _part_of(one: Alignment, other: Alignment) -> bool:
    """Whether one is but a part of an altered copy of another: a notice in an appendix, MIT in a text that goes on."""
    if not other.differences or other.start > one.start or one.end > other.end:
        return False
    if any(one.start < difference.end and difference.start < one.end for difference in other.differences):
        return False
    here, there = one.end - one.start, other.end - other.start
    if one.template.kind == "notice":
        return there > here + _FEW and other.score >= _LEAST_SCORE
    return there > _LONGER * here and other.score >= _PART_SCORE


def _twin(one: Alignment, other: Alignment) -> bool:
    """Whether two known texts have the same words but in their titles, and the title isn't there."""
    same = (one.start, one.end, one.template.required) == (other.start, other.end, other.template.required)
    return (
        same
        and one.template.expression != other.template.expression
        and not one.differences
        and not other.differences
    )


def _closest(laid: list[Alignment], spans: list[tuple[int, int]]) -> list[Alignment]:
    """The altered copies of known texts: for words that no other licence covers, the one that is nearest."""
    chosen: list[Alignment] = []
    texts = [one for one in laid if one.template.kind == "text" or not spans]
    for one in sorted(texts, key=lambda one: (-one.score, _rank(one))):
        free = not any(start < one.end and one.start < end for start, end in spans)
        if free and one.score >= _LEAST_SCORE:
            chosen.append(one)
            spans = [*spans, (one.start, one.end)]
    return chosen


def _match(
    one: Alignment, altered: tuple[Alteration, ...], text: Text, beside: Sequence[Alteration], count: int
) -> Match:
    everything = (*altered, *beside)
    whole = count == 1 and one.end - one.start >= _WHOLE * len(text)
    kind = Kind.SIMILAR if everything else Kind.EXACT if whole else Kind.CONTAINED
    line = text.lines[one.start] if one.start < len(text.lines) else 1
    template = one.template
    return Match(template.expression, kind, round(one.score, 4), line, everything, template.kind)
