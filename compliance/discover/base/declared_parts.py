# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Names under which one entry of the configuration speaks of another one."""

from collections.abc import Iterable

from compliance.discover.base import hub
from compliance.licensing import knowledge_base
from compliance.model import Component, Evidence, Kind, Presence
from compliance.settings import DeclaredDataset, DeclaredModel, Settings

_Entry = DeclaredModel | DeclaredDataset


def name_model(name: str, settings: Settings, where: Evidence) -> Component:
    """The model that an entry names: one that is declared under this name, path or id, else one of the hub or a mere name."""
    return _stand_in(name, settings.models, Kind.MODEL, where) or hub.hub_component(
        name, Kind.MODEL, (where,)
    )


def name_training_data(name: str, settings: Settings, where: Evidence) -> Component:
    """What a model was trained on: a data set, or a teacher model whose output was learned from."""
    declared = _stand_in(name, settings.datasets, Kind.DATASET, where) or _stand_in(
        name, settings.models, Kind.MODEL, where
    )
    if declared:
        return declared
    return hub.hub_component(name, Kind.MODEL if _is_known_model(name) else Kind.DATASET, (where,))


def _is_known_model(hub_id: str) -> bool:
    """Whether the hub id is one whose vendor applies a licence for weights, and not for data, to."""
    applied = {
        subject
        for terms in knowledge_base.for_hub_id(hub_id)
        for license_ in knowledge_base.find_license(terms.expression)
        for subject in license_.applies_to
    }
    return "weights" in applied and "data" not in applied


def _stand_in(name: str, entries: Iterable[_Entry], kind: Kind, where: Evidence) -> Component | None:
    """A component that stands for the entry of this name, path or id until what it means is found."""
    for entry in entries:
        if name.rstrip("/") in {entry.name, entry.path.rstrip("/"), entry.id}:
            return _build_stand_in(entry, kind, where)
    return None


def _build_stand_in(entry: _Entry, kind: Kind, where: Evidence) -> Component:
    if entry.id:
        return hub.hub_component(entry.id, kind, (where,))
    name = entry.name or entry.path.rstrip("/")
    return Component(
        ref=f"{hub.DECLARED}{kind}/{name}",
        kind=kind,
        name=name,
        presence=Presence.REFERENCED,
        path=entry.path.rstrip("/"),
        evidence=(where,),
    )
