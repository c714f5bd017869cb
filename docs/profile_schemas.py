# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The profiles as JSON Schemas over CycloneDX JSON, for whoever validates with another tool. Made from the field tables.

What needs the whole graph (that each component has its entry among the dependencies) no JSON Schema can say; those fields are named in
the schema's description.
"""

from typing import Any

from compliance.bom.validation.profiles._support import checks
from compliance.bom.validation.profiles._support.context import LOGICAL
from compliance.bom.validation.profiles._support.paths import parse_path
from compliance.bom.validation.profiles.interface import Check, Field, Level, Profile

Schema = dict[str, Any]
_BEYOND = frozenset(
    {
        checks.reachable,
        checks.down_to_files,
        checks.dependencies,
        checks.completeness,
        checks.depended_on,
        checks.no_misplaced_card,
        checks.answered_signature,
    }
)
_SAYABLE: dict[Check, Schema] = {
    checks.recent_format: {
        "properties": {"bomFormat": {"const": "CycloneDX"}, "specVersion": {"enum": ["1.6", "1.7"]}},
        "required": ["bomFormat", "specVersion"],
    },
    checks.without_vulnerabilities: {"properties": {"vulnerabilities": {"maxItems": 0}}},
}
_OBJECTS = frozenset({"license"})
"""Keys with a filter of which there is one, not a list."""
_SOMETHING: Schema = {"not": {"enum": ["", [], {}]}}


def schema(profile: Profile) -> Schema:
    """The JSON Schema of a profile: what it requires, or recommends, as far as a schema can say it."""
    asked = [field for field in profile.fields if field.level in {Level.REQUIRED, Level.RECOMMENDED}]
    said = [field for field in asked if field.check not in _BEYOND]
    unsaid = ", ".join(field.id for field in asked if field.check in _BEYOND)
    by_tag = {tag: [field for field in said if field.of == tag] for tag in _CONDITIONS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://lexbom.dev/schemas/profile-{profile.name}.schema.json",
        "title": f"{profile.title}, {profile.version}, over CycloneDX JSON",
        "description": f"Beside CycloneDX's own schema. {profile.source} {profile.standing}"
        + (f" Not said here, for it takes the whole document: {unsaid}." if unsaid else ""),
        "type": "object",
        "allOf": [True, *(_use(field) for field in said if field.of == "document")],
        "properties": {
            "metadata": {"properties": {"component": {"$ref": "#/$defs/component"}}},
            "components": {"items": {"$ref": "#/$defs/component"}},
        },
        "$defs": {
            **{f"field-{field.id}": _defined(field) for field in said},
            **_SHARED,
            "component": {
                "allOf": [True, *_conditional(by_tag)],
                "if": {"properties": {"type": {"enum": ["machine-learning-model", "data"]}}},
                "then": {"properties": {"components": {"items": {"$ref": "#/$defs/part"}}}},
                "else": {"properties": {"components": {"items": {"$ref": "#/$defs/component"}}}},
            },
            "part": {
                "if": {"properties": {"type": {"const": "file"}}},
                "then": {"allOf": [True, *_conditional(by_tag, without="component")]},
                "else": {"$ref": "#/$defs/component"},
            },
        },
    }


def _conditional(by_tag: dict[str, list[Field]], without: str = "") -> list[Schema]:
    """What is asked of a component, by the tags it has."""
    return [
        {"if": _CONDITIONS[tag], "then": {"allOf": [_use(field) for field in fields]}}
        for tag, fields in by_tag.items()
        if fields and tag != without
    ]


def _use(field: Field) -> Schema:
    return {"$ref": f"#/$defs/field-{field.id}"}


def _defined(field: Field) -> Schema:
    if field.check in _SAYABLE:
        return {"title": field.title, "$comment": f"{field.level}; {field.section}", **_SAYABLE[field.check]}
    places = [_at(field, path) for path in field.paths]
    if field.unknown:
        stated = (
            {"$ref": "#/$defs/stated"} if field.of != "document" else {"$ref": "#/$defs/stated-of-document"}
        )
        places.append({"allOf": [stated, _states(field)]})
    return {"title": field.title, "$comment": f"{field.level}; {field.section}", "anyOf": places}


def _states(field: Field) -> Schema:
    """That one of our properties has the field's word."""
    entry = {
        "properties": {
            "name": {"enum": ["lexbom:unknown", "lexbom:withheld"]},
            "value": {"pattern": f"(^| ){field.unknown}( |$)"},
        },
        "required": ["name", "value"],
    }
    found: Schema = {"properties": {"properties": {"contains": entry}}}
    return {"properties": {"metadata": found}} if field.of == "document" else found


def _at(field: Field, path: str) -> Schema:
    """That there is something at the path."""
    leaf = {"enum": list(field.values)} if field.values else _SOMETHING
    for key, name, wanted, listed in reversed(parse_path(path)):
        kept = (
            {"allOf": [{"properties": {name: {"const": wanted}}, "required": [name]}, leaf]} if name else leaf
        )
        inner = {"type": "array", "contains": kept} if listed and key not in _OBJECTS else kept
        leaf = {"type": "object", "properties": {key: inner}, "required": [key]}
    return leaf


def _property(name: str, value: str) -> Schema:
    return {
        "properties": {
            "properties": {
                "contains": {
                    "properties": {"name": {"const": name}, "value": {"const": value}},
                    "required": ["name", "value"],
                }
            }
        },
        "required": ["properties"],
    }


_SHARED: Schema = {
    "stated": {"required": ["properties"]},
    "stated-of-document": {
        "properties": {"metadata": {"required": ["properties"]}},
        "required": ["metadata"],
    },
    "mere-file": {
        "allOf": [
            {"properties": {"type": {"enum": ["file", "machine-learning-model", "data"]}}},
            _property("bsi:component:executable", "non-executable"),
            _property("bsi:component:archive", "no archive"),
        ]
    },
    "outside": {
        "anyOf": [
            {"properties": {"isExternal": {"const": True}}, "required": ["isExternal"]},
            {"properties": {"scope": {"const": "excluded"}}, "required": ["scope"]},
            {
                "properties": {
                    "type": {"not": {"const": "application"}},
                    "externalReferences": {"contains": {"properties": {"type": {"const": "bom"}}}},
                },
                "required": ["externalReferences"],
            },
        ]
    },
    "logical": _property("lexbom:component", LOGICAL),
}
_IDENTIFIED: Schema = {"not": {"$ref": "#/$defs/mere-file"}}
_DESCRIBED: Schema = {"allOf": [_IDENTIFIED, {"not": {"$ref": "#/$defs/outside"}}]}
_CONDITIONS: dict[str, Schema] = {
    "component": {},
    "identified": _IDENTIFIED,
    "described": _DESCRIBED,
    "file": {"allOf": [_DESCRIBED, {"not": {"$ref": "#/$defs/logical"}}]},
    "model": {"properties": {"type": {"const": "machine-learning-model"}}},
    "dataset": {"properties": {"type": {"const": "data"}}},
}
"""The tags of a component, as schemas."""
