# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Facts about models and data sets in CycloneDX: `modelCard` and `write_dataset`, both ways."""

import json
from collections.abc import Iterator
from typing import Any

from compliance.bom.document import (
    MODEL_PROPERTIES,
    Json,
    build_property,
    drop_empty,
    dump_json,
    evidence_from_json,
    evidence_to_json,
    mappings_in,
    property_value,
    property_values,
    text_at,
)
from compliance.model import (
    Aspect,
    AspectName,
    Component,
    DatasetFacts,
    Metric,
    ModelFacts,
    Relation,
    RelationKind,
)

_LONGEST_NUMBER = 19

_OWNERS = ("organization", "contact")
"""CycloneDX 1.7, governance: an owner is one of these."""


def write_model_card(component: Component, relations: list[Relation]) -> Json:
    """The model's card, with references to the data sets it was trained on."""
    facts = component.model or ModelFacts()
    datasets = [
        {"ref": relation.target} for relation in relations if relation.kind is RelationKind.TRAINED_ON
    ]
    parameters = drop_empty(
        task=facts.task,
        modelArchitecture=facts.architecture,
        datasets=datasets,
        inputs=[{"format": form} for form in facts.inputs],
        outputs=[{"format": form} for form in facts.outputs],
    )
    properties = [
        *(
            [{"name": MODEL_PROPERTIES["parameters"], "value": str(facts.parameters)}]
            if facts.parameters
            else []
        ),
        *({"name": MODEL_PROPERTIES["languages"], "value": language} for language in facts.languages),
        *([build_property("format", facts.format)] if facts.format else []),
        *(build_property("precision", dtype) for dtype in facts.precision),
        *([build_property("producer", facts.producer)] if facts.producer else []),
        *([build_property("released", facts.released)] if facts.released else []),
        *(build_property("unsafe-import", name) for name in facts.unsafe_imports),
        *(
            [{"name": MODEL_PROPERTIES["context"], "value": str(facts.context_length)}]
            if facts.context_length
            else []
        ),
        *([build_property("emissions", facts.emissions)] if facts.emissions else []),
        *(
            build_property(
                "aspect",
                dump_json(
                    {"name": one.name, "status": one.status, "evidence": evidence_to_json(one.evidence)}
                ),
            )
            for one in facts.aspects
        ),
    ]
    metrics = [drop_empty(type_=one.type, value=one.value, slice=one.dataset) for one in facts.metrics]
    return drop_empty(
        modelParameters=parameters,
        quantitativeAnalysis=drop_empty(performanceMetrics=metrics),
        properties=properties,
    )


def write_authors(component: Component) -> list[Json]:
    """Those whom a data set's card or description names as its creators."""
    return [{"name": owner} for owner in component.dataset.owners] if component.dataset else []


def write_dataset(component: Component, facts: DatasetFacts) -> Json:
    """The data set as component data."""
    properties = [
        *([build_property("format", facts.format)] if facts.format else []),
        *([build_property("rows", str(facts.rows))] if facts.rows else []),
        *(build_property("column", column) for column in facts.columns),
        *([build_property("provenance", facts.provenance)] if facts.provenance else []),
        *([build_property("statistics", facts.statistics)] if facts.statistics else []),
    ]
    return drop_empty(
        type_="dataset",
        name=component.name,
        contents={"properties": properties} if properties else {},
        classification=facts.personal_data,
        sensitiveData=list(facts.sensitive),
        description=facts.description,
        governance=drop_empty(owners=[{"organization": {"name": owner}} for owner in facts.owners]),
    )


def read_model_facts(entry: Json) -> ModelFacts | None:
    """What a model's card and description state, if that is anything."""
    card = entry["modelCard"] if isinstance(entry.get("modelCard"), dict) else {}
    properties = card.get("properties")
    parameters = card.get("modelParameters")
    named = {
        name: [
            text_at(one, "value")
            for one in mappings_in(properties)
            if one.get("name") == MODEL_PROPERTIES[name]
        ]
        for name in MODEL_PROPERTIES
    }
    counted = next(iter(named["parameters"]), "")
    facts = ModelFacts(
        format=property_value(properties, "format"),
        architecture=text_at(parameters, "modelArchitecture"),
        task=text_at(parameters, "task"),
        parameters=_number(counted),
        precision=tuple(property_values(properties, "precision")),
        languages=tuple(named["languages"]),
        producer=property_value(properties, "producer"),
        description=text_at(entry, "description"),
        unsafe_imports=tuple(property_values(properties, "unsafe-import")),
        context_length=_number(next(iter(named["context"]), "")),
        emissions=property_value(properties, "emissions"),
        metrics=tuple(_metrics(card.get("quantitativeAnalysis"))),
        inputs=tuple(_formats(parameters, "inputs")),
        outputs=tuple(_formats(parameters, "outputs")),
        released=property_value(properties, "released"),
        aspects=tuple(
            aspect for written in property_values(properties, "aspect") if (aspect := _aspect(written))
        ),
    )
    return facts if facts != ModelFacts() else None


def read_dataset_facts(entry: Json) -> DatasetFacts | None:
    """What a component's first data set states."""
    found = next((one for one in mappings_in(entry.get("data")) if text_at(one, "type") == "dataset"), None)
    if found is None:
        return None
    properties = found["contents"].get("properties") if isinstance(found.get("contents"), dict) else None
    rows = property_value(properties, "rows")
    sensitive, governance = found.get("sensitiveData"), found.get("governance")
    owners = mappings_in(governance.get("owners")) if isinstance(governance, dict) else []
    return DatasetFacts(
        format=property_value(properties, "format"),
        rows=_number(rows),
        columns=tuple(property_values(properties, "column")),
        personal_data=text_at(found, "classification"),
        provenance=property_value(properties, "provenance"),
        statistics=property_value(properties, "statistics"),
        description=text_at(found, "description"),
        sensitive=tuple(one for one in sensitive if isinstance(one, str))
        if isinstance(sensitive, list)
        else (),
        owners=tuple(
            name for owner in owners for key in _OWNERS if (name := text_at(owner.get(key), "name"))
        ),
    )


def _formats(parameters: Any, key: str) -> Iterator[str]:
    listed = parameters.get(key) if isinstance(parameters, dict) else None
    yield from (form for one in mappings_in(listed) if (form := text_at(one, "format")))


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < _LONGEST_NUMBER else 0


def _metrics(analysis: Any) -> Iterator[Metric]:
    for one in mappings_in(analysis.get("performanceMetrics") if isinstance(analysis, dict) else None):
        yield Metric(text_at(one, "type"), text_at(one, "value"), text_at(one, "slice"))


def _aspect(written: str) -> Aspect | None:
    try:
        table = json.loads(written)
        return Aspect(
            AspectName(table["name"]), str(table["status"]), evidence_from_json(str(table["evidence"]))
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
