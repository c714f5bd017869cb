# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that Python source names: hub ids in calls such as `from_pretrained` and `load_dataset`."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.discover import files, hub
from compliance.discover.candidates import Candidate, Found
from compliance.model import Evidence, Gap, Kind, Relation, RelationKind
from compliance.settings import Settings

_LIMIT = 2 * files.MEGABYTE


@dataclass(frozen=True, slots=True)
class _Call:
    kind: Kind
    argument: str = ""
    """Keyword that may hold the id instead of the first position."""
    position: int = 0
    """-1: by keyword only."""


_CALLS = {
    "from_pretrained": _Call(Kind.MODEL, "pretrained_model_name_or_path"),
    "from_single_file": _Call(Kind.MODEL, "pretrained_model_link_or_path"),
    "pipeline": _Call(Kind.MODEL, "model", 1),
    "SentenceTransformer": _Call(Kind.MODEL, "model_name_or_path"),
    "CrossEncoder": _Call(Kind.MODEL, "model_name"),
    "hf_hub_download": _Call(Kind.MODEL, "repo_id"),
    "snapshot_download": _Call(Kind.MODEL, "repo_id"),
    "load_dataset": _Call(Kind.DATASET, "path"),
}
_PREFILTER = re.compile(rb"\b(?:" + b"|".join(name.encode() for name in _CALLS) + rb")\s*\(")


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A referenced component for each hub id in the product's own source; installed packages and tests are left out."""
    for candidate in candidates:
        if candidate.suffix == ".py" and not candidate.carrier and not candidate.is_test:
            yield from _source(candidate)


def _source(candidate: Candidate) -> Iterator[Found]:
    try:
        raw = files.data(candidate, _LIMIT)
    except files.Unreadable as error:
        yield Gap(candidate.path, f"The source file {error}; model and data set ids in it are missing")
        return
    if not _PREFILTER.search(raw):
        return
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(raw)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield Gap(
            candidate.path,
            f"The Python source can't be parsed ({type(error).__name__}); model and data set ids in it are missing",
        )
        return
    lines = raw.decode("utf-8", "replace").splitlines()
    constants = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (call := _CALLS.get(_name(node.func))):
            yield from _reference(candidate, node, call, constants, lines)


def _reference(
    candidate: Candidate, node: ast.Call, call: _Call, constants: dict[str, str], lines: list[str]
) -> Iterator[Found]:
    keywords = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    value = keywords.get(call.argument) or (
        node.args[call.position] if len(node.args) > call.position else None
    )
    hub_id = _text(value, constants)
    if not hub_id or not hub.is_id(hub_id) or (candidate.file.parent / hub_id).exists():
        return
    kind = Kind.DATASET if _text(keywords.get("repo_type"), constants) == "dataset" else call.kind
    line = lines[node.lineno - 1].strip() if node.lineno <= len(lines) else ""
    evidence = (Evidence(candidate.path, node.lineno, line),)
    found = hub.component(hub_id, kind, evidence, _text(keywords.get("revision"), constants))
    yield found
    yield Relation("", RelationKind.DEPENDS_ON, found.ref, evidence)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constants(tree: ast.Module) -> dict[str, str]:
    """Names that are bound exactly once in the module, to a text."""
    bound: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                bound.setdefault(target.id, []).append(node.value)
    return {
        name: values[0].value
        for name, values in bound.items()
        if len(values) == 1 and isinstance(values[0], ast.Constant) and isinstance(values[0].value, str)
    }


def _text(value: ast.expr | None, constants: dict[str, str]) -> str:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return constants.get(value.id, "") if isinstance(value, ast.Name) else ""
