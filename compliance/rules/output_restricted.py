# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence limits what a model's or a service's output may be used for.

## What it finds
Output that belongs to the licensor, that is for research or non-commercial use only or that has to stay within other limits; bans on using
it to build competing or other models; and texts by which a model trained on the output counts as a derivative under the same terms. A
warning; a note where the only statement is how models trained on the output are to be treated, or where output is for non-commercial use
and `commercial = false`.

## Why it matters
The limit reaches what your users generate, and data sets made from it. It binds as a contract even where nobody holds copyright in the
output; whether anybody does is unsettled.

## How to fix
Keep the output within the limit, say so in your own terms, or use a model that leaves its output free.

## Example
    license: other
    license_name: exaone
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing.terms import duties
from compliance.licensing.terms.duties import BoundPart, Duty
from compliance.model import ClauseKind, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_LIMITED = ("licensor-owns", "non-commercial", "restricted")


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for bound in duties.duties_of_inventory(
        inventory, ClauseKind.OUTPUT, ClauseKind.NO_COMPETE, ClauseKind.DISTILLATION
    ):
        limits = sorted((duty for duty in bound.duties if _limits(duty)), key=_order)
        if limits:
            yield _report_output_restricted(bound, tuple(limits), commercial=settings.product.commercial)


def _limits(duty: Duty) -> bool:
    return duty.clause.kind is not ClauseKind.OUTPUT or duty.clause.grade in _LIMITED


def _order(duty: Duty) -> int:
    """What is said of output as such first, then bans, then what becomes of models trained on it."""
    kinds = (ClauseKind.OUTPUT, ClauseKind.NO_COMPETE, ClauseKind.DISTILLATION)
    return kinds.index(duty.clause.kind)


def _report_output_restricted(bound: BoundPart, limits: tuple[Duty, ...], *, commercial: bool) -> Finding:
    name = bound.component.name
    mild = all(
        (duty.clause.kind is ClauseKind.DISTILLATION and not duty.flows_down)
        or (duty.clause.grade == "non-commercial" and not commercial)
        for duty in limits
    )
    pattern = f"The output of {PARTS} is under limits: {bound.license}: {limits[0].summary}"
    return Finding(
        rule="output-restricted",
        severity=Severity.NOTE if mild else SEVERITY,
        component=name,
        ref=bound.component.ref,
        message=pattern.replace(PARTS, name),
        fix="Keep the output within the limit and say so in your own terms, or use a model whose output is free",
        evidence=bound.evidence(limits),
        pattern=pattern,
    )
