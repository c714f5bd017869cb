# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What SARIF 2.1.0 (OASIS Standard, section numbers beside each object) lets a log hold, as far as lexbom writes it."""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": {name.rstrip("_"): schema for name, schema in properties.items()},
    }


def _list(of: Any) -> dict[str, Any]:
    return {"type": "array", "items": of}


_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_BAG = {"type": "object", "properties": {"tags": {**_list(_TEXT), "uniqueItems": True}}}  # 3.8
_MESSAGE = _object([], text=_TEXT, markdown=_TEXT)  # 3.11
_TEXTS = _object(["text"], text=_TEXT, markdown=_TEXT)  # 3.12
_ARTIFACT = _object([], uri={"type": "string", "format": "uri-reference"}, uriBaseId=_TEXT)  # 3.4
_REGION = _object(
    [], startLine={"type": "integer", "minimum": 1}, snippet=_object([], text={"type": "string"})
)  # 3.30
_PHYSICAL = _object(["artifactLocation"], artifactLocation=_ARTIFACT, region=_REGION)  # 3.29
_LOGICAL = _object([], name=_TEXT, fullyQualifiedName=_TEXT, kind=_TEXT)  # 3.33
_LOCATION = _object(
    [],
    id={"type": "integer", "minimum": 0},
    physicalLocation=_PHYSICAL,
    logicalLocations=_list(_LOGICAL),
    message=_MESSAGE,
)  # 3.28
_RULE = _object(
    ["id"],
    id=_TEXT,
    name=_TEXT,
    shortDescription=_TEXTS,
    fullDescription=_TEXTS,
    helpUri={"type": "string", "format": "uri"},
    help=_TEXTS,
    defaultConfiguration=_object([], level=_LEVEL),
    properties=_BAG,
)  # 3.49
_DRIVER = _object(
    ["name"],
    name=_TEXT,
    version=_TEXT,
    semanticVersion=_TEXT,
    informationUri={"type": "string", "format": "uri"},
    rules={**_list(_RULE), "uniqueItems": True},
)  # 3.19
_SUPPRESSION = _object(
    ["kind"],
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=_TEXT,
)  # 3.35
_RESULT = _object(
    ["message"],
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=_LEVEL,
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    message=_MESSAGE,
    locations=_list(_LOCATION),
    relatedLocations=_list(_LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=_list(_SUPPRESSION),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    properties=_BAG,
)  # 3.27
_NOTIFICATION = _object(
    ["message"], message=_MESSAGE, level=_LEVEL, descriptor=_object([], id=_TEXT), locations=_list(_LOCATION)
)  # 3.58
_INVOCATION = _object(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=_list(_NOTIFICATION),
)  # 3.20
_RUN = _object(
    ["tool"],
    tool=_object(["driver"], driver=_DRIVER),
    automationDetails=_object([], id=_TEXT),
    invocations=_list(_INVOCATION),
    results=_list(_RESULT),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": _ARTIFACT},
    properties=_BAG,
)  # 3.14
LOG = _object(
    ["version", "runs"],
    version={"const": "2.1.0"},
    runs=_list(_RUN),
    **{"$schema": {"type": "string", "format": "uri"}},
)  # 3.13
