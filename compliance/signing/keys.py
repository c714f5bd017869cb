# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Ed25519 and ECDSA keys from PEM files. The only importer of `cryptography`, which the extra `sign` brings."""

import hashlib
from dataclasses import dataclass

from compliance.errors import InputError, UsageError

try:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
except ImportError as missing:
    raise UsageError(
        "Signatures need the package cryptography", fix="pip install 'lexbom[sign]' brings it"
    ) from missing

_KINDS = "lexbom takes Ed25519, ECDSA P-256 and ECDSA P-384"
_MAKE = "openssl genpkey -algorithm ed25519 -out key.pem makes one"
_SHOW = "openssl pkey -in key.pem -pubout -out pub.pem gives the public one"
_CURVES = {"secp256r1": ("ECDSA P-256", hashes.SHA256()), "secp384r1": ("ECDSA P-384", hashes.SHA384())}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies."""

    key: ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey
    kind: str
    """Ed25519, ECDSA P-256 or ECDSA P-384."""
    keyid: str
    """SHA-256 of its DER SubjectPublicKeyInfo, in hexadecimal."""

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the holder of the private key signed this message."""
        try:
            if isinstance(self.key, ed25519.Ed25519PublicKey):
                self.key.verify(signature, message)
            else:
                self.key.verify(signature, message, _ecdsa(self.key.curve))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs."""

    key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
    public: PublicKey

    def sign(self, message: bytes) -> bytes:
        """The signature: 64 bytes for Ed25519 (RFC 8032), DER for ECDSA with the hash of the curve's size."""
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return self.key.sign(message)
        return self.key.sign(message, _ecdsa(self.key.curve))


def load_private_key(pem: bytes, name: str, passphrase: str = "") -> PrivateKey:
    """The private key in a PEM file's bytes.

    Raises:
        InputError: it is no private key, one of another kind, or encrypted with another passphrase.
    """
    if b"ENCRYPTED" in pem and not passphrase:
        raise InputError(f"{name} is encrypted", fix="Put its passphrase into LEXBOM_KEY_PASSPHRASE")
    if b"PRIVATE KEY" not in pem:
        raise InputError(f"{name} is no private key in PEM", fix=f"{_KINDS}; {_MAKE}")
    secret = passphrase.encode() if b"ENCRYPTED" in pem else None
    try:
        key = serialization.load_pem_private_key(pem, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        wrong = "LEXBOM_KEY_PASSPHRASE holds another passphrase, or the file is damaged"
        raise InputError(f"{name} can't be read", fix=wrong if secret else f"{_KINDS}; {_MAKE}") from error
    if not isinstance(key, ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey):
        raise InputError(f"{name} holds a key of the kind {_name_keys(key)}", fix=f"{_KINDS}; {_MAKE}")
    return PrivateKey(key, _find_keys(key.public_key(), name))


def load_public_key(pem: bytes, name: str) -> PublicKey:
    """The public key in a PEM file's bytes.

    Raises:
        InputError: it is no public key, or one of another kind.
    """
    if b"PRIVATE KEY" in pem:
        raise InputError(f"{name} is a private key, which nobody should need to verify", fix=_SHOW)
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError(f"{name} is no public key in PEM", fix=_SHOW) from error
    return _find_keys(key, name)


def _find_keys(key: object, name: str) -> PublicKey:
    if not isinstance(key, ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey):
        raise InputError(f"{name} holds a key of the kind {_name_keys(key)}", fix=f"{_KINDS}; {_MAKE}")
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name not in _CURVES:
        raise InputError(f"{name} is a key on the curve {key.curve.name}", fix=f"{_KINDS}; {_MAKE}")
    kind = "Ed25519" if isinstance(key, ed25519.Ed25519PublicKey) else _CURVES[key.curve.name][0]
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return PublicKey(key, kind, hashlib.sha256(der).hexdigest())


def _ecdsa(curve: ec.EllipticCurve) -> ec.ECDSA:
    return ec.ECDSA(_CURVES[curve.name][1])


def _name_keys(key: object) -> str:
    """RSA, DSA and the like, from the class's name."""
    return type(key).__name__.removesuffix("PrivateKey").removesuffix("PublicKey").strip("_")
