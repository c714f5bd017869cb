# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Files that may be weights, looked into: each format in turn, first by its magic, then by its structure."""

import fnmatch
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import BinaryIO, cast

from compliance.discover import weights
from compliance.discover.base import hub
from compliance.discover.base.parse_file import explain_os_error
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.weights._support.model_places import place_model
from compliance.discover.weights._support.neighbours import Around
from compliance.discover.weights.interface import Broken, Header, NotThis, WeightFormat
from compliance.discover.weights.reader import NEVER, extension_of
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
from compliance.read_file import open_file

_HEAD = 64
_NAMED_MISSING = 3
_WEIGHTS = frozenset({"weights", "shard"})


def find_models(possible: Iterable[ScannedFile], candidates: tuple[ScannedFile, ...]) -> Iterator[Discovery]:
    """A model for each of the possible files that is one, with what its header states, and a file for each other file that belongs to it."""
    around = Around(candidates)
    folders: set[tuple[str, str]] = set()
    for candidate in possible:
        for found in _look(candidate, around):
            if isinstance(found, Component) and found.kind is Kind.MODEL and found.path:
                home = place_model(candidate.path).anchor
                folders.update(
                    {(candidate.carrier, candidate.folder), (candidate.carrier, home or candidate.folder)}
                )
            yield found
    for carrier, folder in sorted(folders):
        for candidate, role in around.parts(carrier, folder):
            yield replace(_build_look_component(candidate, Kind.FILE, candidate.name), role=role)


@cache
def load_formats() -> tuple[WeightFormat, ...]:
    """The modules in this folder that read a format."""
    modules = (
        importlib.import_module(f"{weights.__name__}.{found.name}")
        for found in pkgutil.iter_modules(weights.__path__)
    )
    return tuple(cast("WeightFormat", module) for module in modules if hasattr(module, "recognise"))


@cache
def _called(extension: str) -> tuple[tuple[WeightFormat, re.Pattern[str]], ...]:
    """The formats that ask for a name with this extension, each with the pattern that paths have to match."""
    return tuple(
        (form, re.compile(fnmatch.translate(pattern)))
        for form in load_formats()
        for pattern in getattr(form, "CALLED", ())
        if pattern[pattern.rindex(".") :] == extension
    )


@cache
def _unnamed() -> list[WeightFormat]:
    return [form for form in load_formats() if not hasattr(form, "CALLED")]


def _possible(candidate: ScannedFile) -> list[WeightFormat]:
    """The formats that are tried on a file, those that ask for its name first; in a folder for tests a name proves nothing."""
    path = candidate.path.lower()
    extension = extension_of(path)
    named = [
        form
        for form, pattern in _called(extension)
        if pattern.match(path) and not (candidate.is_test and getattr(form, "WEAK", False))
    ]
    return list(dict.fromkeys(named)) + (_unnamed() if extension not in NEVER else [])


def _look(candidate: ScannedFile, around: Around) -> Iterator[Discovery]:
    possible = _possible(candidate)
    if not possible:
        return
    try:
        with open_file(candidate.file) as file:
            head = file.read(_HEAD)
            for form in possible:
                if form.recognise(head, candidate.size):
                    found = _parse_look(candidate, form, file, around)
                    if found is not None:
                        yield from found
                        return
    except OSError as error:
        yield Gap(
            candidate.path,
            f"The file can't be read: {explain_os_error(error)}; whether it holds a model is not known",
        )
        return
    for form in possible:
        if candidate.suffix in form.SUFFIXES and not _is_text(head):
            yield Gap(
                candidate.path,
                f"It is called like a {form.NAME} model but its bytes are not of that format; it was left out",
            )


def _parse_look(
    candidate: ScannedFile, form: WeightFormat, file: BinaryIO, around: Around
) -> list[Discovery] | None:
    """What one format makes of the file; nothing if it is another one's."""
    file.seek(0)
    try:
        header = form.read(file, candidate.size)
    except NotThis:
        return None
    except Broken as error:
        if _is_weak_evidence(candidate, form):
            return None
        return [
            Gap(candidate.path, f"The {form.NAME} file {error}; replace it or exclude it"),
            _build_look_component(candidate, Kind.FILE, candidate.name),
        ]
    if not around.is_proven(candidate, header):
        return None
    found = list(_describe_look_model(candidate, header, around))
    return found if _has_weights(header, found) else None


def _is_weak_evidence(candidate: ScannedFile, form: WeightFormat) -> bool:
    """Whether a broken file is none of the format: two bytes that look like ONNX, or a broken zip, are no evidence of a model."""
    if candidate.suffix in form.SUFFIXES:
        return False
    return getattr(form, "WEAK", False) or hasattr(form, "CALLED")


def _has_weights(header: Header, found: list[Discovery]) -> bool:
    """Whether a model was found: a manifest is one only if it states its files or some of them are there."""
    if not found:
        return False
    if not header.manifest or any(member.stated for member in header.members):
        return True
    return any(isinstance(one, Component) and one.role in _WEIGHTS for one in found)


def _is_text(head: bytes) -> bool:
    """Path configuration files of site-packages are called .pth too."""
    return not head.translate(None, bytes(range(9, 14)) + bytes(range(32, 127)))


def _describe_look_model(candidate: ScannedFile, header: Header, around: Around) -> Iterator[Discovery]:
    plain = _build_look_component(candidate, Kind.MODEL, header.name or candidate.name)
    claims = tuple(_build_claim(candidate, key, value) for key, value in header.licenses)
    yield replace(plain, licenses=claims, model=header.facts, role="manifest" if header.manifest else "")
    if header.remark:
        yield Gap(candidate.path, f"The file {header.remark}")
    yield from _list_look_members(candidate, header, around)
    where = (Evidence(candidate.path),)
    for relation, name, kind in _list_origins(header):
        other = hub.hub_component(name, kind, where)
        yield other
        yield Relation(plain.ref, relation, other.ref, where)


def _build_claim(candidate: ScannedFile, key: str, value: str) -> LicenseClaim:
    return LicenseClaim(
        expressions.resolve_expression(value),
        SaidBy.HEADER,
        subject=Subject.WEIGHTS,
        stated=value,
        evidence=(Evidence(candidate.path, 0, f"{key}: {value}"),),
    )


def _list_origins(header: Header) -> Iterator[tuple[RelationKind, str, Kind]]:
    """The models that it was made from and the data that it was trained on, as the header names them."""
    quantised = any(dtype.startswith(("Q", "IQ")) for dtype in header.facts.precision)
    derived = header.derived or (RelationKind.QUANTISED_FROM if quantised else RelationKind.FINE_TUNED_FROM)
    for name in header.base_models:
        if hub.is_id(name):
            yield derived, name, Kind.MODEL
    for name in header.datasets:
        yield RelationKind.TRAINED_ON, name, Kind.DATASET


def _list_look_members(candidate: ScannedFile, header: Header, around: Around) -> Iterator[Discovery]:
    members, absent = around.members(candidate, header)
    for other, role in members.values():
        yield replace(
            _build_look_component(other, Kind.FILE, other.name), shipped_by=candidate.ref, role=role
        )
    if absent:
        more = f" and {len(absent) - _NAMED_MISSING} more" if len(absent) > _NAMED_MISSING else ""
        named = ", ".join(name[:100] for name in absent[:_NAMED_MISSING])
        yield Gap(
            candidate.path, f"It names weights that are not there: {named}{more}; the model is not complete"
        )


def _build_look_component(candidate: ScannedFile, kind: Kind, name: str) -> Component:
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
