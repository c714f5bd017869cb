# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Parsed JSON, TOML and YAML, where anything may be of any type: one place that parses and one that looks in.

Strings pass one gate, `clean`, before anybody sees them: half a surrogate pair is no Unicode and can't be written to a file, and
control characters steer terminals. `as_name` also bounds the length, for what becomes a name.
"""

import json
import re
from typing import Any

from compliance.lazy_regex import compile_lazily

LONGEST_NAME = 1024
"""Characters that are kept of a name or a version."""
_REPLACEMENT = "\ufffd"
_UNSAFE = compile_lazily(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but for tab, line feed and carriage return (C0, DEL, C1), and surrogates."""
_UNESCAPED = compile_lazily(r"[\x7f-\x9f]")
_ESCAPED = compile_lazily(r"\\(?:u(?:00[01789]|d[89a-f])|U0000[0d]|x[01789])", re.IGNORECASE)
"""How a document may hold what `clean` replaces: unescaped, as far as JSON, TOML and YAML let it, and escaped."""
_DIGITS = 4300
"""Digits of an integer that Python turns into a number (docs.python.org, sys.int_info.default_max_str_digits)."""
_LONG = compile_lazily(r"(?<!\d)\d{4301}")
_LONG_TOML = compile_lazily(r"(?<![0-9a-fA-F_])0[xob][0-9a-fA-F_]{3000}")
"""TOML's integers on other bases, which Python reads at any length but can't print."""


class MalformedError(ValueError):
    """A document that doesn't parse: why, as the end of a sentence, and the line where that is known (0 where it isn't)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def parse_json(raw: bytes | str) -> Any:
    """A JSON document. Its strings are clean; an integer of more than 4,300 digits is the text of its digits.

    Raises:
        MalformedError: it is none, or nested too deeply.
    """
    text = _decoded(raw, json.detect_encoding(raw)) if isinstance(raw, bytes) else raw.removeprefix("\ufeff")
    whole = _integer if _LONG.search(text) else None
    try:
        value = json.loads(text, parse_int=whole)
        return cleaned(value) if may_be_unclean(text) else value
    except json.JSONDecodeError as error:
        raise MalformedError(error.msg, error.lineno) from error
    except RecursionError as error:
        raise MalformedError("it is nested too deeply") from error


def parse_toml(raw: bytes | str) -> dict[str, Any]:
    """A TOML document. Its strings are clean; an integer that Python can't print is nothing.

    Raises:
        MalformedError: it is none, or nested too deeply.
    """
    import tomli

    text = _decoded(raw, "utf-8-sig") if isinstance(raw, bytes) else raw
    try:
        table = tomli.loads(text)
        return as_table(cleaned(table)) if may_be_unclean(text) or _LONG_TOML.search(text) else table
    except tomli.TOMLDecodeError as error:
        raise MalformedError(error.msg, error.lineno) from error
    except RecursionError as error:
        raise MalformedError("it is nested too deeply") from error
    except ValueError as error:  # an integer of too many digits
        raise MalformedError("it has a number that is too long") from error


def cleaned(value: Any) -> Any:
    """The value with clean texts, keys included, and without integers that Python can't print."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(one) for key, one in value.items()}
    if isinstance(value, int) and value.bit_length() > 3 * _DIGITS:
        return None
    return value


def clean(text: str) -> str:
    """The text with a replacement character for each control character and each half of a surrogate pair."""
    return _UNSAFE.sub(_REPLACEMENT, text)


def may_be_unclean(document: str) -> bool:
    """Whether `clean` may have something to do in the texts of a JSON, TOML or YAML document; nearly all need no closer look."""
    odd = "\x7f" in document if document.isascii() else _UNESCAPED.search(document)
    return bool(odd or ("\\" in document and _ESCAPED.search(document)))


def as_table(value: Any) -> dict[str, Any]:
    """What should be a mapping with texts for keys, or an empty one."""
    if not isinstance(value, dict):
        return {}
    return {key: one for key, one in value.items() if isinstance(key, str)}


def as_list(value: Any) -> list[Any]:
    """What should be a list, or an empty one."""
    return value if isinstance(value, list) else []


def as_tables(value: Any) -> list[dict[str, Any]]:
    """The mappings in what should be a list of them."""
    return [entry for entry in as_list(value) if isinstance(entry, dict)]


def as_texts(value: Any) -> list[str]:
    """The texts in what should be a list of them."""
    return [entry for entry in as_list(value) if isinstance(entry, str)]


def as_text(value: Any) -> str:
    """What should be a text, or an empty one."""
    return value if isinstance(value, str) else ""


def as_name(value: Any) -> str:
    """What should be a name or a version: on one line, clean, and no longer than names are; else empty."""
    return " ".join(clean(as_text(value)[: 4 * LONGEST_NAME]).split())[:LONGEST_NAME]


def dig(value: Any, *keys: str) -> Any:
    """What stands under nested keys, or None."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise MalformedError("it is not UTF-8 text") from error


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS else digits
