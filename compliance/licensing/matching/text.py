# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The text at hand as words and hashes, and where a known text may begin in it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from compliance.licensing.matching import normalise as words_module
from compliance.licensing.matching.template import RUN, Flag, Template, part_hash, prefixes, run_hashes

_COARSE = 5
"""Bits of a place that don't matter when places are counted."""
_MOST_PLACES = 64
"""Places of one run that are looked at: a text of one word repeated has no more licences in it."""


class Text:
    """A text as words and hashes."""

    def __init__(self, text: str) -> None:
        split = words_module.split_words(text)
        self.words = split.words
        self.lines = split.lines
        self.beginnings = prefixes(split.words)
        self.runs = run_hashes(self.beginnings)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, position: int, size: int, run: int) -> bool:
        """Whether a run stands at a position."""
        return 0 <= position <= len(self.words) - size and part_hash(self.beginnings, position, size) == run

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """Where each run of full length stands."""
        found: dict[int, list[int]] = {}
        for position, run in enumerate(self.runs):
            known = found.setdefault(run, [])
            if len(known) < _MOST_PLACES:
                known.append(position)
        return found

    def after(self, position: int, run: int) -> int:
        """The first place of a full run at or after a position; -1 when there is none."""
        known = self.places.get(run, [])
        index = bisect_left(known, position)
        return known[index] if index < len(known) else -1


def occurrences(template: Template, text: Text) -> Iterator[tuple[int, int]]:
    """Where the known text may begin in the text at hand, and how many of its runs speak for that."""
    offset, starts = 0, []
    for run, size, flag in zip(template.hashes, template.sizes, template.flags, strict=True):
        if size == RUN and not flag & Flag.OPTIONAL:
            starts += [place - offset for place in text.places.get(run, ())]
        offset += size
    starts.sort()
    slack = max(60, offset // 3)
    group: list[int] = []
    for start in starts:
        if group and start - group[-1] > slack:
            yield _where_most(group), len(group)
            group = []
        group.append(start)
    if group:
        yield _where_most(group), len(group)


def _where_most(starts: Sequence[int]) -> int:
    """The place that most runs speak for; a phrase that the licence shares with its neighbours doesn't move it."""
    ((place, _),) = Counter(start >> _COARSE for start in starts).most_common(1)
    return place << _COARSE
