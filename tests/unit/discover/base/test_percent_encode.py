# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.bom.validation.validate import validate_document
from compliance.discover.base.percent_encode import encode_addresses, well_formed
from compliance.model import Artifact, Component, Digest, Kind

DIGEST = Digest("SHA-256", "ab" * 32)


@pytest.mark.parametrize(
    "stated",
    [
        "https://registry.example/a/-/a-1.0.0.tgz",
        "https://user:secret@host.example:8080/%7Ea?b=c#sha256=d",
        "http://[::1]/x",
        "../dist/a-1.0.whl",
        "#sha256=abcd",
        "",
    ],
)
def test_well_formed_addresses_stay(stated: str) -> None:
    """What is an IRI reference already is given back as it is."""
    assert stated == well_formed(stated)


@pytest.mark.parametrize(
    ("encoded", "stated"),
    [
        ("https://host.example/a%20b", "https://host.example/a b"),
        ("https://host.example/100%25", "https://host.example/100%"),
        ("https://host.example/?x%5B%5D=1", "https://host.example/?x[]=1"),
        ("https://host.example/#a%23b", "https://host.example/#a#b"),
        ("git@host.example%3Aa/b.git", "git@host.example:a/b.git"),
        ("C:%5Cwheels%5Ca.whl", "C:\\wheels\\a.whl"),
    ],
)
def test_other_characters_are_encoded(encoded: str, stated: str) -> None:
    """What may not stand in an address is percent-encoded, so nothing is lost."""
    assert encoded == well_formed(stated)


def test_hosts_that_are_none_are_left_out() -> None:
    """A package.json that has a path where the port belongs gives no website, and its archive is known by its hash."""
    broken = "https://github.com:owner/name.git"
    component = Component(
        "a", Kind.LIBRARY, "a", url=broken, artifacts=(Artifact(broken, (DIGEST,)), Artifact(broken))
    )

    found = encode_addresses(component)

    assert "" == found.url
    assert (Artifact(f"#SHA-256={DIGEST.value}", (DIGEST,)),) == found.artifacts


@given(st.one_of(st.text(), st.text("https://[]:@%#?ab.\\ "), st.from_regex(r"https?://\S+", fullmatch=True)))
def test_whatever_is_stated_the_document_is_valid(stated: str) -> None:
    """No address that anybody writes makes a document break its schema."""
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "components": [
            {
                "type": "library",
                "name": "a",
                "externalReferences": [{"type": "website", "url": well_formed(stated)}],
            }
        ],
    }

    assert [] == validate_document(document)
