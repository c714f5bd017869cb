# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Facts about models and data sets in CycloneDX: `modelCard` and `data`, both ways."""

from typing import Any

from compliance.bom.document import MODEL_PROPERTIES, Json, compact, objects, prop, text, value, values
from compliance.model import Component, DatasetFacts, ModelFacts, Relation, RelationKind

_OWNERS = ("organization", "contact")
"""CycloneDX 1.7, governance: an owner is one of these."""


def model_card(component: Component, relations: list[Relation]) -> Json:
    """The model's card, with references to the data sets it was trained on."""
    facts = component.model or ModelFacts()
    datasets = [
        {"ref": relation.target} for relation in relations if relation.kind is RelationKind.TRAINED_ON
    ]
    parameters = compact(task=facts.task, modelArchitecture=facts.architecture, datasets=datasets)
    properties = [
        *(
            [{"name": MODEL_PROPERTIES["parameters"], "value": str(facts.parameters)}]
            if facts.parameters
            else []
        ),
        *({"name": MODEL_PROPERTIES["languages"], "value": language} for language in facts.languages),
        *([prop("format", facts.format)] if facts.format else []),
        *(prop("precision", dtype) for dtype in facts.precision),
        *([prop("producer", facts.producer)] if facts.producer else []),
        *([prop("description", facts.description)] if facts.description else []),
    ]
    return compact(modelParameters=parameters, properties=properties)


def data(component: Component, facts: DatasetFacts) -> Json:
    """The data set as component data."""
    properties = [
        *([prop("format", facts.format)] if facts.format else []),
        *([prop("rows", str(facts.rows))] if facts.rows else []),
        *(prop("column", column) for column in facts.columns),
        *([prop("provenance", facts.provenance)] if facts.provenance else []),
    ]
    return compact(
        type_="dataset",
        name=component.name,
        contents={"properties": properties} if properties else {},
        classification=facts.personal_data,
        sensitiveData=list(facts.sensitive),
        description=facts.description,
        governance=compact(owners=[{"organization": {"name": owner}} for owner in facts.owners]),
    )


def model_facts(card: Any) -> ModelFacts | None:
    """What a model card states, if that is anything."""
    if not isinstance(card, dict):
        return None
    properties = card.get("properties")
    parameters = card.get("modelParameters")
    named = {
        name: [text(one, "value") for one in objects(properties) if one.get("name") == MODEL_PROPERTIES[name]]
        for name in MODEL_PROPERTIES
    }
    counted = next(iter(named["parameters"]), "")
    facts = ModelFacts(
        format=value(properties, "format"),
        architecture=text(parameters, "modelArchitecture"),
        task=text(parameters, "task"),
        parameters=int(counted) if counted.isascii() and counted.isdecimal() else 0,
        precision=tuple(values(properties, "precision")),
        languages=tuple(named["languages"]),
        producer=value(properties, "producer"),
        description=value(properties, "description"),
    )
    return facts if facts != ModelFacts() else None


def dataset_facts(entry: Json) -> DatasetFacts | None:
    """What a component's first data set states."""
    found = next((one for one in objects(entry.get("data")) if text(one, "type") == "dataset"), None)
    if found is None:
        return None
    properties = found["contents"].get("properties") if isinstance(found.get("contents"), dict) else None
    rows = value(properties, "rows")
    sensitive, governance = found.get("sensitiveData"), found.get("governance")
    owners = objects(governance.get("owners")) if isinstance(governance, dict) else []
    return DatasetFacts(
        format=value(properties, "format"),
        rows=int(rows) if rows.isascii() and rows.isdecimal() else 0,
        columns=tuple(values(properties, "column")),
        personal_data=text(found, "classification"),
        provenance=value(properties, "provenance"),
        description=text(found, "description"),
        sensitive=tuple(one for one in sensitive if isinstance(one, str))
        if isinstance(sensitive, list)
        else (),
        owners=tuple(name for owner in owners for key in _OWNERS if (name := text(owner.get(key), "name"))),
    )
