# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The envelope around a signed statement: DSSE v1.0.2 (github.com/secure-systems-lab/dsse, protocol.md and envelope.md). No keys here."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from compliance.errors import InputError

PAYLOAD_TYPE = "application/vnd.in-toto+json"
_CERTIFIED = frozenset({"certificate", "x509CertificateChain"})
"""What a Sigstore bundle that was signed without a key holds (sigstore/protobuf-specs, sigstore_bundle.proto)."""
_STANDARD = str.maketrans("-_", "+/")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload and its one signature. Nothing in it may be believed before the signature over `encode_for_signing(payload)` is verified."""

    payload: bytes
    signature: bytes
    keyid: str = ""
    """A hint that no signature covers: good for telling people which key to look for, and for nothing else."""


def encode_for_signing(payload: bytes) -> bytes:
    """What is signed: the pre-authentication encoding of the payload and its type."""
    return b"DSSEv1 %d %s %d %s" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)


def dump_envelope(envelope: Envelope) -> bytes:
    """The envelope as JSON."""
    signature = {"keyid": envelope.keyid, "sig": base64.b64encode(envelope.signature).decode()}
    table = {
        "payload": base64.b64encode(envelope.payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [signature],
    }
    return (json.dumps(table, indent=2) + "\n").encode()


def parse_envelope(raw: bytes, name: str) -> Envelope:
    """The envelope in a file's bytes; of a Sigstore bundle the one inside.

    Raises:
        InputError: it is no envelope, holds another kind of payload, or other than one signature.
    """
    table = _unwrapped(raw, name)
    if not isinstance(table.get("signatures"), list):
        raise InputError(f"{name} is no signature envelope", fix=_EXPECTED)
    if table.get("payloadType") != PAYLOAD_TYPE:
        raise InputError(
            f"{name} holds a payload of type {str(table.get('payloadType'))[:80]!r}",
            fix=f"lexbom reads {PAYLOAD_TYPE} only",
        )
    signatures = table["signatures"]
    if len(signatures) != 1:
        raise InputError(
            f"{name} holds {len(signatures)} signatures",
            fix="lexbom verifies envelopes with exactly one; make one envelope for each key",
        )
    signature = signatures[0] if isinstance(signatures[0], dict) else {}
    keyid = signature.get("keyid")
    return Envelope(
        _decoded(table.get("payload"), f"the payload of {name}"),
        _decoded(signature.get("sig"), f"the signature in {name}"),
        keyid if isinstance(keyid, str) else "",
    )


_EXPECTED = "Give the .dsse.json file that lexbom sign wrote"


def _unwrapped(raw: bytes, name: str) -> dict[str, Any]:
    """The table in a file's bytes; of a Sigstore bundle that was signed with a key the envelope in it."""
    try:
        table = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON", fix=_EXPECTED) from error
    if not isinstance(table, dict) or not isinstance(table.get("dsseEnvelope"), dict):
        return table if isinstance(table, dict) else {}
    material = table.get("verificationMaterial")
    if isinstance(material, dict) and not _CERTIFIED.isdisjoint(material):
        raise InputError(
            f"{name} is signed with a certificate, and lexbom verifies keys",
            fix="gh attestation verify reads what GitHub signed, model_signing verify what it signed",
        )
    envelope: dict[str, Any] = table["dsseEnvelope"]
    return envelope


def _decoded(value: Any, what: str) -> bytes:
    """Base64, standard or for URLs: the specification has verifiers accept both."""
    try:
        if isinstance(value, str):
            return base64.b64decode(value.translate(_STANDARD), validate=True)
    except ValueError:
        pass
    raise InputError(f"{what} is no base64", fix=_EXPECTED)
