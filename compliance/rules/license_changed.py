# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A part's licence is another one than in the baseline.

## What it finds
With `--baseline`: parts of both states, whatever their versions, for which another licence is stated or concluded than before. An error when
the new one is stricter by its category in the knowledge base: from permissive to copyleft, from there to network copyleft or
source-available, from any to non-commercial or proprietary terms. Otherwise, and where a licence isn't known, a warning. Of a choice the
laxest branch counts. Where the author states nothing, the licence texts are compared; what a part inherits from its package is not. Without a
baseline nothing is found.

## Why it matters
A version bump looks harmless, and can bring duties or take rights away. Who decided for the old licence has decided nothing about the new one.

## How to fix
Stay on the version with the licence you chose, or decide about the new one. Once the baseline holds it, the finding is gone.

## Example
    lexbom check --baseline main.cdx.json    # somedb 1.4 is MIT, somedb 2.0 is BUSL-1.1
"""

from collections.abc import Iterator
from dataclasses import replace

from compliance.findings import Finding
from compliance.licensing.terms import clauses_of, relicensed
from compliance.licensing.terms.relicensed import Relicensed
from compliance.model import Component, Evidence, Inventory, LicenseClaim, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    if settings.baseline is not None:
        for change in relicensed.find_relicensed(settings.baseline, inventory):
            yield _report_license_changed(change)


def _report_license_changed(change: Relicensed) -> Finding:
    old, new = clauses_of.license_title(change.old), clauses_of.license_title(change.new)
    stricter = ", which is stricter" if change.stricter else ""
    was, is_ = _find_license_changed_place(change.before), _find_license_changed_place(change.after)
    return Finding(
        rule="license-changed",
        severity=Severity.ERROR if change.stricter else SEVERITY,
        component=change.after.name,
        ref=change.after.ref,
        message=f"{change.after.name}: the licence was {old}{was} and is {new}{is_}{stricter}",
        fix=f"Keep the earlier version of {change.after.name}, or decide about {new}",
        evidence=(
            _word_license_changed(change.new, f"now{is_}"),
            Evidence(
                quote=_join_license_changed_words(change.old), source=f"baseline{was}, {change.old.said_by}"
            ),
        ),
        about=f"{change.new.subject} {old} {new}",
    )


def _find_license_changed_place(component: Component) -> str:
    return f" in {component.version}" if component.version else ""


def _word_license_changed(claim: LicenseClaim, when: str) -> Evidence:
    """Where the licence is stated, or at least by whom."""
    found = next(iter(claim.evidence), Evidence(source=f"{when}, {claim.said_by}"))
    return found if found.quote else replace(found, quote=_join_license_changed_words(claim))


def _join_license_changed_words(claim: LicenseClaim) -> str:
    return claim.stated or claim.expression
