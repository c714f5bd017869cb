# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Model and data set cards: a README.md with Hugging Face front matter (huggingface/hub-docs, modelcard.md and datasetcard.md)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from compliance.discover.base import hub, parse_file
from compliance.discover.cards import card_claims, dataset_card, front_matter
from compliance.discover.cards.card_claims import CardTerms
from compliance.discover.cards.front_matter import text_of, texts_of
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.discover.licences import license_files
from compliance.discover.licences._support import file_names
from compliance.model import (
    Aspect,
    AspectName,
    Evidence,
    Gap,
    Kind,
    Metric,
    ModelFacts,
    RelationKind,
    Subject,
)
from compliance.read_file import open_file
from compliance.settings import Settings

_NAMES = frozenset({"readme.md", "modelcard.md", "model_card.md", "dataset_card.md"})
_LIMIT = 10 * parse_file.MEGABYTE
_RELATIONS = {
    "adapter": RelationKind.ADAPTER_OF,
    "merge": RelationKind.MERGED_FROM,
    "quantized": RelationKind.QUANTISED_FROM,
    "finetune": RelationKind.FINE_TUNED_FROM,
}


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What each card says of the weights or data in its folder and below."""
    for candidate in candidates:
        if candidate.name.lower() in _NAMES:
            for item in _card(candidate):
                yield from (
                    _with_linked_text(item, candidates) if isinstance(item, FolderStatement) else (item,)
                )


def is_dataset_card(candidate: ScannedFile) -> bool:
    """Whether a file is the card of a data set, by its front matter."""
    if candidate.name.lower() not in _NAMES:
        return False
    try:
        with open_file(candidate.file) as file:
            if not file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
                return False
        document, _ = parse_file.read_text(candidate, _LIMIT)
        return front_matter.is_of_dataset(parse_file.parse_front_matter(document)[0])
    except (OSError, parse_file.Unreadable):
        return False


def _card(candidate: ScannedFile) -> Iterator[Discovery]:
    try:
        document, clean = parse_file.read_text(candidate, _LIMIT)
        table, where = parse_file.parse_front_matter(document)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"The card {error}; what it states is missing", error.line)
        return
    if not front_matter.is_card(table):
        return
    if not clean:
        yield Gap(
            candidate.path,
            "The card is not valid UTF-8; the bytes that aren't were replaced, save it as UTF-8",
        )
    of_dataset = front_matter.is_of_dataset(table)
    terms = CardTerms(table, candidate.path, where, Subject.DATA if of_dataset else Subject.WEIGHTS)
    if choice := card_claims.find_open_choice(terms):
        yield choice
    others = list(_others(table, candidate.path, where))
    yield from (component for _, component in others)
    yield FolderStatement(
        folder=candidate.folder,
        carrier=candidate.carrier,
        claims=tuple(card_claims.read_card_claims(terms)),
        model=None if of_dataset else _describe_hub_cards_model(table, candidate.path, where),
        dataset=dataset_card.read_dataset_facts(table, document) if of_dataset else None,
        name=text_of(table, "model_name") or (text_of(table, "pretty_name") if of_dataset else ""),
        relations=tuple((relation, component.ref) for relation, component in others),
        path=candidate.path,
        linked=_linked_path(candidate, table),
    )


def _linked_path(candidate: ScannedFile, table: dict[str, Any]) -> str:
    link = card_claims.linked_file(table)
    return f"{candidate.folder}/{link}".removeprefix("/") if link else ""


def _with_linked_text(statement: FolderStatement, candidates: tuple[ScannedFile, ...]) -> Iterator[Discovery]:
    """The statement, and what the text beside it that it links says; a link to a file that isn't there says nothing."""
    there = next(
        (
            candidate
            for candidate in candidates
            if statement.linked
            and candidate.path == statement.linked
            and candidate.carrier == statement.carrier
        ),
        None,
    )
    yield statement if there else replace(statement, linked="")
    if there and not file_names.is_license(there):
        yield from license_files.read_license(there, statement.folder)


def _describe_hub_cards_model(table: dict[str, Any], path: str, where: dict[str, int]) -> ModelFacts:
    metrics = tuple(_metrics(table.get("model-index")))
    evaluation = Aspect(
        AspectName.EVALUATION, "present", Evidence(path, where.get("model-index", 1), "model-index")
    )
    emissions = table.get("co2_eq_emissions")
    return ModelFacts(
        task=text_of(table, "pipeline_tag"),
        languages=tuple(texts_of(table, "language")),
        producer=text_of(table, "library_name"),
        emissions=text_of(emissions, "emissions")
        if isinstance(emissions, dict)
        else text_of(table, "co2_eq_emissions"),
        metrics=metrics,
        aspects=(evaluation,) if metrics else (),
    )


def _metrics(index: Any) -> Iterator[Metric]:
    """The results in `model-index` (huggingface/hub-docs, modelcard.md)."""
    for model in _tables(index):
        for result in _tables(model.get("results")):
            dataset = result.get("dataset")
            name = text_of(dataset, "name") if isinstance(dataset, dict) else ""
            for metric in _tables(result.get("metrics")):
                if kind := text_of(metric, "type") or text_of(metric, "name"):
                    yield Metric(kind, text_of(metric, "value"), name)


def _tables(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _others(table: dict[str, Any], path: str, where: dict[str, int]) -> Iterator[tuple[RelationKind, Any]]:
    derived = _RELATIONS.get(text_of(table, "base_model_relation"), RelationKind.FINE_TUNED_FROM)
    for key, relation, kind in (
        ("base_model", derived, Kind.MODEL),
        ("datasets", RelationKind.TRAINED_ON, Kind.DATASET),
    ):
        for hub_id in texts_of(table, key):
            if hub.is_id(hub_id):
                yield (
                    relation,
                    hub.hub_component(hub_id, kind, (Evidence(path, where.get(key, 1), f"{key}: {hub_id}"),)),
                )
