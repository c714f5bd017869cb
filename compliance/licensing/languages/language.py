# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the clause reader has to know of a language."""

import re
from dataclasses import dataclass


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that finds any of these, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


NEVER = re.compile(r"(?!)")
"""Finds nothing: for what a language's licences have not been seen to say."""


@dataclass(frozen=True, slots=True)
class Language:
    """The wording of each kind of clause. A sentence that also matches its counter-pattern is not of that kind."""

    code: str
    """ISO 639-1."""
    words: frozenset[str]
    """Short words by which sentences of this language are told from others."""
    warranty: re.Pattern[str]
    given: re.Pattern[str]
    liability: re.Pattern[str]
    accepted: re.Pattern[str]
    """Liability that is taken on."""
    bow_to_law: re.Pattern[str]
    excludes: re.Pattern[str]
    allows_only: re.Pattern[str]
    place: re.Pattern[str]
    not_territory: re.Pattern[str]
    spared: re.Pattern[str]
    """Whom the sentence after a territory clause exempts; group 1."""
    domicile: re.Pattern[str]
    place_of_business: re.Pattern[str]
    distribution: re.Pattern[str]
    multimodal: re.Pattern[str]
    non_commercial: re.Pattern[str]
    commercial_too: re.Pattern[str]
    threshold: re.Pattern[str]
    behavioural: re.Pattern[str]
    """A use policy, or the sentence that opens a list of uses that are barred."""
    field_of_use: re.Pattern[str]
    no_compete: re.Pattern[str]
    indemnity: re.Pattern[str]
    export: re.Pattern[str]
    governing_law: re.Pattern[str]
