# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path

import pytest
from documents import BOMS, FILES, missing
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.bom.cyclonedx import read
from compliance.bom.imports import detect_format
from compliance.bom.validation import validate
from compliance.errors import InputError

CYCLONEDX = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}'
BOMB = (
    '<?xml version="1.0"?>\n<!-- a --><!DOCTYPE bom [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>&b;</components></bom>'
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_real_documents_are_read_whatever_their_name(file: Path) -> None:
    """The content says which format it is; each gives a valid CycloneDX document with components."""
    document = detect_format.load_document(file.read_bytes(), "no-suffix")

    assert [] == validate.validate_document(document)
    assert 3 <= len(read.read_inventory(document).components)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["syft.cdx.json", "syft.spdx", "npm.spdx.json"])
def test_encodings_of_unicode_are_told_apart(name: str, coding: str) -> None:
    """With a byte order mark or in plain UTF-8 the same text is the same document."""
    text = (BOMS / name).read_text("utf-8")

    assert detect_format.load_document(text.encode(), "a") == detect_format.load_document(
        text.encode(coding), "a"
    )


@pytest.mark.parametrize("coding", ["utf-16", "iso-8859-1"])
def test_xml_says_its_encoding(coding: str) -> None:
    """The declaration of an XML document is believed."""
    text = '<?xml version="1.0" encoding="%s"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata><authors><author><name>Zoë</name></author></authors></metadata></bom>'

    document = detect_format.load_document((text % coding).encode(coding), "a")

    assert [{"name": "Zoë"}] == document["metadata"]["authors"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "no JSON, no XML and no SPDX"),
        (b"\xff\xfe\x00", "no text in utf-16"),
        (b"\x80 abc", "no text in utf-8"),
        (CYCLONEDX[:-1].encode(), "is no JSON"),
        (b'{"bomFormat": "CycloneDX", "version": NaN}', "NaN is no number"),
        (b'{"bomFormat": "SPDX"}', "is no CycloneDX document and none of SPDX"),
        (b'["CycloneDX"]', "is no CycloneDX document and none of SPDX"),
        (b'{"spdxVersion": "SPDX-1.2"}', "'SPDX-1.2'"),
        (b'{"@context": "https://spdx.org/x", "@graph": []}', "names no package"),
        (b'{"a":' * 60_000, "is no JSON"),
        (b'{"a":' * 150 + b"1" + b"}" * 150, "nested deeper than 100"),
        (b"<bom", "is no XML"),
        (b"<bom/>", "no CycloneDX document"),
        (b'<bom xmlns="http://cyclonedx.org/schema/bom/1.1"/>', "has no JSON form"),
        (b"<a>" * 400, "is no XML"),
        (BOMB.encode(), "document type declaration"),
        (BOMB.encode("utf-16"), "document type declaration"),
        (b"SPDXVersion: SPDX-2.3\nPackageComment: <text>never", "never closes"),
    ],
)
def test_what_is_broken_is_one_clear_sentence(raw: bytes, sentence: str) -> None:
    """Truncated, wrongly encoded, too deep, of another kind or hiding an attack: an InputError that names the file."""
    with pytest.raises(InputError, match=r"some\.file") as caught:
        detect_format.load_document(raw, "some.file")

    assert sentence in str(caught.value)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)), st.sampled_from(FILES), st.data()
)
def test_any_bytes_are_a_document_or_an_input_error(junk: bytes, file: Path, data: st.DataObject) -> None:
    """Nothing but an InputError ever comes out, and what comes in can be read as an inventory."""
    raw = file.read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    for content in (junk, raw[:at] + junk, raw[:at] + junk + raw[at + len(junk) :]):
        try:
            read.read_inventory(detect_format.load_document(content, "a"))
        except InputError:
            continue


def test_xml_and_json_of_one_tool_say_the_same() -> None:
    """cyclonedx-py writes both: what differs is the serial number, the time, and the order that XML doesn't keep."""
    ours = detect_format.load_document((BOMS / "cyclonedx-py.cdx.xml").read_bytes(), "a")
    theirs = json.loads((BOMS / "cyclonedx-py.cdx.json").read_bytes())
    theirs["metadata"].pop("timestamp")

    assert [] == list(missing({key: theirs[key] for key in ("metadata", "components", "dependencies")}, ours))


def test_both_forms_of_spdx_say_the_same() -> None:
    """syft writes JSON and tag-value: the same components with the same licences, purls and edges."""
    one, other = (
        read.read_inventory(detect_format.load_document((BOMS / name).read_bytes(), "a"))
        for name in ("syft.spdx", "syft.spdx.json")
    )

    assert {(c.name, c.purl, c.licenses, c.digests) for c in other.everything()} == {
        (c.name, c.purl, c.licenses, c.digests) for c in one.everything()
    }
    assert other.relations == one.relations
