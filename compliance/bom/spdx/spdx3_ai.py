# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The AI and Dataset profiles of SPDX 3.0.1 as `modelCard` and `data` of CycloneDX 1.7."""

from typing import Any

from compliance.bom.document import Json, compact, objects, text

_MODEL = frozenset(
    {"ai_domain", "ai_typeOfModel", "ai_metric", "ai_limitation", "ai_informationAboutApplication"}
)
_DATA = frozenset({"dataset_confidentialityLevel"})
PLACED = _MODEL | _DATA
"""Fields that have a place; all others are kept as properties of the component."""


def fields(kind: str, entry: Json) -> Json:
    """What a model or a data set has beyond a package."""
    if kind == "ai_AIPackage":
        return compact(modelCard=_card(entry))
    if kind == "dataset_DatasetPackage":
        level = text(entry, "dataset_confidentialityLevel")
        described = compact(
            name=text(entry, "name"), classification=level, description=text(entry, "description")
        )
        return {"data": [{"type": "dataset", **described}]}
    return {}


def train(component: Json, target: str) -> None:
    """The edge `trainedOn`, as the card of the model names it."""
    parameters = component.setdefault("modelCard", {}).setdefault("modelParameters", {})
    parameters.setdefault("datasets", []).append({"ref": target})


def _card(entry: Json) -> Json:
    domains, kinds = _texts(entry.get("ai_domain")), _texts(entry.get("ai_typeOfModel"))
    metrics = [
        compact(type_=text(one, "key"), value=text(one, "value")) for one in objects(entry.get("ai_metric"))
    ]
    return compact(
        modelParameters=compact(task=", ".join(domains), modelArchitecture=", ".join(kinds)),
        quantitativeAnalysis=compact(performanceMetrics=[one for one in metrics if one]),
        considerations=compact(
            useCases=_texts(entry.get("ai_informationAboutApplication")),
            technicalLimitations=_texts(entry.get("ai_limitation")),
        ),
    )


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one]
