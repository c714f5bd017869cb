# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Packages that are installed in `node_modules`: name, version, licence claims and edges from each package.json (docs.npmjs.com)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.needed_for import Need, resolve_scopes
from compliance.discover.packages._support.tables import get_text
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
        one.file.parent.as_posix(): _Package(one, _take_javascript_installed_table(one))
        for one in candidates
        if _is_package(one)
    }
    if not packages:
        return
    tops = {place.partition(f"/{FOLDER}/")[0] for place in packages}
    absent: set[str] = set()
    needs = {
        place: tuple(_read_javascript_installed_needs(package.table, place, packages, tops, absent))
        for place, package in packages.items()
    }
    own = [one for one in candidates if not one.carrier and one.name == MANIFEST and not one.is_test]
    roots = [
        need
        for one in own
        for need in _read_javascript_installed_needs(
            _take_javascript_installed_table(one), one.file.parent.as_posix(), packages, tops, set()
        )
    ]
    wanted = {target for targets in needs.values() for target, _ in targets}
    roots = roots or [(place, Scope.REQUIRED) for place in packages.keys() - wanted]
    reached = resolve_scopes(roots, needs)
    for place, package in packages.items():
        yield _build_javascript_installed_library(package, reached.get(place, Scope.UNSTATED))
        for target, _ in needs[place]:
            if packages[target].ref != package.ref:
                yield _edge(package.ref, packages[target].ref, package.candidate.path)
    for target in dict.fromkeys(target for target, _ in roots):
        yield _edge("", packages[target].ref, "")
    if absent:
        listed = ", ".join(sorted(absent)[:8]) + (f" and {len(absent) - 8} more" if len(absent) > 8 else "")
        yield Gap(
            FOLDER,
            f"{len(absent)} packages that installed ones need are not installed, so nothing is known of them: {listed}",
        )


def _is_package(candidate: ScannedFile) -> bool:
    return (
        candidate.name == MANIFEST
        and candidate.path.count("/") == 1
        and candidate.carrier.startswith("pkg:npm/")
    )


def _take_javascript_installed_table(candidate: ScannedFile) -> dict[str, Any]:
    """The manifest; an empty one if it can't be read, which the walk, or the reader of manifests, has said."""
    try:
        table = parse_file.parse_json(parse_file.read_bytes(candidate, _LIMIT).removeprefix(b"\xef\xbb\xbf"))
    except parse_file.Unreadable:
        return {}
    return table if isinstance(table, dict) else {}


def _edge(source: str, target: str, path: str) -> Relation:
    return Relation(source, RelationKind.DEPENDS_ON, target, (Evidence(path),) if path else ())


def _read_javascript_installed_needs(
    table: dict[str, Any],
    place: str,
    packages: Mapping[str, _Package],
    tops: Iterable[str],
    absent: set[str],
) -> Iterator[Need]:
    """The places of what a package needs; a package's own development dependencies are never installed with it."""
    inside = place in packages
    for one in read_asked(table, peers=True):
        if inside and one.scope is Scope.EXCLUDED:
            continue
        if target := _found(one, place, packages, tops):
            yield target, one.scope
        elif one.scope is Scope.REQUIRED and not one.peer and not is_local_reference(one.range):
            absent.add(one.name)


def _found(one: Asked, place: str, packages: Mapping[str, _Package], tops: Iterable[str]) -> str:
    """Where Node.js finds a package from a place: in the `node_modules` there, else in those above; links are followed to what the walk saw."""
    if len(one.name) > LONGEST or "\0" in one.name:
        return ""  # no name of a folder
    shortest = min(map(len, tops))
    while len(place) >= shortest:
        if not place.endswith(f"/{FOLDER}"):
            target = f"{place}/{FOLDER}/{one.name}"
            if target in packages:
                return target
            if (link := Path(target)).is_symlink() and (real := link.resolve().as_posix()) in packages:
                return real
        place = place.rpartition("/")[0]
    return ""


def _build_javascript_installed_library(package: _Package, scope: Scope) -> Component:
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
        licenses=tuple(_read_javascript_installed_claims(package)),
        evidence=(Evidence(path),),
        supplier=_person(table.get("author")),
        url=_address(table),
    )


def _read_javascript_installed_claims(package: _Package) -> Iterator[LicenseClaim]:
    """`license` as a text or, as long ago, an object; `licenses`, as long ago, a list of either."""
    table = package.table
    stated = table.get("license") or table.get("licenses")
    for one in stated if isinstance(stated, list) else [stated]:
        words = " ".join((one if isinstance(one, str) else get_text(one, "type")).split())
        if words:
            short = words if len(words) <= _LONGEST else words[: _LONGEST - 3] + "..."
            expression = expressions.resolve_expression(words)
            evidence = Evidence(
                package.candidate.path,
                _find_javascript_installed_line(package.candidate),
                f'"license": "{short}"',
            )
            yield LicenseClaim(
                expression,
                SaidBy.METADATA,
                stated="" if short == expression else short,
                evidence=(evidence,),
            )


def _find_javascript_installed_line(candidate: ScannedFile) -> int:
    lines = parse_file.read_text(candidate, _LIMIT)[0].splitlines()
    return next((number for number, line in enumerate(lines, 1) if '"license' in line), 0)


def _person(stated: Any) -> str:
    """A name alone, or as `Name <mail> (address)`."""
    words = stated if isinstance(stated, str) else get_text(stated, "name")
    return words.partition("<")[0].partition("(")[0].strip()


def _address(table: dict[str, Any]) -> str:
    repository = table.get("repository")
    stated = repository if isinstance(repository, str) else get_text(repository, "url")
    for one in (get_text(table, "homepage"), stated.removeprefix("git+")):
        if one.startswith(("https://", "http://")):
            return one
    return ""
