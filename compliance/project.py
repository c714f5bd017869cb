# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a project's own manifest says of it, for a product that nobody configured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.discover.packages._support import setup_py
from compliance.discover.packages._support.tables import get_mapping, get_text, get_texts
from compliance.untyped import as_name

_LONGEST = 200
"""A licence as a whole text is no name of one."""
_Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Project:
    """The product by its manifest; empty where that is silent."""

    manifest: str = ""
    """The manifest's file name."""
    name: str = ""
    version: str = ""
    license: str = ""
    description: str = ""


def read_project(root: Path) -> Project:
    """The first manifest in the folder `root` that names its project. A broken one is passed over: the source that reads it reports it."""
    for name, read in _READERS.items():
        path = root / name
        try:
            facts = read(ScannedFile(name, path, path.stat().st_size)) if path.is_file() else {}
        except (parse_file.Unreadable, OSError):
            continue
        stated = {key: get_text(facts, key).strip() for key in ("name", "version", "license", "description")}
        stated |= {key: as_name(stated[key]) for key in ("name", "version")}
        if stated["name"]:
            return Project(name, **stated)
    return Project()


def _pyproject(candidate: ScannedFile) -> _Facts:
    """PEP 621, with its older `license = {text = ...}`, or Poetry's own table."""
    table = parse_file.parse_toml(candidate)
    facts = get_mapping(table, "project") or get_mapping(table, "tool", "poetry")
    words = get_text(get_mapping(facts, "license"), "text").strip()
    return {**facts, "license": words} if words and len(words) <= _LONGEST and "\n" not in words else facts


def _setup_cfg(candidate: ScannedFile) -> _Facts:
    parser = parse_file.parse_ini(parse_file.read_text(candidate)[0])
    facts = parser["metadata"] if parser.has_section("metadata") else {}
    return {key: value for key, value in facts.items() if not value.startswith(("attr:", "file:"))}


def _setup_py(candidate: ScannedFile) -> _Facts:
    return dict(setup_py.read_setup_arguments(candidate))


def _package_json(candidate: ScannedFile) -> _Facts:
    """`SEE LICENSE IN` names no licence, an EULA apart; `UNLICENSED` says that nobody else gets one (docs.npmjs.com/cli, package.json)."""
    facts = _json(candidate)
    stated = get_text(facts, "license").upper()
    unnamed = stated.startswith("SEE LICEN") and "EULA" not in stated
    return {**facts, "license": ""} if unnamed else facts


def _cargo(candidate: ScannedFile) -> _Facts:
    return get_mapping(parse_file.parse_toml(candidate), "package")


def _composer(candidate: ScannedFile) -> _Facts:
    """Several licences are a choice (getcomposer.org/doc/04-schema.md)."""
    facts = _json(candidate)
    choice = get_texts(facts.get("license"))
    return {**facts, "license": " OR ".join(choice)} if choice else facts


def _json(candidate: ScannedFile) -> _Facts:
    return get_mapping(parse_file.parse_json(parse_file.read_bytes(candidate).removeprefix(b"\xef\xbb\xbf")))


_READERS: dict[str, Callable[[ScannedFile], _Facts]] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "package.json": _package_json,
    "Cargo.toml": _cargo,
    "composer.json": _composer,
}
