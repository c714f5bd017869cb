# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What licences ask of whoever uses a component: reviewed clauses with their numbers, whether they flow down, in one plain sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from compliance.english import listing
from compliance.licensing.clauses.read_clauses import LIMITS
from compliance.licensing.knowledge_base import License
from compliance.licensing.terms import clauses_of
from compliance.model import Clause, ClauseKind, Component, Evidence, Inventory, LicenseClaim, SaidBy

_NAMED = 3
"""Parts that a licence's name lists; the evidence has all."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One clause that a claim entails."""

    clause: Clause
    license: License | None = None
    """None: the clause was read in a text that the knowledge base doesn't have."""
    facts: dict[str, Any] = field(default_factory=dict)
    """The clause as its knowledge file states it: summary, measure, number, unit, consequence, flows_down."""

    @property
    def summary(self) -> str:
        """One plain sentence, without its full stop."""
        words = str(self.facts.get("summary") or self.clause.evidence.quote)
        return " ".join(words.split()).removesuffix(".")

    @property
    def flows_down(self) -> bool:
        """Whether the licence wants it passed on to the next user."""
        return bool(self.facts.get("flows_down"))


@dataclass(frozen=True, slots=True)
class BoundPart:
    """A component, one licence that binds its users, and that licence's clauses of the kinds that were asked for."""

    component: Component
    claim: LicenseClaim
    duties: tuple[Duty, ...]
    repeated: tuple[LicenseClaim, ...] = ()
    """Claims of the same licence on other parts inside the component."""

    @property
    def license(self) -> str:
        """The licence's name, the parts that it is for, and whether only its vendor's habit speaks for it."""
        parts = list(dict.fromkeys(claim.part for claim in (self.claim, *self.repeated)))
        if len(parts) < 2:
            return duty_name(self.claim)
        return f"{duty_name(replace(self.claim, part=''))} (for {listing(parts, _NAMED)}, parts of it)"

    def evidence(self, duties: tuple[Duty, ...] | None = None) -> tuple[Evidence, ...]:
        """The clauses' words, then where the licence is claimed."""
        quoted = (duty.clause.evidence for duty in (self.duties if duties is None else duties))
        claimed = (where for claim in (self.claim, *self.repeated) for where in claim.evidence[:1])
        return tuple(dict.fromkeys((*quoted, *claimed)))


def duty_name(claim: LicenseClaim) -> str:
    """A claim's licence for a sentence, and who is only assumed to have said so."""
    if clauses_of.is_inferred(claim):
        return f"{clauses_of.license_title(claim)} ({claim.stated}, not verified)"
    grade = {
        SaidBy.KNOWLEDGE: " (known of its vendor, not verified)",
        SaidBy.CARRIER: " (inherited, not verified)",
    }
    return clauses_of.license_title(claim) + grade.get(claim.said_by, "")


def duties_of_claim(claim: LicenseClaim, *kinds: ClauseKind) -> tuple[Duty, ...]:
    """The claim's clauses of these kinds; none when its expression leaves a choice without them."""
    if clauses_of.is_avoidable(claim, *kinds):
        return ()
    known = clauses_of.known_license(claim)
    covered = {clause.kind for license_ in known for clause in license_.clauses}
    read = [
        Duty(clause)
        for clause in claim.clauses
        if clause.kind in kinds and (not known or clause.kind in LIMITS - covered)
    ]
    reviewed = [
        Duty(clauses_of.at_hand(clause, claim.clauses), license_, facts)
        for license_ in known
        for clause, facts in zip(license_.clauses, license_.facts["clauses"], strict=True)
        if clause.kind in kinds and not clauses_of.is_silent(clause)
    ]
    return (*reviewed, *read)


def duties_of_component(component: Component, *kinds: ClauseKind) -> Iterator[BoundPart]:
    """One entry for each licence of the component that has such clauses; what it inherits from its carrier is the carrier's."""
    by_license: dict[tuple[str, ...], list[LicenseClaim]] = {}
    for claim in clauses_of.select_speaking_claims(component):
        if claim.said_by is not SaidBy.CARRIER:
            by_license.setdefault(_build_duties_key(claim), []).append(claim)
    for claims in by_license.values():
        best = next((claim for claim in claims if claim.said_by is SaidBy.TEXT), claims[0])
        if duties := duties_of_claim(best, *kinds):
            repeated = tuple(claim for claim in claims if claim.part and claim is not best)
            yield BoundPart(component, best, duties, repeated)


def duties_of_inventory(inventory: Inventory, *kinds: ClauseKind) -> Iterator[BoundPart]:
    """The same for the whole inventory; a text of the product that speaks for a part beside it is reported with that part."""
    elsewhere = {
        (claim.expression, claim.evidence)
        for component in inventory.components
        for claim in component.licenses
        if claim.said_by is SaidBy.TEXT
    }
    for component in inventory.everything():
        for bound in duties_of_component(component, *kinds):
            is_product = component is inventory.product
            if not (is_product and (bound.claim.expression, bound.claim.evidence) in elsewhere):
                yield bound


def _build_duties_key(claim: LicenseClaim) -> tuple[str, ...]:
    known = tuple(license_.id for license_ in clauses_of.known_license(claim))
    holder = "a part of it" if claim.part else "itself"
    return (holder, *(known or (claim.expression, claim.stated)))
