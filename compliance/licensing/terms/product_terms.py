# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The product's own terms, as far as a part's licence has to fit them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions, knowledge_base
from compliance.licensing.terms.families import expression_of_claim
from compliance.model import Component, Evidence, LicenseClaim, SaidBy, Status
from compliance.settings import Settings

_CLOSED_WORDS = compile_lazily(
    r"\bproprietary\b|\bcommercial\b|\bunlicensed\b|\beula\b|\bend[- ]user licen|\ball rights reserved\b|\bclosed\b|\bconfidential\b",
    re.IGNORECASE,
)
CLOSED_NAMES = ("Proprietary", "Commercial", "UNLICENSED")
"""What `[product] license` may say besides an expression."""
_CLOSED_CATEGORIES = frozenset(
    {"proprietary", "source-available", "non-commercial", "no-derivatives", "community", "behavioural", "hosted-terms"}
)  # fmt: skip
"""Terms that keep something back which copyleft gives to everybody."""
_ORDER = (
    SaidBy.CONFIG,
    SaidBy.METADATA,
    SaidBy.EXPRESSION,
    SaidBy.FOREIGN,
    SaidBy.TAG,
    SaidBy.LOCK,
    SaidBy.TEXT,
    SaidBy.CLASSIFIER,
    SaidBy.README,
)
"""Whose word counts first for the product as a whole."""
_OF_TERMS = compile_lazily(r"licen[cs]e|lizenz|copying|eula|terms", re.IGNORECASE)
_OF_OTHERS = compile_lazily(r"third|3rd|bundled|vendor|notice", re.IGNORECASE)
"""Names of files that hold the product's own terms, and of files that hold those of its parts."""


_SHOWN = 60
"""Characters of a text that a sentence quotes."""


class OwnKind(StrEnum):
    """What the product's own terms are."""

    OPEN = "open"
    """An expression of licences, each of which may be passed on with the product."""
    CLOSED = "closed"
    """Nobody else may pass the product on, or only under limits."""
    UNSTATED = "not stated"


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """Under which terms the product is passed on."""

    kind: OwnKind
    expression: str = ""
    words: str = ""
    """As they were stated."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def title(self) -> str:
        """The terms in a sentence: `closed ("UNLICENSED")`, `MIT`, `not stated`."""
        words = self.words if len(self.words) <= _SHOWN else f"{self.words[:_SHOWN]}..."
        if self.kind is OwnKind.CLOSED:
            return f'closed ("{words}")'
        return self.expression or (f'not recognised ("{words}")' if words else "not stated")

    def branches(self) -> tuple[str, ...]:
        """The licences of which each has to be possible, sorted: all that the owner offers as a choice, or all that apply together."""
        return tuple(sorted(expressions.license_ids_in(self.expression)))


def read_own_terms(product: Component, settings: Settings) -> OwnTerms:
    """The terms of the product: what the configuration says, else its manifest, else its LICENSE."""
    for claim in _by_weight(product, settings):
        terms = _read_claim(claim)
        if terms.kind is not OwnKind.UNSTATED or terms.words:
            return terms
    return OwnTerms(OwnKind.UNSTATED)


def _by_weight(product: Component, settings: Settings) -> list[LicenseClaim]:
    """The claims about the whole product, the weightiest first."""
    claims = [
        claim for claim in product.licenses if claim.said_by in _ORDER or claim.status is Status.CONCLUDED
    ]
    stated_here = settings.product.license and settings.product.licensed_in == settings.source
    if stated_here and not any(claim.said_by is SaidBy.CONFIG for claim in claims):
        where = Evidence(settings.source, 0, f"license = {settings.product.license}")
        claims.append(LicenseClaim("", SaidBy.CONFIG, stated=settings.product.license, evidence=(where,)))
    return sorted(filter(is_of_the_whole, claims), key=_weight)


def is_of_the_whole(claim: LicenseClaim) -> bool:
    """Whether a text, by its file's name, holds the product's terms rather than those of its parts."""
    if claim.said_by is not SaidBy.TEXT or not claim.evidence:
        return True
    name = claim.evidence[0].path.rpartition("/")[2]
    return not _OF_OTHERS.search(name) and bool(claim.expression or _OF_TERMS.search(name))


def _weight(claim: LicenseClaim) -> tuple[int, bool]:
    """Of several texts one that is recognised first."""
    return _ORDER.index(claim.said_by) if claim.said_by in _ORDER else -1, not claim.expression


def _read_claim(claim: LicenseClaim) -> OwnTerms:
    where = claim.evidence[:1]
    expression = expression_of_claim(claim)
    words = claim.stated or claim.expression
    if expression:
        kind = OwnKind.CLOSED if any(map(is_closed, expressions.license_ids_in(expression))) and " OR " not in expression else OwnKind.OPEN  # fmt: skip
        return OwnTerms(kind, expression, words, where)
    if claim.said_by is SaidBy.TEXT:
        name = claim.evidence[0].path if claim.evidence else "a text"
        return OwnTerms(
            OwnKind.CLOSED, "", words or f"{name}, which is none of the licences that lexbom knows", where
        )
    return OwnTerms(OwnKind.CLOSED if _CLOSED_WORDS.search(words) else OwnKind.UNSTATED, "", words, where)


def is_closed_name(words: str) -> bool:
    """Whether words such as `Proprietary`, `Commercial License` or `UNLICENSED` say that nobody gets an open licence."""
    return bool(_CLOSED_WORDS.search(words))


def is_closed(part: str) -> bool:
    """Whether one id of an expression stands for terms that keep back what copyleft gives: own LicenseRefs, and limits of use."""
    known = knowledge_base.find_license(part.partition(" WITH ")[0])
    if known:
        return all(license_.category in _CLOSED_CATEGORIES for license_ in known)
    return part.startswith(("LicenseRef-", "DocumentRef-"))
