# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence grants no rights in some territory.

## What it finds
Clauses that limit a licence by the place of use or distribution: excluded territories, or a list of the only ones allowed. They are
known from the knowledge base or read in a licence text, use policy or card. An error if one of the product's target markets is excluded,
a note otherwise. Governing law, courts and export control are never read as a territory.

The product's own terms bind its recipients: with `rights = "own"` under `[product]` a limit in them is a note, while what others hold in
the product (a base model, data, contributions) keeps its severity.

## Why it matters
Whoever uses, ships or displays the part in an excluded territory has no licence there. The clause may reach outputs too, and it may
stand in a use policy that the licence only refers to.

## How to fix
Leave the part out of what goes to that market, use another model there, or ask the licensor.

## Example
    THIS LICENSE AGREEMENT DOES NOT APPLY IN THE EUROPEAN UNION, UNITED KINGDOM AND SOUTH KOREA
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing import regions
from compliance.licensing.terms import clauses_of, own_terms
from compliance.model import Clause, ClauseKind, Component, Inventory, LicenseClaim, Severity
from compliance.settings import Settings

SEVERITY = Severity.ERROR
_LICENSEE = frozenset({"domicile", "place-of-business", "ownership"})


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.everything():
        found = [
            (claim, clause)
            for claim, clause in clauses_of.clauses_of_component(component, ClauseKind.TERRITORY)
            if not set(clause.basis) <= _LICENSEE
        ]
        by_limit: dict[tuple[str, tuple[str, ...]], list[tuple[LicenseClaim, Clause]]] = {}
        for claim, clause in found:
            by_limit.setdefault((clause.effect, clause.territories), []).append((claim, clause))
        for limit in by_limit.values():
            yield _report_region_excluded(component, limit, settings)


def _report_region_excluded(
    component: Component, limit: list[tuple[LicenseClaim, Clause]], settings: Settings
) -> Finding:
    claim, clause = own_terms.others_first(component, limit, settings.product)[0]
    places = clause.territories
    if clause.effect == "allow-list":
        hit = tuple(
            market
            for market in settings.product.markets
            if not regions.region_members((market,)) <= regions.region_members(places)
        )
        what = f"licensed for {regions.list_regions(places)} only"
    elif clause.effect == "tier":
        hit = ()
        what = f"other terms in {regions.list_regions(places)}"
    else:
        hit = tuple(market for market in settings.product.markets if regions.find_overlap(places, (market,)))
        what = f"not licensed in {regions.list_regions(places)}"
    scope = {"multimodal": " (multimodal models)", "outputs": " (its outputs)"}.get(clause.scope, "")
    asked = all(clauses_of.concerns(component, *pair) is None for pair in limit)
    question = "; whether this model is one is not known" if asked else ""
    spared = f". Exempt: {clause.exempt}" if clause.exempt else ""
    inferred = f" ({claim.stated}, not verified)" if clauses_of.is_inferred(claim) else ""
    markets = f"; target market: {regions.list_regions(hit)}" if hit else ""
    standing = own_terms.standing_of(component, claim, settings.product)
    severity = standing.severity(_severity(limit, hit=bool(hit), asked=asked))
    said = standing.message(
        f"{what}{scope}: {clauses_of.license_title(claim)}{inferred}{markets}{question}{spared}"
    )
    verb = "has" if clause.effect == "tier" else "is"
    fix = (
        "Keep it out of what goes there, use another one there, or ask the licensor"
        if hit
        else "Keep in mind when a new market is added"
    )
    return Finding(
        rule="region-excluded",
        severity=severity,
        component=component.name,
        ref=component.ref,
        message=f"{component.name} {verb} {said}",
        fix=standing.fix(fix, severity),
        evidence=tuple(dict.fromkeys(clause.evidence for _, clause in limit)),
        territories=clause.territories,
        pattern=f"{PARTS}: {said}",
    )


def _severity(limit: list[tuple[LicenseClaim, Clause]], *, hit: bool, asked: bool) -> Severity:
    if not hit:
        return Severity.NOTE
    if asked:  # a question that decides is more than a note, and never an error
        return Severity.WARNING
    return Severity.WARNING if all(clauses_of.is_inferred(claim) for claim, _ in limit) else SEVERITY
