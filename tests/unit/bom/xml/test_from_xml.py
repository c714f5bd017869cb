# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.bom.cyclonedx import read
from compliance.bom.validation import validate
from compliance.bom.xml import from_xml

COMPONENT = '<components><component type="library" bom-ref="a"><name>a</name><version>1</version>%s</component></components>'


def convert(inner: str, version: str = "1.6") -> dict:  # type: ignore[type-arg]
    """The JSON of a document with this in it."""
    text = f'<bom xmlns="http://cyclonedx.org/schema/bom/{version}" version="3">{inner}</bom>'
    return from_xml.convert_from_xml(text.encode(), "some.xml")


@pytest.mark.parametrize(
    ("xml", "field", "expected"),
    [
        (
            '<hashes><hash alg="MD5"> %s </hash></hashes>' % ("ab" * 16),
            "hashes",
            [{"alg": "MD5", "content": "ab" * 16}],
        ),
        (
            '<licenses><license><id>MIT</id><text content-type="text/plain"> as is </text></license></licenses>',
            "licenses",
            [{"license": {"id": "MIT", "text": {"contentType": "text/plain", "content": " as is "}}}],
        ),
        (
            '<licenses><expression acknowledgement="declared">MIT OR 0BSD</expression></licenses>',
            "licenses",
            [{"expression": "MIT OR 0BSD", "acknowledgement": "declared"}],
        ),
        (
            "<supplier><name>S</name><url>https://a.example</url><url>https://b.example</url></supplier>",
            "supplier",
            {"name": "S", "url": ["https://a.example", "https://b.example"]},
        ),
        (
            '<properties><property name="x"> y </property><property name="z"/></properties>',
            "properties",
            [{"name": "x", "value": " y "}, {"name": "z"}],
        ),
        (
            '<externalReferences><reference type="website"><url>https://a.example</url></reference></externalReferences>',
            "externalReferences",
            [{"type": "website", "url": "https://a.example"}],
        ),
        (
            "<evidence><copyright><text>C 1</text><text>C 2</text></copyright></evidence>",
            "evidence",
            {"copyright": [{"text": "C 1"}, {"text": "C 2"}]},
        ),
        (
            "<modelCard><modelParameters><task>t</task><datasets><ref>d</ref></datasets></modelParameters></modelCard>",
            "modelCard",
            {"modelParameters": {"task": "t", "datasets": [{"ref": "d"}]}},
        ),
        ("<modified>false</modified>", "modified", False),
        ("<tags><tag>x</tag></tags>", "tags", ["x"]),
    ],
)
def test_elements_become_the_fields_of_json(xml: str, field: str, expected: object) -> None:
    """Lists, attributes, texts, numbers and booleans are what the JSON schema makes of them."""
    document = convert(COMPONENT % xml)

    assert expected == document["components"][0][field]
    assert [] == validate.validate_document(document)


def test_identity_is_a_list_only_since_1_6() -> None:
    """The same element is an object in 1.5 and a list in 1.6, as each version's schema has it."""
    xml = (
        COMPONENT
        % "<evidence><identity><field>purl</field><confidence>0.5</confidence></identity></evidence>"
    )
    one = {"field": "purl", "confidence": 0.5}

    assert one == convert(xml, "1.5")["components"][0]["evidence"]["identity"]
    assert [one] == convert(xml, "1.6")["components"][0]["evidence"]["identity"]


def test_dependencies_are_edges() -> None:
    """Nested <dependency> and <provides> are lists of refs."""
    document = convert(
        '<dependencies><dependency ref="a"><dependency ref="b"/><provides ref="c"/></dependency></dependencies>'
    )

    assert [{"ref": "a", "dependsOn": ["b"], "provides": ["c"]}] == document["dependencies"]
    assert 3 == document["version"]


def test_old_tools_and_new_ones_keep_their_form() -> None:
    """The list of tools of CycloneDX 1.4 and the object since 1.5 are both read."""
    old = convert("<metadata><tools><tool><vendor>v</vendor><name>n</name></tool></tools></metadata>", "1.4")
    new = convert(
        '<metadata><tools><components><component type="application"><name>n</name></component></components></tools></metadata>'
    )

    assert [{"vendor": "v", "name": "n"}] == old["metadata"]["tools"]
    assert {"components": [{"type": "application", "name": "n"}]} == new["metadata"]["tools"]


def test_what_json_has_no_place_for_is_named() -> None:
    """Elements and attributes of other namespaces, and XML signatures, are gaps."""
    document = convert(COMPONENT % '<x:fruit xmlns:x="http://fruit.example/">apple</x:fruit>')
    (gap,) = read.read_inventory(document).gaps

    assert "some.xml" == gap.path
    assert gap.reason.startswith("The element <fruit> in <component> has no place")
