# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Model weights: found by their first bytes and their structure, whatever they are called."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast

from compliance.discover import hub, weights
from compliance.discover.candidates import Candidate, Found
from compliance.discover.files import explain
from compliance.discover.weights.header import Broken, Format, Header, NotThis
from compliance.licensing import expressions
from compliance.model import (
    Component,
    Digest,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    Relation,
    RelationKind,
    SaidBy,
    Subject,
)
from compliance.settings import Settings

_HEAD = 64
_NEVER = frozenset({".py", ".pyc", ".pyi", ".ipynb", ".md", ".rst", ".txt", ".html", ".css", ".js", ".ts", ".map", ".svg", ".json", ".toml", ".yaml", ".yml", ".csv",
                    ".tsv", ".xml", ".lock", ".cfg", ".ini", ".sh", ".so", ".dll", ".exe", ".png", ".jpg", ".jpeg", ".gif", ".c", ".h", ".cpp", ".rs", ".go", ".java"})  # fmt: skip
"""Extensions of text and code; no format that is read here hides behind them."""

_GENERIC = frozenset(
    {
        "model",
        "pytorch_model",
        "adapter_model",
        "weights",
        "best",
        "last",
        "checkpoint",
        "diffusion_pytorch_model",
    }
)
"""Names that files of many models have."""


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A model for each weight file, with what its header states."""
    for candidate in candidates:
        if candidate.size > 16 and candidate.suffix not in _NEVER:
            yield from _look(candidate)


@cache
def formats() -> tuple[Format, ...]:
    """The modules in this folder that read a format."""
    modules = (
        importlib.import_module(f"{weights.__name__}.{found.name}")
        for found in pkgutil.iter_modules(weights.__path__)
    )
    return tuple(cast("Format", module) for module in modules if hasattr(module, "recognise"))


def _look(candidate: Candidate) -> Iterator[Found]:
    try:
        with candidate.file.open("rb") as file:
            head = file.read(_HEAD)
            for form in formats():
                if form.recognise(head, candidate.size):
                    file.seek(0)
                    try:
                        yield from _model(candidate, form.read(file, candidate.size))
                    except NotThis:
                        continue
                    except Broken as error:
                        yield from _broken(candidate, form, error)
                    return
    except OSError as error:
        yield Gap(
            candidate.path, f"The file can't be read: {explain(error)}; whether it holds a model is not known"
        )
        return
    for form in formats():
        if candidate.suffix in form.SUFFIXES and not _is_text(head):
            yield Gap(
                candidate.path,
                f"It is called like a {form.NAME} model but its bytes are not of that format; it was left out",
            )


def _is_text(head: bytes) -> bool:
    """Path configuration files of site-packages are called .pth too."""
    return not head.translate(None, bytes(range(9, 14)) + bytes(range(32, 127)))


def _broken(candidate: Candidate, form: Format, error: Broken) -> Iterator[Found]:
    if candidate.suffix not in form.SUFFIXES and form.NAME in {"onnx", "pytorch"}:
        return  # two bytes that look like ONNX, or a broken zip, are no evidence of a model
    yield Gap(candidate.path, f"The {form.NAME} file {error}; replace it or exclude it")
    yield _component(candidate, Kind.FILE, candidate.name)


def _model(candidate: Candidate, header: Header) -> Iterator[Found]:
    plain = _component(candidate, Kind.MODEL, header.name or _called(candidate))
    claims = tuple(
        LicenseClaim(
            expressions.resolve(value),
            SaidBy.HEADER,
            subject=Subject.WEIGHTS,
            stated=value,
            evidence=(Evidence(candidate.path, 0, f"{key}: {value}"),),
        )
        for key, value in header.licenses
    )
    yield replace(plain, licenses=claims, model=header.facts)
    where = (Evidence(candidate.path),)
    quantised = any(dtype.startswith(("Q", "IQ")) for dtype in header.facts.precision)
    derived = RelationKind.QUANTISED_FROM if quantised else RelationKind.FINE_TUNED_FROM
    named = [(derived, name, Kind.MODEL) for name in header.base_models] + [
        (RelationKind.TRAINED_ON, name, Kind.DATASET) for name in header.datasets
    ]
    for relation, name, kind in named:
        other = hub.component(name, kind, where)
        yield other
        yield Relation(plain.ref, relation, other.ref, where)


def _called(candidate: Candidate) -> str:
    """The file's name, with its folder where the name alone says nothing."""
    stem = candidate.name.partition(".")[0].partition("-000")[0].lower()
    folder = candidate.folder.rpartition("/")[2]
    return f"{folder}/{candidate.name}" if stem in _GENERIC and folder else candidate.name


def _component(candidate: Candidate, kind: Kind, name: str) -> Component:
    return Component(
        ref=candidate.ref,
        kind=kind,
        name=name,
        purl=candidate.ref if candidate.carrier else "",
        shipped_by=candidate.carrier,
        path=candidate.path,
        size=candidate.size,
        digests=(Digest("SHA-256", candidate.sha256),) if candidate.sha256 else (),
        evidence=(Evidence(candidate.path),),
    )
