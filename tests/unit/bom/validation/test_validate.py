# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import importlib.metadata
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import mlbom
import pytest
import written
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from compliance.bom.imports.parse_bytes import parse_document
from compliance.bom.official_schemas import license_ids
from compliance.bom.validation import validate
from compliance.bom.xml import xml_schema
from compliance.errors import InputError

DOCUMENTS = {**written.valid(), **written.invalid()}


def accepted(raw: bytes) -> bool:
    """The verdict of the schema layer; what can't be read is refused."""
    try:
        document = parse_document(raw, "it").document
        return not (
            xml_schema.validate_xml(raw, "it") if document is None else validate.validate_document(document)
        )
    except InputError:
        return False


@pytest.mark.parametrize("name", DOCUMENTS)
def test_verdicts_hold_in_every_version(name: str) -> None:
    """What an independent writer makes passes, in JSON and XML; with one fault it doesn't. bench/conformance.py asks the specification's own."""
    assert name.startswith("valid") == accepted(DOCUMENTS[name])


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_the_library_agrees(version: str) -> None:
    """cyclonedx-python-lib, an independent validator, has the same verdict on documents of both kinds."""
    engine = JsonStrictValidator(SchemaVersion.from_version(version))
    good = {"bomFormat": "CycloneDX", "specVersion": version, "components": [{"type": "file", "name": "a"}]}
    bad = good | {"components": [{"type": "file"}]}

    assert [engine.validate_str(json.dumps(one)) is None for one in (good, bad)] == [
        not validate.validate_document(one) for one in (good, bad)
    ]


def test_the_library_ships_what_is_read() -> None:
    """Every schema file is where it is looked for, with the SPDX ids, and the library's licence lies beside it: nothing is copied into our tree."""
    folder = files("cyclonedx.schema") / "_res"
    wanted = [
        *(f"bom-{version}.SNAPSHOT.schema.json" for version in validate.VERSIONS),
        *(f"bom-{version}-strict.SNAPSHOT.schema.json" for version in ("1.2", "1.3")),
        *(f"bom-{version}.SNAPSHOT.xsd" for version in xml_schema.VERSIONS),
        *("spdx.SNAPSHOT.xsd", "spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"),
        "cryptography-defs.SNAPSHOT.schema.json",
    ]
    kept = {Path(str(path)).name for path in importlib.metadata.files("cyclonedx-python-lib") or ()}

    assert [] == [name for name in wanted if not (folder / name).is_file()]
    assert len(license_ids()) > 800
    assert {"LICENSE", "NOTICE"} <= kept


@pytest.mark.parametrize("version", validate.VERSIONS)
def test_unknown_fields_are_refused_in_every_version(version: str) -> None:
    """1.2 and 1.3 have two schemas; the strict one holds, and the field that was meant is named."""
    component = {"type": "library", "name": "a", "version": "1", "licences": []}
    (problem,) = validate.validate_document(
        {"bomFormat": "CycloneDX", "specVersion": version, "version": 1, "components": [component]}
    )

    assert "component a 1: has the unknown field `licences`" == problem.message
    assert ("/components/0", "Write `licenses` for `licences`") == (problem.pointer, problem.fix)


def test_many_failures_are_counted() -> None:
    """A hundred are shown, the others counted."""
    components: list[dict[str, Any]] = [{"type": "library", "name": number} for number in range(250)]

    found = validate.validate_document(
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}
    )

    assert (101, "150 more failures against the schema are not shown") == (len(found), found[-1].message)


def test_the_order_is_that_of_the_document() -> None:
    """Entry 2 stands before entry 10, and two runs give the same list."""
    components: list[dict[str, Any]] = [{"type": "library", "name": number} for number in range(12)]
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}

    pointers = [problem.pointer for problem in validate.validate_document(document)]

    assert [f"/components/{number}/name" for number in range(12)] == pointers
    assert validate.validate_document(document) == validate.validate_document(document)


def test_too_deep_for_the_engine_is_a_problem() -> None:
    """What the engine can't follow is said so, not raised."""
    deep: dict[str, Any] = {}
    for _ in range(400):
        deep = {"components": [deep]}

    (problem,) = validate.validate_document(
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [deep]}
    )

    assert "the document can't be followed to its end: Recursion limit reached" == problem.message


def test_a_place_is_named_by_its_innermost_owner() -> None:
    """A nested component is named itself, with its version, not its carrier."""
    document = mlbom.good()
    document["components"][1]["components"] = [
        {"type": "file", "name": "inner", "version": "3", "scope": "x"}
    ]

    (problem,) = validate.validate_document(document)

    assert problem.message.startswith(
        'component inner 3: `scope` is "x"; allowed are required, optional, excluded'
    )
