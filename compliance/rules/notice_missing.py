# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Attribution, notice or naming is asked for, and nothing shipped answers.

## What it finds
Models and data sets whose bytes are in the product and whose licence asks for a copy of its text, a notice, a credit or a display, while no
licence text lies beside them: only a card, a header or the configuration names the licence. Also models whose base has to be named at the
beginning of their own name ("Llama"), and isn't. Libraries are left out: their distributions carry their licence files.

## Why it matters
The duties are conditions of the licence and easily met, and the files get lost when weights are copied into a product.

## How to fix
Copy the licence's text, and its NOTICE where it has one, into the folder of the model or data set; or rename the model.

## Example
    models/ranker/README.md        license: cc-by-4.0
    models/ranker/LICENSE          missing
"""

import re
from collections.abc import Iterator

from compliance.findings import Finding
from compliance.lazy_regex import compile_lazily
from compliance.licensing.terms import duties
from compliance.licensing.terms.duties import BoundPart
from compliance.model import (
    DERIVED_FROM,
    ClauseKind,
    Component,
    Evidence,
    Inventory,
    Kind,
    Presence,
    SaidBy,
    Severity,
)
from compliance.settings import Settings

SEVERITY = Severity.NOTE
_ASKED = (ClauseKind.NOTICE, ClauseKind.ATTRIBUTION, ClauseKind.DISPLAY, ClauseKind.NAMING)
_TEXT = compile_lazily(r"licen[cs]e|copying|notice|terms|legal", re.IGNORECASE)
_CARDS = frozenset({SaidBy.CARD, SaidBy.HEADER, SaidBy.CONFIG})
_PREFIX = compile_lazily(r"[“\"]([^”\"]{2,40})[”\"] (?:at|as) the (?:beginning|start|prefix)")


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.components:
        if component.kind in {Kind.MODEL, Kind.DATASET} and component.presence is Presence.SHIPPED:
            if not _has_text(component):
                for bound in duties.duties_of_component(component, *_ASKED):
                    yield _without_text(bound)
            yield from _misnamed(component, inventory)


def _has_text(component: Component) -> bool:
    """Whether a licence text is among the evidence, its own or its carrier's."""
    return any(
        claim.said_by is SaidBy.TEXT
        or (
            claim.said_by not in _CARDS
            and any(_TEXT.search(evidence.path.rpartition("/")[2]) for evidence in claim.evidence)
        )
        for claim in component.licenses
    )


def _without_text(bound: BoundPart) -> Finding:
    name = bound.component.name
    asked = "; ".join(dict.fromkeys(duty.summary for duty in bound.duties))
    return _report_notice_missing(
        bound.component,
        f"No licence text or notice lies beside {name}, and {bound.license} asks for them: {asked}",
        f"Copy the licence's text, and its notice if it has one, into the folder of {name}",
        bound.evidence(),
    )


def _misnamed(component: Component, inventory: Inventory) -> Iterator[Finding]:
    by_ref = inventory.by_ref()
    for relation in inventory.relations:
        base = by_ref.get(relation.target)
        if relation.source == component.ref and relation.kind in DERIVED_FROM and base:
            for bound in duties.duties_of_component(base, ClauseKind.NAMING):
                prefixes = _PREFIX.findall(bound.duties[0].clause.evidence.quote)
                if prefixes and not component.name.casefold().startswith(prefixes[0].casefold()):
                    yield _report_notice_missing(
                        component,
                        f"{component.name} derives from {base.name}, and {bound.license} wants its name to begin with {prefixes[0]!r} if it is distributed",
                        f"Rename it so that its name begins with {prefixes[0]!r}",
                        bound.evidence(),
                    )
                    return


def _report_notice_missing(
    component: Component, message: str, fix: str, evidence: tuple[Evidence, ...]
) -> Finding:
    return Finding("notice-missing", SEVERITY, component.name, component.ref, message, fix, evidence)
