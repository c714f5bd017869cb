# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NumPy's files as data (numpy, lib/_format_impl.py). What looks like weights, by the arrays' or the file's name, is none."""

import re

from compliance.discover.interface import ScannedFile
from compliance.discover.weights import npz as weights
from compliance.discover.weights._support import zips
from compliance.discover.weights.interface import NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import DatasetFacts
from compliance.read_file import open_file

_MAGIC = b"\x93NUMPY"
_NO_DATA = compile_lazily(
    r"weight|embed|param|model|checkpoint|ckpt|filter|kernel|vectors?(?![a-z])", re.IGNORECASE
)
"""Names of what was learnt or computed rather than gathered."""
_MOST = 200


def measure_npy(candidate: ScannedFile) -> DatasetFacts | None:
    """One array."""
    if _NO_DATA.search(candidate.name):
        return None
    with open_file(candidate.file) as file:
        return DatasetFacts(format="npy") if file.read(len(_MAGIC)) == _MAGIC else None


def measure_npz(candidate: ScannedFile) -> DatasetFacts | None:
    """Named arrays; the names are its columns.

    Raises:
        Broken: it is a truncated archive.
    """
    if _NO_DATA.search(candidate.name):
        return None
    with open_file(candidate.file) as file:
        if not weights.recognise(file.read(len(zips.MAGIC)), candidate.size) or _is_weights(candidate):
            return None
        try:
            with zips.open_archive(file, candidate.size) as archive:
                names = archive.namelist()
        except NotThis:
            return None
    if not names or not all(name.endswith(".npy") for name in names):
        return None
    return DatasetFacts(format="npz", columns=tuple(name.removesuffix(".npy")[:80] for name in names[:_MOST]))


def _is_weights(candidate: ScannedFile) -> bool:
    with open_file(candidate.file) as file:
        try:
            weights.read(file, candidate.size)
        except NotThis:
            return False
    return True
