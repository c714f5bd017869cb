# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Reading files that may be broken, huge or hostile: a value, or a reason why not."""

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import time_budget, untyped
from compliance.discover.interface import Discovery, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap
from compliance.read_file import TooLargeError, open_file, read_chunks, read_file

if TYPE_CHECKING:
    from configparser import ConfigParser

MEGABYTE = 1 << 20
TEXT_LIMIT = 20 * MEGABYTE
_TEXT = r'("(?:[^"\\]|\\.)*"?)'
"""A JSON text. One that nothing ends goes to the end, so that it is looked through once."""
_COMMENT = compile_lazily(_TEXT + r"|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMMA = compile_lazily(_TEXT + r"|,(?=\s*[}\]])")


class Unreadable(Exception):  # noqa: N818 - it is caught where it is raised and becomes a gap
    """Why a file can't be used, as the second half of a sentence, and the line where that is known (0 where it isn't)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def explain_os_error(error: OSError) -> str:
    """An operating-system error in words, without the path."""
    return (error.strerror or str(error)).lower()


def explain_parse_error(error: Exception) -> str:
    """Why a parser gave up, in words of the file instead of the parser, as the end of a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, SyntaxError) and error.lineno:
        return f"{error.msg} in line {error.lineno}"
    return " ".join(str(error).split())[:160]


def read_bytes(candidate: ScannedFile, limit: int = TEXT_LIMIT) -> bytes:
    """A file's bytes; its time begins (see `time_budget`).

    Raises:
        Unreadable: it is larger than `limit` bytes, or the system refuses.
    """
    time_budget.start(candidate.path)
    if candidate.size > limit:
        raise Unreadable(
            f"is {candidate.size // MEGABYTE} MB, more than the {limit // MEGABYTE} MB that are read of such a file"
        )
    try:
        return read_file(candidate.file, limit)
    except TooLargeError as error:
        raise Unreadable(
            f"holds more than its size says, and more than the {limit // MEGABYTE} MB that are read of such a file"
        ) from error
    except OSError as error:
        raise Unreadable(f"can't be read: {explain_os_error(error)}") from error


def read_text(candidate: ScannedFile, limit: int = TEXT_LIMIT) -> tuple[str, bool]:
    """A file's text and whether all of it was UTF-8, or UTF-16 with its mark, as PowerShell writes; what wasn't is replaced."""
    raw = read_bytes(candidate, limit)
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16"), True
        return raw.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), False


def parse_toml(candidate: ScannedFile) -> dict[str, Any]:
    """A TOML file's table."""
    try:
        return untyped.parse_toml(read_bytes(candidate))
    except untyped.MalformedError as error:
        raise Unreadable(f"is no valid TOML: {explain_parse_error(error)}", error.line) from error


def parse_json(raw: bytes) -> Any:
    """A JSON document."""
    try:
        return untyped.parse_json(raw)
    except untyped.MalformedError as error:
        raise Unreadable(f"is no valid JSON: {explain_parse_error(error)}", error.line) from error


def parse_commented_json(document: str) -> Any:
    """A JSON document as people write it for TypeScript, VS Code and Bun: with comments, and commas before a closing bracket."""
    plain = _COMMENT.sub(lambda match: match[1] or "\n" * match[0].count("\n") or " ", document)
    return parse_json(_COMMA.sub(lambda match: match[1] or "", plain).encode("utf-8", "replace"))


def parse_ini(document: str, kind: str = "configuration file") -> "ConfigParser":
    """The sections of a setup.cfg, or of a file of git's."""
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(document)
    except configparser.MissingSectionHeaderError as error:
        raise Unreadable(
            f"is no valid {kind}: line {error.lineno} stands in no section", error.lineno
        ) from error
    except configparser.Error as error:
        raise Unreadable(
            f"is no valid {kind}: {explain_parse_error(error)}", getattr(error, "lineno", 0)
        ) from error
    return parser


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
    from compliance.discover.base import yaml_values  # 7 ms that only YAML pays

    try:
        found = yaml_values.parse_yaml_documents(document)
        return list(map(untyped.cleaned, found)) if untyped.may_be_unclean(document) else found
    except (yaml_values.YAMLError, RecursionError, ValueError, AttributeError, TypeError) as error:
        reason = getattr(error, "problem", None) or str(error)
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(
            f"is no valid YAML: {' '.join(str(reason).split())[:160]}", mark.line + 1 if mark else 0
        ) from error


def parse_front_matter(document: str) -> tuple[dict[str, Any], dict[str, int]]:
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
        raise Unreadable(f"has front matter that {error}", error.line and error.line + 1) from error
    return (table, _find_key_lines(lines[1:end])) if isinstance(table, dict) else ({}, {})


def _find_key_lines(lines: list[str]) -> dict[str, int]:
    """The line in the document of each key of front matter, which begins on its second line."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 2):
        if line[:1].isalpha() and ":" in line:
            found[line.split(":", 1)[0].strip()] = number
    return found


def within_time(found: Iterator[Discovery]) -> Iterator[Discovery]:
    """What was found in a file; a gap for the rest of one that takes too long."""
    try:
        yield from found
    except time_budget.OutOfTime as error:
        yield Gap(error.path, str(error))


def is_there(path: Path) -> bool:
    """Whether something is at a path that a file of the product names; a name that no file can have is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def parse_records(path: Path) -> Iterator[list[str]]:
    """The rows of an installed distribution's RECORD.

    Raises:
        OSError: it can't be read, or is larger than 20 MB.
    """
    import csv

    content = read_file(path, TEXT_LIMIT).decode("utf-8", "replace")
    yield from csv.reader(io.StringIO(content, newline=""))


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal.

    Raises:
        OSError: it can't be read, is no regular file, or grows.
    """
    digest = hashlib.sha256()
    with open_file(path) as file:
        for chunk in read_chunks(file):
            digest.update(chunk)
    return digest.hexdigest()
