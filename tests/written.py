# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CycloneDX documents of every version in JSON and XML, as cyclonedx-python-lib writes them, whole and broken."""

import datetime
from functools import cache

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

_JSON = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
_BREAKS = {
    "json": [
        (b'"name": "alpha"', b'"nam": "alpha"'),
        (b'"type": "library"', b'"type": "libary"'),
        (b'"alg": "SHA-256"', b'"alg": "SHA-999"'),
        (b'"id": "MIT"', b'"id": "MYT"'),
        (b'"components": [', b'"components": {}, "x": ['),
    ],
    "xml": [
        (b"<name>alpha</name>", b"<nam>alpha</nam>"),
        (b'type="library"', b'type="libary"'),
        (b'alg="SHA-256"', b'alg="SHA-999"'),
        (b"<id>MIT</id>", b"<id>MYT</id>"),
        (b"<components>", b"<components><part/>"),
    ],
}


@cache
def valid() -> dict[str, bytes]:
    """The documents by a file name for each."""
    root = Component(name="shop", version="1.0", type=ComponentType.APPLICATION, bom_ref="shop")
    alpha = Component(
        name="alpha",
        version="1.2",
        type=ComponentType.LIBRARY,
        bom_ref="alpha",
        purl=PackageURL("pypi", None, "alpha", "1.2"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content="ab" * 32)],
        licenses=[DisjunctiveLicense(id="MIT")],
        external_references=[
            ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri("https://alpha.example"))
        ],
    )
    beta = Component(name="beta", version="2", type=ComponentType.FRAMEWORK, bom_ref="beta")
    bom = Bom(components=[alpha, beta])
    bom.metadata.component = root
    bom.metadata.timestamp = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    bom.register_dependency(root, [alpha])
    bom.register_dependency(alpha, [beta])
    formats = [(OutputFormat.JSON, version) for version in _JSON]
    formats += [(OutputFormat.XML, version) for version in ("1.0", "1.1", *_JSON)]
    return {
        f"valid-{version}.{format_.name.lower()}": make_outputter(
            bom, format_, SchemaVersion.from_version(version)
        )
        .output_as_string(indent=2)
        .encode()
        for format_, version in formats
    }


@cache
def invalid() -> dict[str, bytes]:
    """Each document with one fault that its version knows."""
    return {
        f"in{name}-{number}": raw.replace(before, after, 1)
        for name, raw in valid().items()
        for number, (before, after) in enumerate(_BREAKS[name.rpartition(".")[2]])
        if before in raw
    }
