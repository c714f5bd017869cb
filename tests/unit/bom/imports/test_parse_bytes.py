# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from contextlib import suppress
from datetime import date
from typing import Any

import mlbom
import pytest
import written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.bom.imports.parse_bytes import parse_document
from compliance.bom.validation import integrity, validate
from compliance.bom.xml import xml_schema
from compliance.errors import InputError

TODAY = date(*mlbom.TODAY_IS)
HEAD = b'{"bomFormat":"CycloneDX","specVersion":"1.7"'
GOOD = json.dumps(mlbom.good()).encode()
XML = [raw for name, raw in written.valid().items() if name.endswith("xml")]
thorough = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def everything(raw: bytes) -> int:
    """How many problems all layers have; an InputError for what can't be read; nothing else may come out."""
    with suppress(InputError):
        taken = parse_document(raw, "x")
        if taken.document is None:
            return len(xml_schema.validate_xml(raw, "x"))
        found = [
            *validate.validate_document(taken.document),
            *taken.problems,
            *integrity.check_integrity(taken.document, TODAY),
        ]
        json.dumps([problem.message for problem in found], ensure_ascii=False)
        return len(found)
    return -1


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"\0" * 7, "no"),
        (b"PK\x03\x04", "is no JSON"),
        (b"[]", "is no CycloneDX document"),
        (b'"CycloneDX"', "is no CycloneDX document"),
        (b'{"bomFormat":"SomethingElse"}', "is no CycloneDX document"),
        (b'{"spdxVersion":"SPDX-2.3"}', "is an SPDX document; lexbom validates CycloneDX"),
        (b'{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}', "is an SPDX document"),
        (b"SPDXVersion: SPDX-2.3\n", "is an SPDX document"),
        (HEAD + b',"version":NaN}', "NaN is no number"),
        (HEAD + b',"version":-Infinity}', "-Infinity is no number"),
        (HEAD + b',"version":' + b"9" * 5000 + b"}", "is no JSON"),
        (HEAD + b',"components":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is nested too deeply"),
        (HEAD, "is no JSON"),
    ],
)
def test_what_is_refused(raw: bytes, words: str) -> None:
    """One sentence that says what it is instead."""
    with pytest.raises(InputError, match=words):
        parse_document(raw, "x")


@pytest.mark.parametrize(
    ("encoding", "severity", "words"),
    [
        ("utf-8-sig", "warning", "byte-order mark"),
        ("utf-16", "error", "in UTF-16"),
        ("utf-16-le", "error", "in UTF-16-LE"),
        ("utf-32", "error", "in UTF-32"),
        ("latin-1", "error", "not in UTF-8: byte 0xe9 in line 1"),
    ],
)
def test_encodings_are_told(encoding: str, severity: str, words: str) -> None:
    """The document is read all the same, and its encoding named."""
    raw = (HEAD.decode() + ',"components":[{"type":"file","name":"\xe9"}]}').encode(encoding)

    taken = parse_document(raw, "x")

    assert [(severity, True)] == [(one.severity, words in one.message) for one in taken.problems]
    assert taken.document is not None


def test_plain_documents_pass_without_a_word() -> None:
    """UTF-8 with whole characters, escaped or not, is as it should be."""
    raw = HEAD + ',"components":[{"type":"file","name":"é \\ud83d\\ude00"}]}'.encode()

    assert [] == parse_document(raw, "x").problems


def test_names_given_twice_are_placed() -> None:
    """Each with its pointer; where the outer value was overwritten, without."""
    raw = HEAD + b',"version":1,"version":2,"components":[{"a":{"x":1,"x":2},"a":1}]}'

    assert ["/version", "/components/0/a", ""] == [one.pointer for one in parse_document(raw, "x").problems]


def test_halves_of_characters_are_replaced_and_told() -> None:
    """In values and in names."""
    taken = parse_document(HEAD + b',"name":"\\ud800","\\udfff":1}', "x")

    assert ["/name", "/\ufffd"] == [one.pointer for one in taken.problems]
    assert {"name": "\ufffd", "\ufffd": 1}.items() <= (taken.document or {}).items()


@pytest.mark.parametrize("number", [b"1e999", b"1" + b"0" * 400, b"-0", b"1.0", b"true", b'"1"', b"null"])
def test_any_version_number_is_a_finding(number: bytes) -> None:
    """Numbers beyond every machine's reach break nothing."""
    assert everything(HEAD + b',"version":' + number + b"}") >= 0


@thorough
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    """Findings or one sentence, never anything else."""
    assert everything(raw) >= -1


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["product", "MIT OR", "pkg:x", "urn:cdx:"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(node: Any) -> list[tuple[Any, Any]]:
    """All places of a document: holder and key."""
    found: list[tuple[Any, Any]] = []
    entries = list(node.items() if isinstance(node, dict) else enumerate(node))
    for key, value in entries:
        found.append((node, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


@thorough
@given(st.data())
def test_any_value_anywhere(data: st.DataObject) -> None:
    """A real document with any values in the wrong places gives findings, never a traceback."""
    document = mlbom.good()
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(document)))
        holder[key] = data.draw(values)

    assert everything(json.dumps(document).encode()) >= -1


@thorough
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=4), st.integers(0, 6))
def test_any_damage_to_json(at: int, put: bytes, cut: int) -> None:
    """Bytes cut out and put in anywhere give findings or one sentence."""
    assert everything(GOOD[:at] + put + GOOD[at + cut :]) >= -1


@thorough
@given(st.data())
def test_any_damage_to_xml(data: st.DataObject) -> None:
    """The same for XML."""
    raw = data.draw(st.sampled_from(XML))
    at = data.draw(st.integers(0, len(raw) - 1))

    assert (
        everything(raw[:at] + data.draw(st.binary(max_size=4)) + raw[at + data.draw(st.integers(0, 6)) :])
        >= -1
    )
