# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences of packages that a lock names: from wheels in the tree, and from package caches where these may be asked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from compliance.discover import files
from compliance.discover.caches import npm, wheels
from compliance.discover.candidates import Candidate, Found
from compliance.model import Component, Gap, Kind, LicenseClaim, Presence

Claims = tuple[LicenseClaim, ...]
Key = tuple[str, str]
"""A package's normalised name and its version."""


def licensed(
    found: Iterable[Found], candidates: Iterable[Candidate], folders: Iterable[str]
) -> Iterator[Found]:
    """The same, with licence claims for what is locked and has none; `folders` are those of package caches, the first that knows wins."""
    items = list(found)
    silent = _silent(items)
    if not silent:
        yield from items
        return
    shelf = _Shelf.of(silent.values(), candidates, [Path(folder) for folder in folders])
    claims: dict[str, Claims] = {}
    for ref, component in silent.items():
        try:
            claims[ref] = shelf.claims(component)
        except files.Unreadable as error:
            yield Gap(
                component.evidence[0].path,
                f"The licence of {component.name} is not known: a package at hand {error}",
            )
    for item in items:
        more = claims.pop(item.ref, ()) if isinstance(item, Component) else ()
        yield replace(item, licenses=more) if isinstance(item, Component) and more else item


def _silent(items: Iterable[Found]) -> dict[str, Component]:
    """The locked packages by their refs that nobody states a licence of, and that are not installed."""
    silent: dict[str, Component] = {}
    spoken = set()
    for item in items:
        if isinstance(item, Component) and item.kind is Kind.LIBRARY:
            if item.licenses or item.presence is not Presence.LOCKED:
                spoken.add(item.ref)
            elif item.version:
                known = silent.get(item.ref)
                both = replace(item, artifacts=(*known.artifacts, *item.artifacts)) if known else item
                silent[item.ref] = both
    return {ref: component for ref, component in silent.items() if ref not in spoken}


@dataclass(slots=True)
class _Shelf:
    """Where packages lie: Python's by their keys, as functions that read them; npm's cache is asked by digest."""

    python: dict[Key, Callable[[], Claims]] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)

    @classmethod
    def of(
        cls, wanted: Iterable[Component], candidates: Iterable[Candidate], folders: list[Path]
    ) -> "_Shelf":
        """Looked through once; only what may be wanted is looked for."""
        shelf = cls(folders=folders)
        kinds = {component.purl.partition("/")[0] for component in wanted}
        for candidate in candidates:
            if not candidate.carrier and candidate.suffix == ".whl" and "pkg:pypi" in kinds:
                key, read = wheels.at(candidate.file, candidate.path)
                shelf.python.setdefault(key, read)
        if "pkg:pypi" in kinds:
            for folder in folders:
                for key, read in wheels.cached(folder):
                    shelf.python.setdefault(key, read)
        return shelf

    def claims(self, component: Component) -> Claims:
        """What the package itself says; nothing if it isn't here.

        Raises:
            files.Unreadable: it is here, but broken.
        """
        if component.purl.startswith("pkg:pypi/"):
            read = self.python.get((wheels.normal(component.name), component.version))
            return read() if read else ()
        if component.purl.startswith("pkg:npm/"):
            digests = (
                *component.digests,
                *(one for artifact in component.artifacts for one in artifact.digests),
            )
            return npm.cached(self.folders, digests, f"{npm.name_of(component.purl)}-{component.version}")
        return ()
