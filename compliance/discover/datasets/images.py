# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Images as data: those of one folder are one data set, if two things say so, the folder's name and a text beside them or another name."""

from collections import defaultdict
from collections.abc import Iterator

from compliance.discover.datasets import attribution, data_files
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Component, DatasetFacts, Evidence, Gap, Kind
from compliance.settings import Settings

_IMAGES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".pgm", ".ppm"})
_CERTAIN = frozenset({"dataset", "datasets", "corpus", "corpora", "training_data", "sample_data"})
"""Folders in which pictures are no decoration."""
_LISTED = 500
"""So many files of one folder are listed one by one."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set for each folder of images that is one by its name, or by a folder for data and a README or credits in it."""
    folders: dict[tuple[str, str], list[ScannedFile]] = defaultdict(list)
    credited = set()
    for candidate in candidates:
        if not candidate.is_test:
            if candidate.suffix in _IMAGES:
                folders[candidate.carrier, candidate.folder].append(candidate)
            elif attribution.is_credit(candidate):
                credited.add((candidate.carrier, candidate.folder))
    for place, files in folders.items():
        named = data_files.in_data_folder(files[0])
        if named.lower() in _CERTAIN:
            yield from _folder(place, files, f"images in a folder called {named}")
        elif named and place in credited:
            yield from _folder(place, files, f"images in a folder called {named}, beside a text about them")


def _folder(place: tuple[str, str], files: list[ScannedFile], rule: str) -> Iterator[Discovery]:
    carrier, folder = place
    forms = dict.fromkeys(file.suffix.removeprefix(".") for file in files)
    ref = f"{files[0].ref}*"
    yield Component(
        ref=ref,
        kind=Kind.DATASET,
        name=folder.rpartition("/")[2],
        shipped_by=carrier,
        path=folder,
        size=sum(file.size for file in files),
        evidence=(Evidence(folder, 0, rule),),
        dataset=DatasetFacts(format=", ".join(forms), rows=len(files)),
    )
    for file in files[:_LISTED]:
        yield data_files.data_component(file, DatasetFacts(), rule, owner=ref)
    if len(files) > _LISTED:
        yield Gap(folder, f"It holds {len(files)} images; only {_LISTED} are listed with their digests")
