# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The product's own terms exclude all liability although it is sold in the EU.

## What it finds
A commercial product with a member state of the EU among its markets whose own licence refuses all liability without any reservation for
mandatory law. Products with `commercial = false` are not reported, nor are terms that exclude indirect losses only (*indirect-excluded*).

## Why it matters
For products placed on the market from 9 December 2026 the Product Liability Directive (EU) 2024/2853, through national law, counts software
as a product, and its Art. 15 does not let the maker's liability towards injured persons be limited or excluded by contract. National law on
standard terms may reach further. What such a clause is still worth between two parties depends on the law that governs it.

## How to fix
Have counsel look at the terms your customers get. The licence of the source code may differ from the terms of sale; if it does, state those
under `[product] license`.

## Example
    IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing import regions
from compliance.licensing.terms import duties
from compliance.model import ClauseKind, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    own = settings.product
    if not own.commercial or not regions.find_overlap(own.markets, ("EU",)):
        return
    product = inventory.product
    for bound in duties.duties_of_component(product, ClauseKind.LIABILITY):
        excluded = tuple(duty for duty in bound.duties if duty.clause.grade == "excluded")
        if excluded and not bound.claim.part:
            yield Finding(
                rule="warranty-own-exclusion",
                severity=SEVERITY,
                component=product.name,
                ref=product.ref,
                message=f"The terms of {product.name} itself ({bound.license}) exclude all liability without a reservation for mandatory law, and {regions.list_regions(own.markets)} is a market",
                fix="Have counsel look at the terms that your customers in the EU get, and state those under [product] license",
                evidence=bound.evidence(excluded),
            )
