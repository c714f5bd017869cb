# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which term of a sentence holds for which of its subjects."""

from collections.abc import Iterator
from itertools import groupby

from compliance.lazy_regex import compile_lazily
from compliance.licensing.prose.statement import Mention, Term

_RESPECTIVELY = compile_lazily(r"(?i)\brespectively\b|分别")
_Event = Mention | Term


def assign_terms(
    sentence: str, mentions: list[Mention], terms: list[Term]
) -> Iterator[tuple[Mention | None, Term]]:
    """Each term with each subject it is said of; with None where the sentence names no subject."""
    if not mentions:
        yield from ((None, term) for term in terms)
        return
    if len(mentions) == len(terms) and _RESPECTIVELY.search(sentence):
        yield from zip(mentions, terms, strict=True)
        return
    runs = _runs(mentions, terms)
    terms_first = isinstance(runs[0][0], Term) and isinstance(runs[-1][0], Mention)
    for number, run in enumerate(runs):
        if isinstance(run[0], Term):
            yield from _pair(run, _beside(runs, number, behind=terms_first))


def _runs(mentions: list[Mention], terms: list[Term]) -> list[list[_Event]]:
    """Subjects and terms in the order of the sentence; those of one sort that follow each other together."""
    events: list[_Event] = sorted([*mentions, *terms], key=lambda event: (event.start, event.end))
    return [list(group) for _, group in groupby(events, key=type)]


def _beside(runs: list[list[_Event]], number: int, *, behind: bool) -> list[_Event]:
    """The subjects of a run of terms: those before it, or those behind it in a sentence that names its terms first."""
    wanted = number + 1 if behind or number == 0 else number - 1
    return runs[wanted] if wanted < len(runs) else []


def _pair(terms: list[_Event], subjects: list[_Event]) -> Iterator[tuple[Mention | None, Term]]:
    for term in terms:
        for subject in subjects:
            if isinstance(term, Term) and isinstance(subject, Mention):
                yield subject, term
