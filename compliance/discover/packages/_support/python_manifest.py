# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a Python project asks for: pyproject.toml (PEP 621, PEP 735, Poetry, PDM, uv), setup.cfg, and setup.py where it is plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import ScannedFile
from compliance.discover.packages._support import pep508, setup_py
from compliance.discover.packages._support.manifest import Wanted
from compliance.discover.packages._support.tables import get_mapping, get_mappings, get_text, get_texts
from compliance.lazy_regex import compile_lazily
from compliance.model import Scope

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

NAMES = ("pyproject.toml", "setup.cfg", "setup.py")
_EXACT = compile_lazily(r"===?\s*([^,*\s]+)\Z")
_Groups = dict[str, Any]


def read_wanted(candidate: ScannedFile) -> tuple[Wanted, ...]:
    """The packages that a manifest asks for, each with the line it stands on.

    Raises:
        Unreadable: it can't be read, or is not what its name says.
    """
    read = {"pyproject.toml": _read_pyproject, "setup.cfg": _read_setup_cfg, "setup.py": _read_setup_py}[
        candidate.name
    ]
    found = tuple(read(candidate))
    lines = parse_file.read_text(candidate)[0].splitlines() if found else []
    return tuple(replace(one, line=_find_line(one, lines)) for one in found)


def read_manifests_beside(candidate: ScannedFile | None) -> tuple[Wanted, ...]:
    """The same for a lock's manifest, nothing if there is none; one that can't be read is reported by itself."""
    try:
        return read_wanted(candidate) if candidate else ()
    except parse_file.Unreadable:
        return ()


def read_extras(candidate: ScannedFile | None) -> frozenset[str]:
    """The names of the extras that a pyproject.toml offers; all other groups of a lock are for development."""
    try:
        table = parse_file.parse_toml(candidate) if candidate else {}
    except parse_file.Unreadable:
        return frozenset()
    offered = {
        **get_mapping(table, "project", "optional-dependencies"),
        **get_mapping(table, "tool", "poetry", "extras"),
    }
    return frozenset(offered)


def own(candidates: Iterable[ScannedFile]) -> frozenset[str]:
    """The purls of the tree's own projects, without versions."""
    names: set[str] = set()
    for one in candidates:
        try:
            names.update(_read_names(one))
        except parse_file.Unreadable:
            continue
    return frozenset(build_purl("pypi", name) for name in names if name)


def _read_names(candidate: ScannedFile) -> list[str]:
    """What a manifest calls its project, in each of the places for that."""
    if candidate.name == "pyproject.toml":
        table = parse_file.parse_toml(candidate)
        return [get_text(get_mapping(table, *path), "name") for path in (("project",), ("tool", "poetry"))]
    if candidate.name == "setup.py":
        return [get_text(dict(setup_py.read_setup_arguments(candidate)), "name")]
    return []


def parse_requirement(line: str, scope: Scope) -> Iterator[Wanted]:
    """What a dependency specifier (PEP 508) asks for; nothing if it is none."""
    parsed = pep508.parse(line)
    if parsed is None:
        return
    yield Wanted(
        name=parsed.name,
        purl=build_purl("pypi", parsed.name),
        words=str(parsed.specifier),
        scope=scope,
        extras=tuple(sorted(parsed.extras)),
        fits=_build_check(parsed.specifier),
    )


def find_exact_version(words: str) -> str:
    """The one version that a specifier allows; nothing if it allows several."""
    match = _EXACT.match(words)
    return match[1] if match else ""


def _build_check(specifier: "SpecifierSet") -> Any:
    from packaging.version import InvalidVersion

    def fits(version: str) -> bool:
        try:
            return not version or specifier.contains(version, prereleases=True)
        except InvalidVersion:
            return True

    return fits


def _read_pyproject(candidate: ScannedFile) -> Iterator[Wanted]:
    table = parse_file.parse_toml(candidate)
    own = build_purl("pypi", get_text(get_mapping(table, "project"), "name"))
    yield from (
        one for one in _read_tables(table) if one.purl != own
    )  # an extra may ask for another one of the project


def _read_tables(table: dict[str, Any]) -> Iterator[Wanted]:
    project = get_mapping(table, "project")
    yield from _parse_requirements(project.get("dependencies"), Scope.REQUIRED)
    for listed in get_mapping(project, "optional-dependencies").values():
        yield from _parse_requirements(listed, Scope.OPTIONAL)
    for groups in (
        get_mapping(table, "dependency-groups"),
        get_mapping(table, "tool", "pdm", "dev-dependencies"),
    ):
        for listed in groups.values():  # a group that includes another adds nothing that the other lacks
            yield from _parse_requirements(listed, Scope.EXCLUDED)
    yield from _parse_requirements(get_mapping(table, "tool", "uv").get("dev-dependencies"), Scope.EXCLUDED)
    yield from _read_poetry(get_mapping(table, "tool", "poetry"))


def _parse_requirements(listed: Any, scope: Scope) -> Iterator[Wanted]:
    for line in get_texts(listed):
        yield from parse_requirement(line, scope)


def _read_poetry(table: _Groups) -> Iterator[Wanted]:
    yield from _read_constraints(get_mapping(table, "dependencies"), Scope.REQUIRED)
    yield from _read_constraints(get_mapping(table, "dev-dependencies"), Scope.EXCLUDED)
    for name, group in get_mapping(table, "group").items():
        scope = Scope.REQUIRED if name == "main" else Scope.EXCLUDED
        yield from _read_constraints(get_mapping(group, "dependencies"), scope)


def _read_constraints(table: _Groups, scope: Scope) -> Iterator[Wanted]:
    """Poetry's `name = "^1.0"` or `name = { version = "^1.0", extras = [...], optional = true }`, or a list of such tables."""
    for name, stated in table.items():
        if name == "python":
            continue
        choices: list[Any] = get_mappings(stated) or [stated]
        for one in choices:
            facts = one if isinstance(one, dict) else {"version": one}
            optional = facts.get("optional") is True
            yield Wanted(
                name,
                build_purl("pypi", name),
                get_text(facts, "version"),
                tuple(get_texts(facts.get("extras"))),
                Scope.OPTIONAL if optional and scope is Scope.REQUIRED else scope,
            )


def _read_setup_cfg(candidate: ScannedFile) -> Iterator[Wanted]:
    parser = parse_file.parse_ini(parse_file.read_text(candidate)[0])
    if parser.has_option("options", "install_requires"):
        yield from _parse_requirements(parser["options"]["install_requires"].splitlines(), Scope.REQUIRED)
    if parser.has_section("options.extras_require"):
        for listed in parser["options.extras_require"].values():
            yield from _parse_requirements(listed.splitlines(), Scope.OPTIONAL)


def _read_setup_py(candidate: ScannedFile) -> Iterator[Wanted]:
    for name, value in setup_py.read_setup_arguments(candidate):
        if name == "install_requires":
            yield from _parse_requirements(value, Scope.REQUIRED)
        elif name == "extras_require":
            for listed in get_mapping(value).values():
                yield from _parse_requirements(listed, Scope.OPTIONAL)


def _find_line(one: Wanted, lines: list[str]) -> int:
    """The first line that names it as a value or as a key."""
    quoted = (f'"{one.name}', f"'{one.name}")
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if words.startswith(one.name) or any(quote in words for quote in quoted):
            rest = words.partition(one.name)[2][:1]
            if not (rest.isalnum() or rest in "-_."):
                return number
    return 0
