# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""conda-lock.yml, version 1 (conda.github.io/conda-lock): one entry a package and platform, conda's and pip's."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    build_artifact,
    nameless_gap,
    read_each,
)
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_mapping, get_mappings, get_text
from compliance.model import Artifact, Scope
from compliance.settings import Settings

_TYPES = {"conda": "conda", "pip": "pypi"}
_Table = dict[str, Any]


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each conda-lock.yml in the tree."""
    yield from read_each(candidates, _is_conda_lock, _read_lock)


def _is_conda_lock(candidate: ScannedFile) -> bool:
    return candidate.name.endswith((".conda-lock.yml", ".conda-lock.yaml")) or candidate.name in {
        "conda-lock.yml",
        "conda-lock.yaml",
    }


def _read_lock(candidate: ScannedFile) -> Lock:
    document = parse_file.read_text(candidate)[0]
    packages = get_mapping(parse_file.parse_yaml(document)).get("package")
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no list of packages")
    named = [one for one in get_mappings(packages) if get_text(one, "name")]
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in named:
        keys[get_text(one, "platform"), one["name"]].append(_build_package_purl(one))
    lines = _find_name_lines(document)
    groups: dict[str, list[_Table]] = defaultdict(list)
    for one in named:
        groups[_build_package_purl(one)].append(one)
    entries = tuple(
        _read_entry(key, same, keys, lines.get(same[0]["name"], 0)) for key, same in groups.items()
    )
    return Lock(entries, gaps=tuple(nameless_gap(candidate, packages)))


def _build_package_purl(one: _Table) -> str:
    return build_purl(_TYPES.get(get_text(one, "manager"), "conda"), one["name"], get_text(one, "version"))


def _read_entry(
    key: str, same: list[_Table], keys: dict[tuple[str, str], list[str]], line: int
) -> LockedEntry:
    """One package on all platforms; an edge holds if it does on one of them."""
    first = same[0]
    needs: dict[Need, None] = {}
    artifacts: list[Artifact] = []
    for one in same:
        needs.update(dict.fromkeys(_read_needs(one, keys)))
        if get_text(one, "url"):
            artifacts.append(_build_one_artifact(one))
    return LockedEntry(
        key=key,
        name=first["name"],
        version=get_text(first, "version"),
        purl=key,
        needs=tuple(needs),
        artifacts=tuple(artifacts),
        line=line,
        scope=_find_scope(same),
    )


def _build_one_artifact(one: _Table) -> Artifact:
    hashes = [f"{name}:{value}" for name, value in get_mapping(one, "hash").items()]
    return build_artifact(get_text(one, "url"), *hashes)


def _find_scope(same: list[_Table]) -> Scope:
    """Required if it is of the main category on one platform, and not optional on all."""
    categories = {get_text(one, "category") or "main" for one in same}
    is_optional = all(get_text(one, "optional") == "true" for one in same)
    return Scope.REQUIRED if "main" in categories and not is_optional else Scope.EXCLUDED


def _read_needs(one: _Table, keys: dict[tuple[str, str], list[str]]) -> Iterator[Need]:
    for name in get_mapping(one, "dependencies"):
        yield from ((key, Scope.REQUIRED) for key in keys.get((get_text(one, "platform"), name), ()))


def _find_name_lines(document: str) -> dict[str, int]:
    """The first line on which a package's entry begins."""
    found: dict[str, int] = {}
    for number, line in enumerate(document.splitlines(), 1):
        if line.lstrip().startswith("- name: "):
            found.setdefault(line.partition("name: ")[2].strip("'\" "), number)
    return found
