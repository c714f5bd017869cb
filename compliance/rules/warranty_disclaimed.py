# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Who stands behind the parts: what their licences say of warranty and liability.

## What it finds
One line for each class of warranty wording among the shipped parts: *absolute* (all warranty disclaimed), *limited-by-law* (disclaimed
as far as the law permits), *eu-drafted* (written for European law), *given* (some warranty is given), *silent* (nothing is said). The
quoted sentence of each licence is the evidence.

## Why it matters
For products placed on the market from 9 December 2026 the new Product Liability Directive (EU) 2024/2853 counts software and AI as
products, and its Art. 15 does not let the maker's liability towards injured persons be limited or excluded by contract. What the
suppliers of the parts disclaim, the maker of the product may have to answer for. What a disclaimer is worth between two parties depends
on the law that governs it.

## How to fix
Nothing has to be fixed. Where a part matters, look for a supplier who gives a warranty and record it under `[[suppliers]]`.

## Example
    THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing.terms import clauses_of
from compliance.model import ClauseKind, Component, Evidence, Inventory, Presence, Severity
from compliance.settings import Settings

SEVERITY = Severity.NOTE
_WORDS = {
    "absolute": "disclaim all warranty without exception",
    "limited-by-law": "disclaim warranty as far as the law permits",
    "eu-drafted": "have warranty terms written for European law",
    "given": "give some warranty",
    "silent": "have terms that say nothing of warranty",
}
_NAMED = 6


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    classes: dict[str, dict[str, Component]] = {}
    quotes: dict[str, dict[str, Evidence]] = {}
    for component in inventory.components:
        if component.presence is not Presence.LOCKED:
            for claim, clause in clauses_of.clauses_of_component(component, ClauseKind.WARRANTY):
                if clause.grade not in _WORDS:  # another tool's document may hold anything
                    continue
                classes.setdefault(clause.grade, {})[component.ref] = component
                quoted = quotes.setdefault(clause.grade, {})
                if not quoted.get(
                    clauses_of.license_title(claim), Evidence()
                ).path:  # rather a text at hand than the canonical one
                    quoted[clauses_of.license_title(claim)] = clause.evidence
    for grade in sorted(classes, key=list(_WORDS).index):
        names = list(dict.fromkeys(component.name for component in classes[grade].values()))
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield Finding(
            rule="warranty-disclaimed",
            severity=SEVERITY,
            component=inventory.product.name,
            ref=inventory.product.ref,
            message=f"{len(classes[grade])} parts {_WORDS[grade]} ({grade}): {', '.join(names[:_NAMED])}{more}",
            fix="Where a part matters, look for a supplier who stands behind it and record it under [[suppliers]]",
            evidence=tuple(sorted(quotes[grade].values(), key=lambda evidence: not evidence.path)),
            about=grade,
        )
