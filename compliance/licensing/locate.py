# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where the clauses that are known of a licence stand in its text at hand, so that a finding can name file and line."""

import re
from dataclasses import replace

from compliance.licensing.knowledge import License
from compliance.licensing.sentences import straight
from compliance.model import Clause

_DECORATION = frozenset("*_`#>/\\")
_SHORTEST = 20


def located(license_: License, text: str, path: str) -> tuple[Clause, ...]:
    """The licence's clauses whose words stand in `text`, each with the path and the line of its first word."""
    folded, lines = _fold(text)
    found = []
    for clause in license_.clauses:
        first = re.split(r"\s*\[\.\.\.\]\s*", clause.evidence.quote)[0]
        words, _ = _fold(first)
        at = folded.find(words) if len(words) >= _SHORTEST else -1
        if at >= 0:
            found.append(replace(clause, evidence=replace(clause.evidence, path=path, line=lines[at])))
    return tuple(found)


def _fold(text: str) -> tuple[str, list[int]]:
    """The letters of a text without white space, case and marks of comments and Markdown, and the line of each."""
    letters: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(straight(text).casefold().splitlines(), 1):
        kept = [character for character in line if not character.isspace() and character not in _DECORATION]
        letters += kept
        lines += [number] * len(kept)
    return "".join(letters), lines
