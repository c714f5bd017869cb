# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is known of a sentence from where it stands: its headings, the paragraph before its list, the sentence before."""

from dataclasses import dataclass

from compliance.lazy_regex import compile_lazily
from compliance.licensing.prose.headings import Section
from compliance.licensing.prose.statement import Mention
from compliance.licensing.prose.subjects import find_mentions
from compliance.model import Subject

_PRONOUN = compile_lazily(r"(?:It|They|These|This|And|Their use|Its use)\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a sentence from where it stands."""

    section: Section
    subject: Subject | None
    """By the headings."""
    own_names: frozenset[str]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Previous:
    """The sentence before in the same passage."""

    text: str = ""
    mentions: tuple[Mention, ...] = ()
    told: bool = False
    """Whether it states terms."""

    def stands_for(self, sentence: str, own_names: frozenset[str]) -> list[Mention]:
        """The subjects that a sentence without any is about."""
        if self.told:
            return list(self.mentions)
        return find_mentions(self.text, own_names) if _PRONOUN.match(sentence) else []
