# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A waiver's day has passed.

## What it finds
Waivers whose `expires` lies before today. What they waived is reported again.

## Why it matters
A waiver is a decision for some time; after it somebody has to decide again.

## How to fix
Mend what it waived, or give it a new date and reason.

## Example
    [[waivers]]
    rule = "use-noncommercial"
    component = "pkg:pypi/somevad"
    reason = "Commercial licence requested on 2026-10-02"
    expires = 2026-12-31
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.model import Evidence, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for waiver in settings.waivers:
        if waiver.expires < settings.today:
            yield Finding(
                rule="waiver-expired",
                severity=SEVERITY,
                component=waiver.component,
                ref=waiver.component,
                message=f"The waiver for {waiver.rule} on {waiver.component} expired on {waiver.expires}",
                fix="Mend what it waived, or renew it with a new date and reason",
                evidence=(Evidence(settings.source, 0, waiver.reason),),
            )
