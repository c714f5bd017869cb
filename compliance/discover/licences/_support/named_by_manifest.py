# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The files that a project's manifest calls its licence, whatever their names are.

Read are PEP 621 (`license = { file = ... }`), PEP 639 (`license-files`), setuptools' `license_files` in setup.cfg, Cargo's `license-file`
and npm's `SEE LICENSE IN ...`.
"""

import fnmatch
import re
from collections.abc import Iterable, Iterator
from typing import Any

from compliance import untyped
from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily

_SEE = compile_lazily(r"\s*SEE LICEN[CS]E IN\s+(?P<file>\S.*?)\s*\Z", re.IGNORECASE)
_LICENCE = compile_lazily(r"(?:licen[cs]e|copying)[^/]*\Z", re.IGNORECASE)
_GLOB = frozenset("*?[")


def find_named_texts(candidates: Iterable[ScannedFile]) -> dict[str, str]:
    """The paths of the tree's files that a manifest beside or above them names as the licence, each with the manifest's folder."""
    found = tuple(candidates)
    paths = [one.path for one in found if not one.carrier]
    known = frozenset(paths)
    named: dict[str, str] = {}
    for one in found:
        reader = _READERS.get(one.name.lower()) if not one.carrier else None
        for stated in _read(reader, one) if reader else ():
            below = f"{one.folder}/" if one.folder else ""
            path = below + stated.removeprefix("./")
            if path in known:
                named[path] = one.folder
            elif not _GLOB.isdisjoint(stated):
                named |= dict.fromkeys(fnmatch.filter(paths, path), one.folder)
    return named


def _read(reader: Any, candidate: ScannedFile) -> Iterator[str]:
    """What the manifest names; one that can't be read is reported by those who read its packages."""
    try:
        yield from (stated for stated in reader(candidate) if isinstance(stated, str) and stated.strip())
    except (parse_file.Unreadable, untyped.MalformedError):
        return


def _pyproject(candidate: ScannedFile) -> Iterator[object]:
    table = parse_file.parse_toml(candidate)
    project = _table(table.get("project"))
    yield _table(project.get("license")).get("file")
    yield from _listed(project.get("license-files"))
    yield from _listed(_table(project.get("license-files")).get("paths"))
    yield from _listed(_table(project.get("license-files")).get("globs"))
    yield from _listed(_table(_table(table.get("tool")).get("setuptools")).get("license-files"))


def _setup_cfg(candidate: ScannedFile) -> Iterator[object]:
    document, _ = parse_file.read_text(candidate)
    parser = parse_file.parse_ini(document)
    for key in ("license_file", "license_files", "license-file", "license-files"):
        yield from _listed(re.split(r"[\n,]+\s*", parser.get("metadata", key, fallback="").strip()))


def _cargo(candidate: ScannedFile) -> Iterator[object]:
    yield _table(parse_file.parse_toml(candidate).get("package")).get("license-file")


def _package_json(candidate: ScannedFile) -> Iterator[object]:
    table = _table(parse_file.parse_json(parse_file.read_bytes(candidate)))
    stated = table.get("license")
    if isinstance(stated, str) and (match := _SEE.match(stated)):
        yield match["file"].strip("<>\"'")


_READERS = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "cargo.toml": _cargo,
    "package.json": _package_json,
}


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> Iterator[object]:
    """The entries of a list of files. A licence text further down is known by its name, and speaks of what lies beside it."""
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, str) and not ("/" in entry.removeprefix("./") and _LICENCE.search(entry)):
            yield entry
