# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Lays a known licence text over the text at hand: where its words stand, and where the two part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from compliance import time_budget
from compliance.licensing.matching.template import RUN, Flag, Template
from compliance.licensing.matching.text import Text
from compliance.licensing.matching.word_classes import NEVER

_WIDEST_GAP = 90
"""Words that may stand in one place for others, such as the names of all holders."""
_WIDEST_JUMP = 400
"""Words of an insertion after which the known text is still looked for."""
_TAIL = 24
"""Words at the end of a known text after which no run of full length follows that could be found again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the text from `start` to `end` that stand where the known text has the runs from `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """One occurrence of a known text."""

    template: Template
    start: int
    end: int
    """The words of the text that it covers."""
    matched: int
    """Words of the known text that are there."""
    missing: int
    """Words of the known text that have to be there and aren't."""
    differences: tuple[Difference, ...]

    @property
    def present(self) -> float:
        """The share of the words it must have that are there; 0 to 1."""
        return self.matched / (self.matched + self.missing) if self.matched else 0.0

    @property
    def own(self) -> float:
        """The share of the words it covers that are its own; 0 to 1."""
        added = sum(difference.end - difference.start for difference in self.differences)
        return self.matched / (self.matched + added) if self.matched else 0.0

    @property
    def score(self) -> float:
        """The share of the words it must have that are there, less what was put between them; 0 to 1."""
        added = sum(difference.end - difference.start for difference in self.differences)
        whole = self.matched + max(self.missing, added)
        return self.matched / whole if whole else 0.0


@dataclass(slots=True)
class _State:
    """How far both texts have been read."""

    item: int
    position: int
    last_item: int
    matched: int = 0
    missing: int = 0
    gaps: list[int] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def align_text(
    template: Template, text: Text, begin: int, patterns: Sequence[re.Pattern[str]]
) -> Alignment | None:
    """The known text laid over `text` from about the word `begin`; nothing when not one full run is there."""
    state = _opening(template, text, begin, patterns)
    if state is None:
        return None
    first, leading = state.item, state.position
    _parse_align(template, text, state, patterns, len(template.sizes))
    if state.matched == 0:
        return None
    start = _backwards(template, text, first, leading)
    return Alignment(
        template,
        start,
        state.position,
        state.matched,
        state.missing,
        tuple(state.differences),
    )


def _opening(
    template: Template, text: Text, begin: int, patterns: Sequence[re.Pattern[str]]
) -> _State | None:
    """Where reading begins: at the first run that has to be there, when it is there, else at the next full one."""
    first, full = template.opening
    lowest = max(0, begin - 60)
    place = text.after(lowest, template.hashes[full]) if full >= 0 else -1
    if 0 <= place <= begin + _WIDEST_JUMP:
        if full == first:
            return _State(first, place, first)
        for position in range(place - 1, max(lowest, place - _WIDEST_GAP) - 1, -1):
            if text.at(position, template.sizes[first], template.hashes[first]):
                trial = _State(first, position, first)
                if _parse_align(template, text, trial, patterns, full) and not trial.differences:
                    return _State(first, position, first)
    state = _State(first, lowest, first)
    return state if _resume(template, text, state, leading=True) else None


def _parse_align(
    template: Template, text: Text, state: _State, patterns: Sequence[re.Pattern[str]], last: int
) -> bool:
    """Reads up to the run `last`; false when the text ends before."""
    while state.item < last:
        time_budget.check()
        if not _step(template, text, state, patterns) and not _resume(template, text, state):
            return False
    return True


def _step(template: Template, text: Text, state: _State, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Reads one run; false when it has to be there and isn't."""
    item = state.item
    size, run = template.sizes[item], template.hashes[item]
    if size == 0:
        state.gaps.append(run)
        state.item += 1
        return True
    place = state.position if text.at(state.position, size, run) and not state.gaps else -1
    if state.gaps:
        place = _past_gap(template, text, state, patterns)
    if place >= 0:
        _take(state, place, size)
        return True
    if template.flags[item] & Flag.OPTIONAL:
        state.item += 1
        return True
    return False


def _take(state: _State, place: int, size: int) -> None:
    state.position = place + size
    state.matched += size
    state.item += 1
    state.last_item = state.item
    state.gaps.clear()


def _past_gap(template: Template, text: Text, state: _State, patterns: Sequence[re.Pattern[str]]) -> int:
    """Where the run after a gap stands, if what stands in the gap may stand there; -1 otherwise."""
    size, run = template.sizes[state.item], template.hashes[state.item]
    for place in range(state.position, min(state.position + _WIDEST_GAP, len(text) - size) + 1):
        if not text.at(place, size, run):
            continue
        if size < 3 and not _followed(template, text, state.item + 1, place + size):
            continue
        if may_stand(text.words[state.position : place], state.gaps, patterns):
            return place
    return -1


def _followed(template: Template, text: Text, item: int, position: int) -> bool:
    """Whether the next run follows a short one, where that can be told: a single `the` is no proof."""
    if item >= len(template.sizes) or template.sizes[item] == 0 or template.flags[item] & Flag.OPTIONAL:
        return True
    return text.at(position, template.sizes[item], template.hashes[item])


def may_stand(found: Sequence[str], gaps: Sequence[int], patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether words fit a place for other words; where any may stand, none that changes what is allowed."""
    if not found:
        return True
    joined = " ".join(found)
    for gap in gaps:
        pattern = patterns[gap]
        if not any(
            pattern.fullmatch(spaced) for spaced in (joined, f" {joined}", f"{joined} ", f" {joined} ")
        ):
            continue
        if not pattern.pattern.startswith(".") or NEVER.isdisjoint(found):
            return True
    return False


def _resume(template: Template, text: Text, state: _State, *, leading: bool = False) -> bool:
    """Finds the next run that both have and notes what lies between; false when there is none."""
    best, target, place = _WIDEST_JUMP + 1, -1, -1
    skipped = 0
    for item in range(state.item, len(template.sizes)):
        size = template.sizes[item]
        if size == RUN:
            found = text.after(state.position, template.hashes[item])
            cost = skipped + (0 if leading else found - state.position)
            if found >= 0 and cost < best:
                best, target, place = cost, item, found
        if not template.flags[item] & Flag.OPTIONAL:
            skipped += size
        if skipped >= best:
            break
    end = target if target >= 0 else len(template.sizes)
    start = state.position
    if leading:
        if target < 0:
            return False
        start = max(start, place - sum(template.sizes[state.item : target]))
    missing = sum(
        template.sizes[item] for item in range(state.item, end) if not template.flags[item] & Flag.OPTIONAL
    )
    if target < 0:
        left = sum(template.sizes[state.last_item :])
        place = min(start + left, len(text)) if left <= _TAIL else start
        state.differences.append(Difference(start, place, state.last_item, end))
        state.missing += missing
        state.position = place
        return False
    if missing or place > start:
        state.differences.append(Difference(start, place, state.last_item, target))
    state.missing += missing
    state.item, state.position = target, place
    state.gaps.clear()
    return True


def _backwards(template: Template, text: Text, first: int, start: int) -> int:
    """The beginning of the optional runs that stand directly before the first one that must be there."""
    for item in range(first - 1, -1, -1):
        size = template.sizes[item]
        if size and text.at(start - size, size, template.hashes[item]):
            start -= size
    return start
