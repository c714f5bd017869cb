# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms that allow non-commercial use only.

## What it finds
Code, weights or data whose licence, as far as it is known or as the text at hand says, allows use for non-commercial or research
purposes only. An error if the product is commercial, which is assumed unless `commercial = false`; a note otherwise.

The product's own terms bind its recipients: with `rights = "own"` under `[product]` a limit in them is a note, while what others hold in
the product (a base model, data, contributions) keeps its severity.

## Why it matters
Commercial use is outside of the permission. Such terms also keep a model from counting as free and open source under the AI Act
(Commission guidelines on general-purpose AI models of 18 July 2025, point 83).

## How to fix
Replace the part, buy a commercial licence from the licensor, or set `commercial = false` if that is the fact. If the terms are the product's
own and you hold the rights in it, state it:

    [product]
    rights = "own"

## Example
    license: cc-by-nc-4.0
"""

from collections.abc import Iterator

from compliance.english import listing
from compliance.findings import PARTS, Finding
from compliance.licensing.terms import clauses_of, own_terms
from compliance.model import Clause, ClauseKind, Component, Evidence, Inventory, LicenseClaim, Severity
from compliance.settings import Settings

SEVERITY = Severity.ERROR
_NAMED = 3
"""Further terms that a message lists; the evidence has all."""
_Limit = tuple[LicenseClaim, Clause]


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.everything():
        found = clauses_of.clauses_of_component(component, ClauseKind.NON_COMMERCIAL)
        for limits in _group_by_holder(component, found, settings):
            yield _report_use_noncommercial(component, limits, settings)


def _group_by_holder(component: Component, found: list[_Limit], settings: Settings) -> list[list[_Limit]]:
    """The limits in the product's own terms, and those in the terms of others: stated ones first, those nearest to the root first."""
    groups: dict[bool, list[_Limit]] = {}
    for claim, clause in sorted(found, key=_order):
        standing = own_terms.standing_of(component, claim, settings.product)
        groups.setdefault(standing.binds_recipients_only, []).append((claim, clause))
    return list(groups.values())


def _order(limit: _Limit) -> tuple[bool, int]:
    claim, clause = limit
    return clauses_of.is_inferred(claim), clause.evidence.path.count("/")


def _report_use_noncommercial(component: Component, limits: list[_Limit], settings: Settings) -> Finding:
    claim, _ = limits[0]
    standing = own_terms.standing_of(component, claim, settings.product)
    severity = standing.severity(_severity(claim, settings))
    title = clauses_of.license_title(claim)
    others = [other for one, _ in limits if (other := clauses_of.license_title(one)) != title]
    also = f"; so do {listing(others, _NAMED)}" if others else ""
    pattern = standing.message(f"{PARTS}: {title} allows non-commercial use only{_unverified(claim)}{also}")
    return Finding(
        rule="use-noncommercial",
        severity=severity,
        component=component.name,
        ref=component.ref,
        message=pattern.replace(PARTS, component.name),
        fix=standing.fix(_fix(settings), severity),
        evidence=tuple(dict.fromkeys(_find_words(limits))),
        pattern=pattern,
    )


def _find_words(limits: list[_Limit]) -> Iterator[Evidence]:
    for claim, clause in limits:
        yield clause.evidence
        yield from claim.evidence[:1]


def _severity(claim: LicenseClaim, settings: Settings) -> Severity:
    if not settings.product.commercial:
        return Severity.NOTE
    return Severity.WARNING if clauses_of.is_inferred(claim) else SEVERITY


def _unverified(claim: LicenseClaim) -> str:
    if clauses_of.is_inferred(claim):
        return f" ({claim.stated}, not verified)"
    return f" ({claim.said_by}, not verified)" if claim.said_by in {"carrier", "knowledge"} else ""


def _fix(settings: Settings) -> str:
    if not settings.product.commercial:
        return "Keep the product non-commercial, or replace this part"
    return "Replace it, or obtain a commercial licence from its licensor"
