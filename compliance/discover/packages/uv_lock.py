# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""uv.lock, revision 1 to 5: packages, their artifacts' hashes and their edges (docs.astral.sh/uv/concepts/projects/layout)."""

from collections.abc import Iterator
from typing import Any

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.discover.packages.locked import library
from compliance.model import Evidence, Gap, Relation, RelationKind
from compliance.settings import Settings

_FIRST_PARTY = frozenset({"virtual", "editable", "directory"})


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The locked packages of each uv.lock in the tree."""
    for candidate in candidates:
        if candidate.name == "uv.lock" and not candidate.carrier:
            try:
                yield from _lock(candidate)
            except files.Unreadable as error:
                yield Gap(candidate.path, f"The lock file {error}; its packages are missing from the BOM")


def _lock(candidate: Candidate) -> Iterator[Found]:
    packages = files.parse_toml(candidate).get("package", [])
    if not isinstance(packages, list):
        raise files.Unreadable("has no [[package]] tables")
    entries = [entry for entry in packages if isinstance(entry, dict) and isinstance(entry.get("name"), str)]
    if len(entries) < len(packages):
        yield Gap(
            candidate.path,
            f"{len(packages) - len(entries)} of its {len(packages)} entries have no name; they are missing from the BOM",
        )
    lines = _lines(candidate)
    own = {_key(entry) for entry in entries if _is_own(entry)}
    refs = {_key(entry): library(entry["name"], _version(entry), Evidence()).ref for entry in entries}
    by_name: dict[str, list[tuple[str, str]]] = {}
    for key in refs:
        by_name.setdefault(key[0], []).append(key)
    for entry in entries:
        if _key(entry) not in own:
            yield library(
                entry["name"],
                _version(entry),
                Evidence(candidate.path, lines.get(_key(entry), 0)),
                _artifacts(entry),
                _url(entry),
            )
    for entry in entries:
        source = "" if _key(entry) in own else refs[_key(entry)]
        for target in _targets(entry, by_name):
            if target not in own:
                yield Relation(source, RelationKind.DEPENDS_ON, refs[target], (Evidence(candidate.path),))


def _is_own(entry: dict[str, Any]) -> bool:
    source = entry.get("source")
    return isinstance(source, dict) and not _FIRST_PARTY.isdisjoint(source)


def _key(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["name"], _version(entry)


def _version(entry: dict[str, Any]) -> str:
    version = entry.get("version", "")
    return version if isinstance(version, str) else ""


def _targets(entry: dict[str, Any], by_name: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """Dependencies, optional and development ones included; a name with several versions says which."""
    listed = entry.get("dependencies", [])
    groups = [entry.get("optional-dependencies", {}), entry.get("dev-dependencies", {})]
    lists = [listed, *(group for table in groups if isinstance(table, dict) for group in table.values())]
    for dependencies in lists:
        for dependency in dependencies if isinstance(dependencies, list) else ():
            name = dependency.get("name") if isinstance(dependency, dict) else None
            keys = by_name.get(name, []) if isinstance(name, str) else []
            wanted = dependency.get("version") if isinstance(dependency, dict) else None
            yield from (key for key in keys if wanted in {None, key[1]})


def _artifacts(entry: dict[str, Any]) -> list[str]:
    wheels = entry.get("wheels", [])
    listed = [entry.get("sdist"), *(wheels if isinstance(wheels, list) else [])]
    return [
        artifact["hash"]
        for artifact in listed
        if isinstance(artifact, dict) and isinstance(artifact.get("hash"), str)
    ]


def _url(entry: dict[str, Any]) -> str:
    source = entry.get("source")
    git = source.get("git") if isinstance(source, dict) else None
    return git if isinstance(git, str) else ""


def _lines(candidate: Candidate) -> dict[tuple[str, str], int]:
    """The line of each `[[package]]` table, found by its name and version lines."""
    where: dict[tuple[str, str], int] = {}
    start, name, version = 0, "", ""
    for number, line in enumerate(files.text(candidate)[0].splitlines(), 1):
        if line == "[[package]]":
            start, name, version = number, "", ""
        elif start and line.startswith("name = ") and not name:
            name = line[7:].strip('" ')
            where[name, version] = start
        elif start and line.startswith("version = ") and name and not version:
            version = line[10:].strip('" ')
            where[name, version] = start
    return where
