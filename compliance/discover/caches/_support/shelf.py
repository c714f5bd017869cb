# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where packages lie at hand: wheels in the tree, and the caches of pip, uv and npm."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from compliance.discover.caches import npm, wheels
from compliance.discover.interface import ScannedFile
from compliance.model import Component, LicenseClaim

Claims = tuple[LicenseClaim, ...]
Key = tuple[str, str]
"""A package's normalised name and its version."""


@dataclass(slots=True)
class PackageShelf:
    """Where packages lie: Python's by their keys, as functions that read them; npm's cache is asked by digest."""

    python: dict[Key, Callable[[], Claims]] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)

    @classmethod
    def of(
        cls, wanted: Iterable[Component], candidates: Iterable[ScannedFile], folders: list[Path]
    ) -> "PackageShelf":
        """Looked through once, wheels of the tree first; only what may be wanted is looked for."""
        shelf = cls(folders=folders)
        kinds = {component.purl.partition("/")[0] for component in wanted}
        if "pkg:pypi" in kinds:
            for candidate in candidates:
                key, read = wheels.describe_wheel(candidate.file, candidate.path)
                shelf.python.setdefault(key, read)
            for folder in folders:
                for key, read in wheels.find_cached_wheels(folder):
                    shelf.python.setdefault(key, read)
        return shelf

    def claims(self, component: Component) -> Claims:
        """What the package itself says; nothing if it isn't here.

        Raises:
            files.Unreadable: it is here, but broken.
        """
        if component.purl.startswith("pkg:pypi/"):
            read = self.python.get((wheels.normalise_name(component.name), component.version))
            return read() if read else ()
        if component.purl.startswith("pkg:npm/"):
            digests = (
                *component.digests,
                *(one for artifact in component.artifacts for one in artifact.digests),
            )
            return npm.find_cached_npm(
                self.folders, digests, f"{npm.name_of(component.purl)}-{component.version}"
            )
        return ()
