# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NuGet's packages.lock.json (learn.microsoft.com/nuget, "Locking dependencies").

Its content hash leaves the signature out that the gallery puts into every package, so it is no hash of the file and is not taken over.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages._support.locked import Entry, Lock, lacking, read_each
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import mapping, text
from compliance.model import Gap, Scope
from compliance.settings import Settings

_Package = tuple[str, str, dict[str, Any]]
"""Target framework, name and facts."""


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each packages.lock.json in the tree; projects among them are the product itself."""
    yield from read_each(candidates, lambda candidate: candidate.name == "packages.lock.json", _lock)


def _lock(candidate: Candidate) -> Lock:
    table = parse_file.parse_json(parse_file.data(candidate))
    frameworks = table.get("dependencies") if isinstance(table, dict) else None
    if not isinstance(frameworks, dict):
        raise parse_file.Unreadable("has no dependencies")
    packages: list[_Package] = [
        (framework, name, facts if isinstance(facts, dict) else {})
        for framework in frameworks
        for name, facts in mapping(frameworks, framework).items()
    ]
    known = {(framework, name.lower()): text(facts, "resolved") for framework, name, facts in packages}
    lines = _lines(candidate)
    groups: dict[tuple[str, str], list[_Package]] = defaultdict(list)
    for package in packages:
        if text(package[2], "type") != "Project":
            groups[package[1].lower(), text(package[2], "resolved")].append(package)
    entries = tuple(_entry(key, same, known, lines) for key, same in groups.items())
    return Lock(entries, tuple(_roots(packages, known)), tuple(_gaps(candidate, frameworks, packages, known)))


def _key(name: str, version: str) -> str:
    return f"{name.lower()}@{version}"


def _entry(
    key: tuple[str, str], same: list[_Package], known: dict[tuple[str, str], str], lines: dict[str, int]
) -> Entry:
    name, version = same[0][1], key[1]
    return Entry(
        key=_key(name, version),
        name=name,
        version=version,
        purl=purl("nuget", name, version),
        needs=tuple(dict.fromkeys(need for package in same for need in _needs(package, known))),
        line=lines.get(name, 0),
    )


def _needs(package: _Package, known: dict[tuple[str, str], str]) -> Iterator[Need]:
    framework, _, facts = package
    for name in mapping(facts, "dependencies"):
        if version := known.get((framework, name.lower())):
            yield _key(name, version), Scope.REQUIRED


def _roots(packages: list[_Package], known: dict[tuple[str, str], str]) -> Iterator[Need]:
    """Direct ones, and what the product's own projects ask for."""
    for package in packages:
        _, name, facts = package
        if text(facts, "type") == "Direct":
            yield _key(name, text(facts, "resolved")), Scope.REQUIRED
        elif text(facts, "type") == "Project":
            yield from _needs(package, known)


def _gaps(
    candidate: Candidate,
    frameworks: dict[str, Any],
    packages: list[_Package],
    known: dict[tuple[str, str], str],
) -> Iterator[Gap]:
    broken = [name for name, listed in frameworks.items() if not isinstance(listed, dict)]
    broken += [
        name
        for _, name, facts in packages
        if not text(facts, "resolved") and text(facts, "type") != "Project"
    ]
    if broken:
        yield Gap(
            candidate.path,
            f"{len(broken)} entries can't be used ({', '.join(sorted(broken)[:8])}); lock again",
        )
    absent = (
        (other, name)
        for framework, name, facts in packages
        for other in mapping(facts, "dependencies")
        if (framework, other.lower()) not in known
    )
    yield from lacking(candidate, absent)


def _lines(candidate: Candidate) -> dict[str, int]:
    """The line of each package's name, which is a key three levels down."""
    found: dict[str, int] = {}
    for number, line in enumerate(parse_file.text(candidate)[0].splitlines(), 1):
        words = line.strip()
        if line.startswith('      "') and words.endswith('": {'):
            found.setdefault(words[1:-4], number)
    return found
