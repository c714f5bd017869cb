# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms that allow non-commercial use only.

## What it finds
Code, weights or data whose licence, as far as it is known or as the text at hand says, allows use for non-commercial or research
purposes only. An error if the product is commercial, which is assumed unless `commercial = false`; a note otherwise.

## Why it matters
Commercial use is outside of the permission. Such terms also keep a model from counting as free and open source under the AI Act
(Commission guidelines on general-purpose AI models of 18 July 2025, point 83).

## How to fix
Replace the part, buy a commercial licence from the licensor, or set `commercial = false` if that is the fact.

## Example
    license: cc-by-nc-4.0
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing.terms import clauses_of
from compliance.model import ClauseKind, Inventory, LicenseClaim, Severity
from compliance.settings import Settings

SEVERITY = Severity.ERROR


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.everything():
        found = clauses_of.clauses_of_component(component, ClauseKind.NON_COMMERCIAL)
        if found:
            claim, clause = min(found, key=lambda pair: clauses_of.is_inferred(pair[0]))
            yield Finding(
                rule="use-noncommercial",
                severity=_severity(claim, settings),
                component=component.name,
                ref=component.ref,
                message=f"{component.name}: {clauses_of.license_title(claim)} allows non-commercial use only{_unverified(claim)}",
                fix=_fix(settings),
                evidence=tuple(dict.fromkeys((clause.evidence, *claim.evidence[:1]))),
            )


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
