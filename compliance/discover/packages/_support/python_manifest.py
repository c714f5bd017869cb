# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a Python project asks for: pyproject.toml (PEP 621, PEP 735, Poetry, PDM, uv), setup.cfg, and setup.py where it is plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import purl
from compliance.discover.interface import Candidate
from compliance.discover.packages._support import pep508, setup_py
from compliance.discover.packages._support.manifest import Wanted
from compliance.discover.packages._support.tables import mapping, mappings, text, texts
from compliance.lazy_regex import regex
from compliance.model import Scope

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

NAMES = ("pyproject.toml", "setup.cfg", "setup.py")
_EXACT = regex(r"===?\s*([^,*\s]+)\Z")
_Groups = dict[str, Any]


def wanted(candidate: Candidate) -> tuple[Wanted, ...]:
    """The packages that a manifest asks for, each with the line it stands on.

    Raises:
        Unreadable: it can't be read, or is not what its name says.
    """
    read = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg, "setup.py": _setup_py}[candidate.name]
    found = tuple(read(candidate))
    lines = parse_file.text(candidate)[0].splitlines() if found else []
    return tuple(replace(one, line=_line(one, lines)) for one in found)


def beside(candidate: Candidate | None) -> tuple[Wanted, ...]:
    """The same for a lock's manifest, nothing if there is none; one that can't be read is reported by itself."""
    try:
        return wanted(candidate) if candidate else ()
    except parse_file.Unreadable:
        return ()


def extras(candidate: Candidate | None) -> frozenset[str]:
    """The names of the extras that a pyproject.toml offers; all other groups of a lock are for development."""
    try:
        table = parse_file.parse_toml(candidate) if candidate else {}
    except parse_file.Unreadable:
        return frozenset()
    offered = {
        **mapping(table, "project", "optional-dependencies"),
        **mapping(table, "tool", "poetry", "extras"),
    }
    return frozenset(offered)


def own(candidates: Iterable[Candidate]) -> frozenset[str]:
    """The purls of the tree's own projects, without versions."""
    names: set[str] = set()
    for one in candidates:
        try:
            if one.name == "pyproject.toml":
                table = parse_file.parse_toml(one)
                names |= {text(mapping(table, *path), "name") for path in (("project",), ("tool", "poetry"))}
            elif one.name == "setup.py":
                names.add(text(dict(setup_py.arguments(one)), "name"))
        except parse_file.Unreadable:
            continue
    return frozenset(purl("pypi", name) for name in names if name)


def requirement(line: str, scope: Scope) -> Iterator[Wanted]:
    """What a dependency specifier (PEP 508) asks for; nothing if it is none."""
    parsed = pep508.parse(line)
    if parsed is None:
        return
    yield Wanted(
        name=parsed.name,
        purl=purl("pypi", parsed.name),
        words=str(parsed.specifier),
        scope=scope,
        extras=tuple(sorted(parsed.extras)),
        fits=_meets(parsed.specifier),
    )


def exact(words: str) -> str:
    """The one version that a specifier allows; nothing if it allows several."""
    match = _EXACT.match(words)
    return match[1] if match else ""


def _meets(specifier: "SpecifierSet") -> Any:
    from packaging.version import InvalidVersion

    def fits(version: str) -> bool:
        try:
            return not version or specifier.contains(version, prereleases=True)
        except InvalidVersion:
            return True

    return fits


def _pyproject(candidate: Candidate) -> Iterator[Wanted]:
    table = parse_file.parse_toml(candidate)
    own = purl("pypi", text(mapping(table, "project"), "name"))
    yield from (
        one for one in _asked(table) if one.purl != own
    )  # an extra may ask for another one of the project


def _asked(table: dict[str, Any]) -> Iterator[Wanted]:
    project = mapping(table, "project")
    yield from _lines(project.get("dependencies"), Scope.REQUIRED)
    for listed in mapping(project, "optional-dependencies").values():
        yield from _lines(listed, Scope.OPTIONAL)
    for groups in (mapping(table, "dependency-groups"), mapping(table, "tool", "pdm", "dev-dependencies")):
        for listed in groups.values():  # a group that includes another adds nothing that the other lacks
            yield from _lines(listed, Scope.EXCLUDED)
    yield from _lines(mapping(table, "tool", "uv").get("dev-dependencies"), Scope.EXCLUDED)
    yield from _poetry(mapping(table, "tool", "poetry"))


def _lines(listed: Any, scope: Scope) -> Iterator[Wanted]:
    for line in texts(listed):
        yield from requirement(line, scope)


def _poetry(table: _Groups) -> Iterator[Wanted]:
    yield from _constraints(mapping(table, "dependencies"), Scope.REQUIRED)
    yield from _constraints(mapping(table, "dev-dependencies"), Scope.EXCLUDED)
    for name, group in mapping(table, "group").items():
        scope = Scope.REQUIRED if name == "main" else Scope.EXCLUDED
        yield from _constraints(mapping(group, "dependencies"), scope)


def _constraints(table: _Groups, scope: Scope) -> Iterator[Wanted]:
    """Poetry's `name = "^1.0"` or `name = { version = "^1.0", extras = [...], optional = true }`, or a list of such tables."""
    for name, stated in table.items():
        if name == "python":
            continue
        choices: list[Any] = mappings(stated) or [stated]
        for one in choices:
            facts = one if isinstance(one, dict) else {"version": one}
            optional = facts.get("optional") is True
            yield Wanted(
                name,
                purl("pypi", name),
                text(facts, "version"),
                tuple(texts(facts.get("extras"))),
                Scope.OPTIONAL if optional and scope is Scope.REQUIRED else scope,
            )


def _setup_cfg(candidate: Candidate) -> Iterator[Wanted]:
    parser = parse_file.parse_ini(parse_file.text(candidate)[0])
    if parser.has_option("options", "install_requires"):
        yield from _lines(parser["options"]["install_requires"].splitlines(), Scope.REQUIRED)
    if parser.has_section("options.extras_require"):
        for listed in parser["options.extras_require"].values():
            yield from _lines(listed.splitlines(), Scope.OPTIONAL)


def _setup_py(candidate: Candidate) -> Iterator[Wanted]:
    for name, value in setup_py.arguments(candidate):
        if name == "install_requires":
            yield from _lines(value, Scope.REQUIRED)
        elif name == "extras_require":
            for listed in mapping(value).values():
                yield from _lines(listed, Scope.OPTIONAL)


def _line(one: Wanted, lines: list[str]) -> int:
    """The first line that names it as a value or as a key."""
    quoted = (f'"{one.name}', f"'{one.name}")
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if words.startswith(one.name) or any(quote in words for quote in quoted):
            rest = words.partition(one.name)[2][:1]
            if not (rest.isalnum() or rest in "-_."):
                return number
    return 0
