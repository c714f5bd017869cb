# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data whose extension alone proves nothing: what a file holds and the folder it lies in have to agree that it is data.

Arrays, tables without a telling name, texts of a corpus, databases and packed tables; weights are left to the readers of weights.
"""

from collections.abc import Callable, Iterator

from compliance.discover.base import parse_file
from compliance.discover.datasets import data_files
from compliance.discover.datasets._support import arrays, packed_data, plain_text
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.weights.interface import Broken
from compliance.model import DatasetFacts, Gap
from compliance.settings import Settings

_ENDINGS = ("dataset", "datasets", "corpus", "corpora", "sample_data", "training_data", "raw_data")
_ALSO = frozenset({"data", "_data"})
"""Folders that hold all sorts of things besides data sets."""
_MODELS = frozenset({"model", "models"})
_TEXTS = ("corpus", "corpora")
_Reader = Callable[[ScannedFile], DatasetFacts | None]
_IN_CERTAIN: dict[str, _Reader] = {
    ".dat": plain_text.measure_text,
    ".gz": packed_data.measure_gzip,
    ".train": plain_text.split_columns,
    ".dev": plain_text.split_columns,
    ".valid": plain_text.split_columns,
    ".test": plain_text.split_columns,
}
_IN_ANY: dict[str, _Reader] = {
    ".npy": arrays.measure_npy,
    ".npz": arrays.measure_npz,
    ".dat": plain_text.measure_table,
    ".zip": packed_data.measure_zip,
    ".db": packed_data.measure_sqlite,
    ".sqlite": packed_data.measure_sqlite,
    ".sqlite3": packed_data.measure_sqlite,
}
_DICTIONARIES = frozenset({".dict", ".dic"})


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set for each file whose content and folder agree; test folders are left out."""
    for candidate in candidates:
        if candidate.size > 0 and not candidate.is_test:
            for reader, folder in _readers(candidate):
                try:
                    facts = reader(candidate)
                except (parse_file.Unreadable, Broken) as error:
                    yield Gap(candidate.path, f"The data file {error}")
                    break
                except OSError as error:
                    yield Gap(
                        candidate.path, f"The data file can't be read: {parse_file.explain_os_error(error)}"
                    )
                    break
                if facts:
                    yield data_files.data_component(
                        candidate, facts, f"{facts.format} in a folder called {folder}"
                    )
                    break


def _readers(candidate: ScannedFile) -> Iterator[tuple[_Reader, str]]:
    """What may be tried on the file, the folder with the clearest name first."""
    suffix = candidate.suffix
    certain = _folder(candidate, lambda name: name.endswith(_ENDINGS))
    if certain and suffix in _IN_CERTAIN:
        yield _IN_CERTAIN[suffix], certain
    if suffix in _IN_ANY and (folder := certain or _folder(candidate, _ALSO.__contains__)):
        yield _IN_ANY[suffix], folder
    if suffix == ".txt" and (folder := _folder(candidate, lambda name: name.endswith(_TEXTS))):
        yield plain_text.measure_corpus, folder
    if suffix in _DICTIONARIES and (folder := certain or _folder(candidate, (_ALSO | _MODELS).__contains__)):
        yield plain_text.measure_pronunciations, folder


def _folder(candidate: ScannedFile, fits: Callable[[str], bool]) -> str:
    """The nearest folder above the file whose name, in lower case, fits."""
    return next((part for part in reversed(candidate.folder.split("/")) if fits(part.lower())), "")
