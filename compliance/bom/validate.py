# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A document against the official CycloneDX schema, formats on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from compliance.bom.document import Json
from compliance.bom.spdx import schema

VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
_SHARED = (
    "spdx.SNAPSHOT.schema.json",
    "jsf-0.82.SNAPSHOT.schema.json",
    "cryptography-defs.SNAPSHOT.schema.json",
)
_BASE = "http://cyclonedx.org/schema/"
"""What the schemas resolve the names of the shared ones against."""
_MOST = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a document departs from what it claims to be."""

    layer: str
    """schema, integrity or profile."""
    severity: str
    pointer: str
    """JSON pointer (RFC 6901) to the place."""
    message: str
    fix: str = ""


def validate(document: Json) -> list[Problem]:
    """What is wrong with the document by the schema of the version it states; at most 100 problems."""
    version = document.get("specVersion")
    if version not in VERSIONS:
        known = ", ".join(VERSIONS)
        return [
            Problem(
                "schema",
                "error",
                "/specVersion",
                f"{version!r} is no CycloneDX version that has a JSON schema here",
                f"Use one of {known}",
            )
        ]
    problems = []
    for error in errors(document):
        message = (
            error.message
            if len(error.message) < 300
            else error.message[:140] + " [...] " + error.message[-140:]
        )
        problems.append(Problem("schema", "error", pointer(error.instance_path), message))
        if len(problems) == _MOST:
            break
    return problems


def errors(document: Json) -> Iterator[Any]:
    """All that breaks the schema of the version it states, which has to be a known one; each with message and instance_path."""
    yield from _validator(str(document["specVersion"])).iter_errors(document)


def pointer(path: Any) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


@cache
def _validator(version: str) -> Any:
    import jsonschema_rs  # noqa: PLC0415 - 30 ms that only a validation pays

    registry = jsonschema_rs.Registry([(f"{_BASE}{name}", schema(name)) for name in _SHARED])
    return jsonschema_rs.Draft7Validator(
        schema(f"bom-{version}.SNAPSHOT.schema.json"),
        registry=registry,
        validate_formats=True,
        retriever=_refuse,
    )


def _refuse(uri: str) -> Any:
    raise LookupError(f"{uri} is no schema of CycloneDX, and nothing is fetched")
