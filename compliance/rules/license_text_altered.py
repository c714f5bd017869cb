# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text departs from the canonical one.

## What it finds
Texts that were identified as some licence although words were changed, added or left out; each place is quoted. Copyright lines, titles and
white space don't count.

## Why it matters
Another text is another licence. Changes hide in the warranty and liability paragraphs above all, and a single sentence at the end can add a
user threshold or a territory to what is called MIT.

## How to fix
Read the quoted places, and ask the author whether the change is meant. If it is, give the licence a name of its own (a LicenseRef).

## Example
    MIT License [...] if the Software is used for any commercial product with more than 100 million monthly active users
"""

import re
from collections.abc import Iterator

from compliance.findings import Finding
from compliance.lazy_regex import compile_lazily
from compliance.licensing.terms import duties
from compliance.model import Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_DISCLAIMER = compile_lazily(r"warrant|guarant|liab|as[ -]is\b|damages|indemn", re.IGNORECASE)


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.everything():
        for claim in component.licenses:
            if claim.altered:
                places = "one place" if len(claim.altered) == 1 else f"{len(claim.altered)} places"
                touched = any(_DISCLAIMER.search(evidence.quote) for evidence in claim.altered)
                where = ", its warranty or liability part among them" if touched else ""
                yield Finding(
                    rule="license-text-altered",
                    severity=SEVERITY,
                    component=component.name,
                    ref=component.ref,
                    message=f"{component.name}: the text of {duties.duty_name(claim)} departs from the canonical one in {places}{where}",
                    fix="Read the quoted places and ask the author whether they are meant",
                    evidence=claim.altered,
                )
