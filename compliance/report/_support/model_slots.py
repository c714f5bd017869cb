# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A model's three licence slots, weights, training data and output: each with what is there, which right, and who says so. Never collapsed."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.licensing.terms import clauses_of, duties
from compliance.model import ClauseKind, Component, Inventory, Kind, Presence, RelationKind, Subject
from compliance.report._support import shared_rows

_OUTPUT = (ClauseKind.OUTPUT, ClauseKind.NO_COMPETE, ClauseKind.DISTILLATION)


@dataclass(frozen=True, slots=True)
class Slot:
    """One statement on one slot."""

    availability: str
    right: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Slots:
    """All that is stated of a model."""

    component: Component
    weights: tuple[Slot, ...]
    training_data: tuple[Slot, ...]
    output: tuple[Slot, ...]


def model_slots(inventory: Inventory) -> Iterator[Slots]:
    """One for each model, services with a model's terms included."""
    by_ref = inventory.by_ref()
    data: dict[str, list[Component]] = {}
    for relation in inventory.relations:
        if relation.kind is RelationKind.TRAINED_ON and relation.target in by_ref:
            data.setdefault(relation.source, []).append(by_ref[relation.target])
    for component in inventory.components:
        if component.kind in {Kind.MODEL, Kind.SERVICE}:
            yield Slots(
                component,
                _weights(component),
                _training_data(component, data.get(component.ref, [])),
                _output(component),
            )


def _weights(component: Component) -> tuple[Slot, ...]:
    if component.kind is Kind.SERVICE:
        return (Slot("hosted", "not given out", ""),)
    where = _availability(component)
    found = [
        *_read_model_slots_claims(component, Subject.WEIGHTS, where),
        *_read_model_slots_claims(component, Subject.CODE, where),
    ]
    return tuple(found) or (Slot(where, f"licence {shared_rows.describe_unlicensed(component)}", ""),)


def _training_data(component: Component, datasets: list[Component]) -> tuple[Slot, ...]:
    found = list(_read_model_slots_claims(component, Subject.DATA, "stated"))
    for dataset in datasets:
        where = f"{dataset.name} ({_availability(dataset)})"
        found += list(_read_model_slots_claims(dataset, Subject.DATA, where)) or [
            Slot(where, f"licence {shared_rows.describe_unlicensed(dataset)}", "")
        ]
    unopened = component.presence is Presence.REFERENCED
    return tuple(found) or (Slot("not known offline" if unopened else "not stated", "unknown", ""),)


def _output(component: Component) -> tuple[Slot, ...]:
    found = list(_read_model_slots_claims(component, Subject.OUTPUT, "stated"))
    for bound in duties.duties_of_component(component, *_OUTPUT):
        found += [
            Slot("terms", f"{bound.license}: {duty.summary}", shared_rows.format_place(duty.clause.evidence))
            for duty in bound.duties
        ]
    return tuple(found) or (Slot("nothing stated", "no limit found", ""),)


def _read_model_slots_claims(component: Component, subject: Subject, availability: str) -> Iterator[Slot]:
    for claim in component.licenses:
        if claim.subject is subject:
            where = ", ".join(shared_rows.format_place(evidence) for evidence in claim.evidence[:1])
            yield Slot(
                availability,
                clauses_of.license_title(claim),
                f"{claim.said_by}, {where}" if where else str(claim.said_by),
            )


def _availability(component: Component) -> str:
    return "shipped" if component.presence is Presence.SHIPPED else "named, not shipped"
