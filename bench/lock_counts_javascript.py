# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The locks of JavaScript for `lock_counts.py`."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lock_counts import Counts, Package, counts, documents, package

_NEEDS = ("dependencies", "optionalDependencies")
_PEERS = (*_NEEDS, "peerDependencies")
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")
_WORD = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s,:"][^\s,"]*)')


def _npm(path: Path) -> Counts:
    """docs.npmjs.com, lockfileVersion 2 and 3: places in the tree; a name is found in the nearest `node_modules` at or above a place."""
    places: dict[str, dict[str, Any]] = json.loads(path.read_bytes())["packages"]
    own = {
        place: package("npm", one.get("name") or place.rpartition("node_modules/")[2], one["version"])
        for place, one in places.items()
        if "node_modules/" in place and not one.get("link")
    }
    edges = (
        (one, own[target])
        for place, one in own.items()
        for group in _PEERS
        for name in places[place].get(group, ())
        if (target := _nearest(places, place, name)) in own
    )
    return counts(own.values(), edges)


def _nearest(places: dict[str, Any], place: str, name: str) -> str:
    parts = place.split("/node_modules/")
    for depth in range(len(parts), 0, -1):
        target = "/node_modules/".join([*parts[:depth], name])
        if target in places:
            return target
    return f"node_modules/{name}"


def _pnpm(path: Path) -> Counts:
    """pnpm.io and its lockfile specification, version 9: `snapshots` have the edges, with the peers each was resolved with."""
    every = counts(())
    for table in documents(path):
        packages = table.get("packages") or {}
        nodes: dict[str, dict[str, Any]] = {
            key: one or {} for key, one in (table.get("snapshots") or {}).items()
        }
        own = {
            key: _of_pnpm(key, packages.get(key.partition("(")[0]) or {})
            for key in nodes
            if (packages.get(key.partition("(")[0]) or {}).get("resolution", {}).get("type") != "directory"
        }
        edges = (
            (one, own[target])
            for key, one in own.items()
            for group in _NEEDS
            for name, reference in nodes[key].get(group, {}).items()
            for target in (f"{name}@{reference}", reference)
            if target in own
        )
        every |= counts(own.values(), edges)
    return every


def _of_pnpm(key: str, table: dict[str, Any]) -> Package:
    name, _, version = key.partition("(")[0].rpartition("@")
    if "://" in key or "file:" in key:
        name, version = key[0] + key[1:].partition("@")[0], ""
    return package("npm", table.get("name", name), table.get("version", version))


def _yarn(path: Path) -> Counts:
    """yarnpkg.com: blocks by what they answer, `name@range`, several in one line; a need is the block that answers it.

    `resolutions` of the manifest beside it replace ranges: of a name, of `name@range`, or of `parent/name` for one parent.
    """
    blocks = _berry(path) if "\n__metadata:" in path.read_text("utf-8") else list(_classic(path))
    answers = {asked: one for names, one, _ in blocks for asked in names}
    replaced = _resolutions(path.with_name("package.json"))
    edges = []
    for _, one, needs in blocks:
        for name, words in needs.items() if one else ():
            plain = words.removeprefix("npm:")
            forms = (f"{one.name}/{name}", f"{name}@npm:{plain}", f"{name}@{plain}", name) if one else ()
            wanted = next((replaced[form] for form in forms if form in replaced), words)
            found = (
                answers.get(f"{name}@{wanted}")
                or answers.get(f"{name}@npm:{wanted}")
                or _patched(answers, name, wanted)
            )
            edges += [(one, found)] if one and found else []
    return counts((one for one in answers.values() if one), edges)


def _resolutions(manifest: Path) -> dict[str, str]:
    table = json.loads(manifest.read_bytes()) if manifest.is_file() else {}
    found: dict[str, str] = table.get("resolutions", {})
    return {name.removeprefix("**/"): words for name, words in found.items()}


def _patched(answers: dict[str, Package | None], name: str, words: str) -> Package | None:
    """A patch is locked with the place that its file is relative to, after `::`."""
    return next((one for asked, one in answers.items() if asked.startswith(f"{name}@{words}::")), None)


def _berry(path: Path) -> list[tuple[list[str], Package | None, dict[str, str]]]:
    return [
        (
            key.split(", "),
            None if one["linkType"] == "soft" else _resolution(one),
            {**one.get("dependencies", {}), **one.get("optionalDependencies", {})},
        )
        for key, one in documents(path)[0].items()
        if key != "__metadata"
    ]


def _resolution(one: dict[str, Any]) -> Package:
    stated = one["resolution"]
    return package("npm", stated[0] + stated[1:].partition("@")[0], one["version"])


def _classic(path: Path) -> Iterator[tuple[list[str], Package | None, dict[str, str]]]:
    """Version 1: two spaces for a block's fields, four for its needs; words may be quoted."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").replace("\r\n", "\n")):
        lines = [line for line in block.splitlines() if line.strip() and line[0] != "#"]
        if not lines:
            continue
        asked = _words(lines[0].removesuffix(":"))
        version, group, needs, resolved = "", "", {}, ""
        for line in lines[1:]:
            words = _words(line)
            if line.startswith("    ") and group in _NEEDS:
                needs[words[0]] = words[1]
            elif not line.startswith("    "):
                group = words[0].removesuffix(":")
                version = words[1] if group == "version" else version
                resolved = words[1] if group == "resolved" else resolved
        name, _, words_asked = (asked[0][1:]).partition("@")
        name = asked[0][0] + name
        if words_asked.startswith("npm:"):
            name = words_asked[4] + words_asked[5:].partition("@")[0]
        yield asked, package("npm", name, version), needs


def _words(line: str) -> list[str]:
    return [match["quoted"] or match["plain"] or "" for match in _WORD.finditer(line)]


def _bun(path: Path) -> Counts:
    """bun.sh/docs, text lockfile: JSON with trailing commas; keys are places, `a/b` for b inside a."""
    places = json.loads(_TRAILING_COMMA.sub(r"\1", path.read_text("utf-8")))["packages"]
    own = {}
    for place, one in places.items():
        name, _, version = one[0][1:].partition("@")
        if not version.startswith(("workspace:", "link:", "file:")):
            own[place] = package("npm", one[0][0] + name, version.removeprefix("npm:"))
    edges = (
        (one, own[target])
        for place, one in own.items()
        for table in places[place]
        if isinstance(table, dict)
        for group in _PEERS
        for name in table.get(group, ())
        for target in [_inside(places, place, name)]
        if target in own
    )
    return counts(own.values(), edges)


def _inside(places: dict[str, Any], place: str, name: str) -> str:
    while place:
        if f"{place}/{name}" in places:
            return f"{place}/{name}"
        place, _, last = place.rpartition("/")
        if place.rpartition("/")[2].startswith("@") and not last.startswith("@"):
            place = place.rpartition("/")[0]  # a scope is no place
    return name


READERS: dict[str, Callable[[Path], Counts]] = {
    "package-lock.json": _npm,
    "npm-shrinkwrap.json": _npm,
    "pnpm-lock.yaml": _pnpm,
    "yarn.lock": _yarn,
    "bun.lock": _bun,
}
