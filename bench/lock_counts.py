# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is in a lock file, counted from each format's documentation alone: `packages.py` measures lexbom and its peers against it.

An entry is a package that the lock gives a version, once per name and version; the product itself, members of its workspace and its own
folders are none. An edge is a dependency that an entry states and that the lock holds: names are resolved as the format says, an
environment marker is not evaluated, what an extra needs counts if something asks for that extra, and peers count where the lock says
which package they are. Formats without edges (requirements, Pipfile.lock, go.mod, Gradle) have none. Shares no code with lexbom.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_GEM = re.compile(r"(?P<indent> {4}| {6})(?P<name>[\w.-]+)(?: \((?P<version>[^)]*)\))?!?")


class Package(NamedTuple):
    """A package by the type of its purl, its name and its version; the name in one spelling."""

    type: str
    name: str
    version: str


Edge = tuple[Package, Package]


@dataclass(frozen=True)
class Counts:
    """What one or more locks hold."""

    entries: frozenset[Package] = frozenset()
    edges: frozenset[Edge] = frozenset()

    def __or__(self, other: "Counts") -> "Counts":
        return Counts(self.entries | other.entries, self.edges | other.edges)


def package(kind: str, name: str, version: str) -> Package:
    """The package in the one spelling that purls have for its name: the purl of an old npm package with capitals has none either."""
    if kind == "pypi":
        name = re.sub(r"[-_.]+", "-", name)
    return Package(kind, name.lower(), version)


def counts(entries: Iterable[Package], edges: Iterable[Edge] = ()) -> Counts:
    """The counts; a package that needs itself, as by its own extra, is no edge."""
    return Counts(frozenset(entries), frozenset((one, other) for one, other in edges if one != other))


def count(path: Path) -> Counts:
    """The entries and edges of a lock file.

    Raises:
        KeyError: no format has files of this name.
    """
    return _readers()[path.name](path)


def toml(path: Path) -> dict[str, Any]:
    """The file's content."""
    return tomllib.loads(path.read_text("utf-8"))


def documents(path: Path) -> list[dict[str, Any]]:
    """The file's YAML documents; words stay words, so that versions aren't numbers."""
    return list(yaml.load_all(path.read_text("utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


def _cargo(path: Path) -> Counts:
    """doc.rust-lang.org/cargo: what has no source is the workspace's own; a name with several versions says which."""
    tables = toml(path)["package"]
    here = {
        key: package("cargo", one["name"], one["version"])
        for one in tables
        if "source" in one
        for key in (one["name"], f"{one['name']} {one['version']}")
    }
    sourced = [one for one in tables if "source" in one]
    edges = (
        (here[f"{one['name']} {one['version']}"], here[name])
        for one in sourced
        for stated in one.get("dependencies", ())
        if (name := stated.partition(" (")[0]) in here
    )
    return counts(here.values(), edges)


def _go(path: Path) -> Counts:
    """go.dev/ref/mod: go.mod lists every module that is built, direct or not, and what replaces it; go.sum also has what is not."""
    text = re.sub(r"//[^\n]*", "", path.read_text("utf-8"))
    required: dict[str, str] = {}
    replaced: dict[str, tuple[str, str]] = {}
    for verb, block, single in re.findall(r"^(\w+)\s*(?:\(([^)]*)\)|([^\n(]+))", text, re.MULTILINE):
        for line in (block or single).splitlines():
            words = line.split()
            if verb == "require" and len(words) == 2:
                required[words[0]] = words[1]
            elif verb == "replace" and "=>" in words:
                target = words[words.index("=>") + 1 :]
                replaced[words[0]] = (target[0], target[1] if len(target) > 1 else "")
    modules = (replaced.get(name, (name, version)) for name, version in required.items())
    return counts(package("golang", name, version) for name, version in modules if version)


def _composer(path: Path) -> Counts:
    """getcomposer.org/doc: `require` names packages, or what a package replaces or provides; only the former are counted."""
    table = json.loads(path.read_bytes())
    listed = [*table["packages"], *table.get("packages-dev", ())]
    here = {one["name"].lower(): package("composer", one["name"], one["version"]) for one in listed}
    edges = (
        (here[one["name"].lower()], here[name.lower()])
        for one in listed
        for name in one.get("require", {})
        if name.lower() in here
    )
    return counts(here.values(), edges)


def _bundler(path: Path) -> Counts:
    """bundler.io: sections GEM and GIT list `name (version)` and, deeper, what each needs; PATH is the product's own."""
    here: dict[str, set[Package]] = {}
    needs: list[tuple[Package, str]] = []
    section, current = "", None
    for line in path.read_text("utf-8").splitlines():
        if line[:1].strip():
            section = line
        elif section in {"GEM", "GIT"} and (match := _GEM.fullmatch(line)):
            if len(match["indent"]) == 4:
                current = package("gem", match["name"], _without_platform(match["version"]))
                here.setdefault(match["name"], set()).add(current)
            elif current:
                needs.append((current, match["name"]))
    edges = ((one, other) for one, name in needs for other in here.get(name, ()))
    return counts((one for several in here.values() for one in several), edges)


def _without_platform(version: str) -> str:
    """`1.18.9-x86_64-linux-gnu` is 1.18.9 built for a platform; a version of a gem has no hyphen."""
    return version.partition("-")[0]


def _nuget(path: Path) -> Counts:
    """learn.microsoft.com/nuget: packages by target framework; projects are the product's own."""
    every = counts(())
    for listed in json.loads(path.read_bytes())["dependencies"].values():
        here = {
            name.lower(): package("nuget", name, one["resolved"])
            for name, one in listed.items()
            if one["type"] != "Project"
        }
        edges = (
            (here[name.lower()], here[other.lower()])
            for name, one in listed.items()
            for other in one.get("dependencies", ())
            if name.lower() in here and other.lower() in here
        )
        every |= counts(here.values(), edges)
    return every


def _gradle(path: Path) -> Counts:
    """docs.gradle.org: `group:name:version=configurations`."""
    lines = (
        line.partition("=")[0].split(":")
        for line in path.read_text("utf-8").splitlines()
        if line[:1] != "#" and ":" in line
    )
    return counts(package("maven", f"{group}/{name}", version) for group, name, version in lines)


def _readers() -> dict[str, Callable[[Path], Counts]]:
    import lock_counts_javascript
    import lock_counts_python

    return {
        "Cargo.lock": _cargo,
        "go.mod": _go,
        "composer.lock": _composer,
        "Gemfile.lock": _bundler,
        "packages.lock.json": _nuget,
        "gradle.lockfile": _gradle,
        **lock_counts_python.READERS,
        **lock_counts_javascript.READERS,
    }
