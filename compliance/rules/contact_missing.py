# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Nobody is named whom a user can write to.

## What it finds
A product for the EU whose configuration gives no manufacturer's name, or neither an e-mail nor a web address. A warning when the
configuration stands for a commercial manufacturer, a note otherwise. `SECURITY.md` is not looked at here.

## Why it matters
The Cyber Resilience Act asks manufacturers for their name and address with the product (Art. 13(16), Annex II(1)), for a single point of
contact (Art. 13(17), Annex II(2)) and for a contact address for reports of vulnerabilities (Annex I Part II(6)), from 11 December 2027.

## How to fix
State it under `[product]`; it goes into the BOM as `metadata.manufacturer`.

## Example
    [product]
    manufacturer = { name = "Example GmbH", email = "security@example.com" }
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing import regions
from compliance.model import Evidence, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    own = settings.product
    maker = own.manufacturer
    lacking = [
        what
        for what, given in (("name", maker.name), ("e-mail or web address", maker.email or maker.url))
        if not given
    ]
    if not lacking or not regions.find_overlap(own.markets, ("EU",)):
        return
    answers = bool(settings.source) and own.role == "manufacturer" and own.commercial
    yield Finding(
        rule="contact-missing",
        severity=SEVERITY if answers else Severity.NOTE,
        component=inventory.product.name,
        ref=inventory.product.ref,
        message=f"The manufacturer's {' and '.join(lacking)} {'are' if len(lacking) > 1 else 'is'} not stated",
        fix='State [product] manufacturer = { name = "...", email = "...", url = "..." }',
        evidence=(Evidence(settings.source),) if settings.source else (),
        about="manufacturer",
    )
