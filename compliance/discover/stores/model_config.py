# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`config.json` of transformers and diffusers, and MLflow's `MLmodel`: architecture, and the model it was made from."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import hub, parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.model import Evidence, Gap, Kind, ModelFacts, RelationKind
from compliance.settings import Settings

_LIMIT = 4 * parse_file.MEGABYTE
_LENGTHS = ("max_position_embeddings", "n_positions", "max_seq_len", "seq_length")
_LONGEST = 1 << 31


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What the configuration beside weights states of them."""
    for candidate in candidates:
        reader = {"config.json": _read_transformers, "MLmodel": _read_mlflow}.get(candidate.name)
        if reader and not candidate.is_test:
            try:
                yield from reader(candidate)
            except parse_file.Unreadable as error:
                yield Gap(candidate.path, f"It {error}; what it states of the model is missing", error.line)


def _read_transformers(candidate: ScannedFile) -> Iterator[Discovery]:
    raw = parse_file.read_bytes(candidate, _LIMIT)
    if not any(word in raw for word in (b'"model_type"', b'"architectures"', b'"_class_name"')):
        return  # config.json is a name that many programs use
    table = parse_file.parse_json(raw)
    if isinstance(table, dict):
        facts = ModelFacts(architecture=_read_architecture(table), context_length=_read_length(table))
        base = _get_text(table, "_name_or_path")
        yield from _build_statement(candidate, facts, base, "_name_or_path")


def _read_architecture(table: dict[Any, Any]) -> str:
    """The first of `architectures` (Transformers), else the class (Diffusers) or the type."""
    architectures = table.get("architectures")
    if isinstance(architectures, list) and architectures:
        named = architectures[0]
    else:
        named = table.get("_class_name") or table.get("model_type")
    return named if isinstance(named, str) else ""


def _read_length(table: dict[Any, Any]) -> int:
    """The tokens of context; 0 if nothing plausible is stated."""
    for key in _LENGTHS:
        length = table.get(key)
        if type(length) is int and 0 < length < _LONGEST:
            return length
    return 0


def _read_mlflow(candidate: ScannedFile) -> Iterator[Discovery]:
    table = parse_file.parse_yaml(parse_file.read_text(candidate, _LIMIT)[0])
    flavours = table.get("flavors") if isinstance(table, dict) else None
    for name, flavour in flavours.items() if isinstance(flavours, dict) else ():
        if isinstance(flavour, dict) and (base := _get_text(flavour, "source_model_name")):
            facts = ModelFacts(task=_get_text(flavour, "task"), producer=f"mlflow {name}")
            yield from _build_statement(candidate, facts, base, "source_model_name")
            return


def _build_statement(candidate: ScannedFile, facts: ModelFacts, base: str, key: str) -> Iterator[Discovery]:
    """The facts, and the model that it was made from, where that is one of the hub's and no folder."""
    edges: tuple[tuple[RelationKind, str], ...] = ()
    if "/" in base and hub.is_id(base) and not parse_file.is_there(candidate.file.parent / base):
        component = hub.hub_component(base, Kind.MODEL, (Evidence(candidate.path, 0, f"{key}: {base}"),))
        edges = ((RelationKind.FINE_TUNED_FROM, component.ref),)
        yield component
    yield FolderStatement(
        candidate.folder, candidate.carrier, model=facts, relations=edges, path=candidate.path
    )


def _get_text(table: dict[Any, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""
