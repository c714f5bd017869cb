# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NuGet's packages.lock.json (learn.microsoft.com/nuget, "Locking dependencies").

Its content hash leaves the signature out that the gallery puts into every package, so it is no hash of the file and is not taken over.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry, missing_gap, read_each
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_mapping, get_text
from compliance.model import Gap, Scope
from compliance.settings import Settings

_Package = tuple[str, str, dict[str, Any]]
"""Target framework, name and facts."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each packages.lock.json in the tree; projects among them are the product itself."""
    yield from read_each(candidates, lambda candidate: candidate.name == "packages.lock.json", _read_lock)


def _read_lock(candidate: ScannedFile) -> Lock:
    table = parse_file.parse_json(parse_file.read_bytes(candidate))
    frameworks = table.get("dependencies") if isinstance(table, dict) else None
    if not isinstance(frameworks, dict):
        raise parse_file.Unreadable("has no dependencies")
    packages = list(_list_packages(frameworks))
    known = {(framework, name.lower()): get_text(facts, "resolved") for framework, name, facts in packages}
    lines = _find_name_lines(candidate)
    groups: dict[tuple[str, str], list[_Package]] = defaultdict(list)
    for package in packages:
        if get_text(package[2], "type") != "Project":
            groups[package[1].lower(), get_text(package[2], "resolved")].append(package)
    entries = tuple(_read_entry(key, same, known, lines) for key, same in groups.items())
    roots = tuple(_find_roots(packages, known))
    return Lock(entries, roots, tuple(_find_gaps(candidate, frameworks, packages, known)))


def _list_packages(frameworks: dict[str, Any]) -> Iterator[_Package]:
    """The packages of all target frameworks."""
    for framework in frameworks:
        for name, facts in get_mapping(frameworks, framework).items():
            yield framework, name, facts if isinstance(facts, dict) else {}


def _build_key(name: str, version: str) -> str:
    return f"{name.lower()}@{version}"


def _read_entry(
    key: tuple[str, str], same: list[_Package], known: dict[tuple[str, str], str], lines: dict[str, int]
) -> LockedEntry:
    name, version = same[0][1], key[1]
    return LockedEntry(
        key=_build_key(name, version),
        name=name,
        version=version,
        purl=build_purl("nuget", name, version),
        needs=tuple(dict.fromkeys(need for package in same for need in _read_needs(package, known))),
        line=lines.get(name, 0),
    )


def _read_needs(package: _Package, known: dict[tuple[str, str], str]) -> Iterator[Need]:
    framework, _, facts = package
    for name in get_mapping(facts, "dependencies"):
        if version := known.get((framework, name.lower())):
            yield _build_key(name, version), Scope.REQUIRED


def _find_roots(packages: list[_Package], known: dict[tuple[str, str], str]) -> Iterator[Need]:
    """Direct ones, and what the product's own projects ask for."""
    for package in packages:
        _, name, facts = package
        if get_text(facts, "type") == "Direct":
            yield _build_key(name, get_text(facts, "resolved")), Scope.REQUIRED
        elif get_text(facts, "type") == "Project":
            yield from _read_needs(package, known)


def _find_gaps(
    candidate: ScannedFile,
    frameworks: dict[str, Any],
    packages: list[_Package],
    known: dict[tuple[str, str], str],
) -> Iterator[Gap]:
    broken = [name for name, listed in frameworks.items() if not isinstance(listed, dict)]
    absent: list[tuple[str, str]] = []
    for framework, name, facts in packages:
        if not get_text(facts, "resolved") and get_text(facts, "type") != "Project":
            broken.append(name)
        needed = get_mapping(facts, "dependencies")
        absent.extend((other, name) for other in needed if (framework, other.lower()) not in known)
    if broken:
        yield Gap(
            candidate.path,
            f"{len(broken)} entries can't be used ({', '.join(sorted(broken)[:8])}); lock again",
        )
    yield from missing_gap(candidate, absent)


def _find_name_lines(candidate: ScannedFile) -> dict[str, int]:
    """The line of each package's name, which is a key three levels down."""
    found: dict[str, int] = {}
    for number, line in enumerate(parse_file.read_text(candidate)[0].splitlines(), 1):
        words = line.strip()
        if line.startswith('      "') and words.endswith('": {'):
            found.setdefault(words[1:-4], number)
    return found
