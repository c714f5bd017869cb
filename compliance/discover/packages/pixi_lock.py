# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pixi.lock, version 4 to 7 (pixi.sh): the packages of all environments and platforms, conda's and PyPI's, with their edges within each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages import conda
from compliance.discover.packages._support import python_manifest
from compliance.discover.packages._support.locked import Lock, LockedEntry, build_artifact, read_each
from compliance.discover.packages._support.tables import get_mapping, get_mappings, get_text, get_texts
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, Scope
from compliance.settings import Settings

_LOCAL = compile_lazily(r"(?:\.{0,2}/|[^:/]+\Z|[^:]+/\Z)")
_EXTRA = compile_lazily(r"""\bextra\s*==\s*["']([^"']*)""")
_Table = dict[str, Any]


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each pixi.lock in the tree."""
    yield from read_each(candidates, lambda candidate: candidate.name == "pixi.lock", _read_pixi_lock)


def _read_pixi_lock(candidate: ScannedFile) -> Lock:
    document = parse_file.read_text(candidate)[0]
    table = get_mapping(parse_file.parse_yaml(document))
    packages = table.get("packages")
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no list of packages")
    lines = {line.strip(): number for number, line in reversed(list(enumerate(document.splitlines(), 1)))}
    groups: dict[str, list[_Table]] = defaultdict(list)
    for one in get_mappings(packages):
        if named := _name_pixi(one):
            groups[named].append(one)
    sets = list(_installed_together(table))
    edges = _build_pixi_edges({_address(one): one for one in get_mappings(packages)}, sets)
    absent = set().union(*sets) - {_address(one) for one in get_mappings(packages)}
    local = sum(bool(_LOCAL.match(_address(one))) for one in get_mappings(packages))
    missing = len(packages) - local - sum(map(len, groups.values())) + len(absent)
    reason = f"{missing} packages of its environments have no entry or no name; they are missing from the BOM"
    return Lock(
        tuple(_read_pixi_entry(key, same, edges.get(key, {}), lines) for key, same in groups.items()),
        gaps=(Gap(candidate.path, reason),) if missing else (),
    )


def _installed_together(table: _Table) -> Iterator[set[str]]:
    """The addresses of the packages of each environment on each platform."""
    for environment in get_mapping(table, "environments").values():
        for listed in get_mapping(environment, "packages").values():
            yield {address for one in get_mappings(listed) if (address := _address(one))}


def _build_pixi_edges(packages: dict[str, _Table], sets: list[set[str]]) -> dict[str, dict[str, None]]:
    """What each package needs, found among those that are installed with it."""
    edges: dict[str, dict[str, None]] = defaultdict(dict)
    extras = _extras(packages.values())
    needs = {address: _read_pixi_needs(one, extras) for address, one in packages.items()}
    known = {address: named for address, one in packages.items() if (named := _name_pixi(one))}
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
        for alias in get_texts(one.get("purls")):
            found.setdefault(alias.partition("?")[0].partition("@")[0], named)
    return found | own


def _address(one: _Table) -> str:
    return get_text(one, "conda") or get_text(one, "pypi") or get_text(one, "url") or get_text(one, "path")


def _name_pixi(one: _Table) -> str:
    """The purl; nothing for the project itself, which a lock names by its folder."""
    address = _address(one)
    if not address or _LOCAL.match(address):
        return ""
    if get_text(one, "conda") or get_text(one, "kind") == "conda":
        known = conda.build_conda_archive(address)
        name, version = (
            (known.name, known.version) if known else (get_text(one, "name"), get_text(one, "version"))
        )
        return build_purl("conda", name, version) if name else ""
    return (
        build_purl("pypi", get_text(one, "name"), get_text(one, "version")) if get_text(one, "name") else ""
    )


def _read_pixi_entry(
    key: str, same: list[_Table], needs: Iterable[str], lines: dict[str, int]
) -> LockedEntry:
    """One package in all its builds; an edge holds if one of them has it."""
    first, name = same[0], key.rpartition("/")[2].partition("@")[0]
    starts = [f"- {kind}: {get_text(first, kind)}" for kind in ("conda", "pypi", "name")]
    return LockedEntry(
        key=key,
        name=get_text(first, "name") or name,
        version=get_text(first, "version")
        or (conda.build_conda_archive(_address(first)) or conda.Archive("", "")).version,
        purl=key,
        needs=tuple((need, Scope.REQUIRED) for need in needs),
        artifacts=tuple(
            build_artifact(_address(one), f"sha256:{get_text(one, 'sha256')}", f"md5:{get_text(one, 'md5')}")
            for one in same
        ),
        license=get_text(first, "license"),
        line=next((lines[start] for start in starts if start in lines), 0),
    )


def _read_pixi_needs(one: _Table, extras: Mapping[str, frozenset[str]]) -> list[str]:
    """Purls without a version: `name >=1,<2` for conda, dependency specifiers for PyPI, those of extras if something asks for them."""
    names = [line.split()[0].rpartition("::")[2] for line in get_texts(one.get("depends")) if line.strip()]
    asked = extras.get(build_purl("pypi", get_text(one, "name")), frozenset())
    wanted = (
        wanted
        for line in get_texts(one.get("requires_dist"))
        if not (of := _EXTRA.findall(line.partition(";")[2])) or not asked.isdisjoint(of)
        for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED)
    )
    return [*(build_purl("conda", name) for name in names), *(one.purl for one in wanted)]


def _extras(packages: Iterable[_Table]) -> dict[str, frozenset[str]]:
    """The extras that packages ask others for, by purl without a version."""
    asked: dict[str, frozenset[str]] = defaultdict(frozenset)
    for line in (line for one in packages for line in get_texts(one.get("requires_dist")) if "[" in line):
        for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
            asked[wanted.purl] |= {*wanted.extras}
    return asked
