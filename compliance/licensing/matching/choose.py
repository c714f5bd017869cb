# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which known texts a text holds: many are laid over it, the longest that fit are chosen, and of the rest the nearest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance import time_budget
from compliance.licensing.matching import fingerprints
from compliance.licensing.matching.align import Alignment, align_text
from compliance.licensing.matching.alterations import Alteration, find_alterations
from compliance.licensing.matching.optional import find_departures
from compliance.licensing.matching.text import Text, occurrences

_LEAST_SHARE = 0.4
"""Of a known text's runs, how many have to be there for a closer look."""
_MOST_LOOKS = 400
"""Known texts laid over one file at most; a file with forty licences needs a hundred."""
_SLACK = 48
"""Words by which the place of a known text may be misjudged before it is laid over."""
_NEARLY_ALL = 0.85
"""A text in which another one is already there in full has to have so many of its runs to be looked at."""
_FAR_BEHIND = 0.3
"""So much less of its runs than of another text's words, on the same place, and a text isn't looked at."""
_GOOD_SCORE = 0.75
"""A change of one word costs a run of eight; below this share of words a text is no copy, however it is spelled."""
_FEW_WORDS = 0.03
"""The share of words that may be spelled otherwise."""
_LEAST_SCORE = 0.7
"""Of the words that a known text covers, how many have to be its own for a text to be called an altered copy."""
_LEAST_PRESENT = 0.5
"""The same where the rest was taken out, not replaced: MIT is half a disclaimer."""
_WORDS_COUNT = 3
"""A changed word tells more than the run it stands in."""
_RIVAL = 0.2
"""So much less of its words, and a known text isn't compared word by word with the nearest."""
_MOST_RIVALS = 6
"""Altered copies of one text may look alike by runs; so many of the nearest are compared word by word."""
_PART_SCORE = 0.85
"""The share of a known text that has to be there for another one to be a part of it."""
_LONGER = 1.1
"""So many times a part's words has the text that it is a part of."""
_FEW = 4


@dataclass(frozen=True, slots=True)
class Laid:
    """A known text laid over the text at hand, and what the differences are."""

    alignment: Alignment
    altered: tuple[Alteration, ...]
    good: bool
    """Whether the text has this licence, spelled otherwise at most."""

    @property
    def changed(self) -> int:
        """How many words of the licence are others or missing, or were put in: by runs where its words aren't known."""
        one = self.alignment
        if not one.template.words:
            return max(one.missing, sum(difference.end - difference.start for difference in one.differences))
        return sum(max(len(found.text.split()), len(found.canonical.split())) for found in self.altered)

    @property
    def distance(self) -> float:
        """How far the text is from the licence: words changed, and how far apart the changes are."""
        return _WORDS_COUNT * self.changed + (1 - self.alignment.score) * self.alignment.template.required

    @property
    def score(self) -> float:
        """The share of the licence's words that are as they were; 0 to 1."""
        return max(0.0, 1 - self.changed / max(self.alignment.template.required, 1))


def choose(text: Text, known: fingerprints.Store) -> list[Laid]:
    """The licences that a text holds, then for its other words the nearest known texts, in the order of their places."""
    laid = list(lay_templates(text, known))
    altered = {id(one): choose_match(one, text, known) for one in laid if _may_be_good(one)}
    sure = [one for one in laid if id(one) in altered and _good(one, altered[id(one)])]
    good = [one for one in _outermost(sure) if not any(_part_of(one, other) for other in laid)]
    rest = [one for one in laid if not any(one is other for other in sure)]
    chosen = [Laid(one, altered[id(one)], good=True) for one in good]
    chosen += _closest(rest, [(one.start, one.end) for one in good], text, known)
    return sorted(chosen, key=lambda one: (one.alignment.start, one.alignment.template.expression))


def lay_templates(text: Text, known: fingerprints.Store) -> Iterator[Alignment]:
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
        time_budget.check()
        if looks < _MOST_LOOKS and not _hopeless(covered, begin, -share, -size):
            looks += 1
            if (one := align_text(known.template(number), text, begin, known.patterns)) is not None:
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


def choose_match(one: Alignment, text: Text, known: fingerprints.Store) -> tuple[Alteration, ...]:
    time_budget.check()
    found = [
        *find_alterations(one, text, known.patterns, known.words),
        *find_departures(one, text, known.patterns, known.words),
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


def _good(one: Alignment, altered: tuple[Alteration, ...]) -> bool:
    """Whether the text has this licence, spelled otherwise at most."""
    if any(alteration.material for alteration in altered):
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


def _closest(
    laid: list[Alignment], spans: list[tuple[int, int]], text: Text, known: fingerprints.Store
) -> list[Laid]:
    """The altered copies of known texts: for words that no other licence covers, the one with the fewest words changed."""
    chosen: list[Laid] = []
    texts = [one for one in laid if one.template.kind == "text" or not spans]
    likely = [one for one in texts if one.own >= _LEAST_SCORE and one.present >= _LEAST_PRESENT]
    for one in sorted(likely, key=lambda one: (-one.score, _rank(one))):
        time_budget.check()
        if any(start < one.end and one.start < end for start, end in spans):
            continue
        rivals = [other for other in likely if other.score > one.score - _RIVAL and _meet(one, other)]
        rivals.sort(key=lambda other: (-other.score, _rank(other)))
        judged = [
            Laid(other, choose_match(other, text, known), good=False) for other in rivals[:_MOST_RIVALS]
        ]
        best = min(judged, key=lambda found: (found.distance, _rank(found.alignment)))
        chosen.append(best)
        spans = [*spans, (one.start, one.end), (best.alignment.start, best.alignment.end)]
    return chosen


def _meet(one: Alignment, other: Alignment) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common > one.end - one.start
