# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Plain text as data: corpora, tagged sentences, tables without a telling name, pronunciations."""

import re

from compliance.discover.base import parse_file
from compliance.discover.datasets._support import tabular
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import DatasetFacts
from compliance.read_file import open_file

_PEEK = 64 << 10
_ABOUT = compile_lazily(
    r"readme|licen[cs]e|copying|notice|credits|authors|changelog|changes|requirements|cmakelists|install|index|todo",
    re.IGNORECASE,
)
"""Names of texts about data, or about the program."""
_SOUND = r"[A-Z]{1,3}[0-2]?"
_PRONOUNCED = compile_lazily(rf"\S+\s+{_SOUND}(?: {_SOUND})*\s*")
"""A line of a dictionary as CMU Sphinx reads it: a word and its sounds."""
_CERTAINLY = 0.95
_ENOUGH = 5
_PICKLE = b"\x80"


def is_text(head: bytes) -> bool:
    """Whether these first bytes are text in some encoding."""
    return b"\0" not in head and bool(head.strip())


def is_table(head: bytes) -> bool:
    """Whether the first lines have equally many values, two or more; lines that start with `@`, `#` or `%` say what the values are."""
    text = head.decode("utf-8", "replace")
    lines = [line for line in text.splitlines()[:50] if line.strip() and line[0] not in "@#%"]
    lines = lines[:-1] if len(lines) > _ENOUGH else lines  # the last may be cut
    for mark in (",", ";", "\t", None):
        widths = {len(line.split(mark)) for line in lines}
        if len(lines) > 1 and len(widths) == 1 and widths != {1}:
            return any(character.isdigit() for character in text)
    return False


def measure_corpus(candidate: ScannedFile) -> DatasetFacts | None:
    """A text in a folder for corpora, unless it is one about them; its lines are its rows."""
    if _ABOUT.match(candidate.name) or not is_text(_read_head(candidate)):
        return None
    return DatasetFacts(format="text", rows=_count_lines(candidate))


def split_columns(candidate: ScannedFile) -> DatasetFacts | None:
    """A text that its extension calls a part of a data set."""
    return (
        DatasetFacts(format="text", rows=_count_lines(candidate)) if is_text(_read_head(candidate)) else None
    )


def measure_table(candidate: ScannedFile) -> DatasetFacts | None:
    """A text whose lines have equally many values."""
    head = _read_head(candidate)
    return (
        DatasetFacts(format="text table", rows=_count_lines(candidate))
        if is_text(head) and is_table(head)
        else None
    )


def measure_text(candidate: ScannedFile) -> DatasetFacts | None:
    """A text, or plain numbers in binary; no pickle."""
    head = _read_head(candidate)
    if is_text(head):
        return DatasetFacts(format="dat", rows=_count_lines(candidate))
    return None if head.startswith(_PICKLE) else DatasetFacts(format="dat, binary")


def measure_pronunciations(candidate: ScannedFile) -> DatasetFacts | None:
    """A dictionary of words and their sounds."""
    lines = [
        line for line in _read_head(candidate).decode("utf-8", "replace").splitlines()[:-1] if line.strip()
    ]
    right = sum(1 for line in lines if _PRONOUNCED.fullmatch(line))
    if len(lines) < _ENOUGH or right < _CERTAINLY * len(lines):
        return None
    return DatasetFacts(format="pronouncing dictionary", rows=_count_lines(candidate))


def _read_head(candidate: ScannedFile) -> bytes:
    with open_file(candidate.file) as file:
        return file.read(_PEEK)


def _count_lines(candidate: ScannedFile) -> int:
    """Lines that aren't blank; 0 for a file that is too large to be counted."""
    if candidate.size > tabular.COUNTED:
        return 0
    return sum(1 for line in parse_file.read_bytes(candidate, tabular.COUNTED).splitlines() if line.strip())
