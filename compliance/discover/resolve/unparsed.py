# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Files that are known by name and that readers look at only in part, or beside other files: one that doesn't parse is a gap.

A broken file is not the same as none: without this, what it would have said would be missing without a word.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Gap

_LIMIT = parse_file.TEXT_LIMIT
_FIX = "Fix or restore the file, or exclude it under [scan] if it is no part of the product"


def _json(candidate: ScannedFile) -> Any:
    return parse_file.parse_json(parse_file.read_bytes(candidate, _LIMIT))


def _commented_json(candidate: ScannedFile) -> Any:
    return parse_file.parse_commented_json(parse_file.read_text(candidate, _LIMIT)[0])


def _yaml(candidate: ScannedFile) -> Any:
    return parse_file.parse_yaml_all(parse_file.read_text(candidate, _LIMIT)[0])


_PARSERS: dict[str, Callable[[ScannedFile], Any]] = {
    "config.json": _commented_json,
    "generation_config.json": _json,
    "tokenizer_config.json": _json,
    "cargo.toml": parse_file.parse_toml,
    "composer.json": _json,
    "dataset.json": _json,
    "deno.json": _commented_json,
    "deno.jsonc": _commented_json,
    "deno.lock": _json,
    "metadata.json": _json,
    "pipfile": parse_file.parse_toml,
    "pixi.toml": parse_file.parse_toml,
    "pnpm-workspace.yaml": _yaml,
    "pyproject.toml": parse_file.parse_toml,
}
_BOMS = (".cdx.json", ".spdx.json")
_LOCKED_BY = {"pipfile": ("Pipfile.lock", "pipenv lock"), "pixi.toml": ("pixi.lock", "pixi lock")}
"""Manifests that only their lock is read for: its name, and what writes it."""
_NOT_READ = {"deno.lock": "Deno's lock is not read, so the packages that it names are missing from the BOM"}


def with_unparsed(found: Iterable[Discovery], candidates: Iterable[ScannedFile]) -> Iterator[Discovery]:
    """The same, with a gap for each such file that doesn't parse, if nobody said so, and for each manifest whose lock isn't there."""
    reported: set[str] = set()
    for item in found:
        yield item
        if isinstance(item, Gap):
            reported.add(item.path)
    tree = [one for one in candidates if not one.carrier and not one.is_test]
    places = {one.path for one in tree}
    for candidate in tree:
        parse = _choose_parser(candidate.name.lower())
        if parse and candidate.path not in reported and candidate.size <= _LIMIT:
            yield from _find_gaps(candidate, parse, places)


def _choose_parser(name: str) -> Callable[[ScannedFile], Any] | None:
    return _json if name.endswith(_BOMS) else _PARSERS.get(name)


def _find_gaps(
    candidate: ScannedFile, parse: Callable[[ScannedFile], Any], places: set[str]
) -> Iterator[Gap]:
    name = candidate.name.lower()
    try:
        parse(candidate)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"It {error}; what it would have said is missing", error.line, fix=_FIX)
        return
    if name in _NOT_READ:
        yield Gap(candidate.path, _NOT_READ[name], fix="Give --import a BOM made by another tool")
    lock, command = _LOCKED_BY.get(name, ("", ""))
    if lock and f"{candidate.folder}/{lock}".lstrip("/") not in places:
        yield Gap(
            candidate.path,
            f"There is no {lock} beside it, so the packages that it asks for are missing from the BOM",
            fix=f"Run {command}, and keep the lock with the product",
        )
