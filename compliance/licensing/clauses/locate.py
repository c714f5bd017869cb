# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where the clauses that are known of a licence stand in its text at hand, so that a finding can name file and line."""

import re
from dataclasses import replace

from compliance import time_budget
from compliance.licensing.clauses.sentences import straighten_quotes
from compliance.licensing.knowledge_base import License
from compliance.model import Clause

_DROPPED = str.maketrans("", "", "*_`#>/\\")
_SHORTEST = 20


Folded = tuple[str, list[int]]
"""The letters of a text without white space, case and marks of comments and Markdown, and the line of each."""


def locate_clauses(license_: License, text: Folded, path: str) -> tuple[Clause, ...]:
    """The licence's clauses whose words stand in a folded text, each with the path and the line of its first word."""
    folded, lines = text
    found = []
    for clause in license_.clauses:
        first = re.split(r"\s*\[\.\.\.\]\s*", clause.evidence.quote)[0]
        words, _ = fold_for_locating(first)
        at = folded.find(words) if len(words) >= _SHORTEST else -1
        if at >= 0:
            found.append(replace(clause, evidence=replace(clause.evidence, path=path, line=lines[at])))
    return tuple(found)


def fold_for_locating(text: str) -> Folded:
    """A text for `locate_clauses`; made once for all licences that are looked for in it."""
    letters: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(straighten_quotes(text).casefold().translate(_DROPPED).splitlines(), 1):
        time_budget.check()
        kept = "".join(line.split())
        letters.append(kept)
        lines += [number] * len(kept)
    return "".join(letters), lines
