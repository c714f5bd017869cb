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
        if candidate.name != "Cargo.toml" or manifest.find_governing_lock(candidate, locks):
            continue
        try:
            table = parse_file.parse_toml(candidate)
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"It {error}; its dependencies are missing from the BOM", error.line)
        else:
            yield from manifest.find_unlocked(candidate, _read_all_tables(table))


def read_cargo_wanted(lock: ScannedFile, beside: Mapping[str, ScannedFile]) -> dict[str, dict[str, Scope]]:
    """For each crate of the workspace the strongest scope of what its manifest names; unreadable ones are left out."""
    found: dict[str, dict[str, Scope]] = {}
    below = f"{lock.folder}/" if lock.folder else ""
    for folder, candidate in beside.items():
        if folder != lock.folder and not folder.startswith(below):
            continue
        try:
            table = parse_file.parse_toml(candidate)
        except parse_file.Unreadable:
            continue
        found[get_text(table.get("package"), "name")] = _find_strongest_scopes(table)
    return found


def _find_strongest_scopes(table: dict[str, Any]) -> dict[str, Scope]:
    scopes: dict[str, Scope] = {}
    for one in _read_all_tables(table):
        if scopes.get(one.name) is not Scope.REQUIRED:
            scopes[one.name] = one.scope
    return scopes


def _read_all_tables(table: dict[str, Any]) -> Iterator[Wanted]:
    """What a manifest asks for on all platforms."""
    yield from _read_tables(table)
    for target in get_mapping(table, "target").values():
        yield from _read_tables(target)


def _read_tables(table: Any) -> Iterator[Wanted]:
    for key, scope in _TABLES.items():
        for name, stated in get_mapping(table, key).items():
            facts = stated if isinstance(stated, dict) else {"version": stated}
            if "path" in facts and "version" not in facts:
                continue  # another member of the workspace
            real = get_text(facts, "package") or name
            is_weaker = facts.get("optional") is True and scope is Scope.REQUIRED
            yield Wanted(
                real,
                build_purl("cargo", real),
                get_text(facts, "version"),
                scope=Scope.OPTIONAL if is_weaker else scope,
            )
