# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A waiver that matches no finding.

## What it finds
Waivers whose rule and component fit none of the findings, waived ones included.

## Why it matters
Either the matter is settled and the waiver only hides its return, or its component is misspelt and it never worked.

## How to fix
Remove it, or correct `rule` and `component`: a name, a purl without version, or a bom-ref.

## Example
    [[waivers]]
    rule = "use-noncomercial"   # no such rule
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.model import Evidence, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def review(findings: tuple[Finding, ...], settings: Settings) -> Iterator[Finding]:
    for waiver in settings.waivers:
        if waiver.expires >= settings.today and not any(waiver.applies_to(finding) for finding in findings):
            yield Finding(
                rule="waiver-unmatched",
                severity=SEVERITY,
                component=waiver.component,
                ref=waiver.component,
                message=f"The waiver for {waiver.rule} on {waiver.component} matches no finding",
                fix="Remove it, or correct its rule and component",
                evidence=(Evidence(settings.source, 0, waiver.reason),),
            )
