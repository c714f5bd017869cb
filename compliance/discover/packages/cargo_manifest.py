# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Cargo.toml: what a crate asks for, and for what (doc.rust-lang.org/cargo/reference/specifying-dependencies)."""

from collections.abc import Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate, Found
from compliance.discover.packages._support import manifest
from compliance.discover.packages._support.manifest import Wanted
from compliance.discover.packages._support.tables import mapping, text
from compliance.model import Gap, Scope
from compliance.settings import Settings

_TABLES = {
    "dependencies": Scope.REQUIRED,
    "build-dependencies": Scope.EXCLUDED,
    "dev-dependencies": Scope.EXCLUDED,
}


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The crates that a manifest without a lock asks for."""
    tree = [one for one in candidates if not one.carrier and not one.is_test]
    locks = [one for one in tree if one.name == "Cargo.lock"]
    for candidate in tree:
        if candidate.name == "Cargo.toml" and not manifest.governing(candidate, locks):
            try:
                yield from manifest.unlocked(candidate, _wanted(parse_file.parse_toml(candidate)))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"It {error}; its dependencies are missing from the BOM", error.line
                )


def asked(lock: Candidate, beside: Mapping[str, Candidate]) -> dict[str, dict[str, Scope]]:
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
            for one in _wanted(table):
                if scopes.get(one.name) is not Scope.REQUIRED:
                    scopes[one.name] = one.scope
            found[text(table.get("package"), "name")] = scopes
    return found


def _wanted(table: dict[str, Any]) -> Iterator[Wanted]:
    yield from _of(table)
    for target in mapping(table, "target").values():
        yield from _of(target)


def _of(table: Any) -> Iterator[Wanted]:
    for key, scope in _TABLES.items():
        for name, stated in mapping(table, key).items():
            if isinstance(stated, dict) and "path" in stated and "version" not in stated:
                continue  # another member of the workspace
            real = text(stated, "package") or name
            optional = isinstance(stated, dict) and stated.get("optional") is True
            words = stated if isinstance(stated, str) else text(stated, "version")
            weaker = Scope.OPTIONAL if optional and scope is Scope.REQUIRED else scope
            yield Wanted(real, purl("cargo", real), words, scope=weaker)
