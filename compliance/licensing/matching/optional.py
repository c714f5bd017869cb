# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The parts of a known text that may be left out: when one is there, its words count like all others."""

import re
from collections.abc import Collection, Iterator, Sequence

from compliance.licensing.matching.align import Alignment, align_text
from compliance.licensing.matching.alterations import Alteration, find_alterations
from compliance.licensing.matching.template import RUN, Flag, Template
from compliance.licensing.matching.text import Text, occurrences
from compliance.licensing.matching.word_classes import CARRIES, NEVER, ORDERS

_LEAST_RUNS = 3
"""A part shorter than this can't be told from other words."""
_THERE = 0.5
"""Of a part's words, how many have to be there for the part to be there."""
_WHOLE = 0.7
"""Where so much of a part is there, a warranty clause that isn't was taken out."""
_SHORT = 8
"""More words than this that aren't there were left out; fewer were changed."""


def find_departures(
    one: Alignment, text: Text, patterns: Sequence[re.Pattern[str]], vocabulary: Collection[str]
) -> Iterator[Alteration]:
    """Where an optional part, such as a preamble or an appendix, departs from the known text."""
    for part in _collect_optional_parts(one.template):
        laid = [
            align_text(part, text, begin, patterns)
            for begin, runs in occurrences(part, text)
            if runs >= part.full * _THERE
        ]
        best = max(
            (found for found in laid if found is not None), key=lambda found: found.score, default=None
        )
        if best is None or best.score < _THERE:
            continue
        whole = best.score > _WHOLE
        yield from (
            found for found in find_alterations(best, text, patterns, vocabulary) if _counts(found, whole)
        )


def _counts(alteration: Alteration, whole: bool) -> bool:  # noqa: FBT001
    """Whether a departure says something: parts of an optional part come and go, and other words stand between them."""
    removed, added = alteration.canonical.split(), alteration.text.split()
    if removed and added:
        return True
    if len(removed) >= _SHORT:
        return whole and alteration.about != "terms"
    if removed:
        return not (CARRIES | NEVER).isdisjoint(removed)
    return not (NEVER | ORDERS).isdisjoint(added)


def _collect_optional_parts(template: Template) -> Iterator[Template]:
    """Each stretch of optional runs as a text of its own; titles are left to others."""
    first, start, word = -1, 0, 0
    for item in range(len(template.sizes) + 1):
        inside = (
            item < len(template.sizes)
            and template.flags[item] & (Flag.OPTIONAL | Flag.TITLE) == Flag.OPTIONAL
        )
        if inside and first < 0:
            first, start = item, word
        if not inside and first >= 0:
            if sum(size == RUN for size in template.sizes[first:item]) >= _LEAST_RUNS and template.words:
                yield _part(template, first, item, template.words[start:word])
            first = -1
        word += template.sizes[item] if item < len(template.sizes) else 0


def _part(template: Template, first: int, last: int, words: tuple[str, ...]) -> Template:
    sizes = template.sizes[first:last]
    flags = [
        flag if size == 0 else flag & ~Flag.OPTIONAL
        for size, flag in zip(sizes, template.flags[first:last], strict=True)
    ]
    return Template(template.expression, "part", template.hashes[first:last], sizes, flags, words)
