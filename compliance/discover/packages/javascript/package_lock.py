# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""package-lock.json and npm-shrinkwrap.json, versions 1 to 3 (docs.npmjs.com, "package-lock.json")."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl
from compliance.discover.interface import ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_mapping, get_text
from compliance.discover.packages.javascript._support.common import (
    DEEPEST,
    Content,
    build_archives,
    find_key_lines,
    missing_package_gap,
    parse_alias,
    parse_integrity,
    read_needs,
)
from compliance.model import Scope

NAMES = ("npm-shrinkwrap.json", "package-lock.json")
"""The first one wins, where both are there."""
_MODULES = "node_modules/"


def read(candidate: ScannedFile, manifests: Mapping[str, dict[str, Any]]) -> Content:
    """The packages by where they are put; what lies in no `node_modules` is the product's own."""
    raw = parse_file.read_bytes(candidate)
    table = parse_file.parse_json(raw)
    if not isinstance(table, dict) or not (
        "packages" in table or "dependencies" in table or "lockfileVersion" in table
    ):
        raise parse_file.Unreadable("is no lock of npm: it has neither packages nor dependencies")
    lines = find_key_lines(raw.decode("utf-8", "replace"))
    if isinstance(table.get("packages"), dict):
        return _read_placed(candidate, table["packages"], lines)
    if table.get("packages") is not None:
        raise parse_file.Unreadable("has packages that are no table")
    return _read_nested(candidate, table, lines, manifests)


def _read_placed(candidate: ScannedFile, packages: dict[str, Any], lines: dict[str, list[int]]) -> Content:
    absent: list[str] = []
    entries: list[LockedEntry] = []
    roots: list[Need] = []
    broken = 0
    members = set()
    for place, table in packages.items():
        if not isinstance(table, dict) or place.count("/") > DEEPEST:
            broken += 1
        elif table.get("link") is not True:
            needed = read_needs(table, partial(_find_place, packages, place), absent)
            if _MODULES not in place:
                roots.extend(needed)
                members.add(place)
            elif get_text(table, "version"):
                entries.append(_read_entry(place, table, needed, lines))
            else:
                broken += 1
    lock = Lock(tuple(entries), tuple(roots), missing_package_gap(candidate.path, absent, broken))
    return Content(lock, frozenset(members))


def _read_entry(
    place: str, table: dict[str, Any], needed: tuple[Any, ...], lines: dict[str, list[int]]
) -> LockedEntry:
    name = get_text(table, "name") or place.rpartition(_MODULES)[2]
    version, url = get_text(table, "version"), get_text(table, "resolved")
    digests = parse_integrity(get_text(table, "integrity"))
    return LockedEntry(
        key=place,
        name=name,
        version=version,
        purl=build_npm_purl(name, version),
        needs=needed,
        artifacts=build_archives(url, digests),
        digests=digests,
        license=_read_license(table.get("license")),
        url=url.removeprefix("git+") if url.startswith("git+") else "",
        line=(lines.get(place) or [0])[0],
    )


def _read_license(stated: Any) -> str:
    return stated if isinstance(stated, str) else get_text(stated, "type")


def _find_place(packages: Mapping[str, Any], place: str, name: str) -> str:
    """Where a package at a place finds another: in its own `node_modules`, else in those above (nodejs.org, "Loading from node_modules folders")."""
    while True:
        target = f"{place}/{_MODULES}{name}" if place else f"{_MODULES}{name}"
        if target in packages:
            return _follow_link(target, packages[target])
        if not place:
            return ""
        place = _go_up(place)


def _follow_link(target: str, table: Any) -> str:
    """The place of the folder that a link leads to, which is one of the product's."""
    if isinstance(table, dict) and table.get("link") is True:
        return get_text(table, "resolved") or target
    return target


def _go_up(place: str) -> str:
    head, inside, _ = f"/{place}".rpartition(f"/{_MODULES}")
    return head[1:] if inside else place.rpartition("/")[0]


def _read_nested(
    candidate: ScannedFile,
    table: dict[str, Any],
    lines: dict[str, list[int]],
    manifests: Mapping[str, dict[str, Any]],
) -> Content:
    """Version 1 nests packages in each other and knows neither the roots nor the kind of a need, but flags what is for development."""
    members = {""}
    placed = list(_place_package("", table, {name: iter(numbers) for name, numbers in lines.items()}))
    packages = {place: one for place, one, _ in placed}
    absent: list[str] = []
    entries: list[LockedEntry] = []
    roots: list[Need] = []
    sound = [one for one in placed if _is_sound(*one[:2])]
    for place, one, line in sound:
        wants = {"dependencies": one.get("requires")}
        needed = read_needs(wants, partial(_find_place, packages, place), absent)
        local = get_text(one, "version")
        if local.startswith("file:"):
            roots.extend(needed)
            members.add(local.removeprefix("file:"))
        else:
            entries.append(_read_nested_entry(place, one, needed, line))
    if manifest := manifests.get(candidate.folder):
        roots.extend(read_needs(manifest, partial(_find_place, packages, ""), []))
    gaps = missing_package_gap(candidate.path, absent, len(placed) - len(sound))
    return Content(Lock(tuple(entries), tuple(roots), gaps), frozenset(members))


def _is_sound(place: str, one: Any) -> bool:
    """Whether a nested package has a version, and isn't nested deeper than any tool would."""
    return isinstance(one, dict) and bool(get_text(one, "version")) and place.count("/") <= DEEPEST


def _place_package(
    place: str, table: dict[str, Any], left: Mapping[str, Iterator[int]]
) -> Iterator[tuple[str, Any, int]]:
    """The nested packages in the order of the file, each where npm puts it, with its line."""
    for name, one in get_mapping(table, "dependencies").items():
        inner = f"{place}/{_MODULES}{name}".removeprefix("/")
        yield inner, one, next(left.get(name, iter(())), 0)
        if isinstance(one, dict):
            yield from _place_package(inner, one, left)


def _read_nested_entry(place: str, table: dict[str, Any], needed: tuple[Any, ...], line: int) -> LockedEntry:
    stated = get_text(table, "version")
    name, version = parse_alias(place.rpartition(_MODULES)[2], stated)
    foreign = "://" in version or version.startswith(("git+", "github:"))
    digests = parse_integrity(get_text(table, "integrity"))
    scope = Scope.OPTIONAL if table.get("optional") is True else Scope.REQUIRED
    return LockedEntry(
        key=place,
        name=name,
        version="" if foreign else version,
        purl=build_npm_purl(name, "" if foreign else version),
        needs=needed,
        artifacts=build_archives(get_text(table, "resolved") or version, digests),
        digests=digests,
        url=version.removeprefix("git+") if foreign else "",
        line=line,
        scope=Scope.EXCLUDED if table.get("dev") is True else scope,
    )
