# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.bom.xml import xml_schema
from compliance.errors import InputError

HEAD = '<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">'
COMPONENT = '<components><component type="library"{more}><name>torch</name><version>2</version>{inner}</component></components>'


def problems(inner: str = "", more: str = "") -> list[tuple[str, str, str]]:
    text = f"{HEAD}\n{COMPONENT.format(inner=inner, more=more)}</bom>"
    return [(one.pointer, one.message, one.fix) for one in xml_schema.validate_xml(text.encode(), "x.xml")]


def test_a_valid_document_has_no_problems() -> None:
    """Nothing is said of a good one."""
    assert [] == problems()


def test_a_value_is_explained() -> None:
    """Component, line, attribute, what was found and what is near."""
    inner = f'<hashes><hash alg="SHA256">{"a" * 64}</hash></hashes>'

    assert [
        (
            "/bom/components/component/hashes/hash",
            'component torch 2 (line 2): `alg` of hash is "SHA256"; 12 values are allowed, nearest SHA-256, SHA3-256, SHA-512',
            'Use "SHA-256"',
        )
    ] == problems(inner)


@pytest.mark.parametrize(
    ("inner", "more", "words"),
    [
        ("<purl>a</purl><purl>b</purl>", "", "`purl` is not expected here"),
        ("<licences/>", "", "`licences` is not expected here"),
        (
            f"<hashes><hash alg='MD5' algo='x'>{'a' * 32}</hash></hashes>",
            "",
            "has the unknown attribute `algo`",
        ),
        ("<licenses><license><id>BSD</id></license></licenses>", "", '`id` is "BSD"'),
        ("<licenses><license/></licenses>", "", "`license` lacks a child element"),
        ("<properties><property>x</property></properties>", "", "lacks the required attribute `name`"),
        ("<hashes><hash alg='MD5'>foo</hash></hashes>", "", "it has to be hexadecimal digits"),
    ],
)
def test_one_cause_is_one_problem(inner: str, more: str, words: str) -> None:
    """Each fault is told once, in words."""
    (problem,) = problems(inner, more)

    assert words in problem[1]
    assert "Element" not in problem[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE bom [<!ENTITY a "b">]><bom/>', "document type definition"),
        (
            "<?xml version='1.0'?>\n<!-- a -->\n <!DOCTYPE bom SYSTEM 'http://x.example/y.dtd'><bom/>",
            "document type definition",
        ),
        ("<bom/>", "is no CycloneDX document"),
        ('<bom xmlns="http://other.example/"/>', "is no CycloneDX document"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#"/>',
            "is an SPDX document",
        ),
        ("<bom", "is no XML"),
        (HEAD + "<a>" * 10_000 + "</a>" * 10_000 + "</bom>", "is nested too deeply"),
        (f"{HEAD}&undefined;</bom>", "is no XML"),
    ],
)
def test_what_is_refused(text: str, words: str) -> None:
    """No DTD, no other format, no depth bomb: one sentence each."""
    with pytest.raises(InputError, match=words):
        xml_schema.validate_xml(text.encode(), "x.xml")


def test_a_doctype_inside_a_text_is_none() -> None:
    """A licence text may speak of one; only the prologue counts, in any encoding."""
    inner = "<licenses><license><name>a</name><text><![CDATA[<!DOCTYPE html>]]></text></license></licenses>"
    hidden = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE bom [<!ENTITY a 'b'>]><bom/>".encode("utf-16")

    assert [] == problems(inner)
    with pytest.raises(InputError, match="document type definition"):
        xml_schema.validate_xml(hidden, "x.xml")


def test_a_bom_ref_given_twice() -> None:
    """The XSD holds bom-refs unique, and that is told in words."""
    parts = '<component type="library" bom-ref="a"><name>{0}</name></component>'
    text = f"{HEAD}<components>{parts.format('b')}{parts.format('c')}</components></bom>"

    (problem,) = xml_schema.validate_xml(text.encode(), "x.xml")

    assert (
        "/bom/components/component[2]",
        'component c (line 1): the bom-ref "a" of `component` is given more than once',
    ) == (
        problem.pointer,
        problem.message,
    )


def test_many_failures_are_counted() -> None:
    """A hundred are shown, the others counted."""
    parts = '<component type="x"><name>a</name></component>' * 130
    text = f"{HEAD}<components>{parts}</components></bom>"

    found = xml_schema.validate_xml(text.encode(), "x.xml")

    assert (101, "30 more failures against the schema are not shown") == (len(found), found[-1].message)


def test_a_version_without_schema() -> None:
    """The namespace states the version; one that isn't known is a problem, not an error."""
    (problem,) = xml_schema.validate_xml(b'<bom xmlns="http://cyclonedx.org/schema/bom/9.0"/>', "x.xml")

    assert "the document states CycloneDX 9.0, for which there is no schema here" == problem.message
