# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The words that writer and reader share: how the inventory's nouns are called in CycloneDX 1.7 JSON."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import orjson

from compliance.model import Evidence, Kind

SPEC_VERSION = "1.7"
SPEC_FIELDS = frozenset(
    {
        "bomFormat",
        "specVersion",
        "serialNumber",
        "version",
        "metadata",
        "components",
        "services",
        "dependencies",
        "compositions",
        "$schema",
    }
)
"""Top-level fields that the inventory holds; all others go through verbatim."""

TYPES = {
    Kind.PRODUCT: "application",
    Kind.LIBRARY: "library",
    Kind.MODEL: "machine-learning-model",
    Kind.DATASET: "data",
    Kind.CONTAINER: "container",
    Kind.FILE: "file",
}
"""Component types; services have a list of their own."""

DATA_FLOWS = (
    {"flow": "inbound", "classification": "model-input"},
    {"flow": "outbound", "classification": "model-output"},
)
"""What passes between the product and a service that it calls. CycloneDX 1.7 gives the direction as the service sees it; a flow has
no name, because cyclonedx-python-lib can't load one."""

THIS_FILE = "the file itself"
"""The comment of a reference from a file in the product to that file."""
PREFIX = "lexbom:"
"""The namespace of properties for what CycloneDX has no field for."""
BSI = "bsi:component:"
"""The same of the BSI (BSI-Bund/tr-03183-cyclonedx-property-taxonomy v0.1.2)."""
MODEL_PROPERTIES = {
    "context": "cdx:ai-ml:model:hyperparameter:context_length",
    "parameters": "cdx:ai-ml:model:parameter:count",
    "languages": "cdx:ai-ml:model:language",
}
"""CycloneDX/cyclonedx-property-taxonomy, cdx/ai-ml.md."""

Json = dict[str, Any]


def build_property(name: str, value: str) -> Json:
    """A property in our namespace."""
    return {"name": f"{PREFIX}{name}", "value": value}


def drop_empty(**fields: Any) -> Json:
    """The fields that have a value; a trailing underscore is dropped, the rest of the name is as given."""
    return {_SPELLED[key]: value for key, value in fields.items() if value or value.__class__ in _NUMBERS}


_NUMBERS = {bool, int, float}
"""What has a value even where it is not true."""


class _Spellings(dict[str, str]):
    """Field names as CycloneDX writes them; a dictionary, because a large BOM asks half a million times."""

    def __missing__(self, key: str) -> str:
        self[key] = key.rstrip("_").replace("__", "-")
        return self[key]


_SPELLED = _Spellings()


def dump_json(value: Any) -> str:
    """One canonical line of JSON."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError:  # as in `dump_indented`
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def dump_indented(value: Any) -> bytes:
    """JSON as `json.dumps(value, indent=2, ensure_ascii=False)` writes it, in UTF-8, in a twentieth of the time; half a surrogate pair becomes a question mark."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2)
    except TypeError:  # integers above 64 bits, half a surrogate pair, more than 250 levels
        return json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "replace")


@cache
def evidence_to_json(evidence: Evidence) -> str:
    """Evidence as the value of a property."""
    return dump_json(
        drop_empty(
            path=evidence.path, line=evidence.line or None, quote=evidence.quote, source=evidence.source
        )
    )


def evidence_from_json(value: str) -> Evidence:
    """Evidence from the value of a property; anything else is kept as a quote."""
    try:
        table = json.loads(value)
    except (ValueError, RecursionError):
        return Evidence(quote=value)
    if not isinstance(table, dict):
        return Evidence(quote=value)
    line = table.get("line", 0)
    texts = {key: table[key] for key in ("path", "quote", "source") if isinstance(table.get(key), str)}
    return Evidence(line=line if type(line) is int and line > 0 else 0, **texts)


def property_values(properties: Any, name: str) -> list[str]:
    """The values of our property of this name."""
    return [
        entry["value"]
        for entry in mappings_in(properties)
        if entry.get("name") == f"{PREFIX}{name}" and isinstance(entry.get("value"), str)
    ]


def property_value(properties: Any, name: str) -> str:
    """The first value of our property of this name, or nothing."""
    return next(iter(property_values(properties, name)), "")


def mappings_in(value: Any) -> list[Json]:
    """The objects in what should be a list of objects; a foreign document may hold anything."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def mapping_at(table: Json, key: str) -> Json:
    """The object under a key, or an empty one."""
    found = table.get(key)
    return found if isinstance(found, dict) else {}


def list_entries(value: Any) -> list[Any]:
    """What should be a list, or an empty one."""
    return value if isinstance(value, list) else []


def text_at(table: Any, key: str) -> str:
    """The text under a key of what should be an object, or nothing."""
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, str) else ""


def sort_properties(properties: Iterable[Json]) -> list[Json]:
    """Properties sorted by name, then value."""
    return sorted(properties, key=lambda entry: (entry["name"], entry.get("value", "")))
