# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The locks of Python and conda for `lock_counts.py`."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from lock_counts import Counts, Edge, Package, counts, documents, package, toml
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

_OWN = {"editable", "virtual", "directory"}
_PINNED = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*===?\s*(?P<version>[^\s;\\,]+)")


class _Names:
    """Python packages by name; a requirement means the versions that its specifier allows, or all if that can't be told."""

    def __init__(self, packages: Iterable[Package]) -> None:
        self._known: dict[str, set[Package]] = defaultdict(set)
        for one in packages:
            self._known[one.name].add(one)

    def find(self, name: str, specifier: str = "") -> Iterator[Package]:
        found = sorted(self._known.get(package("pypi", name, "").name, ()))
        try:
            allowed = SpecifierSet(specifier, prereleases=True)
        except InvalidSpecifier:
            return iter(found)
        fitting = [one for one in found if allowed.contains(one.version)]
        return iter(fitting if len(found) > 1 and fitting else found)


def _uv(path: Path) -> Counts:
    """docs.astral.sh/uv: an extra's dependencies are written only if something asks for it; a name with several versions says which."""
    tables = [one for one in toml(path)["package"] if _OWN.isdisjoint(one["source"])]
    here: dict[str, list[Package]] = defaultdict(list)
    for one in tables:
        here[one["name"]].append(package("pypi", one["name"], one.get("version", "")))
    edges = (
        (package("pypi", one["name"], one.get("version", "")), other)
        for one in tables
        for listed in (one.get("dependencies", []), *one.get("optional-dependencies", {}).values())
        for need in listed
        for other in here.get(need["name"], ())
        if need.get("version", other.version) == other.version
    )
    return counts((one for several in here.values() for one in several), edges)


def _poetry(path: Path) -> Counts:
    """python-poetry.org: optional dependencies belong to extras, which other entries or the manifest beside ask for."""
    tables = [one for one in toml(path)["package"] if one.get("source", {}).get("type") != "directory"]
    own = {id(one): package("pypi", one["name"], one["version"]) for one in tables}
    names = _Names(own.values())
    stated = [(one, name, each) for one in tables for name, each in _stated(one)]
    asked = {
        (package("pypi", name, "").name, extra.lower())
        for _, name, each in stated
        for extra in each.get("extras", ())
    } | set(_asked_by(path.with_name("pyproject.toml")))
    edges: list[Edge] = []
    for one, name, each in stated:
        if not each.get("optional"):
            edges += ((own[id(one)], other) for other in names.find(name, each.get("version", "")))
    for one in tables:
        for extra, listed in one.get("extras", {}).items():
            if (own[id(one)].name, extra.lower()) in asked:
                for line in listed:
                    name, _, words = line.partition(";")[0].partition("(")
                    name = name.partition("[")[0].strip()
                    edges += ((own[id(one)], other) for other in names.find(name, words.strip(" )")))
    return counts(own.values(), edges)


def _stated(table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, stated in table.get("dependencies", {}).items():
        for each in stated if isinstance(stated, list) else [stated]:
            yield name, each if isinstance(each, dict) else {"version": each}


def _asked_by(manifest: Path) -> Iterator[tuple[str, str]]:
    """Extras that the product asks for, in any way of writing a dependency."""
    table = toml(manifest) if manifest.is_file() else {}
    project, tool = table.get("project", {}), table.get("tool", {}).get("poetry", {})
    lists = [
        project.get("dependencies", []),
        *project.get("optional-dependencies", {}).values(),
        *table.get("dependency-groups", {}).values(),
    ]
    for line in (line for listed in lists for line in listed if isinstance(line, str)):
        wanted = Requirement(line)
        yield from ((package("pypi", wanted.name, "").name, extra.lower()) for extra in wanted.extras)
    groups = [tool, *tool.get("group", {}).values(), {"dependencies": tool.get("dev-dependencies", {})}]
    for group in groups:
        for name, each in _stated(group):
            yield from ((package("pypi", name, "").name, extra.lower()) for extra in each.get("extras", ()))


def _pdm(path: Path) -> Counts:
    """pdm-project.org: a package with extras is listed once more, with what they add."""
    tables = [one for one in toml(path)["package"] if not one.get("editable")]
    own = {id(one): package("pypi", one["name"], one["version"]) for one in tables}
    names = _Names(own.values())
    edges = (
        (own[id(one)], other)
        for one in tables
        for line in one.get("dependencies", ())
        for wanted in [Requirement(line)]
        for other in names.find(wanted.name, str(wanted.specifier))
    )
    return counts(own.values(), edges)


def _pipenv(path: Path) -> Counts:
    """pipenv.pypa.io: categories of packages, pinned with `==`; no edges."""
    table = json.loads(path.read_bytes())
    return counts(
        package("pypi", name, one["version"].removeprefix("=="))
        for category, listed in table.items()
        if category != "_meta"
        for name, one in listed.items()
        if "version" in one
    )


def _requirements(path: Path) -> Counts:
    """pip.pypa.io: lines that pin a version; hashes, options and comments aside."""
    found = (_PINNED.match(line) for line in path.read_text("utf-8").splitlines())
    return counts(package("pypi", one["name"], one["version"]) for one in found if one)


def _pylock(path: Path) -> Counts:
    """packaging.python.org, pylock.toml: dependencies, where they are written, repeat enough of an entry to tell it from the others."""
    tables = [one for one in toml(path)["packages"] if "directory" not in one]
    own = {id(one): package("pypi", one["name"], one.get("version", "")) for one in tables}
    edges = (
        (own[id(one)], own[id(other)])
        for one in tables
        for need in one.get("dependencies", ())
        for other in tables
        if need.items() <= other.items()
    )
    return counts(own.values(), edges)


def _conda_lock(path: Path) -> Counts:
    """conda.github.io/conda-lock: entries by platform; a package of pip may need one of conda."""
    every = counts(())
    platforms = defaultdict(list)
    for one in documents(path)[0]["package"]:
        platforms[one["platform"]].append(one)
    for tables in platforms.values():
        here: dict[str, Package] = {}
        for one in sorted(tables, key=lambda one: one["manager"] == "conda"):
            kind = "conda" if one["manager"] == "conda" else "pypi"
            here[package(kind, one["name"], "").name] = package(kind, one["name"], one["version"])
        own = [
            (package("conda" if one["manager"] == "conda" else "pypi", one["name"], one["version"]), one)
            for one in tables
        ]
        edges = (
            (one, here[name])
            for one, table in own
            for needed in _words(table.get("dependencies"))
            if (name := package(one.type, needed, "").name) in here
        )
        every |= counts((one for one, _ in own), edges)
    return every


def _words(needs: Any) -> Iterator[str]:
    """Names: keys of a table, or the first words of a list's lines."""
    for one in needs or ():
        yield one.split()[0]


def _pixi(path: Path) -> Counts:
    """pixi.sh, version 4 to 7: each environment and platform lists the packages that are installed together, by address; a folder is the product's own."""
    table = documents(path)[0]
    listed = {_address(one): one for one in table["packages"] if "://" in _address(one)}
    asked = {
        (package("pypi", name, "").name, extra)
        for one in listed.values()
        for name, extra in re.findall(r"'([\w.-]+)\[([\w.,-]+)\]", str(one.get("requires_dist", [])))
    }
    every = counts(())
    for environment in table["environments"].values():
        for addresses in environment["packages"].values():
            together = {one: listed[one] for one in map(_address, addresses) if one in listed}
            own = {address: _of_pixi(one) for address, one in together.items()}
            here: dict[str, list[Package]] = defaultdict(list)
            for one in own.values():
                here[one.name].append(one)
            edges = (
                (own[address], other)
                for address, one in together.items()
                for name in _pixi_needs(one, asked)
                for other in here.get(package(own[address].type, name, "").name, ())
            )
            every |= counts(own.values(), edges)
    return every


def _address(one: dict[str, Any]) -> str:
    return str(one.get("conda") or one.get("pypi") or one.get("url") or one.get("path"))


def _of_pixi(one: dict[str, Any]) -> Package:
    """Since version 5 a conda package is told by its archive's name alone, `name-version-build`."""
    if "pypi" in one or one.get("kind") == "pypi":
        return package("pypi", one["name"], one["version"])
    name, version, _ = _address(one).rpartition("/")[2].rsplit("-", 2)
    return package("conda", name, version)


def _pixi_needs(one: dict[str, Any], asked: set[tuple[str, str]]) -> Iterator[str]:
    yield from _words(one.get("depends"))
    for line in one.get("requires_dist", ()):
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        extra = re.search(r'extra == "([^"]*)"', str(wanted.marker or ""))
        if not extra or (_of_pixi(one).name, extra[1]) in asked:
            yield wanted.name


READERS: dict[str, Callable[[Path], Counts]] = {
    "uv.lock": _uv,
    "poetry.lock": _poetry,
    "pdm.lock": _pdm,
    "Pipfile.lock": _pipenv,
    "requirements.txt": _requirements,
    "pylock.toml": _pylock,
    "conda-lock.yml": _conda_lock,
    "pixi.lock": _pixi,
}
