# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whose terms bind whom: a licence limits its recipients, and whoever holds all rights in a work doesn't need it."""

from dataclasses import dataclass

from compliance.licensing.terms import clauses_of
from compliance.model import Clause, Component, Kind, LicenseClaim, Presence, SaidBy, Severity
from compliance.settings import Product

OWN = "own"
_BESIDE_THE_PRODUCT = frozenset({SaidBy.CARD, SaidBy.TEXT, SaidBy.README, SaidBy.TAG})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a limit in one claim bears on the product's owner."""

    is_own: bool
    """Whether the claim states the product's own terms."""
    rights: str
    """What the owner states under `[product] rights`."""

    @property
    def binds_recipients_only(self) -> bool:
        """Whether the owner holds the rights, so that the limit is one for others."""
        return self.is_own and self.rights == OWN

    def severity(self, severity: Severity) -> Severity:
        """The severity of a finding on the limit."""
        return Severity.NOTE if self.binds_recipients_only else severity

    def message(self, message: str) -> str:
        """The finding's message, which says who is bound where it isn't the owner."""
        return f"{message}; this binds your recipients" if self.binds_recipients_only else message

    def fix(self, fix: str, severity: Severity) -> str:
        """What to do; where nobody stated who holds the rights, also how to state it."""
        if self.binds_recipients_only:
            return "See that whoever gets the product learns of the limit"
        if self.is_own and not self.rights and severity is not Severity.NOTE:
            return f'{fix}; if you hold the rights, state it with [product] rights = "own"'
        return fix


def standing_of(component: Component, claim: LicenseClaim, product: Product) -> Standing:
    """Whose terms a claim on a component states."""
    return Standing(_is_own(component, claim), product.rights)


def others_first(
    component: Component, limits: list[tuple[LicenseClaim, Clause]], product: Product
) -> list[tuple[LicenseClaim, Clause]]:
    """The limits in their order: what binds recipients only comes last, what may not concern the component after what does."""

    def doubts(limit: tuple[LicenseClaim, Clause]) -> tuple[bool, bool, bool]:
        claim, clause = limit
        is_for_others = standing_of(component, claim, product).binds_recipients_only
        return (
            is_for_others,
            clauses_of.concerns(component, claim, clause) is None,
            clauses_of.is_inferred(claim),
        )

    return sorted(limits, key=doubts)


def _is_own(component: Component, claim: LicenseClaim) -> bool:
    """The product's own licence, what inherits it, and what lies with the product's card or licence in the root."""
    if claim.part:
        return False
    if component.kind is Kind.PRODUCT:
        return True
    if component.presence is not Presence.SHIPPED or component.shipped_by:
        return False
    if claim.said_by is SaidBy.CARRIER:
        return True
    said_in_root = bool(claim.evidence) and all("/" not in one.path for one in claim.evidence)
    return claim.said_by in _BESIDE_THE_PRODUCT and said_in_root and "/" not in component.path
