# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A document against the official CycloneDX schema, formats on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast

from compliance.bom.document import SPEC_VERSION, Json
from compliance.bom.official_schemas import SPDX_SCHEMA, license_ids, official_schema
from compliance.bom.validation import json_path
from compliance.english import plural

VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
_STRICT = {"1.2", "1.3"}
"""Versions with a second, stricter schema, which refuses unknown fields as all later versions do; the specification's own tests
validate against it."""
_SHARED = (
    "jsf-0.82.SNAPSHOT.schema.json",
    "cryptography-defs.SNAPSHOT.schema.json",
)
LICENSE_ID = "spdx-license-id"
"""Stands for the list of 811 ids, of which the engine would put a copy into each failure: 7 GB for 100,000 unknown ids."""
_BASE = "http://cyclonedx.org/schema/"
"""What the schemas resolve the names of the shared ones against."""
_MOST = 100
_COUNTED = 10_000
"""So many failures are counted; a document with more is past counting."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a document departs from what it claims to be."""

    layer: str
    """schema, integrity or profile."""
    severity: str
    """error, warning or note."""
    pointer: str
    """JSON pointer (RFC 6901) to the place; in XML the path of the element."""
    message: str
    fix: str = ""


def validate_document(document: Json) -> list[Problem]:
    """What is wrong with the document by the schema of the version it states, in document order; at most 100 problems and how many more there are."""
    version = document.get("specVersion")
    if version not in VERSIONS:
        known = ", ".join(VERSIONS)
        return [
            Problem(
                "schema",
                "error",
                "/specVersion",
                f"{json_path.quote_value(version)} is no CycloneDX version that has a JSON schema here",
                f"Use one of {known}",
            )
        ]
    try:
        failures = list(islice(_validator(str(version)).iter_errors(document), _COUNTED))
    except ValueError as error:  # the engine refuses what is nested deeper than it can follow
        message = f"the document can't be followed to its end: {error}"
        return [Problem("schema", "error", "", message, "Nest less deeply")]
    if not failures:
        return []
    failures.sort(key=lambda failure: json_path.document_order(failure.instance_path))
    problems = list(islice(_distinct(failures, document, str(version)), _MOST))
    if len(failures) > len(problems) == _MOST:
        least = "at least " if len(failures) == _COUNTED else ""
        more = plural(
            len(failures) - _MOST,
            "more failure against the schema is",
            "more failures against the schema are",
        )
        message = f"{least}{more} not shown"
        problems.append(Problem("schema", "error", "", message, "Repair those above first"))
    return problems


def schema_errors(document: Json) -> Iterator[Any]:
    """All that breaks the schema of the version it states, which has to be a known one; each with message and instance_path."""
    yield from _validator(str(document["specVersion"])).iter_errors(document)


def fields() -> Collection[str]:
    """The names that a document of CycloneDX 1.7 may have at its top."""
    return cast("dict[str, Any]", _schema(SPEC_VERSION)["properties"]).keys()


def error_pointer(path: Any) -> str:
    """A JSON pointer (RFC 6901)."""
    return json_path.json_pointer(path)


def _distinct(failures: list[Any], document: Json, version: str) -> Iterator[Problem]:
    """One problem per cause: the same words at the same place are said once."""
    from compliance.bom.validation.explain_schema_error import (
        explain_schema_error,  # valid documents need no words
    )

    said = set()
    for failure in failures:
        for words in explain_schema_error(failure, document, _schema(version)):
            message = json_path.locate_in_sentence(document, words.path, words.message)
            problem = Problem("schema", "error", json_path.json_pointer(words.path), message, words.fix)
            if problem not in said:
                said.add(problem)
                yield problem


def _schema(version: str) -> Json:
    return official_schema(f"bom-{version}{'-strict' if version in _STRICT else ''}.SNAPSHOT.schema.json")


@cache
def _validator(version: str) -> Any:
    import jsonschema_rs  # 30 ms that only a validation pays

    shared = [(f"{_BASE}{name}", official_schema(name)) for name in _SHARED]
    ids = {"$id": f"{_BASE}{SPDX_SCHEMA}", "type": "string", "format": LICENSE_ID}
    return jsonschema_rs.Draft7Validator(
        _schema(version),
        registry=jsonschema_rs.Registry([*shared, (f"{_BASE}{SPDX_SCHEMA}", ids)]),
        validate_formats=True,
        formats={LICENSE_ID: license_ids().__contains__},
        retriever=_refuse,
    )


def _refuse(uri: str) -> Any:
    raise LookupError(f"{uri} is no schema of CycloneDX, and nothing is fetched")
