# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence speaks of export control or sanctions.

## What it finds
Clauses on export law, sanctions, embargoes and restricted-party lists. Always a note. Governing law and courts are never read as such, and
a territory that a licence excludes is another matter (`region-excluded`, `region-licensee`).

## Why it matters
The wording reminds of laws that hold anyway, or makes you promise not to be a sanctioned party. Whether anybody is one is not for a tool to
decide.

## How to fix
Nothing in the code. Have whoever screens your customers know of the clause.

## Example
    You are not the target of Trade Controls and your use of the materials must comply with Trade Controls
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing.terms import duties
from compliance.model import ClauseKind, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.NOTE


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for bound in duties.duties_of_inventory(inventory, ClauseKind.EXPORT):
        name = bound.component.name
        pattern = f"{PARTS}: {bound.license} speaks of export control or sanctions: {bound.duties[0].summary}"
        yield Finding(
            rule="region-export",
            severity=SEVERITY,
            component=name,
            ref=bound.component.ref,
            message=pattern.replace(PARTS, name),
            fix="Let whoever screens customers and destinations know of the clause",
            evidence=bound.evidence(),
            pattern=pattern,
        )
