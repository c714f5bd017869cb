# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pixi.lock, version 4 to 7 (pixi.sh): the packages of all environments and platforms, conda's and PyPI's, with their edges within each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages import conda
from compliance.discover.packages._support import python_manifest
from compliance.discover.packages._support.locked import Entry, Lock, artifact, read_each
from compliance.discover.packages._support.tables import mapping, mappings, text, texts
from compliance.lazy_regex import regex
from compliance.model import Gap, Scope
from compliance.settings import Settings

_LOCAL = regex(r"(?:\.{0,2}/|[^:/]+\Z|[^:]+/\Z)")
_EXTRA = regex(r"""\bextra\s*==\s*["']([^"']*)""")
_Table = dict[str, Any]


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each pixi.lock in the tree."""
    yield from read_each(candidates, lambda candidate: candidate.name == "pixi.lock", _lock)


def _lock(candidate: Candidate) -> Lock:
    document = parse_file.text(candidate)[0]
    table = mapping(parse_file.parse_yaml(document))
    packages = table.get("packages")
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no list of packages")
    lines = {line.strip(): number for number, line in reversed(list(enumerate(document.splitlines(), 1)))}
    groups: dict[str, list[_Table]] = defaultdict(list)
    for one in mappings(packages):
        if named := _named(one):
            groups[named].append(one)
    sets = list(_installed_together(table))
    edges = _edges({_address(one): one for one in mappings(packages)}, sets)
    absent = set().union(*sets) - {_address(one) for one in mappings(packages)}
    local = sum(bool(_LOCAL.match(_address(one))) for one in mappings(packages))
    missing = len(packages) - local - sum(map(len, groups.values())) + len(absent)
    reason = f"{missing} packages of its environments have no entry or no name; they are missing from the BOM"
    return Lock(
        tuple(_entry(key, same, edges.get(key, {}), lines) for key, same in groups.items()),
        gaps=(Gap(candidate.path, reason),) if missing else (),
    )


def _installed_together(table: _Table) -> Iterator[set[str]]:
    """The addresses of the packages of each environment on each platform."""
    for environment in mapping(table, "environments").values():
        for listed in mapping(environment, "packages").values():
            yield {address for one in mappings(listed) if (address := _address(one))}


def _edges(packages: dict[str, _Table], sets: list[set[str]]) -> dict[str, dict[str, None]]:
    """What each package needs, found among those that are installed with it."""
    edges: dict[str, dict[str, None]] = defaultdict(dict)
    extras = _extras(packages.values())
    needs = {address: _needs(one, extras) for address, one in packages.items()}
    known = {address: named for address, one in packages.items() if (named := _named(one))}
    for together in sets:
        here = sorted(together & known.keys())
        by_name = _by_name((packages[address], known[address]) for address in here)
        for address in here:
            edges[known[address]] |= {by_name[name]: None for name in needs[address] if name in by_name}
    return edges


def _by_name(packages: Iterable[tuple[_Table, str]]) -> dict[str, str]:
    """Purls by purls without a version; a package of conda also stands for the one of PyPI that it is said to be."""
    found: dict[str, str] = {}
    own: dict[str, str] = {}
    for one, named in packages:
        own[named.partition("@")[0]] = named
        for alias in texts(one.get("purls")):
            found.setdefault(alias.partition("?")[0].partition("@")[0], named)
    return found | own


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


def _entry(key: str, same: list[_Table], needs: Iterable[str], lines: dict[str, int]) -> Entry:
    """One package in all its builds; an edge holds if one of them has it."""
    first, name = same[0], key.rpartition("/")[2].partition("@")[0]
    starts = [f"- {kind}: {text(first, kind)}" for kind in ("conda", "pypi", "name")]
    return Entry(
        key=key,
        name=text(first, "name") or name,
        version=text(first, "version") or (conda.archive(_address(first)) or conda.Archive("", "")).version,
        purl=key,
        needs=tuple((need, Scope.REQUIRED) for need in needs),
        artifacts=tuple(
            artifact(_address(one), f"sha256:{text(one, 'sha256')}", f"md5:{text(one, 'md5')}")
            for one in same
        ),
        license=text(first, "license"),
        line=next((lines[start] for start in starts if start in lines), 0),
    )


def _needs(one: _Table, extras: Mapping[str, frozenset[str]]) -> list[str]:
    """Purls without a version: `name >=1,<2` for conda, dependency specifiers for PyPI, those of extras if something asks for them."""
    names = [line.split()[0].rpartition("::")[2] for line in texts(one.get("depends")) if line.strip()]
    asked = extras.get(purl("pypi", text(one, "name")), frozenset())
    wanted = (
        wanted
        for line in texts(one.get("requires_dist"))
        if not (of := _EXTRA.findall(line.partition(";")[2])) or not asked.isdisjoint(of)
        for wanted in python_manifest.requirement(line, Scope.REQUIRED)
    )
    return [*(purl("conda", name) for name in names), *(one.purl for one in wanted)]


def _extras(packages: Iterable[_Table]) -> dict[str, frozenset[str]]:
    """The extras that packages ask others for, by purl without a version."""
    asked: dict[str, frozenset[str]] = defaultdict(frozenset)
    for line in (line for one in packages for line in texts(one.get("requires_dist")) if "[" in line):
        for wanted in python_manifest.requirement(line, Scope.REQUIRED):
            asked[wanted.purl] |= {*wanted.extras}
    return asked
