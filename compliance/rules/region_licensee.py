# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence withholds rights from licensees of some territory.

## What it finds
Clauses that grant nothing to whoever is domiciled, or has a principal place of business, in some territory, wherever the product is
used. An error if your `domicile` is excluded, a warning if you have not stated one, a note otherwise. When the clause speaks of
multimodal models only, it isn't reported for models of text alone, and where that can't be told the finding is a warning that asks.

The product's own terms bind its recipients: with `rights = "own"` under `[product]` a limit in them is a note, while what others hold in
the product (a base model, data, contributions) keeps its severity.

## Why it matters
An excluded licensee has no licence at all, not even to fine-tune or to host. End users of a finished product are often exempt, which
does not help its maker. The paragraph may stand in a use policy beside the licence, as for Llama 3.2 and 4.

## How to fix
Use another model, obtain it through a supplier who is licensed and passes on a right, or ask the licensor. State `domicile` in
lexbom.toml.

## Example
    the rights granted [...] are not being granted to you if you are an individual domiciled in, or a company with a principal place
    of business in, the European Union
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing import regions
from compliance.licensing.terms import clauses_of, own_terms
from compliance.model import Clause, ClauseKind, Component, Inventory, LicenseClaim, Severity
from compliance.settings import Product, Settings

SEVERITY = Severity.ERROR
_LICENSEE = frozenset({"domicile", "place-of-business", "ownership"})


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.everything():
        by_limit: dict[tuple[str, ...], list[tuple[LicenseClaim, Clause]]] = {}
        for claim, clause in clauses_of.clauses_of_component(component, ClauseKind.TERRITORY):
            if clause.effect == "exclude" and _LICENSEE.intersection(clause.basis):
                by_limit.setdefault(clause.territories, []).append((claim, clause))
        for limit in by_limit.values():
            yield _report_region_licensee(component, limit, settings.product)


def _report_region_licensee(
    component: Component, limit: list[tuple[LicenseClaim, Clause]], product: Product
) -> Finding:
    claim, clause = own_terms.others_first(component, limit, product)[0]
    domicile = product.domicile
    hit = bool(domicile) and regions.find_overlap(clause.territories, (domicile,))
    asked = all(clauses_of.concerns(component, *pair) is None for pair in limit)
    seat = f"; yours is {regions.region_name(domicile)}" if domicile else "; yours is not stated"
    scope = " for multimodal models" if clause.scope == "multimodal" else ""
    question = "; whether this model is one is not known" if asked else ""
    spared = f". Exempt: {clause.exempt}" if clause.exempt else ""
    inferred = f" ({claim.stated}, not verified)" if clauses_of.is_inferred(claim) else ""
    standing = own_terms.standing_of(component, claim, product)
    severity = standing.severity(_severity(limit, domicile, hit=hit, asked=asked))
    pattern = standing.message(
        f"{PARTS}: {clauses_of.license_title(claim)}{inferred} grants nothing{scope} to licensees seated in {regions.list_regions(clause.territories)}{seat}{question}{spared}"
    )
    return Finding(
        rule="region-licensee",
        severity=severity,
        component=component.name,
        ref=component.ref,
        message=pattern.replace(PARTS, component.name),
        fix=standing.fix(_fix(domicile, asked=asked), severity),
        evidence=tuple(dict.fromkeys(clause.evidence for _, clause in limit)),
        territories=clause.territories,
        pattern=pattern,
    )


def _severity(limit: list[tuple[LicenseClaim, Clause]], domicile: str, *, hit: bool, asked: bool) -> Severity:
    if domicile and not hit:
        return Severity.NOTE
    if hit and not asked and not all(clauses_of.is_inferred(claim) for claim, _ in limit):
        return SEVERITY
    return Severity.WARNING  # a question that decides is more than a note, and never an error


def _fix(domicile: str, *, asked: bool) -> str:
    if asked:
        return "Look up what the model takes and gives, and state it as inputs under [[models]]"
    if domicile:
        return "Use another one, or obtain a right from its licensor"
    return "State domicile in lexbom.toml, then check again"
