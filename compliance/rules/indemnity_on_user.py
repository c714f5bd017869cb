# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence makes its user hold the licensor harmless.

## What it finds
Clauses by which the licensee indemnifies the licensor against claims of third parties: a warning. A note where that holds only for use in
breach of the terms, or where the licensor indemnifies too. Texts that ask it only of those who sell a warranty or support of their own
(Apache-2.0 section 9 and its kin) are not reported.

## Why it matters
The usual disclaimer leaves each side with its own loss; an indemnity moves the licensor's loss to you, for whatever your product or its
users do with the part.

## How to fix
Have somebody who may sign for it accept the clause, see that insurance covers it, or use another part.

## Example
    You will indemnify and hold harmless Meta from and against any claim by any third party arising out of or related to your use or
    distribution of the Llama Materials.
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing.terms import duties
from compliance.licensing.terms.duties import BoundPart, Duty
from compliance.model import ClauseKind, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_OWN_OFFER = "own-offer"
_MILD = frozenset({"on-breach", "mutual"})


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for bound in duties.duties_of_inventory(inventory, ClauseKind.INDEMNITY):
        if asked := tuple(duty for duty in bound.duties if duty.clause.grade != _OWN_OFFER):
            yield _report_indemnity_on_user(bound, asked)


def _report_indemnity_on_user(bound: BoundPart, asked: tuple[Duty, ...]) -> Finding:
    name = bound.component.name
    mild = all(duty.clause.grade in _MILD for duty in asked)
    pattern = f"{PARTS}: {bound.license} asks its user to indemnify: {asked[0].summary}"
    return Finding(
        rule="indemnity-on-user",
        severity=Severity.NOTE if mild else SEVERITY,
        component=name,
        ref=bound.component.ref,
        message=pattern.replace(PARTS, name),
        fix="Have the clause accepted by whoever may sign for it, or replace the part",
        evidence=bound.evidence(asked),
        pattern=pattern,
    )
