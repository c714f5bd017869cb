# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that configuration files name: YAML, TOML and JSON, by keys that hold ids of the hub."""

from collections.abc import Iterator

from compliance.discover.base import redact
from compliance.discover.code.references import ids, tables, targets
from compliance.discover.code.references.tables import ConfigTable
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Evidence

_MODELS = frozenset(
    """
    model modelname modelid modelnameorpath pretrainedmodelnameorpath pretrainedmodel pretrainedmodelname pretrainednameorpath
    pretrained basemodel basemodelnameorpath basemodelid basemodelname repoid hfrepo hfrepoid hfmodel hfmodelid hfmodelname
    huggingfacemodel huggingfacemodelid teachermodel teachermodelnameorpath draftmodel rewardmodel rewardmodelpath embeddingmodel
    embeddingmodelname embeddingmodelid embedmodel rerankermodel rerankmodel llmmodel tokenizernameorpath tokenizername
    tokenizerid speculativemodel sftmodelpath refmodel
    """.split()  # noqa: SIM905 - a word a line would hide the sense
)
_DATASETS = frozenset(
    """
    dataset datasetname datasetid datasetrepoid hfdataset hfdatasetname hfdatasetid traindataset evaldataset traindatasetname
    evaldatasetname datasetmixer
    """.split()  # noqa: SIM905 - a word a line would hide the sense
)
_LISTS_OF_DATASETS = frozenset({"datasets", "dataset", "testdatasets", "pretrainingdataset", "traindatasets"})
_NOT_OURS = frozenset(
    {
        "adapter_config.json",  # the weights beside it tell what they adapt
        "tokenizer_config.json",
        "composer.json",
        "composer.lock",
        "tsconfig.json",
        "lexbom.toml",  # declared, not referenced
    }
)


def tables_of(candidate: ScannedFile, raw: bytes) -> list[ConfigTable]:
    """The mappings of a configuration file, by its suffix; records of data in it are left out.

    Raises:
        Unreadable: it can't be parsed.
    """
    document = raw.decode("utf-8-sig", "replace")
    if candidate.suffix == ".toml":
        found = tables.of_toml(document, is_wanted)
    elif candidate.suffix == ".json":
        found = tables.of_json(document, is_wanted)
    else:
        found = tables.of_yaml(document)
    return tables.without_records(found, lambda key: _simplify_configs(key) in _LISTS_OF_DATASETS)


def is_wanted(key: str) -> bool:
    """Whether a key may hold an id."""
    plain = _simplify_configs(key)
    return plain in _MODELS or plain in _DATASETS or plain in _LISTS_OF_DATASETS or plain in {"path", "repo"}


def find_config_references(
    candidate: ScannedFile, found: list[ConfigTable], lines: list[str]
) -> Iterator[Discovery]:
    """What the mappings of a configuration file name."""
    if candidate.name in _NOT_OURS:
        return
    for table in found:
        for key, text, number in table.entries:
            plain = _simplify_configs(key)
            if ids.is_owned(text):
                words = lines[number - 1] if number else f"{key}: {text}"
                evidence = Evidence(candidate.path, number, redact.quote_line(words))
                yield from _name_configs(candidate, table, plain, text, evidence)


def _name_configs(
    candidate: ScannedFile, table: ConfigTable, key: str, text: str, evidence: Evidence
) -> Iterator[Discovery]:
    listed = _simplify_configs(table.key) in _LISTS_OF_DATASETS and key in {"path", "repoid", "name", "id"}
    is_dataset = key in _DATASETS | _LISTS_OF_DATASETS or listed
    if is_dataset or (key in _MODELS and table.get("repo_type") == "dataset"):
        revision = table.get("dataset_revision") or (table.get("revision") if listed else "")
        yield from targets.hub_dataset(text, candidate, evidence, revision)
    elif key in _MODELS:
        revision = table.get("revision", "model_revision", "hf_revision")
        yield from targets.hub_model(text, candidate, evidence, revision)


def _simplify_configs(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "")
