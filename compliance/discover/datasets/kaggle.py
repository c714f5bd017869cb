# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Kaggle's upload metadata (Kaggle/kaggle-api, docs/datasets_metadata.md, kernels_metadata.md and models_metadata.md)."""

import re
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.datasets._support import described
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import (
    Component,
    DatasetFacts,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    ModelFacts,
    Presence,
    Relation,
    RelationKind,
    Subject,
)
from compliance.settings import Settings

_ID = compile_lazily(r"[\w-]{1,80}(?:/[\w.-]{1,80}){1,4}\Z", re.ASCII)
_PLACES = {Kind.DATASET: "datasets", Kind.MODEL: "models"}


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What a folder's metadata says of the data or weights in it, and the data sets and models that a kernel names."""
    for candidate in candidates:
        read = _READERS.get(candidate.name)
        if read is None or candidate.is_test:
            continue
        try:
            document, _ = parse_file.read_text(candidate, described.LIMIT)
            table = parse_file.parse_json(document.encode())
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"The Kaggle metadata {error}; what it states is missing", error.line)
            continue
        if isinstance(table, dict):
            yield from read(candidate, document, table)
        else:
            yield Gap(candidate.path, "It is called like Kaggle metadata but holds no object")


def kaggle_component(kaggle_id: str, kind: Kind, evidence: tuple[Evidence, ...]) -> Component:
    """A data set or model on Kaggle, by `owner/name` or, for a model, `owner/name/framework/variation/version`."""
    place = _PLACES[kind]
    return Component(
        ref=f"kaggle:{place}/{kaggle_id}",
        kind=kind,
        name=kaggle_id,
        presence=Presence.REFERENCED,
        evidence=evidence,
        url=f"https://www.kaggle.com/{place}/{kaggle_id}",
    )


def _dataset(candidate: ScannedFile, document: str, table: dict[str, Any]) -> Iterator[Discovery]:
    licenses = [described.plain_text_of(one, "name") for one in described.mappings_in(table.get("licenses"))]
    sources = described.plain_text_of(table, "userSpecifiedSources")
    yield FolderStatement(
        candidate.folder,
        candidate.carrier,
        tuple(_read_kaggle_claims(candidate, document, "name", licenses, Subject.DATA)),
        dataset=DatasetFacts(
            provenance=sources,
            description=described.plain_text_of(table, "description", "subtitle"),
        ),
        name=described.plain_text_of(table, "title", "id"),
        path=candidate.path,
    )


def _describe_kaggle_model(
    candidate: ScannedFile, document: str, table: dict[str, Any]
) -> Iterator[Discovery]:
    where = (Evidence(candidate.path),)
    stated = described.plain_text_of(table, "licenseName")
    training = [one for one in _collect_kaggle_ids(table.get("trainingData")) if one.count("/") == 1]
    base = [one for one in _collect_kaggle_ids(table.get("baseModelInstance")) if one.count("/") >= 1]
    named = [
        *((RelationKind.TRAINED_ON, kaggle_component(one, Kind.DATASET, where)) for one in training),
        *((RelationKind.FINE_TUNED_FROM, kaggle_component(one, Kind.MODEL, where)) for one in base),
    ]
    yield from (other for _, other in named)
    yield FolderStatement(
        candidate.folder,
        candidate.carrier,
        tuple(_read_kaggle_claims(candidate, document, "licenseName", [stated], Subject.WEIGHTS)),
        model=ModelFacts(description=described.plain_text_of(table, "overview", "subtitle")),
        name=described.plain_text_of(table, "title"),
        relations=tuple((relation, other.ref) for relation, other in named),
        path=candidate.path,
    )


def _kernel(candidate: ScannedFile, document: str, table: dict[str, Any]) -> Iterator[Discovery]:
    if candidate.carrier:
        return
    for key, kind in (("dataset_sources", Kind.DATASET), ("model_sources", Kind.MODEL)):
        line = next(
            (number for number, words in enumerate(document.splitlines(), 1) if f'"{key}"' in words), 0
        )
        for one in _collect_kaggle_ids(table.get(key)):
            where = (Evidence(candidate.path, line, f"{key}: {one}"),)
            found = kaggle_component(one, kind, where)
            yield found
            yield Relation("", RelationKind.DEPENDS_ON, found.ref, where)


def _collect_kaggle_ids(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    plain = [one.removeprefix("https://www.kaggle.com/datasets/") for one in many if isinstance(one, str)]
    return [one for one in plain if _ID.match(one)]


def _read_kaggle_claims(
    candidate: ScannedFile, document: str, key: str, names: list[str], subject: Subject
) -> Iterator[LicenseClaim]:
    for name in names:
        where = Evidence(candidate.path, described.line_of(document, key, name), f"{key}: {name}")
        if found := described.claim_license([name], where, subject=subject):
            yield found


_READERS = {
    "dataset-metadata.json": _dataset,
    "kernel-metadata.json": _kernel,
    "model-metadata.json": _describe_kaggle_model,
    "model-instance-metadata.json": _describe_kaggle_model,
}
