# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether the words of a licence policy mean a claim about a part."""

import fnmatch
from collections.abc import Callable
from dataclasses import dataclass

from compliance.licensing import expressions, knowledge_base
from compliance.licensing.terms import clauses_of, families
from compliance.licensing.terms.choices import expression_holds
from compliance.licensing.terms.policy_words import UNKNOWN, PolicyWord, has_clause, read_word
from compliance.licensing.terms.product_terms import is_closed_name
from compliance.model import Clause, Component, LicenseClaim, SaidBy

_ENDINGS = ("-only", "-or-later", "+")
_PROPRIETARY = "proprietary"


@dataclass(frozen=True, slots=True)
class PolicyMatch:
    """A claim about a part, to be held against a policy."""

    component: Component
    claim: LicenseClaim

    def meets(self, is_fine: Callable[[str], bool]) -> bool:
        """Whether a choice of the claim's licences is fine; words that name none are asked as they stand."""
        expression = families.expression_of_claim(self.claim)
        return expression_holds(expression, is_fine) if expression else is_fine(self.claim.stated)

    def may_be(self, part: str, entries: tuple[str, ...]) -> bool:
        """Whether an entry means the licence, or one that a family without its version may be."""
        return any(self._is_meant(variant, entries) for variant in self._variants(part))

    def is_surely(self, part: str, entries: tuple[str, ...]) -> bool:
        """Whether an entry means the licence, and each one that a family without its version may be."""
        return all(self._is_meant(variant, entries) for variant in self._variants(part))

    def _variants(self, part: str) -> tuple[str, ...]:
        is_family = part and not families.is_version_stated(self.claim)
        return families.versions_of(part) if is_family else (part,)

    def _is_meant(self, part: str, entries: tuple[str, ...]) -> bool:
        words = [read_word(entry) for entry in entries]
        about = [word for word in words if word.is_about(self.component, self.claim)]
        if not about:
            return False
        names = self._names(part)
        return any(self._fits(word, part, names) for word in about)

    def _fits(self, word: PolicyWord, part: str, names: set[str]) -> bool:
        is_named = any(fnmatch.fnmatchcase(name, word.word) for name in names)
        is_whole = bool(self.claim.expression) and word.word == self.claim.expression.casefold()
        return is_named or is_whole or (word.clause is not None and has_clause(self._clauses(part), word))

    def _names(self, part: str) -> set[str]:
        """By what an entry may call the licence; a text can't show -only from -or-later."""
        plain = part.partition(" WITH ")[0]
        bare = _strip_ending(plain)
        names = {part.casefold(), plain.casefold(), bare}
        if self.claim.said_by is SaidBy.TEXT and bare != plain.casefold():
            names |= {bare + ending for ending in _ENDINGS}
        known = clauses_of.known_license(LicenseClaim(part, self.claim.said_by, stated=part))
        names |= {license_.category for license_ in known}
        if not known and _is_proprietary(plain):
            names.add(_PROPRIETARY)
        elif not known and not expressions.is_listed(plain.removesuffix("+")):
            names.add(UNKNOWN)
        return names

    def _clauses(self, part: str) -> tuple[Clause, ...]:
        """What the licence says, or the text at hand where the licence is none that is known."""
        known = knowledge_base.find_license(part.partition(" WITH ")[0])
        if known or part != self.claim.expression:
            return clauses_of.clauses_of_claim(LicenseClaim(part, self.claim.said_by))
        return clauses_of.clauses_of_claim(self.claim)


def _is_proprietary(part: str) -> bool:
    """What calls itself proprietary is taken at its word."""
    return is_closed_name(part.replace("-", " "))


def _strip_ending(part: str) -> str:
    """`gpl-3.0` of `GPL-3.0-or-later`."""
    name = part.casefold()
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name
