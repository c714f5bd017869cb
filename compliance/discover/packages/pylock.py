# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pylock.toml and pylock.<name>.toml (PEP 751)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    build_artifact,
    find_only_archive_digest,
    read_each,
)
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import find_first_lines, get_mappings
from compliance.lazy_regex import compile_lazily
from compliance.model import Artifact, Scope
from compliance.settings import Settings

if TYPE_CHECKING:
    from packaging.pylock import Package

_NAME = compile_lazily(r"pylock(?:\.[^.]+)?\.toml\Z")


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each lock file in the tree; a directory among them is the product's own."""
    yield from read_each(candidates, lambda candidate: bool(_NAME.match(candidate.name)), _read_lock)


def _read_lock(candidate: ScannedFile) -> Lock:
    from packaging.pylock import Pylock, PylockValidationError  # 25 ms that only such a lock pays

    try:
        lock = Pylock.from_dict(_correct_known_faults(parse_file.parse_toml(candidate)))
    except (PylockValidationError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise parse_file.Unreadable(f"does not follow PEP 751: {error}") from error
    lines = dict(enumerate(find_first_lines(candidate, "[[packages]]")))
    packages = [
        (str(number), package) for number, package in enumerate(lock.packages) if package.directory is None
    ]
    by_name: dict[str, list[tuple[str, Package]]] = defaultdict(list)
    for key, package in packages:
        by_name[package.name].append((key, package))
    return Lock(
        tuple(_read_entry(key, package, by_name, lines.get(int(key), 0)) for key, package in packages)
    )


def _correct_known_faults(table: dict[str, Any]) -> dict[str, Any]:
    """The table without what tools get wrong and nothing here depends on: pipenv 2026 writes names that aren't normalised, and times as text."""
    for package in get_mappings(table.get("packages")):
        if isinstance(package.get("name"), str):
            package["name"] = canonicalize_name(package["name"])
        for archive in (package.get("sdist"), package.get("archive"), *get_mappings(package.get("wheels"))):
            if isinstance(archive, dict):
                archive.pop("upload-time", None)
    return table


def _read_entry(
    key: str, package: "Package", by_name: Mapping[str, list[tuple[str, "Package"]]], line: int
) -> LockedEntry:
    version = str(package.version or "")
    archives = tuple(_build_artifacts(package))
    needs: list[Need] = []
    for dependency in package.dependencies or ():
        needs.extend((other, Scope.REQUIRED) for other in _find_matching(dependency, by_name))
    return LockedEntry(
        key=key,
        name=package.name,
        version=version,
        purl=build_purl("pypi", package.name, version),
        needs=tuple(needs),
        artifacts=archives,
        digests=find_only_archive_digest(archives),
        url=(package.vcs.url or "") if package.vcs else "",
        line=line,
        scope=_find_scope(package),
    )


def _build_artifacts(package: "Package") -> Iterator[Artifact]:
    listed: list[Any] = [package.sdist, package.archive, *(package.wheels or ())]
    for one in listed:
        if one and (where := one.url or one.path or getattr(one, "name", None)):
            yield build_artifact(str(where), *(f"{name}:{value}" for name, value in one.hashes.items()))


def _find_scope(package: "Package") -> Scope:
    """Packages of a group or an extra have a marker that asks for it (PEP 751, "Markers")."""
    marker = str(package.marker or "")
    if "in dependency_groups" in marker:
        return Scope.REQUIRED if '"default" in dependency_groups' in marker else Scope.EXCLUDED
    return Scope.OPTIONAL if " in extras" in marker else Scope.UNSTATED


def _find_matching(dependency: Any, by_name: Mapping[str, list[tuple[str, "Package"]]]) -> Iterator[str]:
    """A dependency names a package by any of its keys; PEP 751 asks only that it is unambiguous."""
    for key, package in by_name.get(dependency.get("name"), ()):
        if dependency.get("version") in {None, str(package.version)}:
            yield key
