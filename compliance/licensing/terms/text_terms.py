# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a licence text says that came inside of a document, without a file of its own."""

from dataclasses import dataclass, replace
from functools import lru_cache

from compliance.licensing import expressions, knowledge_base
from compliance.licensing.clauses import read_clauses
from compliance.model import Clause

_LONGEST = 400_000
"""Characters: the longest texts of vendors have a tenth of it."""


@dataclass(frozen=True, slots=True)
class TextTerms:
    """The licence that a text is, and its clauses."""

    expression: str
    """Empty for a text that nothing identifies, or that holds several licences."""
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=256)
def read_text_terms(text: str, named: str, source: str) -> TextTerms:
    """The terms in a text; `named` is the expression that stands beside it, `source` what the clauses' evidence says of where the text is.

    Of a text under the name of a reviewed licence only the territories are read, as of a file.
    """
    text = text[:_LONGEST]
    expression = named or _identify(text)
    reviewed = any(
        knowledge_base.find_license(part.split(" WITH ")[0])
        for part in expressions.license_ids_in(expression)
    )
    read = read_clauses.read_clauses(text, "", territories_only=reviewed)
    first: dict[tuple[object, ...], Clause] = {}
    for clause in read:
        key = (clause.kind, clause.grade, clause.effect, clause.territories)
        first.setdefault(key, replace(clause, evidence=replace(clause.evidence, source=source)))
    return TextTerms(expression, tuple(first.values()))


def _identify(text: str) -> str:
    from compliance.licensing.matching.identify import identify_license  # 10 ms that only a text pays

    found = identify_license(text)
    return found[0] if len(found) == 1 else ""
