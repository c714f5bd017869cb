# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Other people's code that was copied into the tree: folders that have a licence or a manifest of their own, in the places where it is put."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl, build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages import vendored_python
from compliance.discover.packages._support.tables import get_mapping, get_text
from compliance.model import Component, Evidence, Kind, Presence, Relation, RelationKind
from compliance.settings import Settings

_PLACES = frozenset(
    {"third_party", "third-party", "thirdparty", "3rdparty", "vendored", "_vendor", "_vendored", "external", "extern", "vendor"}
)  # fmt: skip
_MANAGED = frozenset({"modules.txt", "autoload.php", "bundle"})
"""What Go, Composer and Bundler leave in a vendor folder that their locks describe."""
_LICENSES = ("license", "licence", "copying", "unlicense")
_MANIFESTS = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "package.json", "Cargo.toml", "CMakeLists.txt", "configure.ac", "meson.build"})  # fmt: skip


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A library for each such folder; its own licence texts are its own."""
    tree = [one for one in candidates if not one.carrier and not one.is_test]
    managed = {one.folder for one in tree if one.name in _MANAGED} | vendored_python.places(tree)
    submodules = {path for one in tree if one.name == ".gitmodules" for path in _paths(one)}
    own: dict[str, list[ScannedFile]] = defaultdict(list)
    for candidate in tree:
        place, _, name = candidate.folder.rpartition("/")
        is_place = place.rpartition("/")[2].lower() in _PLACES and ".dist-info/" not in place
        if name and is_place and place not in managed:
            own[candidate.folder].append(candidate)
    for folder, inside in sorted(own.items()):
        proofs = [one for one in inside if one.name.lower().startswith(_LICENSES) or one.name in _MANIFESTS]
        if proofs and folder not in submodules:
            yield from _build_vendored_library(folder, inside, Evidence(proofs[0].path))


def _paths(gitmodules: ScannedFile) -> Iterator[str]:
    """The folders of submodules, which are components by themselves."""
    try:
        lines = parse_file.read_text(gitmodules)[0].splitlines()
    except parse_file.Unreadable:
        return
    for line in lines:
        key, _, value = line.partition("=")
        if key.strip() == "path":
            yield f"{gitmodules.folder}/{value.strip()}".lstrip("/")


def _build_vendored_library(
    folder: str, inside: list[ScannedFile], evidence: Evidence
) -> Iterator[Discovery]:
    named = next((found for candidate in inside if (found := _name_vendored(candidate))), None)
    name, version, ref = named or (folder.rpartition("/")[2], "", "")
    component = Component(
        ref=ref or f"file:{folder}",
        kind=Kind.LIBRARY,
        name=name,
        version=version,
        purl=ref,
        presence=Presence.SHIPPED,
        path=folder,
        evidence=(evidence,),
    )
    yield component
    yield Relation("", RelationKind.DEPENDS_ON, component.ref, (evidence,))


def _name_vendored(candidate: ScannedFile) -> tuple[str, str, str] | None:
    """Name, version and purl in a manifest that states both."""
    try:
        if candidate.name == "package.json":
            return _take_vendored_statement(
                parse_file.parse_json(parse_file.read_bytes(candidate)), build_npm_purl
            )
        if candidate.name == "pyproject.toml":
            return _take_vendored_statement(
                parse_file.parse_toml(candidate).get("project"),
                lambda name, version: build_purl("pypi", name, version),
            )
        if candidate.name == "Cargo.toml":
            table = get_mapping(parse_file.parse_toml(candidate), "package")
            return _take_vendored_statement(table, lambda name, version: build_purl("cargo", name, version))
    except parse_file.Unreadable:
        return None
    return None


def _take_vendored_statement(table: Any, make: Any) -> tuple[str, str, str] | None:
    name, version = get_text(table, "name"), get_text(table, "version")
    return (name, version, make(name, version)) if name and version else None
