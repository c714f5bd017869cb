# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the clause reader has to know of a language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


class Wording:
    """One pattern that finds any of several, in any case; compiled when it is first used, for most texts are English."""

    def __init__(self, *patterns: str) -> None:
        self._patterns = patterns

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """The pattern's own search."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns), re.IGNORECASE).search


@dataclass(frozen=True, slots=True)
class Language:
    """The wording of each kind of clause. A sentence that also matches its counter-pattern is not of that kind."""

    code: str
    """ISO 639-1."""
    words: frozenset[str]
    """Short words by which sentences of this language are told from others."""
    warranty: Wording
    given: Wording
    liability: Wording
    accepted: Wording
    """Liability that is taken on."""
    bow_to_law: Wording
    excludes: Wording
    allows_only: Wording
    place: Wording
    not_territory: Wording
    spared: Wording
    """Whom the sentence after a territory clause exempts; group 1."""
    domicile: Wording
    place_of_business: Wording
    distribution: Wording
    multimodal: Wording
    non_commercial: Wording
    commercial_too: Wording
    threshold: Wording
    behavioural: Wording
    """A use policy, or the sentence that opens a list of uses that are barred."""
    field_of_use: Wording
    no_compete: Wording
    indemnity: Wording
    export: Wording
    governing_law: Wording
