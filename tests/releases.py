# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a release consists of, as tests write it: wheels, sdists, BOMs, keys."""

import base64
import csv
import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

PRIVATE: dict[str, PrivateKeyTypes] = {
    "Ed25519": ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
    "ECDSA P-256": ec.derive_private_key(7, ec.SECP256R1()),
    "ECDSA P-384": ec.derive_private_key(7, ec.SECP384R1()),
}
"""One key of each kind that is taken; the same in every run."""


def private_pem(key: PrivateKeyTypes, passphrase: str = "") -> bytes:
    """The key in PKCS 8, encrypted if there is a passphrase."""
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        encryption = serialization.BestAvailableEncryption(passphrase.encode())
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)


def public_pem(key: PrivateKeyTypes) -> bytes:
    """The key that verifies what this one signs."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form)


def keys(folder: Path, kind: str = "Ed25519") -> tuple[Path, Path]:
    """A private and a public key as files."""
    private, public = folder / f"{kind}.key.pem", folder / f"{kind}.pub.pem"
    private.write_bytes(private_pem(PRIVATE[kind]))
    public.write_bytes(public_pem(PRIVATE[kind]))
    return private, public


def foreign(kind: str) -> PrivateKeyTypes:
    """A key of a kind that is not taken."""
    if kind == "RSA":
        return rsa.generate_private_key(65537, 2048)
    if kind == "DSA":
        return dsa.generate_private_key(2048)
    return ec.derive_private_key(7, {"secp521r1": ec.SECP521R1(), "secp256k1": ec.SECP256K1()}[kind])


def bom(**fields: Any) -> bytes:
    """A small CycloneDX document about demo 1.0."""
    product = {"type": "application", "name": "demo", "version": "1.0"}
    table = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": product}}
    return json.dumps(table | fields).encode()


def wheel(files: dict[str, bytes] | None = None, *, record: bytes | None = None, name: str = "demo") -> bytes:
    """A wheel of version 1.0 with one module, the given files, and its RECORD, unless another one is given."""
    info = f"{name}-1.0.dist-info"
    tags = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    content = {
        f"{name}/__init__.py": b"GREETING = 'hello'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": tags.encode(),
        **(files or {}),
    }
    rows = [[path, f"sha256={record_hash(data)}", str(len(data))] for path, data in content.items()]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([*rows, [f"{info}/RECORD", "", ""]])
    content[f"{info}/RECORD"] = out.getvalue().encode() if record is None else record
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for path, data in content.items():
            entry = zipfile.ZipInfo(path, (2024, 12, 4, 17, 35, 6))
            entry.external_attr = 0o100755 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return raw.getvalue()


def sdist() -> bytes:
    """A source distribution of demo 1.0."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:gz") as archive:
        data = b"Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n"
        member = tarfile.TarInfo("demo-1.0/PKG-INFO")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return raw.getvalue()


def record_hash(data: bytes) -> str:
    """A SHA-256 as RECORD has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
