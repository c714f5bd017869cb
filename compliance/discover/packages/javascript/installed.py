# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Packages that are installed in `node_modules`: name, version, licence claims and edges from each package.json (docs.npmjs.com)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.needed_for import Need, resolve_scopes
from compliance.discover.packages._support.tables import find_line, get_text
from compliance.discover.packages.javascript._support.common import (
    LONGEST,
    Asked,
    is_local_reference,
    read_asked,
)
from compliance.discover.tree.node_modules import FOLDER, MANIFEST
from compliance.licensing import expressions
from compliance.model import (
    Component,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
)
from compliance.settings import Settings

_LIMIT = 4 * parse_file.MEGABYTE
_LONGEST = 120
_MOST = 8
"""Names that one gap spells out."""


@dataclass(frozen=True, slots=True)
class _Package:
    candidate: ScannedFile
    table: dict[str, Any]

    @property
    def ref(self) -> str:
        return self.candidate.carrier

    @property
    def place(self) -> str:
        """The folder that it is in, on this machine."""
        return self.candidate.file.parent.as_posix()


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A library for each installed package, and its edges to others as Node.js would find them."""
    packages = {
        one.file.parent.as_posix(): _Package(one, _read_manifest(one))
        for one in candidates
        if _is_package(one)
    }
    if not packages:
        return
    tree = _InstalledTree(packages, frozenset(place.partition(f"/{FOLDER}/")[0] for place in packages))
    absent: set[str] = set()
    needs = {
        place: tuple(tree.find_needs(package.table, place, absent)) for place, package in packages.items()
    }
    roots = _find_roots(candidates, tree) or _find_unneeded(packages, needs)
    yield from _build_libraries(packages, needs, resolve_scopes(roots, needs))
    for target in dict.fromkeys(target for target, _ in roots):
        yield _build_edge("", packages[target].ref, "")
    if absent:
        yield _explain_absent(absent)


@dataclass(frozen=True, slots=True)
class _InstalledTree:
    """The installed packages by the folder they are in, and the folders above all `node_modules`."""

    packages: Mapping[str, _Package]
    tops: frozenset[str]

    def find_needs(self, table: dict[str, Any], place: str, absent: set[str]) -> Iterator[Need]:
        """The places of what a package needs; names that must be there and aren't are added to `absent`.

        A package's own development dependencies are never installed with it.
        """
        inside = place in self.packages
        for one in read_asked(table, peers=True):
            if inside and one.scope is Scope.EXCLUDED:
                continue
            if target := self._find_place(one, place):
                yield target, one.scope
            elif one.scope is Scope.REQUIRED and not one.peer and not is_local_reference(one.range):
                absent.add(one.name)

    def _find_place(self, one: Asked, place: str) -> str:
        """Where Node.js finds a package from a place: in the `node_modules` there, else in those above."""
        if len(one.name) > LONGEST or "\0" in one.name:
            return ""  # no name of a folder
        shortest = min(map(len, self.tops))
        while len(place) >= shortest:
            if not place.endswith(f"/{FOLDER}") and (target := self._look_in(place, one.name)):
                return target
            place = place.rpartition("/")[0]
        return ""

    def _look_in(self, place: str, name: str) -> str:
        """The package of this name in the `node_modules` of one folder; links are followed to what the walk saw."""
        target = f"{place}/{FOLDER}/{name}"
        if target in self.packages:
            return target
        link = Path(target)
        real = link.resolve().as_posix() if link.is_symlink() else ""
        return real if real in self.packages else ""


def _find_roots(candidates: tuple[ScannedFile, ...], tree: _InstalledTree) -> list[Need]:
    """What the product's own manifests ask for; what they ask for in vain is told elsewhere."""
    roots: list[Need] = []
    for one in candidates:
        if one.name == MANIFEST and not one.carrier and not one.is_test:
            roots.extend(tree.find_needs(_read_manifest(one), one.file.parent.as_posix(), set()))
    return roots


def _find_unneeded(packages: Mapping[str, _Package], needs: Mapping[str, tuple[Need, ...]]) -> list[Need]:
    wanted = {target for targets in needs.values() for target, _ in targets}
    return [(place, Scope.REQUIRED) for place in packages if place not in wanted]


def _build_libraries(
    packages: Mapping[str, _Package], needs: Mapping[str, tuple[Need, ...]], reached: Mapping[str, Scope]
) -> Iterator[Discovery]:
    """Each package, with its edges after it."""
    for place, package in packages.items():
        yield _build_library(package, reached.get(place, Scope.UNSTATED))
        for target, _ in needs[place]:
            if packages[target].ref != package.ref:
                yield _build_edge(package.ref, packages[target].ref, package.candidate.path)


def _explain_absent(absent: set[str]) -> Gap:
    names = sorted(absent)
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return Gap(
        FOLDER,
        f"{len(names)} packages that installed ones need are not installed, so nothing is known of them: {', '.join(names[:_MOST])}{more}",
    )


def _is_package(candidate: ScannedFile) -> bool:
    return (
        candidate.name == MANIFEST
        and candidate.path.count("/") == 1
        and candidate.carrier.startswith("pkg:npm/")
    )


def _read_manifest(candidate: ScannedFile) -> dict[str, Any]:
    """The manifest; an empty one if it can't be read, which the walk, or the reader of manifests, has said."""
    try:
        table = parse_file.parse_json(parse_file.read_bytes(candidate, _LIMIT).removeprefix(b"\xef\xbb\xbf"))
    except parse_file.Unreadable:
        return {}
    return table if isinstance(table, dict) else {}


def _build_edge(source: str, target: str, path: str) -> Relation:
    return Relation(source, RelationKind.DEPENDS_ON, target, (Evidence(path),) if path else ())


def _build_library(package: _Package, scope: Scope) -> Component:
    table, path = package.table, package.candidate.path
    name = get_text(table, "name") or unquote(package.ref.removeprefix("pkg:npm/").partition("@")[0])
    return Component(
        ref=package.ref,
        kind=Kind.LIBRARY,
        name=name,
        version=get_text(table, "version"),
        purl=package.ref,
        scope=scope,
        path=package.candidate.folder,
        licenses=tuple(_read_claims(package)),
        evidence=(Evidence(path),),
        supplier=_read_person(table.get("author")),
        url=_read_address(table),
    )


def _read_claims(package: _Package) -> Iterator[LicenseClaim]:
    """`license` as a text or, as long ago, an object; `licenses`, as long ago, a list of either."""
    stated = package.table.get("license") or package.table.get("licenses")
    for one in stated if isinstance(stated, list) else [stated]:
        words = " ".join((one if isinstance(one, str) else get_text(one, "type")).split())
        if words:
            yield _build_claim(words, package.candidate)


def _build_claim(words: str, candidate: ScannedFile) -> LicenseClaim:
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 3] + "..."
    expression = expressions.resolve_expression(words)
    evidence = Evidence(candidate.path, _find_license_line(candidate), f'"license": "{short}"')
    return LicenseClaim(
        expression, SaidBy.METADATA, stated="" if short == expression else short, evidence=(evidence,)
    )


def _find_license_line(candidate: ScannedFile) -> int:
    return find_line(parse_file.read_text(candidate, _LIMIT)[0].splitlines(), '"license')


def _read_person(stated: Any) -> str:
    """A name alone, or as `Name <mail> (address)`."""
    words = stated if isinstance(stated, str) else get_text(stated, "name")
    return words.partition("<")[0].partition("(")[0].strip()


def _read_address(table: dict[str, Any]) -> str:
    """The homepage, else the repository."""
    repository = table.get("repository")
    stated = repository if isinstance(repository, str) else get_text(repository, "url")
    for one in (get_text(table, "homepage"), stated.removeprefix("git+")):
        if one.startswith(("https://", "http://")):
            return one
    return ""
