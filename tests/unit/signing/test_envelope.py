# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import base64
import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputError
from compliance.signing import envelope as dsse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
ENVELOPES = st.fixed_dictionaries(
    {},
    optional={
        "payload": JSON | st.just("e30="),
        "payloadType": JSON | st.just(dsse.PAYLOAD_TYPE),
        "signatures": JSON | st.lists(st.fixed_dictionaries({}, optional={"sig": JSON, "keyid": JSON})),
        "dsseEnvelope": JSON,
    },
)


def envelope(**changes: Any) -> bytes:
    table = json.loads(dsse.dump_envelope(dsse.Envelope(b"{}", b"signature", "key")))
    return json.dumps(table | changes).encode()


def test_the_encoding_is_the_specifications() -> None:
    """DSSE protocol.md: DSSEv1, and length and content of type and payload, each after a space; lengths count bytes."""
    assert b"DSSEv1 28 application/vnd.in-toto+json 5 {\xc3\xa4}x" == dsse.encode_for_signing("{ä}x".encode())


def test_an_envelope_is_read_back() -> None:
    """What is written is read; the payload as it was, to the byte."""
    written = dsse.Envelope(b'{"a": 1}\n\xff', b"\x00\xfe\xff", "ab12")

    assert written == dsse.parse_envelope(dsse.dump_envelope(written), "x")


def test_base64_of_both_alphabets_is_read() -> None:
    """The specification has signers choose, and verifiers take both."""
    raw = envelope(payload=base64.urlsafe_b64encode(b"\xfb\xff\xfe").decode())

    assert b"\xfb\xff\xfe" == dsse.parse_envelope(raw, "x").payload


def test_a_sigstore_bundle_holds_an_envelope() -> None:
    """Of a bundle the envelope inside counts."""
    bundle = json.dumps({"mediaType": "x", "dsseEnvelope": json.loads(envelope())}).encode()

    assert b"signature" == dsse.parse_envelope(bundle, "x").signature


@pytest.mark.parametrize("material", ["certificate", "x509CertificateChain"])
def test_a_bundle_without_a_key_belongs_to_another_program(material: str) -> None:
    """GitHub's attestations are such bundles."""
    table = {"verificationMaterial": {material: {}}, "dsseEnvelope": json.loads(envelope())}

    with pytest.raises(InputError, match=r"signed with a certificate.*gh attestation verify"):
        dsse.parse_envelope(json.dumps(table).encode(), "x")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "is no signature envelope"),
        (b"{}", "is no signature envelope"),
        (envelope(payloadType="application/json"), "a payload of type 'application/json'"),
        (envelope(signatures=[]), "holds 0 signatures"),
        (envelope(signatures=[{"sig": "YQ=="}, {"sig": "YQ=="}]), "holds 2 signatures"),
        (envelope(signatures=["YQ=="]), "the signature in x is no base64"),
        (envelope(signatures=[{"sig": "!"}]), "the signature in x is no base64"),
        (envelope(payload="YQ"), "the payload of x is no base64"),
        (envelope(payload=None), "the payload of x is no base64"),
    ],
)
def test_what_is_no_envelope_is_refused(raw: bytes, words: str) -> None:
    """Each with a sentence that names the file and what is wrong."""
    with pytest.raises(InputError, match=words):
        dsse.parse_envelope(raw, "x")


@given(ENVELOPES | JSON)
def test_hostile_envelopes_raise_nothing_else(table: Any) -> None:
    """Any JSON is an envelope or an input error."""
    with contextlib.suppress(InputError):
        assert isinstance(dsse.parse_envelope(json.dumps(table).encode(), "x").payload, bytes)


@given(st.binary())
def test_hostile_bytes_raise_nothing_else(raw: bytes) -> None:
    """Bytes that are no JSON either."""
    with contextlib.suppress(InputError):
        dsse.parse_envelope(raw, "x")
