# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a project's own manifest says of it, for a product that nobody configured."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

_LARGEST = 1 << 24
_LONGEST = 200
"""A licence as a whole text is no name of one."""


@dataclass(frozen=True, slots=True)
class Project:
    """The product by its manifest; empty where that is silent."""

    manifest: str = ""
    """The manifest's file name."""
    name: str = ""
    version: str = ""
    license: str = ""
    description: str = ""


def project(root: Path) -> Project:
    """The first manifest in the folder `root` that names its project. A broken one is passed over: the source that reads it reports it."""
    for file_name, read in _READERS.items():
        try:
            path = root / file_name
            table = read(path) if path.is_file() and path.stat().st_size <= _LARGEST else {}
        except (OSError, ValueError, RecursionError):
            continue
        facts = {key: one.strip() for key in _FACTS if isinstance(one := table.get(key), str)}
        if facts.get("name"):
            return Project(file_name, **facts)
    return Project()


def _pyproject(path: Path) -> Mapping[str, Any]:
    """PEP 621, with its older `license = {text = ...}`, or Poetry's own table."""
    table = _toml(path)
    facts = _table(table, "project") or _table(_table(table, "tool"), "poetry")
    text = _table(facts, "license").get("text", "")
    short = isinstance(text, str) and len(text) <= _LONGEST and "\n" not in text.strip()
    return {**facts, "license": text} if text and short else facts


def _setup_cfg(path: Path) -> Mapping[str, Any]:
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(path.read_text("utf-8-sig"))
    except configparser.Error as error:
        raise ValueError(str(error)) from error
    facts = parser["metadata"] if parser.has_section("metadata") else {}
    return {key: value for key, value in facts.items() if not value.startswith(("attr:", "file:"))}


def _setup_py(path: Path) -> Mapping[str, Any]:
    from compliance.discover import files
    from compliance.discover.candidates import Candidate
    from compliance.discover.packages import setup_py

    try:
        return dict(setup_py.arguments(Candidate(path.name, path, path.stat().st_size)))
    except files.Unreadable as error:
        raise ValueError(str(error)) from error


def _package_json(path: Path) -> Mapping[str, Any]:
    """`UNLICENSED` and `SEE LICENSE IN` name no licence (docs.npmjs.com/cli, package.json)."""
    facts = _json(path)
    license_ = facts.get("license")
    named = isinstance(license_, str) and not license_.upper().startswith(("UNLICENSED", "SEE LICEN"))
    return facts if named else {**facts, "license": ""}


def _json(path: Path) -> dict[str, Any]:
    facts = json.loads(path.read_text("utf-8-sig"))
    return facts if isinstance(facts, dict) else {}


def _cargo(path: Path) -> Mapping[str, Any]:
    return _table(_toml(path), "package")


def _composer(path: Path) -> Mapping[str, Any]:
    """Several licences are a choice (getcomposer.org/doc/04-schema.md)."""
    facts = _json(path)
    listed = facts.get("license")
    choice = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return {**facts, "license": " OR ".join(choice)} if choice else facts


def _toml(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text("utf-8-sig"))


def _table(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


_FACTS = ("name", "version", "license", "description")
_READERS: dict[str, Callable[[Path], Mapping[str, Any]]] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "package.json": _package_json,
    "Cargo.toml": _cargo,
    "composer.json": _composer,
}
