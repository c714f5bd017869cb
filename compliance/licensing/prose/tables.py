# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Tables in Markdown: which cell speaks of a licence, and of what."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.lazy_regex import compile_lazily

_RULE = frozenset("|:-+ \t")
_MOST = 40
"""Columns; wider ones are no tables for people."""
_LICENCE = compile_lazily(
    r"(?i)licen[cs]|许可|协议|授权|ライセンス|라이[선센]스|lizenz|лиценз|\bterms\b|\busage\b|commercial"
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the header of its table."""

    header: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LicenceCell:
    """A cell that states terms, and the words of the cell and of the header that say of what."""

    text: str
    named: str
    column: str


def is_table_rule(line: str) -> bool:
    """Whether a line is the one between a table's header and its rows."""
    return "-" in line and "|" in line and _RULE.issuperset(line)


def read_cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in line.strip().strip("|").split("|", _MOST)]


def find_licence_cells(row: TableRow) -> Iterator[LicenceCell]:
    """The cells under a licence's header, or right of one in the first column."""
    if not row.cells or not row.header:
        return
    first = row.cells[0]
    if len(row.cells) > 1 and _LICENCE.search(first) and not _LICENCE.search(row.header[0]):
        for column, cell in zip(row.header[1:], row.cells[1:], strict=False):
            yield LicenceCell(cell, "", column)
        return
    for column, cell in zip(row.header[1:], row.cells[1:], strict=False):
        if _LICENCE.search(column):
            yield LicenceCell(cell, first, f"{row.header[0]} {column}")
