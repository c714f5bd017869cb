# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pixi.lock, version 4 to 7 (pixi.sh): the packages of all environments and platforms, conda's and PyPI's."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.discover.packages import conda, python_manifest
from compliance.discover.packages.locked import Entry, Lock, artifact, read_each
from compliance.discover.packages.scopes import Need
from compliance.discover.packages.tables import mapping, mappings, text, texts
from compliance.discover.purls import purl
from compliance.model import Gap, Scope
from compliance.settings import Settings

_LOCAL = re.compile(r"(?:\.{0,2}/|[^:/]+\Z|[^:]+/\Z)")
_Table = dict[str, Any]


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each pixi.lock in the tree."""
    yield from read_each(candidates, lambda candidate: candidate.name == "pixi.lock", _lock)


def _lock(candidate: Candidate) -> Lock:
    document = files.text(candidate)[0]
    table = mapping(files.parse_yaml(document))
    packages = table.get("packages")
    if not isinstance(packages, list):
        raise files.Unreadable("has no list of packages")
    lines = {line.strip(): number for number, line in reversed(list(enumerate(document.splitlines(), 1)))}
    groups: dict[str, list[_Table]] = defaultdict(list)
    for one in mappings(packages):
        if named := _named(one):
            groups[named].append(one)
    by_name: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        by_name[key.partition("@")[0]].append(key)
    absent = _asked(table) - {_address(one) for one in mappings(packages)}
    local = sum(bool(_LOCAL.match(_address(one))) for one in mappings(packages))
    missing = len(packages) - local - sum(map(len, groups.values())) + len(absent)
    reason = f"{missing} packages of its environments have no entry or no name; they are missing from the BOM"
    return Lock(
        tuple(_entry(key, same, by_name, lines) for key, same in groups.items()),
        gaps=(Gap(candidate.path, reason),) if missing else (),
    )


def _asked(table: _Table) -> set[str]:
    """The addresses of the packages in all environments, on all platforms."""
    found: set[str] = set()
    for environment in mapping(table, "environments").values():
        for listed in mapping(environment, "packages").values():
            found.update(address for one in mappings(listed) if (address := _address(one)))
    return found


def _address(one: _Table) -> str:
    return text(one, "conda") or text(one, "pypi") or text(one, "url") or text(one, "path")


def _named(one: _Table) -> str:
    """The purl; nothing for the project itself, which a lock names by its folder."""
    address = _address(one)
    if not address or _LOCAL.match(address):
        return ""
    if text(one, "conda") or text(one, "kind") == "conda":
        known = conda.archive(address)
        name, version = (known.name, known.version) if known else (text(one, "name"), text(one, "version"))
        return purl("conda", name, version) if name else ""
    return purl("pypi", text(one, "name"), text(one, "version")) if text(one, "name") else ""


def _entry(key: str, same: list[_Table], by_name: dict[str, list[str]], lines: dict[str, int]) -> Entry:
    """One package in all its builds; an edge holds if one of them has it."""
    type_, _, rest = key.removeprefix("pkg:").partition("/")
    first, name = same[0], rest.partition("@")[0]
    starts = [f"- {kind}: {text(first, kind)}" for kind in ("conda", "pypi", "name")]
    return Entry(
        key=key,
        name=text(first, "name") or name,
        version=text(first, "version") or (conda.archive(_address(first)) or conda.Archive("", "")).version,
        purl=key,
        needs=tuple(dict.fromkeys(need for one in same for need in _needs(one, type_, by_name))),
        artifacts=tuple(
            artifact(_address(one), f"sha256:{text(one, 'sha256')}", f"md5:{text(one, 'md5')}")
            for one in same
        ),
        license=text(first, "license"),
        line=next((lines[start] for start in starts if start in lines), 0),
    )


def _needs(one: _Table, type_: str, by_name: dict[str, list[str]]) -> Iterator[Need]:
    """`name >=1,<2` for conda, dependency specifiers for PyPI; a name in several versions means any of them."""
    names = [line.split()[0].rpartition("::")[2] for line in texts(one.get("depends")) if line.strip()]
    asked = [
        wanted
        for line in texts(one.get("requires_dist"))
        for wanted in python_manifest.requirement(line, Scope.REQUIRED)
    ]
    bases = [purl("conda", name) for name in names] if type_ == "conda" else [wanted.purl for wanted in asked]
    for base in bases:
        yield from ((key, Scope.REQUIRED) for key in by_name.get(base, ()))
