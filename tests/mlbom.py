# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A good ML-BOM: written by our own writer, with what other tools add, so that tests can break one thing in it at a time."""

import json
from dataclasses import replace
from typing import Any

from compliance.bom.cyclonedx import write
from compliance.model import (
    Component,
    DatasetFacts,
    Digest,
    Inventory,
    Kind,
    LicenseClaim,
    ModelFacts,
    Relation,
    RelationKind,
    SaidBy,
    Status,
    Subject,
)
from compliance.settings import Settings

TODAY_IS = (2026, 11, 20)
SERIAL = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"


def _claim(expression: str, subject: Subject) -> LicenseClaim:
    return LicenseClaim(expression, SaidBy.METADATA, Status.DECLARED, subject)


_PARTS = (
    Component(
        ref="pkg:pypi/torch@2.9.1",
        kind=Kind.LIBRARY,
        name="torch",
        version="2.9.1",
        purl="pkg:pypi/torch@2.9.1",
        digests=(Digest("SHA-256", "ab" * 32),),
        licenses=(_claim("BSD-3-Clause", Subject.CODE),),
    ),
    Component(
        ref="weights:model.onnx",
        kind=Kind.MODEL,
        name="model.onnx",
        version="1.0",
        digests=(Digest("SHA-256", "cd" * 32),),
        licenses=(_claim("Apache-2.0 OR MIT", Subject.WEIGHTS),),
        model=ModelFacts(format="onnx", architecture="resnet", task="image-classification"),
    ),
    Component(
        ref="data:spring.csv",
        kind=Kind.DATASET,
        name="spring.csv",
        licenses=(_claim("CC-BY-4.0", Subject.DATA),),
        dataset=DatasetFacts(format="csv", rows=12),
    ),
)


def good() -> dict[str, Any]:
    """The document, anew for each caller; it has no problem that is more than a note."""
    inventory = Inventory(
        product=Component(ref="product", kind=Kind.PRODUCT, name="fieldnotes", version="1.0"),
        components=tuple(sorted(_PARTS, key=lambda part: part.ref)),
        relations=(
            Relation("product", RelationKind.DEPENDS_ON, "pkg:pypi/torch@2.9.1"),
            Relation("weights:model.onnx", RelationKind.TRAINED_ON, "data:spring.csv"),
        ),
    )
    settings = replace(Settings(), timestamp="2026-01-31T12:00:00Z")
    document: dict[str, Any] = json.loads(write.serialise_bom(write.write_bom(inventory, settings)))
    return document | _more(document)


def _more(document: dict[str, Any]) -> dict[str, Any]:
    number = next(at for at, one in enumerate(document["components"]) if one["name"] == "model.onnx")
    return {
        "serialNumber": SERIAL,
        "version": 1,
        "services": [{"bom-ref": "service:chat", "name": "chat", "endpoints": ["https://chat.example/v1"]}],
        "dependencies": [
            {"ref": "data:spring.csv"},
            {"ref": "pkg:pypi/torch@2.9.1"},
            {"ref": "product", "dependsOn": ["pkg:pypi/torch@2.9.1", "service:chat", "weights:model.onnx"]},
            {"ref": "service:chat"},
            {"ref": "weights:model.onnx", "dependsOn": ["data:spring.csv"]},
        ],
        "compositions": [{"aggregate": "complete", "assemblies": ["product"]}],
        "vulnerabilities": [
            {
                "bom-ref": "v",
                "id": "CVE-2026-0001",
                "created": "2026-02-01T00:00:00Z",
                "affects": [{"ref": "pkg:pypi/torch@2.9.1"}],
            }
        ],
        "annotations": [
            {
                "subjects": ["weights:model.onnx"],
                "annotator": {"organization": {"name": "Example"}},
                "timestamp": "2026-02-01T00:00:00Z",
                "text": "Looked at by hand.",
            }
        ],
        "citations": [
            {
                "pointers": [f"/components/{number}/name"],
                "timestamp": "2026-02-01T00:00:00Z",
                "attributedTo": "service:chat",
            }
        ],
        "declarations": {
            "claims": [
                {
                    "bom-ref": "claim",
                    "target": "weights:model.onnx",
                    "predicate": "tested",
                    "evidence": ["proof"],
                }
            ],
            "evidence": [{"bom-ref": "proof", "description": "a test report"}],
        },
    }
