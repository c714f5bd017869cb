# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data files that the product or an installed distribution ships, each with the rule that made it data."""

from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.cards import hub_cards
from compliance.discover.datasets._support import parquet, tabular
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Component, DatasetFacts, Digest, Evidence, Gap, Kind
from compliance.read_file import open_file
from compliance.settings import Settings

_MAGIC = {b"PAR1": "parquet", b"ARROW1": "arrow", b"FEA1": "feather"}
_BINARY = frozenset({".parquet", ".pq", ".arrow", ".feather", ".ipc"})
_RECORDS = frozenset({"json", "geojson"})
_DESCRIPTIONS = frozenset({"datapackage.json", "datapackage.yaml", "croissant.json"})
_CARDS = frozenset({"dataset_card.md", "dataset-metadata.json"})
_Place = tuple[str, str]
FOLDERS = frozenset(
    {
        "data",
        "_data",
        "dataset",
        "datasets",
        "corpus",
        "corpora",
        "training_data",
        "sample_data",
        "raw_data",
        "train",
        "eval",
    }
)
"""Names of folders for data."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set for each data file in a data folder or an installed distribution, and each columnar file anywhere; test folders are left out."""
    beside, below = _described(candidates)
    for candidate in candidates:
        if candidate.is_test or candidate.size == 0:
            continue
        if candidate.suffix in _BINARY:
            yield from _columnar(candidate)
        elif rule := _explain_rule(candidate, beside, below):
            yield from _textual(candidate, rule)


def in_data_folder(candidate: ScannedFile) -> str:
    """The name of a folder for data that the file lies in, or nothing."""
    parts = reversed(candidate.folder.split("/"))
    return next((part for part in parts if part.lower() in FOLDERS or part.lower().endswith("datasets")), "")


def data_component(candidate: ScannedFile, facts: DatasetFacts, rule: str, *, owner: str = "") -> Component:
    """A file as a data set, or as a part of its owner; `rule` says why it is taken for data."""
    return Component(
        ref=candidate.ref,
        kind=Kind.FILE if owner else Kind.DATASET,
        name=candidate.name,
        purl=candidate.ref if candidate.carrier else "",
        shipped_by=owner or candidate.carrier,
        path=candidate.path,
        size=candidate.size,
        digests=(Digest("SHA-256", candidate.sha256),) if candidate.sha256 else (),
        evidence=(Evidence(candidate.path, 0, rule),),
        dataset=None if owner else facts,
    )


def _described(candidates: tuple[ScannedFile, ...]) -> tuple[set[_Place], set[_Place]]:
    """Folders with a list of files, in which more data may lie, and folders whose card speaks for all data below."""
    beside, below = set(), set()
    for candidate in candidates:
        name = candidate.name.lower()
        if name in _DESCRIPTIONS:
            beside.add((candidate.carrier, candidate.folder))
        elif name in _CARDS or hub_cards.is_dataset_card(candidate):
            below.add((candidate.carrier, candidate.folder))
    return beside, below


def _explain_rule(candidate: ScannedFile, beside: set[_Place], below: set[_Place]) -> str:
    """Why this file is data, in words; nothing when it is not."""
    form = tabular.detect_table_format(candidate)
    folder = in_data_folder(candidate)
    if form in tabular.FORMATS or (form in _RECORDS and folder):
        place = f"in a folder called {folder}" if folder else _name_place(candidate, beside, below)
        if place:
            return f"{form} {place}"
    return "TopoJSON by its first bytes" if form in tabular.MAPS and tabular.is_map(candidate) else ""


def _name_place(candidate: ScannedFile, beside: set[_Place], below: set[_Place]) -> str:
    """Where a table lies that makes it data; nothing if it lies anywhere else."""
    if (candidate.carrier, candidate.folder) in beside:
        return "beside the description of a data set"
    if any((candidate.carrier, above) in below for above in _list_data_folders(candidate.path)):
        return "below the card of a data set"
    return "in an installed distribution" if candidate.carrier else ""


def _list_data_folders(path: str) -> Iterator[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path


def _columnar(candidate: ScannedFile) -> Iterator[Discovery]:
    try:
        with open_file(candidate.file) as file:
            head = file.read(8)
            form = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
            rows, columns = parquet.read_parquet(file, candidate.size) if form == "parquet" else (0, ())
    except OSError as error:
        yield Gap(candidate.path, f"The data file can't be read: {parse_file.explain_os_error(error)}")
        return
    except parquet.BrokenParquet as error:
        yield Gap(candidate.path, f"The data file {error}; its rows and columns are missing")
        form, rows, columns = "parquet", 0, ()
    if form:
        yield data_component(
            candidate,
            DatasetFacts(format=form, rows=rows, columns=columns[:200]),
            f"{form} by its first bytes",
        )
    else:
        yield Gap(
            candidate.path, "It is called like a columnar data file but its bytes are not; it was left out"
        )


def _textual(candidate: ScannedFile, rule: str) -> Iterator[Discovery]:
    try:
        facts, clean = tabular.read_table(candidate)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"The data file {error}", error.line)
        return
    except tabular.NotData:
        if tabular.detect_table_format(candidate) not in _RECORDS:
            form = tabular.detect_table_format(candidate)
            yield Gap(
                candidate.path, f"It is called like {form} data but its content is not; it was left out"
            )
        return
    if not clean:
        yield Gap(candidate.path, "The data file is not valid UTF-8; its columns may be misread")
    yield data_component(candidate, facts, rule)
