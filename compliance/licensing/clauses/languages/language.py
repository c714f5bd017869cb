# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the clause reader has to know of a language."""

import re
from dataclasses import dataclass
from functools import cached_property


class Wording:
    """One pattern that finds any of several, in any case; compiled when it is first used, for most texts are English."""

    def __init__(self, *patterns: str, needs: tuple[str, ...] = ()) -> None:
        """`needs`: stems in lower case, of which each match holds one; without any of them the pattern isn't tried."""
        self._patterns = patterns
        self._needs = needs

    def search(self, words: str) -> re.Match[str] | None:
        """The first place that matches."""
        if self._needs:
            folded = words.casefold()
            if not any(stem in folded for stem in self._needs):
                return None
        return self._compiled.search(words)

    def mask(self, words: str) -> str:
        """`words` with each place that matches replaced by a semicolon, over which no other pattern reaches."""
        return self._compiled.sub(" ; ", words)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns), re.IGNORECASE)


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
    indirect: Wording
    """Losses that are indirect."""
    all_losses: Wording
    """Direct losses, or losses of every kind."""
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
    non_commercial_label: Wording
    """The whole of a heading, a list item or a table cell that limits use without a verb."""
    commercial_too: Wording
    """Commercial use that is allowed, limits that are denied, and terms of earlier versions: masked before the limits are looked for."""
    no_derivatives: Wording
    no_redistribution: Wording
    on_terms: Wording
    """Words by which a ban of changes or of redistribution is a condition instead."""
    threshold: Wording
    behavioural: Wording
    """A use policy, or the sentence that opens a list of uses that are barred."""
    field_of_use: Wording
    no_compete: Wording
    display: Wording
    """A name that has to be shown to users."""
    indemnity: Wording
    export: Wording
    governing_law: Wording
