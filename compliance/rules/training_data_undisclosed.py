# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A model says nothing of the data it was trained on.

## What it finds
Shipped and referenced models without any trained-on relation, neither their own nor of a model that they derive from: no card, header or
declaration names a data set. Of a model that is only named nobody opened the card, and the finding says so.

## Why it matters
Whoever relies on the model cannot ask about the terms of its data, about personal data in it or about its bias. The G7 elements of an SBOM
for AI ask for the data sets; providers of general-purpose AI models publish a summary of the training content under Art. 53(1)(d) of the AI
Act, which is another document and another duty than yours.

## How to fix
Read the model's card or paper, and declare what it says under `[[models]]`.

## Example
    [[models]]
    id = "org/name"
    training_data = ["allenai/c4"]
"""

from collections.abc import Iterator

from compliance.findings import COUNT, PARTS, Finding
from compliance.model import DERIVED_FROM, Component, Inventory, Kind, Presence, RelationKind, Severity
from compliance.settings import Settings

SEVERITY = Severity.NOTE


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    told = _told(inventory)
    for component in inventory.components:
        if component.kind is Kind.MODEL and component.ref not in told:
            yield _report_training_data_undisclosed(component)


def _report_training_data_undisclosed(component: Component) -> Finding:
    if component.presence is Presence.REFERENCED:
        message = f"What data the model {component.name} was trained on is not known offline"
        pattern = f"The training data of {COUNT} models is not known offline: {PARTS}"
    else:
        message = f"Nothing says what data the model {component.name} was trained on"
        pattern = f"Nothing says what data {COUNT} models were trained on: {PARTS}"
    return Finding(
        rule="training-data-undisclosed",
        severity=SEVERITY,
        component=component.name,
        ref=component.ref,
        message=message,
        fix="Read its card at the source and declare training_data under [[models]]",
        evidence=component.evidence[:1],
        pattern=pattern,
    )


def _told(inventory: Inventory) -> set[str]:
    """Refs of the models for which training data is named, by themselves or by an ancestor."""
    told = {relation.source for relation in inventory.relations if relation.kind is RelationKind.TRAINED_ON}
    heirs: dict[str, set[str]] = {}
    for relation in inventory.relations:
        if relation.kind in DERIVED_FROM:
            heirs.setdefault(relation.target, set()).add(relation.source)
    queue = list(told)
    for ref in queue:
        new = heirs.get(ref, set()) - told
        told |= new
        queue.extend(new)
    return told
