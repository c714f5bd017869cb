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
from compliance.model import Artifact, Gap, Scope
from compliance.settings import Settings

_LOCAL = compile_lazily(r"(?:\.{0,2}/|[^:/]+\Z|[^:]+/\Z)")
_EXTRA = compile_lazily(r"""\bextra\s*==\s*["']([^"']*)""")
_Table = dict[str, Any]


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked packages of each pixi.lock in the tree."""
    yield from read_each(candidates, lambda candidate: candidate.name == "pixi.lock", _read_lock)


def _read_lock(candidate: ScannedFile) -> Lock:
    document = parse_file.read_text(candidate)[0]
    table = get_mapping(parse_file.parse_yaml(document))
    packages = table.get("packages")
    if not isinstance(packages, list):
        raise parse_file.Unreadable("has no list of packages")
    lines = {line.strip(): number for number, line in reversed(list(enumerate(document.splitlines(), 1)))}
    tables = get_mappings(packages)
    groups: dict[str, list[_Table]] = defaultdict(list)
    for one in tables:
        if named := _build_package_purl(one):
            groups[named].append(one)
    by_address = {_get_address(one): one for one in tables}
    sets = list(_list_installed_together(table))
    edges = _find_edges(by_address, sets)
    absent = set().union(*sets) - by_address.keys()
    foreign = [one for one in packages if not _is_local_table(one)]
    missing = len(foreign) - sum(map(len, groups.values())) + len(absent)
    reason = f"{missing} packages of its environments have no entry or no name; they are missing from the BOM"
    entries = [_read_entry(key, same, edges.get(key, {}), lines) for key, same in groups.items()]
    return Lock(tuple(entries), gaps=(Gap(candidate.path, reason),) if missing else ())


def _is_local_table(one: Any) -> bool:
    """Whether an entry is a folder of the product."""
    return isinstance(one, dict) and bool(_LOCAL.match(_get_address(one)))


def _list_installed_together(table: _Table) -> Iterator[set[str]]:
    """The addresses of the packages of each environment on each platform."""
    for environment in get_mapping(table, "environments").values():
        for listed in get_mapping(environment, "packages").values():
            yield {address for one in get_mappings(listed) if (address := _get_address(one))}


def _find_edges(packages: dict[str, _Table], sets: list[set[str]]) -> dict[str, dict[str, None]]:
    """What each package needs, found among those that are installed with it."""
    edges: dict[str, dict[str, None]] = defaultdict(dict)
    extras = _find_asked_extras(packages.values())
    needs = {address: _read_needs(one, extras) for address, one in packages.items()}
    known = {address: _build_package_purl(one) for address, one in packages.items()}
    for together in sets:
        here = sorted(address for address in together if known.get(address))
        by_name = _index_by_name((packages[address], known[address]) for address in here)
        for address in here:
            found = edges[known[address]]
            for name in needs[address]:
                if name in by_name:
                    found[by_name[name]] = None
    return edges


def _index_by_name(packages: Iterable[tuple[_Table, str]]) -> dict[str, str]:
    """Purls by purls without a version; a package of conda also stands for the one of PyPI that it is said to be."""
    found: dict[str, str] = {}
    own: dict[str, str] = {}
    for one, named in packages:
        own[named.partition("@")[0]] = named
        for alias in get_texts(one.get("purls")):
            found.setdefault(alias.partition("?")[0].partition("@")[0], named)
    return found | own


def _get_address(one: _Table) -> str:
    return get_text(one, "conda") or get_text(one, "pypi") or get_text(one, "url") or get_text(one, "path")


def _build_package_purl(one: _Table) -> str:
    """The purl; nothing for the project itself, which a lock names by its folder."""
    address = _get_address(one)
    if not address or _LOCAL.match(address):
        return ""
    name, version = get_text(one, "name"), get_text(one, "version")
    if not get_text(one, "conda") and get_text(one, "kind") != "conda":
        return build_purl("pypi", name, version) if name else ""
    if known := conda.build_conda_archive(address):
        name, version = known.name, known.version
    return build_purl("conda", name, version) if name else ""


def _read_entry(key: str, same: list[_Table], needs: Iterable[str], lines: dict[str, int]) -> LockedEntry:
    """One package in all its builds; an edge holds if one of them has it."""
    first, name = same[0], key.rpartition("/")[2].partition("@")[0]
    archive = conda.build_conda_archive(_get_address(first))
    starts = [f"- {kind}: {get_text(first, kind)}" for kind in ("conda", "pypi", "name")]
    return LockedEntry(
        key=key,
        name=get_text(first, "name") or name,
        version=get_text(first, "version") or (archive.version if archive else ""),
        purl=key,
        needs=tuple((need, Scope.REQUIRED) for need in needs),
        artifacts=tuple(map(_build_one_artifact, same)),
        license=get_text(first, "license"),
        line=next((lines[start] for start in starts if start in lines), 0),
    )


def _build_one_artifact(one: _Table) -> Artifact:
    return build_artifact(
        _get_address(one), f"sha256:{get_text(one, 'sha256')}", f"md5:{get_text(one, 'md5')}"
    )


def _read_needs(one: _Table, extras: Mapping[str, frozenset[str]]) -> list[str]:
    """Purls without a version: `name >=1,<2` for conda, dependency specifiers for PyPI, those of extras if something asks for them."""
    needs: list[str] = []
    for line in get_texts(one.get("depends")):
        if line.strip():
            needs.append(build_purl("conda", line.split()[0].rpartition("::")[2]))
    asked = extras.get(build_purl("pypi", get_text(one, "name")), frozenset())
    for line in get_texts(one.get("requires_dist")):
        of_extras = _EXTRA.findall(line.partition(";")[2])
        if not of_extras or not asked.isdisjoint(of_extras):
            needs.extend(wanted.purl for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED))
    return needs


def _find_asked_extras(packages: Iterable[_Table]) -> dict[str, frozenset[str]]:
    """The extras that packages ask others for, by purl without a version."""
    asked: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one in packages:
        for line in get_texts(one.get("requires_dist")):
            if "[" not in line:
                continue
            for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
                asked[wanted.purl] |= {*wanted.extras}
    return asked
