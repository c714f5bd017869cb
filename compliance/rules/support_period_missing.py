# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""It isn't stated until when the product is supported.

## What it finds
A product for the EU without `support_until`, or with one that has passed. A warning when the configuration stands for a commercial
manufacturer, a note otherwise.

## Why it matters
The Cyber Resilience Act asks manufacturers to determine a support period, at least five years unless the product is expected to be in use
for less (Art. 13(8)), and to state its end, at least month and year, at the time of purchase (Art. 13(19), Annex II(7)), from 11 December
2027.

## How to fix
Decide the date and state it under `[product]`.

## Example
    [product]
    support_until = 2032-12-31
"""

from collections.abc import Iterator
from datetime import date

from compliance.findings import Finding
from compliance.licensing import regions
from compliance.model import Evidence, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    own = settings.product
    until = own.support_until
    over = until is not None and settings.today != date.max and until < settings.today
    if (until is not None and not over) or not regions.find_overlap(own.markets, ("EU",)):
        return
    answers = bool(settings.source) and own.role == "manufacturer" and own.commercial
    yield Finding(
        rule="support-period-missing",
        severity=SEVERITY if answers else Severity.NOTE,
        component=inventory.product.name,
        ref=inventory.product.ref,
        message=f"The support period ended on {until}"
        if over
        else "The end of the support period is not stated",
        fix="State support_until under [product] in lexbom.toml",
        evidence=(Evidence(settings.source),) if settings.source else (),
    )
