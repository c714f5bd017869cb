# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Release artifacts as tests build them, and what is found in them."""

import base64
import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from compliance.bom.cyclonedx import read, write
from compliance.bom.validation import validate
from compliance.discover import discover
from compliance.model import Inventory
from compliance.settings import Settings

METADATA = "Metadata-Version: 2.4\nName: Tiny.Prod\nVersion: 1.0\nLicense-Expression: MIT\nAuthor: Ann\n"
_WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(folder: Path, files: dict[str, Any], metadata: str = METADATA, name: str = "tiny_prod-1.0") -> Path:
    """A wheel with these members, its METADATA and its RECORD."""
    info = f"{name}.dist-info"
    own = {f"{info}/METADATA": metadata, f"{info}/WHEEL": _WHEEL}
    content = {path: _bytes(value) for path, value in {**files, **own}.items()}
    rows = [f"{path},sha256={_digest(value)},{len(value)}" for path, value in content.items()]
    content[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""]).encode()
    target = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, value in content.items():
            archive.writestr(path, value)
    return target


def installed(
    site: Path, files: dict[str, Any], metadata: str = METADATA, name: str = "tiny_prod-1.0"
) -> Path:
    """The same as an installer lays it out."""
    site.mkdir(parents=True, exist_ok=True)
    made = wheel(site, files, metadata, name)
    with zipfile.ZipFile(made) as archive:
        for member in archive.namelist():
            archive.extract(member, site)
    made.unlink()
    return site


def sdist(folder: Path, files: dict[str, Any], metadata: str = METADATA, name: str = "tiny_prod-1.0") -> Path:
    """A source distribution."""
    target = folder / f"{name}.tar.gz"
    with tarfile.open(target, "w:gz") as archive:
        for path, value in {**files, "PKG-INFO": metadata}.items():
            member = tarfile.TarInfo(f"{name}/{path}")
            member.size = len(_bytes(value))
            archive.addfile(member, io.BytesIO(_bytes(value)))
    return target


def look(artifact: Path, settings: Settings | None = None) -> Inventory:
    """The inventory of an artifact; it survives its document, which is valid."""
    settings = settings or Settings()
    inventory = discover(artifact, settings)
    document = json.loads(write.serialise_bom(write.write_bom(inventory, settings)))
    assert validate.validate_document(document) == []
    again = read.read_inventory(document)
    assert [part.ref for part in inventory.everything()] == [part.ref for part in again.everything()]
    assert inventory.relations == again.relations
    assert inventory.product == again.product
    return inventory


def parts(inventory: Inventory) -> dict[str, tuple[str, list[str]]]:
    """Version and licences of each component, by its name."""
    return {
        part.name: (part.version, [claim.expression or claim.stated for claim in part.licenses])
        for part in inventory.components
    }


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def _digest(value: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(value).digest()).rstrip(b"=").decode()
