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
    mapping_at,
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
from compliance.untyped import as_texts

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
    metrics = [drop_empty(type_=one.type, value=one.value, slice=one.dataset) for one in facts.metrics]
    return drop_empty(
        modelParameters=parameters,
        quantitativeAnalysis=drop_empty(performanceMetrics=metrics),
        properties=_write_model_properties(facts),
    )


def _write_model_properties(facts: ModelFacts) -> list[Json]:
    """What a card has no field for; the order is that of documents written before."""
    counted = str(facts.parameters) if facts.parameters else ""
    context = str(facts.context_length) if facts.context_length else ""
    return [
        *_write_named_property(MODEL_PROPERTIES["parameters"], counted),
        *({"name": MODEL_PROPERTIES["languages"], "value": language} for language in facts.languages),
        *_write_property("format", facts.format),
        *(build_property("precision", dtype) for dtype in facts.precision),
        *_write_property("producer", facts.producer),
        *_write_property("released", facts.released),
        *(build_property("unsafe-import", name) for name in facts.unsafe_imports),
        *_write_named_property(MODEL_PROPERTIES["context"], context),
        *_write_property("emissions", facts.emissions),
        *(build_property("aspect", _write_aspect(aspect)) for aspect in facts.aspects),
    ]


def _write_property(name: str, value: str) -> list[Json]:
    """A property of ours, if there is a value for it."""
    return [build_property(name, value)] if value else []


def _write_named_property(name: str, value: str) -> list[Json]:
    """The same under a name that somebody else has defined."""
    return [{"name": name, "value": value}] if value else []


def _write_aspect(aspect: Aspect) -> str:
    evidence = evidence_to_json(aspect.evidence)
    return dump_json({"name": aspect.name, "status": aspect.status, "evidence": evidence})


def write_authors(component: Component) -> list[Json]:
    """Those whom a data set's card or description names as its creators."""
    return [{"name": owner} for owner in component.dataset.owners] if component.dataset else []


def write_dataset(component: Component, facts: DatasetFacts) -> Json:
    """The data set as component data."""
    properties = [
        *_write_property("format", facts.format),
        *_write_property("rows", str(facts.rows) if facts.rows else ""),
        *(build_property("column", column) for column in facts.columns),
        *_write_property("provenance", facts.provenance),
        *_write_property("statistics", facts.statistics),
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
    card = mapping_at(entry, "modelCard")
    properties = card.get("properties")
    parameters = card.get("modelParameters")
    facts = ModelFacts(
        format=property_value(properties, "format"),
        architecture=text_at(parameters, "modelArchitecture"),
        task=text_at(parameters, "task"),
        parameters=_number(_first_named(properties, "parameters")),
        precision=tuple(property_values(properties, "precision")),
        languages=tuple(_values_named(properties, "languages")),
        producer=property_value(properties, "producer"),
        description=text_at(entry, "description"),
        unsafe_imports=tuple(property_values(properties, "unsafe-import")),
        context_length=_number(_first_named(properties, "context")),
        emissions=property_value(properties, "emissions"),
        metrics=tuple(_metrics(card.get("quantitativeAnalysis"))),
        inputs=tuple(_formats(parameters, "inputs")),
        outputs=tuple(_formats(parameters, "outputs")),
        released=property_value(properties, "released"),
        aspects=tuple(filter(None, map(_aspect, property_values(properties, "aspect")))),
    )
    return facts if facts != ModelFacts() else None


def _values_named(properties: Any, name: str) -> list[str]:
    """The values of a property of CycloneDX's own taxonomy."""
    wanted = MODEL_PROPERTIES[name]
    return [text_at(one, "value") for one in mappings_in(properties) if one.get("name") == wanted]


def _first_named(properties: Any, name: str) -> str:
    return next(iter(_values_named(properties, name)), "")


def read_dataset_facts(entry: Json) -> DatasetFacts | None:
    """What a component's first data set states."""
    found = next((one for one in mappings_in(entry.get("data")) if text_at(one, "type") == "dataset"), None)
    if found is None:
        return None
    properties = mapping_at(found, "contents").get("properties")
    return DatasetFacts(
        format=property_value(properties, "format"),
        rows=_number(property_value(properties, "rows")),
        columns=tuple(property_values(properties, "column")),
        personal_data=text_at(found, "classification"),
        provenance=property_value(properties, "provenance"),
        statistics=property_value(properties, "statistics"),
        description=text_at(found, "description"),
        sensitive=tuple(as_texts(found.get("sensitiveData"))),
        owners=tuple(_owners(mapping_at(found, "governance"))),
    )


def _owners(governance: Json) -> Iterator[str]:
    for owner in mappings_in(governance.get("owners")):
        for key in _OWNERS:
            if name := text_at(owner.get(key), "name"):
                yield name


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
