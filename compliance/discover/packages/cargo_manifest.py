# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Cargo.toml: what a crate asks for, and for what (doc.rust-lang.org/cargo/reference/specifying-dependencies)."""

from collections.abc import Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import manifest
from compliance.discover.packages._support.manifest import Wanted
from compliance.discover.packages._support.tables import get_mapping, get_text
from compliance.model import Gap, Scope
from compliance.settings import Settings

_TABLES = {
    "dependencies": Scope.REQUIRED,
    "build-dependencies": Scope.EXCLUDED,
    "dev-dependencies": Scope.EXCLUDED,
}


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The crates that a manifest without a lock asks for."""
    tree = [one for one in candidates if not one.carrier and not one.is_test]
    locks = [one for one in tree if one.name == "Cargo.lock"]
    for candidate in tree:
        if candidate.name == "Cargo.toml" and not manifest.find_governing_lock(candidate, locks):
            try:
                yield from manifest.find_unlocked(
                    candidate, _read_cargo_manifest_wants(parse_file.parse_toml(candidate))
                )
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"It {error}; its dependencies are missing from the BOM", error.line
                )


def read_cargo_wanted(lock: ScannedFile, beside: Mapping[str, ScannedFile]) -> dict[str, dict[str, Scope]]:
    """For each crate of the workspace the strongest scope of what its manifest names; unreadable ones are left out."""
    found: dict[str, dict[str, Scope]] = {}
    below = f"{lock.folder}/" if lock.folder else ""
    for folder, candidate in beside.items():
        if folder == lock.folder or folder.startswith(below):
            try:
                table = parse_file.parse_toml(candidate)
            except parse_file.Unreadable:
                continue
            scopes: dict[str, Scope] = {}
            for one in _read_cargo_manifest_wants(table):
                if scopes.get(one.name) is not Scope.REQUIRED:
                    scopes[one.name] = one.scope
            found[get_text(table.get("package"), "name")] = scopes
    return found


def _read_cargo_manifest_wants(table: dict[str, Any]) -> Iterator[Wanted]:
    yield from _of(table)
    for target in get_mapping(table, "target").values():
        yield from _of(target)


def _of(table: Any) -> Iterator[Wanted]:
    for key, scope in _TABLES.items():
        for name, stated in get_mapping(table, key).items():
            if isinstance(stated, dict) and "path" in stated and "version" not in stated:
                continue  # another member of the workspace
            real = get_text(stated, "package") or name
            optional = isinstance(stated, dict) and stated.get("optional") is True
            words = stated if isinstance(stated, str) else get_text(stated, "version")
            weaker = Scope.OPTIONAL if optional and scope is Scope.REQUIRED else scope
            yield Wanted(real, build_purl("cargo", real), words, scope=weaker)
