# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import written
from cyclonedx.model.bom import Bom
from hypothesis import HealthCheck, given, settings
from strategies import inventories

from compliance.bom.cyclonedx import downgrade, read, write
from compliance.bom.document import Json
from compliance.bom.official_schemas import official_schema
from compliance.bom.validation import validate
from compliance.model import Inventory
from compliance.settings import Settings

thorough = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
OLD, NEW = (official_schema(f"bom-{version}.SNAPSHOT.schema.json") for version in ("1.6", "1.7"))
ONLY_NEW = {name for name in NEW["definitions"] if name not in OLD["definitions"]}
LICENSES = {"licenseChoice", "licensing"}
"""Licence lists have rules of their own, which `test_lists_...` and `test_an_expression_...` hold."""


OTHERS = {
    "cdxgen": (Path(__file__).parents[3] / "boms" / "cdxgen.cdx.json").read_bytes(),
    "library": written.valid()["valid-1.7.json"],
}


def document(**fields: Any) -> Json:
    """A CycloneDX 1.7 document with these fields."""
    return {"bomFormat": "CycloneDX", "specVersion": "1.7", "version": 1, **fields}


def component(**fields: Any) -> Json:
    """A document with one component with these fields."""
    return document(components=[{"type": "library", "name": "a", "bom-ref": "a", **fields}])


def objects(node: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema: the name of the definition or field it stands under, and its fields."""
    if isinstance(node, list):
        for one in node:
            yield from objects(one, name)
    elif isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield name, node["properties"]
            for key, one in node["properties"].items():
                yield from objects(one, key)
        for key in ("items", "oneOf", "anyOf", "allOf"):
            yield from objects(node.get(key), name)


def tables(root: Json) -> dict[str, dict[str, Any]]:
    """The same for a whole schema without what is new in 1.7 or a licence list."""
    found: dict[str, dict[str, Any]] = {}
    parts = {"": root, **root["definitions"]}
    for name, node in parts.items():
        if name not in ONLY_NEW | LICENSES:
            for place, fields in objects(node, name):
                found.setdefault(place, {}).update(fields)
    return found


def references(node: Any) -> Iterator[str]:
    """The definitions that a field refers to itself, or through alternatives and items."""
    if isinstance(node, list):
        for one in node:
            yield from references(one)
    elif isinstance(node, dict):
        yield str(node.get("$ref", "")).rpartition("/")[2]
        for key in ("items", "oneOf", "anyOf", "allOf"):
            yield from references(node.get(key))


def test_every_field_that_1_6_lacks_is_in_the_table() -> None:
    """The official schemas, compared, give the table of fields and nothing else."""
    old = tables(OLD)
    new = {
        place: frozenset(fields.keys() - old[place].keys())
        for place, fields in tables(NEW).items()
        if place in old and fields.keys() - old[place].keys()
    }

    assert new == downgrade.LATER


def test_every_word_that_1_6_lacks_is_in_the_table() -> None:
    """Enumerations, compared likewise; all others of 1.6 have `other` for what they don't know."""
    old = tables(OLD)
    new = {
        (place, key): frozenset(set(node["enum"]) - set(old[place][key]["enum"]))
        for place, fields in tables(NEW).items()
        for key, node in fields.items()
        if "enum" in node and key in old.get(place, ()) and set(node["enum"]) - set(old[place][key]["enum"])
    }
    algorithms = [frozenset(one["definitions"]["hash-alg"]["enum"]) for one in (NEW, OLD)]

    assert new == downgrade.LATER_WORDS
    assert algorithms[0] - algorithms[1] == downgrade.LATER_HASHES
    assert all("other" in old[place][key]["enum"] for place, key in new)


def test_every_field_that_means_something_else_is_known() -> None:
    """Of the fields in both versions only those of IKEv2 hold objects that are new."""
    old = tables(OLD)
    changed = {
        (place, key)
        for place, fields in tables(NEW).items()
        for key, node in fields.items()
        if key in old.get(place, ()) and set(references(node)) & (ONLY_NEW - LICENSES)
    }

    assert changed == {("ikev2TransformTypes", key) for key in downgrade.LATER_TRANSFORMS}


def test_places_are_where_the_schema_refers_to_them() -> None:
    """Each field that holds one of the objects in the table leads to it by its name."""
    found: dict[str, str] = {}
    for fields in tables(NEW).values():
        for key, node in fields.items():
            for place in {"component", "service", "externalReference", "cipherSuite"} & set(references(node)):
                found[key] = place

    assert found == downgrade.PLACES


@thorough
@given(inventories())
def test_every_document_becomes_valid_1_6(inventory: Inventory) -> None:
    """Whatever the inventory holds, the older document follows the 1.6 schema with formats on."""
    older, _ = downgrade.downgrade_bom(write.write_bom(inventory, Settings()))

    assert "1.6" == older["specVersion"]
    assert [] == validate.validate_document(older)


@thorough
@given(inventories())
def test_nothing_of_an_inventory_is_lost(inventory: Inventory) -> None:
    """What 1.6 has no place for stands in properties, and reading gives the same inventory."""
    older, told = downgrade.downgrade_bom(write.write_bom(inventory, Settings()))

    assert inventory == read.read_inventory(json.loads(write.serialise_bom(older)))
    assert not any("left out" in sentence for sentence in told)


@settings(thorough, max_examples=50)
@given(inventories())
def test_the_reference_library_loads_every_older_document(inventory: Inventory) -> None:
    """cyclonedx-python-lib finds the same components in 1.6."""
    older, _ = downgrade.downgrade_bom(write.write_bom(inventory, Settings()))

    loaded = Bom.from_json(json.loads(json.dumps(older)))  # type: ignore[attr-defined]

    assert len(older["components"]) == len(loaded.components)


@pytest.mark.parametrize("name", OTHERS)
def test_documents_of_others_become_valid_1_6(name: str) -> None:
    """Those of other tools become valid; what is not left out or reworded comes back as it was."""
    newer = json.loads(OTHERS[name])
    older, told = downgrade.downgrade_bom(newer)
    back = downgrade.restore_bom(older)
    common = newer.keys() - {"specVersion", "serialNumber", "$schema"}

    assert [] == validate.validate_document(older)
    if not any("left out" in sentence or "`other`" in sentence for sentence in told):
        assert {key: newer[key] for key in common} == {key: back.get(key) for key in common}


def test_an_expression_stays_one_and_its_details_move() -> None:
    """1.6 knows a single expression, but none of its properties and texts."""
    licences = [{"expression": "MIT OR 0BSD", "acknowledgement": "declared", "properties": [{"name": "x"}]}]
    older, told = downgrade.downgrade_bom(component(licenses=licences))
    (part,) = older["components"]

    assert [{"expression": "MIT OR 0BSD", "acknowledgement": "declared"}] == part["licenses"]
    assert (
        "For CycloneDX 1.6, details and properties of licence expressions: 1 kept in properties that lexbom reads back",
    ) == told
    assert component(licenses=licences) | {"specVersion": "1.6"} == downgrade.restore_bom(older)


def test_lists_that_mix_become_lists_of_licences() -> None:
    """1.6 refuses expressions with company: each becomes a licence with its acknowledgement, in the same field."""
    licences = [
        {"expression": "MIT OR 0BSD", "acknowledgement": "declared"},
        {"expression": "MIT", "acknowledgement": "concluded"},
        {"license": {"name": "house rules"}},
    ]
    older, _ = downgrade.downgrade_bom(component(evidence={"licenses": licences}))
    expected = [
        {"license": {"name": "MIT OR 0BSD", "acknowledgement": "declared"}},
        {"license": {"id": "MIT", "acknowledgement": "concluded"}},
        {"license": {"name": "house rules"}},
    ]

    assert expected == older["components"][0]["evidence"]["licenses"]
    assert component(evidence={"licenses": licences}) | {"specVersion": "1.6"} == downgrade.restore_bom(older)
    assert [] == validate.validate_document(older)


@pytest.mark.parametrize(
    ("fields", "gone", "told"),
    [
        (
            {"citations": [{"pointers": ["/x"], "timestamp": "2026-01-01T00:00:00Z", "attributedTo": "a"}]},
            "citations",
            "`citations`: 1 left out",
        ),
        (
            {"metadata": {"distributionConstraints": {"tlp": "RED"}}},
            "distributionConstraints",
            "`metadata.distributionConstraints`: 1 kept",
        ),
        (
            {"externalReferences": [{"type": "patent", "url": "https://a.example", "properties": []}]},
            'patent"',
            "`externalReference.type` patent: 1 written as `other`",
        ),
        (
            {
                "components": [
                    {
                        "type": "library",
                        "name": "a",
                        "hashes": [{"alg": "Streebog-256", "content": "ab" * 32}],
                    }
                ]
            },
            "Streebog-256",
            "Streebog hashes: 1 left out",
        ),
    ],
)
def test_each_kind_of_loss_is_told(fields: Json, gone: str, told: str) -> None:
    """One sentence with a count; what is left out is a gap of the document too."""
    older, sentences = downgrade.downgrade_bom(document(**fields))
    lost = [sentence for sentence in sentences if "left out" in sentence]
    body = json.dumps(
        {key: one for key, one in older.items() if key != "metadata"}
        | {"fields": list(older.get("metadata", {}))}
    )

    assert any(told in sentence for sentence in sentences)
    assert gone not in body
    assert lost == [gap.reason for gap in read.read_gaps(older)]
    assert [] == validate.validate_document(older)


def test_transforms_are_refs_again() -> None:
    """Of an IKEv2 transform 1.6 holds the algorithm that it refers to."""
    transforms = {"encr": [{"name": "x", "keyLength": 128, "algorithm": "alg"}, {"name": "y"}], "esn": True}
    crypto = {
        "assetType": "protocol",
        "protocolProperties": {"type": "ike", "ikev2TransformTypes": transforms},
    }
    older, told = downgrade.downgrade_bom(component(type="cryptographic-asset", cryptoProperties=crypto))

    assert {"encr": ["alg"], "esn": True} == older["components"][0]["cryptoProperties"]["protocolProperties"][
        "ikev2TransformTypes"
    ]
    assert ("For CycloneDX 1.6, names and sizes of IKEv2 transforms: 2 left out",) == told
    assert [] == validate.validate_document(older)


def test_a_signature_falls_with_what_it_signed() -> None:
    """A signature over an object that had to change would not verify; one over an object that stays does."""
    signature = {"algorithm": "ES256", "value": "x"}
    changed, kept = component(signature=signature, isExternal=True), component(signature=signature)

    assert "signature" not in downgrade.downgrade_bom(changed)[0]["components"][0]
    assert signature == downgrade.downgrade_bom(kept)[0]["components"][0]["signature"]
    assert "signature" not in downgrade.downgrade_bom(document(signature=signature))[0]


def test_another_document_has_another_serial_number() -> None:
    """The same one each time, and never that of the document it was made from."""
    serial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
    older, again = (downgrade.downgrade_bom(document(serialNumber=serial))[0] for _ in range(2))

    assert older == again
    assert serial != older["serialNumber"]
    assert [] == validate.validate_document(older)


def test_older_documents_stay_as_they_are() -> None:
    """Only 1.7 is brought down; nothing is brought up."""
    old = document() | {"specVersion": "1.5"}

    assert (old, ()) == downgrade.downgrade_bom(old)


@pytest.mark.parametrize(
    "written",
    [
        "[]",
        "{",
        '{"pointer": 1}',
        '{"pointer": {}}',
        '{"pointer": "/properties", "value": 1}',
        '{"pointer": "/name/x", "value": 1}',
    ],
)
def test_a_property_that_nobody_wrote_so_restores_nothing(written: str) -> None:
    """A document that uses our names for something else is read as it is, be the property at a component or the metadata."""
    properties = [{"name": "lexbom:newer", "value": written}]
    made = {"properties": [{"name": "lexbom:made-from", "value": "1.7"}, *properties]}
    foreign = component(properties=properties) | {"specVersion": "1.6", "metadata": made}

    assert "a" == read.read_inventory(foreign).components[0].name
