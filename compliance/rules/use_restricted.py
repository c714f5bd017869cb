# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Limits on what a part may be used for.

## What it finds
Licences that bar some uses (behavioural clauses) or whole fields of use, as the knowledge base holds them, and texts that don't allow
redistribution. A warning when the limits have to be passed on to your own users or when the product ships what may not be redistributed, a
note when they bind you only. One finding for each licence, with all parts under it; the quoted clauses are the evidence.

The product's own terms bind its recipients: with `rights = "own"` under `[product]` a limit in them is a note, while what others hold in
the product (a base model, data, contributions) keeps its severity.

## Why it matters
Such limits often have to stand as an enforceable term in your own agreement: a product that goes out under MIT or under terms of your own
that are silent drops them. Whether a use limit takes a model's licence out of the AI Act's meaning of free and open source is judged case
by case (Commission guidelines on general-purpose AI models of 18 July 2025, point 84).

## How to fix
Put the limits and the licence's text into your own terms, check your intended purpose against the list, or use another part.

## Example
    license: creativeml-openrail-m
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing.terms import duties, own_terms
from compliance.licensing.terms.duties import BoundPart, Duty
from compliance.model import ClauseKind, Inventory, Presence, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_LIMITS = (ClauseKind.NO_REDISTRIBUTION, ClauseKind.BEHAVIOURAL, ClauseKind.FIELD_OF_USE)


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for bound in duties.duties_of_inventory(inventory, *_LIMITS):
        yield _report_use_restricted(bound, settings)


def _report_use_restricted(bound: BoundPart, settings: Settings) -> Finding:
    flowing = tuple(duty for duty in bound.duties if duty.flows_down)
    kept = tuple(duty for duty in bound.duties if duty.clause.kind is ClauseKind.NO_REDISTRIBUTION)
    ships = bool(kept) and bound.component.presence is Presence.SHIPPED
    if ships:
        return _shipped(bound, kept, settings)
    passed = "bars some uses, and the limits have to be passed on" if flowing else "bars some uses"
    fix = (
        "Put its use limits into your own terms and pass on its licence"
        if flowing
        else "Check your intended purpose against the limits"
    )
    standing = own_terms.standing_of(bound.component, bound.claim, settings.product)
    severity = standing.severity(SEVERITY if flowing else Severity.NOTE)
    summary = (flowing or bound.duties)[0].summary
    pattern = standing.message(f"{PARTS}: {bound.license} {passed}: {summary}")
    return Finding(
        rule="use-restricted",
        severity=severity,
        component=bound.component.name,
        ref=bound.component.ref,
        message=pattern.replace(PARTS, bound.component.name),
        fix=standing.fix(fix, severity),
        evidence=bound.evidence(),
        pattern=pattern,
    )


def _shipped(bound: BoundPart, kept: tuple[Duty, ...], settings: Settings) -> Finding:
    standing = own_terms.standing_of(bound.component, bound.claim, settings.product)
    severity = standing.severity(SEVERITY)
    pattern = standing.message(
        f"{PARTS}: {bound.license} does not allow redistribution, and the product ships it: {kept[0].summary}"
    )
    return Finding(
        rule="use-restricted",
        severity=severity,
        component=bound.component.name,
        ref=bound.component.ref,
        message=pattern.replace(PARTS, bound.component.name),
        fix=standing.fix("Have users fetch it from its source, or ask its licensor", severity),
        evidence=bound.evidence(),
        pattern=pattern,
    )
