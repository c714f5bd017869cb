# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Our own small documents (configuration, report, licence knowledge) against the JSON Schemas in `schemas/`."""

import datetime
import difflib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def schemas_folder() -> Path:
    """Where the schemas are: inside the package in a wheel, beside it in an editable install."""
    inside = _HERE / "schemas"
    return inside if inside.is_dir() else _HERE.parent / "schemas"


@cache
def load_schema(name: str) -> dict[str, Any]:
    """The JSON Schema `lexbom-<name>.schema.json`."""
    loaded: dict[str, Any] = json.loads((schemas_folder() / f"lexbom-{name}.schema.json").read_text("utf-8"))
    return loaded


def find_problems(document: Any, name: str) -> Iterator[str]:
    """One sentence for each way in which `document` departs from the schema, with a did-you-mean for keys."""
    import jsonschema  # costs 90 ms, and many runs have no document to check

    validator = jsonschema.Draft202012Validator(load_schema(name), format_checker=jsonschema.FormatChecker())
    for error in sorted(
        validator.iter_errors(_simplify_own_schemas(document)), key=lambda error: list(map(str, error.path))
    ):
        where = "".join(
            f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error.path
        ).lstrip(".")
        yield f"{where or 'top level'}: {_explain(error)}"


def _explain(error: Any) -> str:
    """A schema error in the words of the document's author."""
    expected, given = error.validator_value, error.instance
    match error.validator:
        case "additionalProperties" if isinstance(error.schema.get("properties"), dict):
            return _unknown_keys(given, list(error.schema["properties"]))
        case "enum":
            allowed = ", ".join(map(str, expected))
            return f"{_shown(given)} is not one of {allowed}{suggest_word(str(given), expected)}"
        case "required":
            return f"missing {', '.join(key for key in expected if key not in given)}"
        case "anyOf":
            return "needs one of " + ", ".join(option["required"][0] for option in expected)
    return _explain_value(error)


def _explain_value(error: Any) -> str:
    """What is wrong with a single text, number or list."""
    expected, given = error.validator_value, error.instance
    match error.validator:
        case "type":
            return f"{_shown(given)} is not {_TYPES.get(str(expected), str(expected))}"
        case "pattern":
            return f"{_shown(given)} is not {_PATTERNS.get(expected, f'of the form {expected}')}"
        case "format" if expected == "date":
            return f"{_shown(given)} is not a date such as 2027-12-31"
        case "minLength" | "minItems":
            return _too_short(given, expected)
        case "minimum":
            return f"{_shown(given)} is less than {expected}"
    return str(error.message)


_TYPES = {
    "object": "a table of keys and values",
    "array": "a list",
    "string": "a text in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_PATTERNS = {
    "^https?://": "an address that starts with https:// or http://",
    "^pkg:": "a package URL such as pkg:pypi/name",
    "^[0-9a-f]{64}$": "a SHA-256 as 64 hexadecimal digits in lower case",
    "^[^@\\s]+@[^@\\s]+$": "an e-mail address",
}
"""What the patterns of the schemas ask for."""


def _unknown_keys(table: dict[str, Any], known: list[str]) -> str:
    unknown = sorted(set(table) - set(known))
    named = (
        f"unknown key {key[:60]!r}{suggest_word(key, known) or _list_own_schemas(known)}" for key in unknown
    )
    return "; ".join(named)


def _list_own_schemas(known: list[str]) -> str:
    return f" (known here: {', '.join(known)})"


def _too_short(value: Any, least: int) -> str:
    if not value:
        return "is empty"
    what = "characters" if isinstance(value, str) else "entries"
    return f"{_shown(value)} has fewer than {least} {what}"


def _shown(value: Any) -> str:
    """A value as it may be written in TOML, cut to one short line."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value[:60]!r}" if isinstance(value, str) else str(value)[:60]


def suggest_word(word: str, known: Iterable[object]) -> str:
    """`, did you mean 'x'?` for the nearest of the known words, or nothing; upper and lower case are alike."""
    spelled = {str(option).casefold(): str(option) for option in known}
    near = difflib.get_close_matches(word.casefold(), spelled, n=1)
    return f", did you mean {spelled[near[0]]!r}?" if near else ""


def _simplify_own_schemas(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _simplify_own_schemas(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_simplify_own_schemas(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
