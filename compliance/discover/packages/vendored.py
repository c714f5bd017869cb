# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Other people's code that was copied into the tree: folders that have a licence or a manifest of their own, in the places where it is put."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl, build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages import vendored_python
from compliance.discover.packages._support.tables import get_text
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
    submodules: set[str] = set()
    copied: dict[str, list[ScannedFile]] = defaultdict(list)
    for candidate in tree:
        if candidate.name == ".gitmodules":
            submodules.update(_read_submodule_folders(candidate))
        if _is_below_vendor_folder(candidate.folder, managed):
            copied[candidate.folder].append(candidate)
    for folder, inside in sorted(copied.items()):
        proof = next(filter(_proves_a_project, inside), None)
        if proof and folder not in submodules:
            yield from _build_vendored_library(folder, inside, Evidence(proof.path))


def _is_below_vendor_folder(folder: str, managed: set[str]) -> bool:
    """Whether a folder stands directly in one where copied code is put, and no package manager put it there."""
    place, _, name = folder.rpartition("/")
    if not name or place in managed or ".dist-info/" in place:
        return False
    return place.rpartition("/")[2].lower() in _PLACES


def _proves_a_project(candidate: ScannedFile) -> bool:
    return candidate.name in _MANIFESTS or candidate.name.lower().startswith(_LICENSES)


def _read_submodule_folders(gitmodules: ScannedFile) -> Iterator[str]:
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
            table = parse_file.parse_json(parse_file.read_bytes(candidate))
            return _read_name_and_version(table, build_npm_purl)
        if candidate.name == "pyproject.toml":
            table = parse_file.parse_toml(candidate).get("project")
            return _read_name_and_version(table, partial(build_purl, "pypi"))
        if candidate.name == "Cargo.toml":
            table = parse_file.parse_toml(candidate).get("package")
            return _read_name_and_version(table, partial(build_purl, "cargo"))
    except parse_file.Unreadable:
        return None
    return None


def _read_name_and_version(table: Any, build: Callable[[str, str], str]) -> tuple[str, str, str] | None:
    name, version = get_text(table, "name"), get_text(table, "version")
    return (name, version, build(name, version)) if name and version else None
