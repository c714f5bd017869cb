# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data sets: data files that the product or an installed distribution ships, known by their bytes."""

import csv
import io
import json
from collections.abc import Iterator

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.model import Component, DatasetFacts, Digest, Evidence, Gap, Kind
from compliance.settings import Settings

_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t"}
_LINES = frozenset({".jsonl", ".ndjson"})
_MAGIC = {b"PAR1": "parquet", b"ARROW1": "arrow", b"FEA1": "feather"}
_BINARY = frozenset({".parquet", ".pq", ".arrow", ".feather", ".ipc"})
_DATA_FOLDERS = frozenset(
    {"data", "dataset", "datasets", "corpus", "corpora", "training_data", "train", "eval"}
)
_COUNTED = 32 * files.MEGABYTE
"""Rows are counted in files up to this size."""
_WIDEST = 200


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A data set for each data file in a data folder or an installed distribution, and each columnar file anywhere; test folders are left out."""
    carded = {
        (candidate.carrier, candidate.folder)
        for candidate in candidates
        if candidate.name.lower() in {"dataset_card.md", "datapackage.json", "croissant.json"}
    }
    for candidate in candidates:
        if candidate.is_test or candidate.size == 0:
            continue
        if candidate.suffix in _BINARY:
            yield from _columnar(candidate)
        elif candidate.suffix in _DELIMITERS or candidate.suffix in _LINES:
            beside_card = (candidate.carrier, candidate.folder) in carded
            if (
                candidate.carrier
                or beside_card
                or not _DATA_FOLDERS.isdisjoint(candidate.folder.lower().split("/"))
            ):
                yield from _textual(candidate)


def _columnar(candidate: Candidate) -> Iterator[Found]:
    try:
        with candidate.file.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        yield Gap(candidate.path, f"The data file can't be read: {files.explain(error)}")
        return
    form = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    if form:
        yield _component(candidate, DatasetFacts(format=form))
    else:
        yield Gap(
            candidate.path, "It is called like a columnar data file but its bytes are not; it was left out"
        )


def _textual(candidate: Candidate) -> Iterator[Found]:
    form = candidate.suffix.removeprefix(".")
    if candidate.size > _COUNTED:
        yield _component(candidate, DatasetFacts(format=form))
        return
    try:
        text, clean = files.text(candidate, _COUNTED)
    except files.Unreadable as error:
        yield Gap(candidate.path, f"The data file {error}")
        return
    if not clean:
        yield Gap(candidate.path, "The data file is not valid UTF-8; its columns may be misread")
    columns = _keys(text) if candidate.suffix in _LINES else _header(text, _DELIMITERS[candidate.suffix])
    if columns is None:
        yield Gap(candidate.path, f"It is called like {form} data but its first line is not; it was left out")
        return
    lines = sum(1 for line in text.splitlines() if line.strip())
    yield _component(
        candidate, DatasetFacts(format=form, rows=lines - (candidate.suffix not in _LINES), columns=columns)
    )


def _header(text: str, delimiters: str) -> tuple[str, ...] | None:
    first = text.partition("\n")[0].strip("\r")
    delimiter = max(delimiters, key=first.count)
    if "\0" in first or not first.strip():
        return None
    try:
        names = next(csv.reader(io.StringIO(first), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return None
    return tuple(name.strip()[:80] for name in names[:_WIDEST])


def _keys(text: str) -> tuple[str, ...] | None:
    try:
        first = json.loads(text.partition("\n")[0])
    except (ValueError, RecursionError):
        return None
    return (
        tuple(str(key)[:80] for key in list(first)[:_WIDEST])
        if isinstance(first, dict)
        else ()
        if isinstance(first, list)
        else None
    )


def _component(candidate: Candidate, facts: DatasetFacts) -> Component:
    return Component(
        ref=candidate.ref,
        kind=Kind.DATASET,
        name=candidate.name,
        purl=candidate.ref if candidate.carrier else "",
        shipped_by=candidate.carrier,
        path=candidate.path,
        size=candidate.size,
        digests=(Digest("SHA-256", candidate.sha256),) if candidate.sha256 else (),
        evidence=(Evidence(candidate.path),),
        dataset=facts,
    )
