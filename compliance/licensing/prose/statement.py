# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is read in prose: one statement for each subject and each term."""

from dataclasses import dataclass

from compliance.model import Clause, ClauseKind, Subject


@dataclass(frozen=True, slots=True)
class Term:
    """A licence or a limit that a sentence names, and where in the sentence it stands."""

    start: int
    end: int
    expression: str = ""
    """The licence as an SPDX expression."""
    stated: str = ""
    """The words that were used."""
    limits: tuple[ClauseKind, ...] = ()
    """What a limit forbids, or a licence without a version that can't be looked up."""
    clauses: tuple[Clause, ...] = ()
    """Clauses that hold more than their kind, such as territories."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word for code, weights, data or output in a sentence."""

    start: int
    end: int
    subject: Subject
    part: str = ""
    """The words that name one part among several: `SVD models`; empty for the whole."""


@dataclass(frozen=True, slots=True)
class Statement:
    """That a term holds for a subject, as one sentence says."""

    line: int
    """From 1."""
    quote: str
    """The sentence."""
    subject: Subject | None
    """None where the sentence doesn't say what it is about."""
    part: str
    """The words that name one part among several; empty for the whole."""
    expression: str
    stated: str
    limits: tuple[ClauseKind, ...] = ()
    clauses: tuple[Clause, ...] = ()
    words: str = ""
    """The words for the subject, as in `pretrained weights`."""
    is_badge: bool = False
    """A picture's caption: weaker than a sentence."""
