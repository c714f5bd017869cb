# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Rows and columns of data in text: delimited values, JSON lines, JSON records, ARFF; plain or compressed."""

import bz2
import csv
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import DatasetFacts
from compliance.read_file import open_file
from compliance.untyped import MalformedError, as_text, parse_json

COUNTED = 32 * parse_file.MEGABYTE
"""Rows are counted in files up to this size, unpacked."""
_PARSED = 2 * parse_file.MEGABYTE
"""JSON documents, which have to be read whole, up to this size."""
FORMATS = frozenset({"csv", "tsv", "jsonl", "ndjson", "arff"})
"""What is data by its name alone."""
_PACKED: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_DELIMITERS = {"csv": ",;\t|", "tsv": "\t"}
_WIDEST = 200
_NUMBER = compile_lazily(r"[+-]?\d*\.?\d+(?:e[+-]?\d+)?\Z", re.IGNORECASE)
_ATTRIBUTE = compile_lazily(r"@attribute\s+(?:'([^']*)'|\"([^\"]*)\"|(\S+))", re.IGNORECASE)
_GEOGRAPHY = frozenset({"FeatureCollection", "Topology"})
MAPS = frozenset({"json", "topojson"})
"""Formats that may hold TopoJSON."""
_TOPOLOGY = compile_lazily(r"\s*\{\s*\"type\"\s*:\s*\"Topology\"\s*,")
"""topojson/topojson-specification, 2.1: no other JSON has this type."""


class NotData(Exception):  # noqa: N818 - says what the bytes are not, nothing went wrong
    """The bytes are no data of the format that the name promises."""


def detect_table_format(candidate: ScannedFile) -> str:
    """The format that a file's name promises, compression aside."""
    stem, _, last = candidate.name.lower().rpartition(".")
    return stem.rpartition(".")[2] if f".{last}" in _PACKED and "." in stem else last if stem else ""


def is_map(candidate: ScannedFile) -> bool:
    """Whether the file starts as TopoJSON does; one that can't be read doesn't."""
    try:
        with open_file(candidate.file) as file:
            return bool(_TOPOLOGY.match(file.read(200).decode("utf-8", "replace").removeprefix("\ufeff")))
    except OSError:
        return False


def read_table(candidate: ScannedFile) -> tuple[DatasetFacts, bool]:
    """What the file's text shows, and whether all of it was UTF-8; of a large file only the format.

    Raises:
        NotData: its bytes are something else.
        files.Unreadable: the system refuses, or it can't be unpacked.
    """
    kind = detect_table_format(candidate)
    if candidate.size > COUNTED:
        return DatasetFacts(format=kind), True
    raw = _unpacked(candidate)
    if raw is None:
        return DatasetFacts(format=kind), True
    try:
        text, clean = raw.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        text, clean = raw.decode("utf-8", "replace"), False
    if "\0" in text[:4096] or not text.strip():
        raise NotData
    if kind in _DELIMITERS:
        rows, columns = _delimited(text, _DELIMITERS[kind])
    elif kind == "arff":
        rows, columns = _measure_arff(text)
    else:
        rows, columns = (
            _measure_records(text) if kind in {"json", "geojson", "topojson"} else _measure_json_lines(text)
        )
    return DatasetFacts(format=kind, rows=max(rows, 0), columns=_name_tabular(columns)), clean


def _name_tabular(columns: list[Any]) -> tuple[str, ...]:
    return tuple(" ".join(str(column).split())[:80] for column in columns[:_WIDEST])


def _unpacked(candidate: ScannedFile) -> bytes | None:
    """The file's bytes, decompressed; nothing when that would be more than are counted."""
    opened = _PACKED.get(candidate.suffix)
    if opened is None:
        return parse_file.read_bytes(candidate, COUNTED)
    try:
        with open_file(candidate.file) as packed, opened(packed, "rb") as file:
            raw: bytes = file.read(COUNTED + 1)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise parse_file.Unreadable("can't be unpacked; it is broken or no such archive") from error
    return raw if len(raw) <= COUNTED else None


def _delimited(text: str, delimiters: str) -> tuple[int, list[Any]]:
    lines = [line for line in text.splitlines() if line.strip()]
    delimiter = max(delimiters, key=lines[0].count)
    if delimiter not in lines[0] and (columns := _spaced(lines)):
        return _headed(len(lines), columns)
    try:
        names = next(csv.reader(lines[:1], delimiter=delimiter))
        quoted = '"' in text  # a quoted value may go over several lines
        rows = (
            sum(1 for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row)
            if quoted
            else len(lines)
        )
    except (csv.Error, StopIteration) as error:
        raise NotData from error
    return _headed(rows, names)


def _spaced(lines: list[str]) -> list[str]:
    """Columns that white space parts, if the second line has as many numbers as the first has words."""
    words, numbers = lines[0].split(), lines[min(1, len(lines) - 1)].split()
    alike = len(words) == len(numbers) > 1 and all(map(_NUMBER.match, numbers))
    return words if alike else []


def _headed(rows: int, names: list[str]) -> tuple[int, list[Any]]:
    """Rows below the header, and its names; numbers are no header, but the number of rows may stand first, as scikit-learn does it."""
    first = names[0].strip() if names else ""
    if _NUMBER.match(first):
        counted = first == str(rows - 1) and not all(map(_NUMBER.match, names))
        return rows - counted, []
    return rows - 1, names


def _measure_json_lines(text: str) -> tuple[int, list[Any]]:
    first = _parse(text.lstrip().partition("\n")[0])
    if not isinstance(first, dict | list):
        raise NotData
    return sum(1 for line in text.splitlines() if line.strip()), list(first) if isinstance(
        first, dict
    ) else []


def _measure_records(text: str) -> tuple[int, list[Any]]:
    """A list of at least two objects or lists, or a geographic collection; other JSON is as likely a configuration."""
    if len(text) > _PARSED:
        if not re.match(r"\s*\[\s*[\[{]", text) and not _TOPOLOGY.match(text):
            raise NotData
        return 0, []
    document = _parse(text)
    if isinstance(document, dict) and as_text(document.get("type")) in _GEOGRAPHY:
        features = document.get("features")
        return len(features) if isinstance(features, list) else 0, []
    if not _is_list_of_records(document):
        raise NotData
    return len(document), list(document[0]) if isinstance(document[0], dict) else []


def _is_list_of_records(document: Any) -> bool:
    """Whether it is a list of objects, or one of lists, by its first hundred."""
    if not isinstance(document, list) or len(document) < 2:
        return False
    first = document[0]
    return isinstance(first, dict | list) and all(isinstance(one, type(first)) for one in document[:100])


def _parse(text: str) -> Any:
    try:
        return parse_json(text)
    except MalformedError as error:
        raise NotData from error


def _measure_arff(text: str) -> tuple[int, list[Any]]:
    """Attributes, and the lines below `@data` (waikato.github.io/weka-wiki, ARFF)."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("%")]
    start = next((number for number, line in enumerate(lines) if line.lower() == "@data"), -1)
    if start < 0:
        raise NotData
    named = [match for line in lines[:start] if (match := _ATTRIBUTE.match(line))]
    return len(lines) - start - 1, [match[1] or match[2] or match[3] for match in named]
