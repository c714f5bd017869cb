# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text's name, and where it departs from the text of that name. A wrong answer is worse than none.

Known texts that share runs of words with the text at hand are laid over it word by word. A text has a licence's name when
each word of the licence is there, but for what the SPDX matching guidelines let differ (title, holders, bullets, spelling),
and when nothing beside it takes back what it gives. A text that is one clause away from a known one has no name of its own;
`match_text` says which clause.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from compliance import time_budget
from compliance.lazy_regex import compile_lazily
from compliance.licensing.matching import fingerprints
from compliance.licensing.matching.alterations import Alteration
from compliance.licensing.matching.choose import Laid, choose
from compliance.licensing.matching.surrounding_text import find_strangers, read_surroundings
from compliance.licensing.matching.text import Text

_NEAR = 0.9
"""The share of a public text's words from which an altered copy is a neighbour like any other."""
_BESIDE = 0.1
"""Of a file's words, how many may stand beside a licence that is all there is: its title, its holders."""


class MatchKind(StrEnum):
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
    kind: MatchKind
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


def identify_license(text: str) -> tuple[str, ...]:
    """The expressions of the licences whose texts `text` holds, sorted; none when nothing fits for certain."""
    sure = [found for found in match_text(text) if found.sure]
    exceptions = [found for found in sure if found.source == "exception"]
    names = {found.expression for found in sure if found.source != "exception"}
    names -= {name.replace("-or-later", "-only") for name in names if name.endswith("-or-later")}
    general = [name for name in names if re.match(r"[AL]?GPL-", name)]
    if exceptions and len(general) == 1:
        names.discard(general[0])
        names |= {f"{general[0]} WITH {found.expression}" for found in exceptions}
    return tuple(sorted(names))


def find_tags(text: str) -> tuple[str, ...]:
    """The expressions in a text's SPDX-License-Identifier tags, sorted."""
    from compliance.licensing.expressions import (
        canonical_expression,  # a fifth of the time to start, for tags alone
    )

    return tuple(
        sorted(
            {
                expression
                for found in _TAG.finditer(text)
                if (expression := canonical_expression(found[1].strip()))
            }
        )
    )


def find_title(text: str) -> str:
    """A text's first line with words, for a licence that nothing identifies."""
    lines = (line.strip(" \t#*=-_<>!/") for line in text.splitlines()[:40])
    return next((line[:120] for line in lines if re.search(r"[A-Za-z]{3}", line)), "")


_TAG = compile_lazily(r"SPDX-License-Identifier:\s*([^\s*/#>\"'][^\r\n*\"'<>]*)")


@lru_cache(maxsize=4)
def match_text(text: str) -> tuple[Match, ...]:
    """The licences found in a text, in the order of their places, altered ones included."""
    return match_in(fingerprints.load_fingerprints(), text)


def match_in(known: fingerprints.Store, text: str) -> tuple[Match, ...]:
    """The same by other fingerprints than those that come with this package."""
    words = Text(text)
    chosen = choose(words, known)
    # What departs far from a known text, or is a vendor's, is a passage of its own: what it takes back holds for its neighbours.
    spans = [
        (one.alignment.start, one.alignment.end)
        for one in chosen
        if one.good or (one.alignment.template.words and one.score >= _NEAR)
    ]
    return tuple(dict.fromkeys(_match(one, words, spans, len(chosen)) for one in chosen))


def _match(found: Laid, text: Text, spans: Sequence[tuple[int, int]], count: int) -> Match:
    time_budget.check()
    one, template = found.alignment, found.alignment.template
    altered = (*found.altered, *read_surroundings(text, spans, one))
    whole = count == 1 and find_strangers(text, one) <= _BESIDE * len(text)
    kind = MatchKind.SIMILAR if altered else MatchKind.EXACT if whole else MatchKind.CONTAINED
    line = text.lines[one.start] if one.start < len(text.lines) else 1
    return Match(template.expression, kind, round(found.score, 4), line, altered, template.kind)
