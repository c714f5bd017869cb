# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Purposes, digests, model facts and data set facts in words of SPDX 3.0.1."""

from collections.abc import Iterator

from compliance.bom.document import Json, drop_empty
from compliance.model import Component, Digest, Kind, ModelFacts

PURPOSES = {
    Kind.PRODUCT: "application",
    Kind.LIBRARY: "library",
    Kind.MODEL: "model",
    Kind.DATASET: "data",
    Kind.CONTAINER: "container",
    Kind.FILE: "file",
}
"""The primary purpose of each kind of package; services are none."""


def write_digest(one: Digest) -> Json:
    """A Hash; an algorithm that SPDX doesn't name is `other`, as SPDX has it."""
    name = (
        one.algorithm.lower().replace("sha-", "sha").replace("sha3-", "sha3_").replace("blake2b-", "blake2b")
    )
    known = "other" if name.startswith("streebog") else name
    return {"type": "Hash", "algorithm": known, "hashValue": one.value}


def write_ai_package(facts: ModelFacts) -> Json:
    """What an AIPackage has beyond a package."""
    context = {"type": "DictionaryEntry", "key": "context_length", "value": str(facts.context_length)}
    return drop_empty(
        description=facts.description,
        ai_domain=[facts.task] if facts.task else [],
        ai_typeOfModel=[facts.architecture] if facts.architecture else [],
        ai_metric=[{"type": "DictionaryEntry", "key": one.type, "value": one.value} for one in facts.metrics],
        ai_hyperparameter=[context] if facts.context_length else [],
    )


def write_dataset_package(one: Component) -> Json:
    """What a DatasetPackage has beyond a package; what kind of data it is, is never guessed."""
    facts = one.dataset
    return drop_empty(
        dataset_datasetType=["noAssertion"],
        dataset_datasetSize=one.size if one.size >= 0 else None,
        description=facts.description if facts else "",
        dataset_dataCollectionProcess=facts.provenance if facts else "",
    )


def list_unwritten(one: Component) -> Iterator[str]:
    """What a package has no place for."""
    yield from ("places where a part was found" for _ in one.evidence)
    yield from ("further files to download" for _ in one.artifacts[1:])
    if one.foreign != "{}":
        yield "parts with fields that only CycloneDX has"
