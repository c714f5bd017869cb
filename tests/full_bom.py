# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A CycloneDX document with something in every field that a profile asks for, and how to take one of them out."""

import copy
from collections.abc import Callable
from typing import Any

from compliance.bom.validation.profiles._support.paths import parse_path
from compliance.bom.validation.profiles.interface import Field, Profile

Json = dict[str, Any]
_MAKER = {"name": "Full Ltd", "contact": [{"email": "sbom@full.example"}], "url": ["https://full.example"]}


def _file(name: str, *, archive: bool) -> list[Json]:
    values = {
        "filename": name,
        "executable": "non-executable",
        "archive": "archive" if archive else "no archive",
        "structured": "structured" if archive else "unstructured",
        "effectiveLicence": "MIT",
    }
    return [{"name": f"bsi:component:{key}", "value": value} for key, value in values.items()]


def _component(kind: str, ref: str, *, archive: bool = True) -> Json:
    hashes = [{"alg": "SHA-512", "content": "ab" * 64}]
    return {
        "type": kind,
        "bom-ref": ref,
        "supplier": {"name": "Full Ltd"},
        "manufacturer": copy.deepcopy(_MAKER),
        "name": ref,
        "version": "1.0.0",
        "description": f"What {ref} is",
        "purl": f"pkg:generic/{ref}@1.0.0",
        "hashes": copy.deepcopy(hashes),
        "licenses": [
            {"license": {"id": "MIT", "acknowledgement": "declared"}},
            {"license": {"id": "MIT", "acknowledgement": "concluded"}},
        ],
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://full.example/{ref}.zip",
                "hashes": copy.deepcopy(hashes),
            },
            {"type": "source-distribution", "url": f"https://full.example/{ref}.tar.gz", "hashes": hashes},
            {"type": "rfc-9116", "url": "https://full.example/.well-known/security.txt"},
        ],
        "properties": _file(f"{ref}.zip", archive=archive),
    }


def _model() -> Json:
    card = {
        "modelParameters": {
            "task": "text-classification",
            "modelArchitecture": "Tiny",
            "datasets": [{"ref": "data"}],
            "inputs": [{"format": "text"}],
            "outputs": [{"format": "label"}],
        },
        "quantitativeAnalysis": {"performanceMetrics": [{"type": "accuracy", "value": "0.9"}]},
        "considerations": {"technicalLimitations": ["English only"]},
        "properties": [
            {"name": "cdx:ai-ml:model:parameter:count", "value": "12"},
            {"name": "lexbom:released", "value": "2026-01-01"},
        ],
    }
    weights = {
        **_component("file", "weights"),
        "properties": _file("model.safetensors", archive=False),
        "hashes": [{"alg": "SHA-256", "content": "cd" * 32}],
    }
    ancestors = [{"type": "machine-learning-model", "name": "base"}]
    return {
        **_component("machine-learning-model", "model"),
        "modelCard": card,
        "pedigree": {"ancestors": ancestors},
        "components": [weights],
    }


def _dataset() -> Json:
    entry = {
        "type": "dataset",
        "description": "Sentences",
        "classification": "none",
        "contents": {
            "properties": [
                {"name": "lexbom:rows", "value": "10"},
                {"name": "lexbom:provenance", "value": "Written for this"},
            ]
        },
    }
    return {**_component("data", "data"), "data": [entry]}


_STATED = (
    "released",
    "data-flow",
    "data-usage",
    "inputs-outputs",
    "infrastructure-hardware",
    "security-controls",
    "security-compliance",
    "security-metrics",
)


def full() -> Json:
    """The document; every call gives a new one."""
    product = _component("application", "product")
    product["properties"] += [{"name": f"lexbom:statement:{word}", "value": "said"} for word in _STATED]
    product["externalReferences"].append({"type": "advisories", "url": "https://full.example/advisories"})
    refs = ["product", "library", "model", "weights", "data"]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": "urn:uuid:5d6f1f5c-58c3-5d6c-8b55-6c1f0e0c9a01",
        "version": 1,
        "metadata": {
            "timestamp": "2026-01-01T00:00:00Z",
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": [{"type": "application", "name": "some-tool", "version": "1"}]},
            "manufacturer": copy.deepcopy(_MAKER),
            "component": product,
        },
        "components": [_component("library", "library"), _model(), _dataset()],
        "dependencies": [
            {"ref": "product", "dependsOn": ["library", "model"]},
            {"ref": "library"},
            {"ref": "model", "dependsOn": ["data"]},
            {"ref": "weights"},
            {"ref": "data"},
        ],
        "compositions": [{"aggregate": "complete", "dependencies": refs}],
        "signature": {"algorithm": "ES256", "value": "c2lnbmVk"},
    }


def _without_entry(document: Json) -> None:
    document["dependencies"] = [one for one in document["dependencies"] if one["ref"] != "library"]


def _unneeded(document: Json) -> None:
    del document["dependencies"][2]["dependsOn"]


def _unlicensed(*kept: str) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        library = document["components"][0]
        library["licenses"] = [
            one for one in library["licenses"] if one["license"]["acknowledgement"] in kept
        ]

    return change


def _untrained(document: Json) -> None:
    del document["components"][1]["modelCard"]["modelParameters"]["datasets"]


_SPECIAL: dict[str, Callable[[Json], object]] = {
    "bsi-tr-03183-2:distribution-licences": _unlicensed("declared"),
    "bsi-tr-03183-2:original-licences": _unlicensed("concluded"),
    "bsi-tr-03183-2:licence-identifiers": _unlicensed(),
    "cyclonedx-ml:datasets": _untrained,
    "bsi-tr-03183-2:format": lambda document: document.update(specVersion="1.5"),
    "bsi-tr-03183-2:vulnerabilities": lambda document: document.update(vulnerabilities=[{"id": "CVE-1"}]),
    "bsi-tr-03183-2:depth": lambda document: document["dependencies"][0]["dependsOn"].remove("library"),
    "bsi-tr-03183-2:files": lambda document: document["components"][0].update(
        properties=[{"name": "lexbom:component", "value": "logical"}]
    ),
    "bsi-tr-03183-2:dependencies": _without_entry,
    "bsi-tr-03183-2:completeness": lambda document: document["compositions"][0]["dependencies"].remove(
        "library"
    ),
    "cisa-2026:dependency-relationship": _without_entry,
    "ntia-2021:dependency-relationship": _without_entry,
    "g7-ai:sbom-dependency-relationship": _without_entry,
    "g7-ai:dataset-dependency-relationship": _unneeded,
    "cyclonedx-ml:placement": lambda document: document["components"][0].update(
        modelCard={"properties": []} | {"bom-ref": "card"}
    ),
}
"""How to break what no path says."""


def without(profile: Profile, field: Field) -> Json:
    """The full document without this field, of one component if it is a component's."""
    document = full()
    if special := _SPECIAL.get(f"{profile.name}:{field.id}"):
        special(document)
        return document
    for path in field.paths:
        _drop(asked(document, field), path)
    return document


def asked(document: Json, field: Field) -> Json:
    """The component, or the document, that `without` takes the field from."""
    library, model, data = document["components"]
    chosen: Json = {"document": document, "model": model, "dataset": data}.get(field.of, library)
    return chosen


def _drop(entry: Any, path: str) -> None:
    """Take out whatever is at the path."""
    found = [entry]
    parsed = parse_path(path)
    for key, name, wanted, _ in parsed[:-1]:
        inner = [one.get(key) for one in found if isinstance(one, dict)]
        items = [item for value in inner for item in (value if isinstance(value, list) else [value])]
        found = [item for item in items if not name or (isinstance(item, dict) and item.get(name) == wanted)]
    for one in found:
        if isinstance(one, dict):
            one.pop(parsed[-1][0], None)
