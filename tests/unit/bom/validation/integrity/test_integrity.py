# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
import json
import re
from datetime import date
from typing import Any

import mlbom
import pytest
import written

from compliance.bom.official_schemas import official_schema
from compliance.bom.validation import integrity, validate
from compliance.bom.validation.integrity._support.index import REFERENCES
from compliance.bom.validation.integrity.digests import DIGITS

TODAY = date(*mlbom.TODAY_IS)


def said(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.severity, one.pointer, one.message) for one in integrity.check_integrity(document, TODAY)]


def _names_a_ref(node: Any) -> bool:
    """Whether a schema says that a value names an element: by refLinkType or by a BOM-Link to one."""
    if not isinstance(node, dict):
        return False
    links = {"#/definitions/refLinkType", "#/definitions/bomLinkElementType"}
    return node.get("$ref") in links or any(
        _names_a_ref(one) for key in ("anyOf", "oneOf", "allOf") for one in node.get(key, [])
    )


def _fields(node: Any, found: set[str]) -> None:
    if isinstance(node, list):
        for one in node:
            _fields(one, found)
    elif isinstance(node, dict):
        for name, inner in (node.get("properties") or {}).items():
            if _names_a_ref(inner) or (isinstance(inner, dict) and _names_a_ref(inner.get("items"))):
                found.add(name)
        for inner in node.values():
            _fields(inner, found)


@pytest.mark.parametrize("version", validate.VERSIONS)
def test_every_reference_of_the_schemas_is_followed(version: str) -> None:
    """Fields that the official schemas type as a link to an element are in the table; services' data may name anything."""
    found: set[str] = set()
    _fields(official_schema(f"bom-{version}.SNAPSHOT.schema.json"), found)

    assert set() == found - {"url", "source", "destination"} - {
        name for names in REFERENCES.values() for name in names
    }


@pytest.mark.parametrize(
    "algorithm",
    ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512", "BLAKE2b-512"],
)
def test_lengths_are_those_of_the_algorithms(algorithm: str) -> None:
    """The table agrees with the algorithms themselves."""
    name = (
        algorithm.replace("-512", "") if algorithm.startswith("BLAKE") else re.sub(r"^SHA-", "sha", algorithm)
    )

    assert len(hashlib.new(name.lower().replace("-", "_")).hexdigest()) == DIGITS[algorithm]


def test_every_algorithm_of_the_schema_has_a_length() -> None:
    """None of CycloneDX 1.7 is missing."""
    assert set(official_schema("bom-1.7.SNAPSHOT.schema.json")["definitions"]["hash-alg"]["enum"]) == set(
        DIGITS
    )


def test_upper_case_digests_are_fine() -> None:
    """Only the length counts."""
    document = mlbom.good()
    document["components"][1]["hashes"][0]["content"] = "AB" * 32

    assert [] == said(document)


def test_bom_links_to_other_documents_are_not_followed() -> None:
    """urn:cdx: of another document is allowed everywhere; of this document its element has to be there."""
    document, own = mlbom.good(), mlbom.SERIAL.removeprefix("urn:uuid:")
    document["annotations"][0]["subjects"] = [
        "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#anything",
        f"urn:cdx:{own}/1#product",
        f"urn:cdx:{own}/1#gone",
    ]

    assert [("error", "/annotations/0/subjects/2")] == [one[:2] for one in said(document)]


def test_references_reach_every_depth() -> None:
    """Nested components, tools, services in services and pedigrees give bom-refs too."""
    document = mlbom.good()
    document["components"][1]["components"] = [{"type": "file", "name": "f", "bom-ref": "inner"}]
    document["metadata"]["tools"] = {"components": [{"type": "file", "name": "t", "bom-ref": "tool"}]}
    document["services"][0]["services"] = [{"name": "s", "bom-ref": "sub"}]
    document["annotations"][0]["subjects"] = ["inner", "tool", "sub"]

    assert [] == said(document)


def test_many_of_one_kind_are_counted() -> None:
    """Twenty are shown, then how many more; other kinds stay visible."""
    document = mlbom.good()
    document["dependencies"][2]["dependsOn"] += [f"gone-{number}" for number in range(50)]
    document["components"][1]["purl"] = "torch"

    found = said(document)

    assert (22, "30 more problems of the kind dangling-ref are not shown") == (len(found), found[-1][2])
    assert 1 == sum("purl" in message for *_, message in found)


def test_errors_come_first_then_the_order_of_the_document() -> None:
    """Severity first, then place; the same in every run."""
    document = mlbom.good()
    document["components"][0]["purl"] = "x"
    document["components"][2]["purl"] = "y"
    document["components"][1]["purl"] = "pkg:pypi/torch@1"

    assert [
        ("error", "/components/0/purl"),
        ("error", "/components/2/purl"),
        ("warning", "/components/1/purl"),
    ] == [one[:2] for one in said(document)]


def test_long_chains_and_cycles_need_no_recursion() -> None:
    """A chain of 20,000 dependencies that closes on itself gives one note."""
    document = mlbom.good() | {
        "components": [],
        "services": [],
        "compositions": [],
        "annotations": [],
        "citations": [],
        "vulnerabilities": [],
        "declarations": {},
    }
    refs = [f"r{number}" for number in range(20_000)]
    document["components"] = [{"type": "library", "name": ref, "bom-ref": ref} for ref in refs]
    document["dependencies"] = [
        {"ref": ref, "dependsOn": [following]}
        for ref, following in zip(refs, [*refs[1:], refs[0]], strict=True)
    ]

    assert [("note", "/dependencies", "a cycle of dependencies: r0 -> r1 -> r2 -> r3 -> ... -> r0")] == [
        (severity, pointer, message.removeprefix("the document: "))
        for severity, pointer, message in said(document)
    ]


@pytest.mark.parametrize("name", [name for name in written.valid() if name.endswith("json")])
def test_no_errors_on_what_an_independent_writer_makes(name: str) -> None:
    """Sound documents of every version hold warnings at most."""
    assert [] == [one for one in said(json.loads(written.valid()[name])) if one[0] == "error"]


def test_an_empty_file_is_no_fault() -> None:
    """py.typed and __init__.py are empty in every package; a library never is."""
    document = mlbom.good()
    document["components"][1]["hashes"][0]["content"] = hashlib.sha256(b"").hexdigest()

    assert ["warning"] == [severity for severity, *_ in said(document)]

    document["components"][1]["type"] = "file"

    assert [] == said(document)


def test_a_vex_needs_no_subject() -> None:
    """A document of vulnerabilities alone speaks of other documents."""
    vulnerability = {
        "id": "CVE-2026-1",
        "affects": [{"ref": "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#a"}],
    }

    assert [] == said({"vulnerabilities": [vulnerability]})
    assert ["warning"] == [severity for severity, *_ in said({})]


def test_a_missing_element_is_missed_once() -> None:
    """Who needs it and its own entry in the graph name the same gap; another list that names it is told apart."""
    document = mlbom.good()
    document["dependencies"] += [
        {"ref": "gone"},
        {"ref": document["components"][0]["bom-ref"], "provides": ["gone"]},
    ]
    document["compositions"] = [{"aggregate": "complete", "assemblies": ["gone"]}]

    found = [message for _, _, message in said(document) if "is no bom-ref" in message]

    assert 2 == len(found)


def test_five_digests_of_one_algorithm_are_one_fault() -> None:
    """However many values there are; equal ones, whatever their case, are none."""
    document = mlbom.good()
    values = ["a", "A", "b", "c", "d"]
    document["components"][0]["hashes"] = [{"alg": "SHA-256", "content": one * 64} for one in values]

    found = [message for _, _, message in said(document) if "different values" in message]

    assert 1 == len(found)
    assert "there are 4 SHA-256 digests" in found[0]
