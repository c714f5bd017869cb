# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Our own small documents (configuration, report, licence knowledge) against the JSON Schemas in `schemas/`."""

import datetime
import difflib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def folder() -> Path:
    """Where the schemas are: inside the package in a wheel, beside it in an editable install."""
    inside = _HERE / "schemas"
    return inside if inside.is_dir() else _HERE.parent / "schemas"


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema `lexbom-<name>.schema.json`."""
    loaded: dict[str, Any] = json.loads((folder() / f"lexbom-{name}.schema.json").read_text("utf-8"))
    return loaded


def problems(document: Any, name: str) -> Iterator[str]:
    """One sentence for each way in which `document` departs from the schema, with a did-you-mean for keys."""
    import jsonschema  # costs 90 ms, and many runs have no document to check

    validator = jsonschema.Draft202012Validator(schema(name), format_checker=jsonschema.FormatChecker())
    for error in sorted(
        validator.iter_errors(_plain(document)), key=lambda error: list(map(str, error.path))
    ):
        where = "".join(
            f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error.path
        ).lstrip(".")
        yield f"{where or 'top level'}: {_explain(error)}"


def _explain(error: Any) -> str:
    if error.validator == "additionalProperties" and isinstance(error.schema.get("properties"), dict):
        known = list(error.schema["properties"])
        unknown = sorted(set(error.instance) - set(known))
        return "; ".join(f"unknown key {key!r}{did_you_mean(key, known)}" for key in unknown)
    if error.validator == "enum":
        allowed = ", ".join(map(str, error.validator_value))
        return f"{error.instance!r} is not one of {allowed}{did_you_mean(str(error.instance), error.validator_value)}"
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return f"missing {', '.join(missing)}"
    if error.validator == "anyOf":
        return "needs one of " + ", ".join(option["required"][0] for option in error.validator_value)
    return str(error.message)


def did_you_mean(word: str, known: list[str]) -> str:
    """`, did you mean 'x'?` for the nearest of the known words, or nothing."""
    near = difflib.get_close_matches(word, [str(option) for option in known], n=1)
    return f", did you mean {near[0]!r}?" if near else ""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
