# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import importlib
import sys

import pytest
import releases
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputError, UsageError
from compliance.signing import keys

KINDS = sorted(releases.PRIVATE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_signature_verifies(kind: str) -> None:
    """With the public key of the same pair, for this message alone."""
    private = keys.load_private_key(releases.private_pem(releases.PRIVATE[kind]), "key.pem")
    public = keys.load_public_key(releases.public_pem(releases.PRIVATE[kind]), "pub.pem")
    signature = private.sign(b"message")

    assert (kind, private.public.keyid) == (public.kind, public.keyid)
    assert public.verifies(signature, b"message")
    assert not public.verifies(signature, b"another message")
    assert not public.verifies(b"", b"message")


@pytest.mark.parametrize("kind", KINDS)
def test_another_key_verifies_nothing(kind: str) -> None:
    """Not even if its kind is another one."""
    private = keys.load_private_key(releases.private_pem(releases.PRIVATE[kind]), "key.pem")
    others = [
        keys.load_public_key(releases.public_pem(key), "pub.pem")
        for name, key in releases.PRIVATE.items()
        if name != kind
    ]

    assert [False, False] == [other.verifies(private.sign(b"message"), b"message") for other in others]


def test_ed25519_is_deterministic() -> None:
    """RFC 8032: the same key and message give the same signature."""
    private = keys.load_private_key(releases.private_pem(releases.PRIVATE["Ed25519"]), "key.pem")

    assert private.sign(b"message") == private.sign(b"message")


def test_the_key_id_is_the_digest_of_the_public_key() -> None:
    """SHA-256 of the DER SubjectPublicKeyInfo; computed here with `openssl pkey -pubin -outform DER | sha256sum`."""
    public = keys.load_public_key(releases.public_pem(releases.PRIVATE["Ed25519"]), "pub.pem")

    assert EXPECTED_KEYID == public.keyid


EXPECTED_KEYID = "a050837d85070582ccf7394b0988847cc312cb88259b894899f6f239cf1791a5"


@pytest.mark.parametrize("kind", ["RSA", "DSA", "secp521r1", "secp256k1"])
def test_other_kinds_are_refused(kind: str) -> None:
    """Private and public alike, with the kinds that are taken and how to make one."""
    key = releases.foreign(kind)

    for read, pem in (
        (keys.load_private_key, releases.private_pem(key)),
        (keys.load_public_key, releases.public_pem(key)),
    ):
        with pytest.raises(InputError, match=rf"{kind}.*lexbom takes Ed25519.*openssl genpkey"):
            read(pem, "key.pem")


def test_an_encrypted_key_needs_its_passphrase() -> None:
    """None and a wrong one give different sentences; the right one gives the key."""
    pem = releases.private_pem(releases.PRIVATE["Ed25519"], "geheim")

    with pytest.raises(InputError, match=r"is encrypted\. Put its passphrase into LEXBOM_KEY_PASSPHRASE"):
        keys.load_private_key(pem, "key.pem")
    with pytest.raises(InputError, match="holds another passphrase"):
        keys.load_private_key(pem, "key.pem", "falsch")
    assert "Ed25519" == keys.load_private_key(pem, "key.pem", "geheim").public.kind


def test_a_passphrase_for_an_open_key_is_not_in_the_way() -> None:
    """The environment may hold one for another key."""
    pem = releases.private_pem(releases.PRIVATE["Ed25519"])

    assert "Ed25519" == keys.load_private_key(pem, "key.pem", "geheim").public.kind


def test_the_two_halves_are_not_mixed_up() -> None:
    """A private key where the public one belongs is refused, and the other way round."""
    key = releases.PRIVATE["Ed25519"]

    with pytest.raises(InputError, match="is a private key, which nobody should need to verify"):
        keys.load_public_key(releases.private_pem(key), "pub.pem")
    with pytest.raises(InputError, match="is no private key"):
        keys.load_private_key(releases.public_pem(key), "key.pem")


@given(st.binary() | st.binary().map(lambda raw: b"-----BEGIN PRIVATE KEY-----\n" + raw), st.text())
def test_hostile_files_raise_nothing_else(raw: bytes, passphrase: str) -> None:
    """No bytes are a key by chance, and all are refused with an input error."""
    with pytest.raises(InputError):
        keys.load_private_key(raw, "key.pem", passphrase)
    with pytest.raises(InputError):
        keys.load_public_key(raw, "pub.pem")


def test_without_the_extra_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which says what to install."""
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    monkeypatch.delitem(sys.modules, "compliance.signing.keys")

    with pytest.raises(UsageError, match=r"pip install 'lexbom\[sign\]'"):
        importlib.import_module("compliance.signing.keys")
