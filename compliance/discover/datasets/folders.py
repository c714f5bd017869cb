# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data whose extension alone proves nothing: what a file holds and the folder it lies in have to agree that it is data.

Arrays, tables without a telling name, texts of a corpus, databases and packed tables; weights are left to the readers of weights.
"""

from collections.abc import Callable, Iterator

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.discover.datasets import archives, arrays, source, texts
from compliance.discover.weights.header import Broken
from compliance.model import DatasetFacts, Gap
from compliance.settings import Settings

_ENDINGS = ("dataset", "datasets", "corpus", "corpora", "sample_data", "training_data", "raw_data")
_ALSO = frozenset({"data", "_data"})
"""Folders that hold all sorts of things besides data sets."""
_MODELS = frozenset({"model", "models"})
_TEXTS = ("corpus", "corpora")
_Reader = Callable[[Candidate], DatasetFacts | None]
_IN_CERTAIN: dict[str, _Reader] = {
    ".dat": texts.measured,
    ".gz": archives.gzipped,
    ".train": texts.split,
    ".dev": texts.split,
    ".valid": texts.split,
    ".test": texts.split,
}
_IN_ANY: dict[str, _Reader] = {
    ".npy": arrays.npy,
    ".npz": arrays.npz,
    ".dat": texts.table,
    ".zip": archives.zipped,
    ".db": archives.sqlite,
    ".sqlite": archives.sqlite,
    ".sqlite3": archives.sqlite,
}
_DICTIONARIES = frozenset({".dict", ".dic"})


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A data set for each file whose content and folder agree; test folders are left out."""
    for candidate in candidates:
        if candidate.size > 0 and not candidate.is_test:
            for reader, folder in _readers(candidate):
                try:
                    facts = reader(candidate)
                except (files.Unreadable, Broken) as error:
                    yield Gap(candidate.path, f"The data file {error}")
                    break
                except OSError as error:
                    yield Gap(candidate.path, f"The data file can't be read: {files.explain(error)}")
                    break
                if facts:
                    yield source.component(candidate, facts, f"{facts.format} in a folder called {folder}")
                    break


def _readers(candidate: Candidate) -> Iterator[tuple[_Reader, str]]:
    """What may be tried on the file, the folder with the clearest name first."""
    suffix = candidate.suffix
    certain = _folder(candidate, lambda name: name.endswith(_ENDINGS))
    if certain and suffix in _IN_CERTAIN:
        yield _IN_CERTAIN[suffix], certain
    if suffix in _IN_ANY and (folder := certain or _folder(candidate, _ALSO.__contains__)):
        yield _IN_ANY[suffix], folder
    if suffix == ".txt" and (folder := _folder(candidate, lambda name: name.endswith(_TEXTS))):
        yield texts.corpus, folder
    if suffix in _DICTIONARIES and (folder := certain or _folder(candidate, (_ALSO | _MODELS).__contains__)):
        yield texts.pronunciations, folder


def _folder(candidate: Candidate, fits: Callable[[str], bool]) -> str:
    """The nearest folder above the file whose name, in lower case, fits."""
    return next((part for part in reversed(candidate.folder.split("/")) if fits(part.lower())), "")
