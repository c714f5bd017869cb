# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pylock.toml and pylock.<name>.toml (PEP 751)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.discover.packages.locked import library
from compliance.model import Evidence, Gap, Relation, RelationKind
from compliance.settings import Settings

if TYPE_CHECKING:
    from packaging.pylock import Package

_NAME = re.compile(r"pylock(?:\.[^.]+)?\.toml\Z")


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each lock file in the tree."""
    for candidate in candidates:
        if _NAME.match(candidate.name) and not candidate.carrier:
            try:
                yield from _lock(candidate)
            except files.Unreadable as error:
                yield Gap(candidate.path, f"The lock file {error}; its packages are missing from the BOM")


def _lock(candidate: Candidate) -> Iterator[Found]:
    from packaging.pylock import Pylock, PylockValidationError  # noqa: PLC0415 - 25 ms that only such a lock pays

    try:
        lock = Pylock.from_dict(files.parse_toml(candidate))
    except (PylockValidationError, TypeError, AttributeError) as error:
        raise files.Unreadable(f"does not follow PEP 751: {error}") from error
    evidence = Evidence(candidate.path)
    found = [
        (package, library(package.name, str(package.version or ""), evidence, _hashes(package)))
        for package in lock.packages
        if package.directory is None
    ]
    yield from (component for _, component in found)
    needed: set[str] = set()
    for package, component in found:
        for dependency in package.dependencies or ():
            for target in _matching(dependency, found):
                needed.add(target)
                yield Relation(component.ref, RelationKind.DEPENDS_ON, target, (evidence,))
    yield from (
        Relation("", RelationKind.DEPENDS_ON, component.ref, (evidence,))
        for _, component in found
        if component.ref not in needed
    )


def _hashes(package: "Package") -> list[str]:
    artifacts: list[Any] = [package.sdist, package.archive, *(package.wheels or ())]
    return [
        f"{name}:{value}" for artifact in artifacts if artifact for name, value in artifact.hashes.items()
    ]


def _matching(dependency: Any, found: list[tuple["Package", Any]]) -> Iterator[str]:
    """A dependency names a package by any of its keys; PEP 751 asks only that it is unambiguous."""
    for package, component in found:
        if dependency.get("name") == package.name and dependency.get("version") in {
            None,
            str(package.version),
        }:
            yield component.ref
