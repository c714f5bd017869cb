# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Reading files that may be broken, huge or hostile: a value, or a reason why not."""

import codecs
import configparser
import csv
import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from compliance.discover.candidates import Candidate

MEGABYTE = 1 << 20
TEXT_LIMIT = 20 * MEGABYTE
_DEEPEST = 200


class Unreadable(Exception):  # noqa: N818 - it is caught where it is raised and becomes a gap
    """Why a file can't be used, as the second half of a sentence."""


def explain(error: OSError) -> str:
    """An operating-system error in words, without the path."""
    return (error.strerror or str(error)).lower()


def in_words(error: Exception) -> str:
    """Why a parser gave up, in words of the file instead of the parser, as the end of a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, configparser.MissingSectionHeaderError):
        return f"line {error.lineno} stands in no section"
    if isinstance(error, SyntaxError) and error.lineno:
        return f"{error.msg} in line {error.lineno}"
    return " ".join(str(error).split())[:160]


def data(candidate: Candidate, limit: int = TEXT_LIMIT) -> bytes:
    """A file's bytes.

    Raises:
        Unreadable: it is larger than `limit` bytes, or the system refuses.
    """
    if candidate.size > limit:
        raise Unreadable(
            f"is {candidate.size // MEGABYTE} MB, more than the {limit // MEGABYTE} MB that are read of such a file"
        )
    try:
        with candidate.file.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise Unreadable(f"can't be read: {explain(error)}") from error


def text(candidate: Candidate, limit: int = TEXT_LIMIT) -> tuple[str, bool]:
    """A file's text and whether all of it was UTF-8, or UTF-16 with its mark, as PowerShell writes; what wasn't is replaced."""
    raw = data(candidate, limit)
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16"), True
        return raw.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), False


def parse_toml(candidate: Candidate) -> dict[str, Any]:
    """A TOML file's table."""
    try:
        return tomllib.loads(data(candidate).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise Unreadable(f"is no valid TOML: {in_words(error)}") from error


def parse_json(raw: bytes) -> Any:
    """A JSON document."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no valid JSON: {in_words(error)}") from error


def parse_yaml(document: str) -> Any:
    """A YAML document with text, lists and mappings only."""
    documents = parse_yaml_all(document)
    if len(documents) > 1:
        raise Unreadable("is no valid YAML: it holds several documents")
    return documents[0] if documents else None


def parse_yaml_all(document: str) -> list[Any]:
    """All documents of a YAML stream.

    The only scalars are text: `language: no` is Norwegian, `version: 1.10` keeps its zero. Aliases stand for what they name, up to a
    bound, and `<<: *name` merges (yaml.org/type/merge.html). Tags that ask for anything but YAML's own types are refused.
    """
    try:
        return _documents(yaml.parse(document, Loader=_PARSER))
    except (yaml.YAMLError, RecursionError, ValueError, AttributeError, TypeError) as error:
        reason = getattr(error, "problem", None) or str(error)
        raise Unreadable(f"is no valid YAML: {' '.join(str(reason).split())[:160]}") from error


_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where PyYAML has it: ten times as fast. Only its events are used."""
_OPENING = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
_CLOSING = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_OWN_TAGS = {
    None,
    "!",
    *(
        f"tag:yaml.org,2002:{name}"
        for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "set")
    ),
}
_NO_KEY = object()
_MOST_ALIASED = 100_000
"""Values that all aliases of a stream may stand for together: a small file can't become a huge one."""


class _Anchors:
    """The values of a stream that have a name."""

    def __init__(self) -> None:
        self._named: dict[str, Any] = {}
        self._left = _MOST_ALIASED

    def name(self, anchor: str | None, value: Any) -> None:
        if anchor:
            self._named[anchor] = value

    def value(self, anchor: str, around: list[Any]) -> Any:
        """What an alias stands for, if it isn't one of the values around it."""
        if anchor not in self._named or any(self._named[anchor] is one for one in around):
            raise yaml.YAMLError(f"nothing is called {anchor!r} before the alias")
        self._left -= _size(self._named[anchor], len(around))
        if self._left < 0:
            raise yaml.YAMLError("its aliases stand for too many values")
        return self._named[anchor]


def _size(value: Any, depth: int) -> int:
    if depth > _DEEPEST:
        raise yaml.YAMLError("nested too deeply")
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(_size(one, depth + 1) for one in inside)


def _documents(events: Iterator[Any]) -> list[Any]:
    """Values from events, without a graph of nodes between them: a lock has a million."""
    documents: list[Any] = []
    stack: list[tuple[Any, Any]] = []
    inside: Any = documents
    key: Any = _NO_KEY
    anchors = _Anchors()
    for event in events:
        kind = type(event)
        if kind in _CLOSING:
            inside, key = stack.pop()
        elif kind is yaml.ScalarEvent:
            anchors.name(event.anchor, event.value)
            key = _put(inside, key, event.value if event.tag is None else _allowed(event).value)
        elif kind in _OPENING:
            if len(stack) >= _DEEPEST:
                raise yaml.YAMLError("nested too deeply")
            value = _OPENING[_allowed(event).__class__]()
            anchors.name(event.anchor, value)
            stack.append((inside, _put(inside, key, value)))
            inside, key = value, _NO_KEY
        elif kind is yaml.AliasEvent:
            key = _put(inside, key, anchors.value(event.anchor, [inside, *(outer for outer, _ in stack)]))
    return documents


def _allowed(event: Any) -> Any:
    """The event, unless its tag asks for a type that isn't YAML's own."""
    if event.tag not in _OWN_TAGS:
        raise yaml.YAMLError(f"could not determine a constructor for the tag {event.tag!r}")
    return event


def _put(inside: Any, key: Any, value: Any) -> Any:
    """Add a value to a list, or to a mapping if its key was there before; what is waiting for its value then."""
    if isinstance(inside, list):
        inside.append(value)
    elif key is _NO_KEY:
        hash(value)
        return value
    elif key == "<<" and isinstance(value, dict) and value:
        inside.update(value | inside)
    else:
        inside[key] = value
    return _NO_KEY


def front_matter(document: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The YAML mapping between the two `---` lines at a document's start, and the line on which each key stands."""
    lines = document.splitlines()
    if not lines or lines[0].strip() != "---":
        return {}, {}
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    if not end:
        return {}, {}
    try:
        table = parse_yaml("\n".join(lines[1:end]))
    except Unreadable as error:
        raise Unreadable(f"has front matter that {error}") from error
    where = {
        line.split(":", 1)[0].strip(): number
        for number, line in enumerate(lines[1:end], 2)
        if line[:1].isalpha() and ":" in line
    }
    return (table, where) if isinstance(table, dict) else ({}, {})


def records(path: Path) -> Iterator[list[str]]:
    """The rows of an installed distribution's RECORD."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.reader(file)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
