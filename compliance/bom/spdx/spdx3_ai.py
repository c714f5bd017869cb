# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The AI and Dataset profiles of SPDX 3.0.1 as `modelCard` and `data` of CycloneDX 1.7."""

from typing import Any

from compliance.bom.document import Json, drop_empty, mappings_in, text_at

_MODEL = frozenset(
    {"ai_domain", "ai_typeOfModel", "ai_metric", "ai_limitation", "ai_informationAboutApplication"}
)
_DATA = frozenset({"dataset_confidentialityLevel"})
PLACED = _MODEL | _DATA
"""Fields that have a place; all others are kept as properties of the component."""


def read_ai_fields(kind: str, entry: Json) -> Json:
    """What a model or a data set has beyond a package."""
    if kind == "ai_AIPackage":
        return drop_empty(modelCard=_card(entry))
    if kind == "dataset_DatasetPackage":
        level = text_at(entry, "dataset_confidentialityLevel")
        described = drop_empty(
            name=text_at(entry, "name"), classification=level, description=text_at(entry, "description")
        )
        return {"data": [{"type": "dataset", **described}]}
    return {}


def read_training(component: Json, target: str) -> None:
    """The edge `trainedOn`, as the card of the model names it."""
    parameters = component.setdefault("modelCard", {}).setdefault("modelParameters", {})
    parameters.setdefault("datasets", []).append({"ref": target})


def _card(entry: Json) -> Json:
    domains, kinds = (
        _take_spdx3_ai_texts(entry.get("ai_domain")),
        _take_spdx3_ai_texts(entry.get("ai_typeOfModel")),
    )
    metrics = [
        drop_empty(type_=text_at(one, "key"), value=text_at(one, "value"))
        for one in mappings_in(entry.get("ai_metric"))
    ]
    return drop_empty(
        modelParameters=drop_empty(task=", ".join(domains), modelArchitecture=", ".join(kinds)),
        quantitativeAnalysis=drop_empty(performanceMetrics=[one for one in metrics if one]),
        considerations=drop_empty(
            useCases=_take_spdx3_ai_texts(entry.get("ai_informationAboutApplication")),
            technicalLimitations=_take_spdx3_ai_texts(entry.get("ai_limitation")),
        ),
    )


def _take_spdx3_ai_texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one]
