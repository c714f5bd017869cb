# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""conda-lock.yml, version 1 (conda.github.io/conda-lock): one entry a package and platform, conda's and pip's."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages._support.locked import Entry, Lock, artifact, nameless, read_each
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import mapping, mappings, text
from compliance.model import Scope
from compliance.settings import Settings

_TYPES = {"conda": "conda", "pip": "pypi"}
_Table = dict[str, Any]


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each conda-lock.yml in the tree."""
    yield from read_each(candidates, _wanted, _lock)


def _wanted(candidate: Candidate) -> bool:
    return candidate.name.endswith((".conda-lock.yml", ".conda-lock.yaml")) or candidate.name in {
        "conda-lock.yml",
        "conda-lock.yaml",
    }


def _lock(candidate: Candidate) -> Lock:
    document = parse_file.text(candidate)[0]
    packages = mapping(parse_file.parse_yaml(document)).get("package")
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no list of packages")
    named = [one for one in mappings(packages) if text(one, "name")]
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in named:
        keys[text(one, "platform"), one["name"]].append(_purl(one))
    lines = _lines(document)
    groups: dict[str, list[_Table]] = defaultdict(list)
    for one in named:
        groups[_purl(one)].append(one)
    entries = tuple(_entry(key, same, keys, lines.get(same[0]["name"], 0)) for key, same in groups.items())
    return Lock(entries, gaps=tuple(nameless(candidate, packages)))


def _purl(one: _Table) -> str:
    return purl(_TYPES.get(text(one, "manager"), "conda"), one["name"], text(one, "version"))


def _entry(key: str, same: list[_Table], keys: dict[tuple[str, str], list[str]], line: int) -> Entry:
    """One package on all platforms; an edge holds if it does on one of them."""
    first = same[0]
    categories = {text(one, "category") or "main" for one in same}
    optional = all(text(one, "optional") == "true" for one in same)
    return Entry(
        key=key,
        name=first["name"],
        version=text(first, "version"),
        purl=key,
        needs=tuple(dict.fromkeys(need for one in same for need in _needs(one, keys))),
        artifacts=tuple(
            artifact(text(one, "url"), *(f"{name}:{value}" for name, value in mapping(one, "hash").items()))
            for one in same
            if text(one, "url")
        ),
        line=line,
        scope=Scope.REQUIRED if "main" in categories and not optional else Scope.EXCLUDED,
    )


def _needs(one: _Table, keys: dict[tuple[str, str], list[str]]) -> Iterator[Need]:
    for name in mapping(one, "dependencies"):
        yield from ((key, Scope.REQUIRED) for key in keys.get((text(one, "platform"), name), ()))


def _lines(document: str) -> dict[str, int]:
    """The first line on which a package's entry begins."""
    found: dict[str, int] = {}
    for number, line in enumerate(document.splitlines(), 1):
        if line.lstrip().startswith("- name: "):
            found.setdefault(line.partition("name: ")[2].strip("'\" "), number)
    return found
