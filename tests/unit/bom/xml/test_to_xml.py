# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import re
from pathlib import Path
from typing import Any

import pytest
import written
from hypothesis import HealthCheck, given, settings
from strategies import inventories

from compliance.bom.cyclonedx import downgrade, read, write
from compliance.bom.document import Json
from compliance.bom.xml import from_xml, to_xml, xml_schema
from compliance.model import Inventory
from compliance.settings import Settings

thorough = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
BOMS = Path(__file__).parents[3] / "boms"
OTHERS = {path.name: path.read_bytes() for path in sorted(BOMS.glob("*.cdx.json"))} | {
    name: raw for name, raw in written.valid().items() if name.endswith("json")
}
NO_XML = ("signature", "`dependsOn`", "`contact`", "`identity` changed")
"""What documents of others hold and XML has no place for: signatures in JSON, lists without items, the object of 1.5 in 1.6."""


def component(**fields: Any) -> Json:
    """A document with one component with these fields."""
    part = {"type": "library", "name": "a", "bom-ref": "a", **fields}
    return {"bomFormat": "CycloneDX", "specVersion": "1.7", "version": 1, "components": [part]}


def as_xml_reads(value: Any) -> Any:
    """The value without what XML can't tell: what is empty, spaces at the ends, characters that it forbids."""
    if isinstance(value, dict):
        read = {key: as_xml_reads(one) for key, one in value.items() if key != "$schema"}
        return {key: one for key, one in read.items() if one not in ("", {}, [])}
    if isinstance(value, list):
        return [read for one in value if (read := as_xml_reads(one)) not in ({}, [])]
    return to_xml.allowed_elements(value).strip() if isinstance(value, str) else value


@thorough
@given(inventories())
def test_every_document_is_valid_and_comes_back(inventory: Inventory) -> None:
    """The XML follows the XSD, and reading it gives the document again but for what XML can't tell."""
    document = write.write_bom(inventory, Settings())
    raw, _ = to_xml.convert_to_xml(document)

    assert [] == xml_schema.validate_xml(raw, "some.xml")
    assert as_xml_reads(document) == as_xml_reads(from_xml.convert_from_xml(raw, "some.xml"))


@settings(thorough, max_examples=40)
@given(inventories())
def test_1_6_becomes_xml_as_well(inventory: Inventory) -> None:
    """The older form in XML is valid too, and still holds what was kept for reading."""
    document, _ = downgrade.downgrade_bom(write.write_bom(inventory, Settings()))
    raw, _ = to_xml.convert_to_xml(document)

    assert [] == xml_schema.validate_xml(raw, "some.xml")
    assert as_xml_reads(document) == as_xml_reads(from_xml.convert_from_xml(raw, "some.xml"))


@pytest.mark.parametrize("name", OTHERS)
def test_documents_of_others_come_back(name: str) -> None:
    """Those of other tools are the same after XML but for what is told, and what is told is no more than XML lacks."""
    document = json.loads(OTHERS[name])
    raw, told = to_xml.convert_to_xml(document)
    back = from_xml.convert_from_xml(raw, "some.xml")

    assert [] == [sentence for sentence in told if not any(what in sentence for what in NO_XML)]
    if not told:
        assert as_xml_reads(document) == as_xml_reads(back)
    faults = [one.message for one in xml_schema.validate_xml(raw, "some.xml")]
    assert [] == [one for one in faults if "given more than once" not in one]  # cdxgen repeats a ref


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"licenses": [{"license": {"id": "MIT", "text": {"content": " as is "}}}]},
            "<licenses><license><id>MIT</id><text> as is </text></license></licenses>",
        ),
        (
            {"licenses": [{"expression": "MIT OR 0BSD", "acknowledgement": "declared"}]},
            '<licenses><expression acknowledgement="declared">MIT OR 0BSD</expression></licenses>',
        ),
        (
            {"licenses": [{"expression": "MIT OR 0BSD", "properties": [{"name": "x", "value": "y"}]}]},
            '<licenses><expression-detailed expression="MIT OR 0BSD"><properties><property name="x">y</property></properties></expression-detailed></licenses>',
        ),
        (
            {"supplier": {"name": "S", "url": ["https://a.example", "https://b.example"]}},
            "<supplier><name>S</name><url>https://a.example</url><url>https://b.example</url></supplier>",
        ),
        (
            {"evidence": {"identity": [{"field": "purl", "confidence": 1e-05}]}},
            "<evidence><identity><field>purl</field><confidence>0.00001</confidence></identity></evidence>",
        ),
        (
            {
                "modelCard": {
                    "modelParameters": {"datasets": [{"ref": "d"}, {"type": "dataset", "name": "n"}]}
                }
            },
            "<modelCard><modelParameters><datasets><ref>d</ref><dataset><type>dataset</type><name>n</name></dataset></datasets></modelParameters></modelCard>",
        ),
        ({"modified": False, "tags": ["x"]}, "<modified>false</modified><tags><tag>x</tag></tags>"),
    ],
)
def test_fields_become_elements(fields: Json, expected: str) -> None:
    """Attributes, lists with and without an element around them, texts and numbers, in the order of the XSD."""
    raw, told = to_xml.convert_to_xml(component(**fields))
    part = re.sub(r">\s+<", "><", raw.decode()).partition(' bom-ref="a">')[2].partition("</component>")[0]

    assert expected == part.replace("<name>a</name>", "")
    assert () == told
    assert [] == xml_schema.validate_xml(raw, "some.xml")


def test_what_is_lost_is_told_with_its_count() -> None:
    """Fields without a place and characters that XML forbids: one sentence each; spaces around a text stay in the XML."""
    signature = {"algorithm": "ES256", "value": "x"}
    raw, told = to_xml.convert_to_xml(component(signature=signature, description="a\x01b", copyright=" me "))

    assert (
        "In CycloneDX XML, `signature` of `components` left out: 1",
        "In CycloneDX XML, characters that it forbids replaced: 1",
    ) == told
    assert b"<copyright> me </copyright>" in raw


def test_the_same_document_gives_the_same_bytes() -> None:
    """Nothing in the XML depends on anything but the document."""
    document = component(licenses=[{"expression": "MIT"}], hashes=[{"alg": "MD5", "content": "ab" * 16}])

    assert to_xml.convert_to_xml(document) == to_xml.convert_to_xml(document)
    assert (
        "a"
        == read.read_inventory(from_xml.convert_from_xml(to_xml.convert_to_xml(document)[0], "x"))
        .components[0]
        .name
    )
