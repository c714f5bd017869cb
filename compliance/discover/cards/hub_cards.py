# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Model and data set cards: a README.md with Hugging Face front matter (huggingface/hub-docs, modelcard.md and datasetcard.md)."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import hub, parse_file
from compliance.discover.cards import dataset_card
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.licensing import expressions
from compliance.licensing.clauses import read_clauses
from compliance.model import (
    Aspect,
    AspectName,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    Metric,
    ModelFacts,
    RelationKind,
    SaidBy,
    Subject,
)
from compliance.read_file import open_file
from compliance.settings import Settings

_NAMES = frozenset({"readme.md", "modelcard.md", "model_card.md", "dataset_card.md"})
_LIMIT = 10 * parse_file.MEGABYTE
_OF_MODELS = frozenset(
    {
        "base_model",
        "pipeline_tag",
        "library_name",
        "model-index",
        "datasets",
        "inference",
        "widget",
        "model_name",
        "base_model_relation",
    }
)
_OF_DATASETS = frozenset(
    {
        "dataset_info",
        "task_categories",
        "size_categories",
        "annotations_creators",
        "source_datasets",
        "configs",
        "task_ids",
        "pretty_name",
    }
)
_RELATIONS = {
    "adapter": RelationKind.ADAPTER_OF,
    "merge": RelationKind.MERGED_FROM,
    "quantized": RelationKind.QUANTISED_FROM,
    "finetune": RelationKind.FINE_TUNED_FROM,
}
_UNSAID = frozenset({"", "unknown", "none", "null"})


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What each card says of the weights or data in its folder and below."""
    for candidate in candidates:
        if candidate.name.lower() in _NAMES:
            yield from _card(candidate)


def is_dataset_card(candidate: ScannedFile) -> bool:
    """Whether a file is the card of a data set, by its front matter."""
    if candidate.name.lower() not in _NAMES:
        return False
    try:
        with open_file(candidate.file) as file:
            if not file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
                return False
        return _of_datasets(parse_file.parse_front_matter(parse_file.read_text(candidate, _LIMIT)[0])[0])
    except (OSError, parse_file.Unreadable):
        return False


def _of_datasets(table: dict[str, Any]) -> bool:
    return not _OF_DATASETS.isdisjoint(table) and _OF_MODELS.isdisjoint(table)


def _card(candidate: ScannedFile) -> Iterator[Discovery]:
    try:
        document, clean = parse_file.read_text(candidate, _LIMIT)
        table, where = parse_file.parse_front_matter(document)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"The card {error}; what it states is missing", error.line)
        return
    if not table:
        return
    if not clean:
        yield Gap(
            candidate.path,
            "The card is not valid UTF-8; the bytes that aren't were replaced, save it as UTF-8",
        )
    of_datasets = _of_datasets(table)
    if not of_datasets and _OF_MODELS.isdisjoint(table) and not {"license", "tags"} <= set(table):
        return  # front matter of a static site generator
    evidence = (Evidence(candidate.path, 1),)
    others = list(_others(table, candidate.path, where))
    yield from (component for _, component in others)
    yield FolderStatement(
        folder=candidate.folder,
        carrier=candidate.carrier,
        claims=tuple(
            _read_hub_cards_claims(
                table, candidate.path, where, Subject.DATA if of_datasets else Subject.WEIGHTS
            )
        ),
        model=None if of_datasets else _describe_hub_cards_model(table, candidate.path, where),
        dataset=dataset_card.read_dataset_facts(table, document) if of_datasets else None,
        name=_one(table, "model_name") or (_one(table, "pretty_name") if of_datasets else ""),
        relations=tuple((relation, component.ref) for relation, component in others),
        path=evidence[0].path,
    )


def _read_hub_cards_claims(
    table: dict[str, Any], path: str, where: dict[str, int], subject: Subject
) -> Iterator[LicenseClaim]:
    gate = _one(table, "extra_gated_prompt")
    read = read_clauses.read_clauses(gate, path) if gate else ()
    link = _one(table, "license_link")
    for stated in _many(table, "license"):
        named = stated.lower() != "other"
        name = stated if named else _one(table, "license_name") or link
        if name.lower() in _UNSAID:
            continue
        key = "license" if named else "license_name" if name != link else "license_link"
        yield LicenseClaim(
            expressions.resolve_expression(name) or ("" if named else expressions.expression_of_url(link)),
            SaidBy.CARD,
            subject=subject,
            stated=name,
            evidence=(Evidence(path, where.get(key, 1), f"{key}: {name}"),),
            clauses=read,
        )


def _describe_hub_cards_model(table: dict[str, Any], path: str, where: dict[str, int]) -> ModelFacts:
    metrics = tuple(_metrics(table.get("model-index")))
    evaluation = Aspect(
        AspectName.EVALUATION, "present", Evidence(path, where.get("model-index", 1), "model-index")
    )
    emissions = table.get("co2_eq_emissions")
    return ModelFacts(
        task=_one(table, "pipeline_tag"),
        languages=tuple(_many(table, "language")),
        producer=_one(table, "library_name"),
        emissions=_one(emissions, "emissions")
        if isinstance(emissions, dict)
        else _one(table, "co2_eq_emissions"),
        metrics=metrics,
        aspects=(evaluation,) if metrics else (),
    )


def _metrics(index: Any) -> Iterator[Metric]:
    """The results in `model-index` (huggingface/hub-docs, modelcard.md)."""
    for model in _tables(index):
        for result in _tables(model.get("results")):
            dataset = result.get("dataset")
            name = _one(dataset, "name") if isinstance(dataset, dict) else ""
            for metric in _tables(result.get("metrics")):
                if kind := _one(metric, "type") or _one(metric, "name"):
                    yield Metric(kind, _one(metric, "value"), name)


def _tables(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _others(table: dict[str, Any], path: str, where: dict[str, int]) -> Iterator[tuple[RelationKind, Any]]:
    derived = _RELATIONS.get(_one(table, "base_model_relation"), RelationKind.FINE_TUNED_FROM)
    for key, relation, kind in (
        ("base_model", derived, Kind.MODEL),
        ("datasets", RelationKind.TRAINED_ON, Kind.DATASET),
    ):
        for hub_id in _many(table, key):
            if hub.is_id(hub_id):
                yield (
                    relation,
                    hub.hub_component(hub_id, kind, (Evidence(path, where.get(key, 1), f"{key}: {hub_id}"),)),
                )


def _one(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return (
        " ".join(value.split())
        if isinstance(value, str) and key != "extra_gated_prompt"
        else value
        if isinstance(value, str)
        else ""
    )


def _many(table: dict[str, Any], key: str) -> list[str]:
    value = table.get(key)
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [item.strip() for item in found if isinstance(item, str) and item.strip()]
