# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a failure against the CycloneDX schema means, in a person's words: what was found, what is allowed, what to do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from compliance.bom.validation import license_hints
from compliance.bom.validation.json_path import Path, find_nearest, quote_value, show_value
from compliance.english import listing

_MANY = 6
"""So many allowed values are listed; of more, only the nearest."""
_MOST_HINTS = 20
_KINDS = {"string": "text", "integer": "a whole number", "array": "a list", "object": "an object"}
_FORMATS = {
    "date-time": "a date and time with a time zone, such as 2026-01-31T12:00:00Z (RFC 3339)",
    "date": "a date, such as 2026-01-31",
    "iri-reference": "an address (RFC 3987): characters such as spaces, quotes or backslashes have to be percent-encoded",
    "iri": "an address with a scheme (RFC 3987)",
    "uri": "an address with a scheme (RFC 3986)",
    "spdx-license-id": "an id of the SPDX licence list",
    "email": "a mail address",
    "idn-email": "a mail address",
}
_PATTERNS = (
    (
        "urn:uuid:",
        "urn:uuid: and a UUID in lower-case digits, such as urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
    ),
    ("{32}|", "hexadecimal digits, as many as a digest of a known algorithm has: 32, 40, 64, 96 or 128"),
    ("urn:cdx:", "a BOM-Link: urn:cdx:<UUID>/<version>#<bom-ref>"),
    ("^([a-z]{2})", "a language code such as en or en-US"),
)


@dataclass(frozen=True, slots=True)
class SchemaWords:
    """One failure: where, what, and what to do about it."""

    path: Path
    message: str
    fix: str


def explain_schema_error(error: Any, document: Any, schema: Any) -> Iterator[SchemaWords]:
    """The failure in words; alternatives (`oneOf`) give the one that was most likely meant, licences hints of their own."""
    path = tuple(error.instance_path)
    if "licenses" in path:
        place = path[: len(path) - path[::-1].index("licenses")]
        number = path[len(place)] if len(path) > len(place) else None
        hints = license_hints.hint_at_licenses(
            _find_explain_schema_error_place(document, place), document.get("specVersion", ""), number
        )
        found = list(islice(hints, _MOST_HINTS))
        if found:
            yield from (SchemaWords((*place, *below), message, fix) for below, message, fix in found)
            return
    message, fix = _SENTENCES.get(error.kind.name, _other)(error, schema)
    if message:
        yield SchemaWords(path, message, fix)
        return
    for inner in _likeliest(error):
        yield from explain_schema_error(inner, document, schema)


def _likeliest(error: Any) -> list[Any]:
    """Of several alternatives, the failures of the one that fits best: the right type, and wrong only deep inside."""
    here = len(error.instance_path)

    def distance(branch: list[Any]) -> tuple[int, int, int]:
        wrong = sum(one.kind.name == "type" and len(one.instance_path) == here for one in branch)
        shallow = sum(len(one.instance_path) <= here + 1 for one in branch)
        return wrong, shallow, len(branch)

    return min(filter(None, error.kind.context), key=distance, default=[])


def _alternatives(error: Any, schema: Any) -> tuple[str, str]:
    """Choices between required fields are told as such; for others the best alternative speaks (no message)."""
    branches = _find_explain_schema_error_place(schema, tuple(error.schema_path))
    fields = _fields_to_choose(branches)
    if not fields:
        if not any(error.kind.context):
            return "fits more than one of the forms that exclude each other", "Leave the fields of one form"
        return "", ""
    if not isinstance(error.instance, dict):  # said by `type` in the same words, so it stays one problem
        return f"{_field(error)} is {quote_value(error.instance)}; it has to be an object", "Write an object"
    listed = " or ".join(f"`{field}`" for field in fields)
    present = [field for field in fields if field in error.instance]
    if len(present) > 1:
        both = " and ".join(f"`{field}`" for field in present)
        return f"{both} stand side by side; exactly one of {listed} is allowed", f"Keep one of {both}"
    return f"lacks {listed}", f"Add {listed}"


def _fields_to_choose(branches: Any) -> list[str]:
    if not isinstance(branches, list) or not all(
        isinstance(one, dict) and set(one) == {"required"} for one in branches
    ):
        return []
    return [field for one in branches for field in one["required"]]


def _enum(error: Any, _schema: Any) -> tuple[str, str]:
    options = [option for option in error.kind.options if isinstance(option, str)]
    field, near = _field(error), find_nearest(error.instance, options, 3)
    if len(options) <= _MANY:
        allowed = "allowed are " + ", ".join(options)
    else:
        allowed = f"{len(options)} values are allowed" + (
            f", nearest {', '.join(near)}" if near else f", such as {', '.join(options[:4])}"
        )
    fix = f'Use "{near[0]}"' if near else f"Use one of the allowed values of {field}"
    return f"{field} is {quote_value(error.instance)}; {allowed}", fix


def _required(error: Any, _schema: Any) -> tuple[str, str]:
    missing = error.kind.property.strip('"')
    present = [key for key in find_nearest(missing, error.instance or ()) if key != missing]
    fix = f"Add `{missing}`" + (f" (is `{present[0]}` meant to be it?)" if present else "")
    return f"lacks the required field `{missing}`", fix


def _explain_explain_schema_error(error: Any, schema: Any) -> tuple[str, str]:
    holder = _find_explain_schema_error_place(schema, tuple(error.schema_path)[:-1])
    known = list(holder.get("properties", ())) if isinstance(holder, dict) else []
    names = [str(name) for name in error.kind.unexpected]
    near = [(name, find_nearest(name, known)) for name in names[:5]]
    fixes = [f"write `{found[0]}` for `{name}`" for name, found in near if found]
    fix = ", ".join(fixes) or "remove it; what has no field of its own belongs in `properties`"
    listed = listing([f"`{show_value(name)}`" for name in names], 5)
    return f"has the unknown field{'s' if len(names) > 1 else ''} {listed}", fix[0].upper() + fix[1:]


def _tell_explain_schema_error_type(error: Any, _schema: Any) -> tuple[str, str]:
    wanted = " or ".join(_KINDS.get(kind, f"a {kind}") for kind in error.kind.types)
    return f"{_field(error)} is {quote_value(error.instance)}; it has to be {wanted}", f"Write {wanted}"


def _format(error: Any, _schema: Any) -> tuple[str, str]:
    wanted = _FORMATS.get(error.kind.format, f"in the format {error.kind.format}")
    return f"{_field(error)} is {quote_value(error.instance)}; it has to be {wanted}", "Write it in that form"


def _build_explain_schema_error_pattern(error: Any, _schema: Any) -> tuple[str, str]:
    pattern = error.kind.pattern
    wanted = next(
        (words for part, words in _PATTERNS if part in pattern), f"of the form {show_value(pattern)}"
    )
    return f"{_field(error)} is {quote_value(error.instance)}; it has to be {wanted}", "Write it in that form"


def _length(error: Any, _schema: Any) -> tuple[str, str]:
    few = error.kind.name.startswith("min")
    limit = error.kind.limit
    return (
        f"{_field(error)} has {len(error.instance)} {'characters' if 'Length' in error.kind.name else 'entries'}; at {'least' if few else 'most'} {limit} are allowed",
        "Fill it or leave the field out" if few else "Shorten it",
    )


def _bound(error: Any, _schema: Any) -> tuple[str, str]:
    side = "least" if error.kind.name == "minimum" else "most"
    return (
        f"{_field(error)} is {quote_value(error.instance)}; it has to be at {side} {error.kind.limit}",
        f"Write at {side} {error.kind.limit}",
    )


def _unique(error: Any, _schema: Any) -> tuple[str, str]:
    return f"{_field(error)} holds the same entry twice", "Remove the second one"


def _constant(error: Any, _schema: Any) -> tuple[str, str]:
    wanted = quote_value(error.kind.expected_value)
    return f"{_field(error)} is {quote_value(error.instance)}; it has to be {wanted}", f"Write {wanted}"


def _excluded(error: Any, _schema: Any) -> tuple[str, str]:
    fields = error.kind.schema.get("required", []) if isinstance(error.kind.schema, dict) else []
    listed = " and ".join(f"`{field}`" for field in fields)
    if len(fields) > 1:
        return f"has {listed}, which exclude each other", f"Keep one of {listed}"
    return f"has {listed or 'what'}, which is not allowed here", f"Remove {listed or 'it'}"


def _other(error: Any, _schema: Any) -> tuple[str, str]:
    return re.sub(
        r"\s+", " ", error.message if len(error.message) < 300 else error.message[:300] + " [...]"
    ), ""


_SENTENCES: dict[str, Callable[[Any, Any], tuple[str, str]]] = {
    "oneOf": _alternatives,
    "anyOf": _alternatives,
    "enum": _enum,
    "required": _required,
    "additionalProperties": _explain_explain_schema_error,
    "type": _tell_explain_schema_error_type,
    "format": _format,
    "pattern": _build_explain_schema_error_pattern,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "minimum": _bound,
    "maximum": _bound,
    "uniqueItems": _unique,
    "const": _constant,
    "not": _excluded,
}


def _field(error: Any) -> str:
    """What the place is called: its field name, or for an entry of a list that of the list."""
    path = error.instance_path
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "it"
    return f"`{names[-1]}`" if path[-1] == names[-1] else f"entry {path[-1] + 1} of `{names[-1]}`"


def _find_explain_schema_error_place(tree: Any, path: Path) -> Any:
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree
