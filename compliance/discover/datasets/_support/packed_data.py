# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data that is packed: a zip of one table, a gzip, a database; told by first bytes, never unpacked whole."""

from compliance.discover.datasets._support import plain_text, tabular
from compliance.discover.interface import ScannedFile
from compliance.discover.weights._support import zips
from compliance.discover.weights.interface import NotThis
from compliance.model import DatasetFacts
from compliance.read_file import open_file

_SQLITE = b"SQLite format 3\0"
"""sqlite.org/fileformat.html, section 1.3."""
_GZIP = b"\x1f\x8b\x08"
_KNOWN = tabular.FORMATS | {"json", "geojson"}
_PEEK = 4096


def measure_sqlite(candidate: ScannedFile) -> DatasetFacts | None:
    """A database of SQLite."""
    return DatasetFacts(format="sqlite") if _read_head(candidate, len(_SQLITE)) == _SQLITE else None


def measure_gzip(candidate: ScannedFile) -> DatasetFacts | None:
    """A packed file; what is a table by its name is read elsewhere."""
    if tabular.detect_table_format(candidate) in _KNOWN or _read_head(candidate, len(_GZIP)) != _GZIP:
        return None
    return DatasetFacts(format=f"{tabular.detect_table_format(candidate)}, gzip".removeprefix(", "))


def measure_zip(candidate: ScannedFile) -> DatasetFacts | None:
    """A zip with one file in it, which is a table by its name or its first lines.

    Raises:
        Broken: it is truncated or encrypted.
    """
    if _read_head(candidate, len(zips.MAGIC)) != zips.MAGIC:
        return None
    with open_file(candidate.file) as file:
        try:
            with zips.open_archive(file, candidate.size) as archive:
                names = [name for name in archive.namelist() if not _is_left_out(name)]
                if len(names) != 1:
                    return None
                head = zips.read_member(archive, names[0], _PEEK)
        except NotThis:
            return None
    form = next((part for part in reversed(names[0].lower().split(".")[1:]) if part in tabular.FORMATS), "")
    if not plain_text.is_text(head) or not (form or plain_text.is_table(head)):
        return None
    return DatasetFacts(format=f"{form or 'text table'}, zip")


def _is_left_out(name: str) -> bool:
    """Whether it is a folder, or what macOS adds to an archive."""
    return name.endswith("/") or name.startswith("__MACOSX/")


def _read_head(candidate: ScannedFile, length: int) -> bytes:
    with open_file(candidate.file) as file:
        return file.read(length)
