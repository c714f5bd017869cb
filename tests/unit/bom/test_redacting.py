# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.bom import redacting
from compliance.bom.cyclonedx import read, write
from compliance.bom.document import dump_json
from compliance.bom.validation import validate
from compliance.model import Component, Inventory, Kind, Relation, RelationKind
from compliance.settings import Product, Scan, Settings

SECRET = "S3CR3T"  # noqa: S105 - stands for one


def foreign(*refs: str) -> dict[str, Any]:
    """A document of another tool with a component for each ref; the first needs all others."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "components": [
            {
                "type": "library",
                "bom-ref": ref,
                "name": "x",
                "externalReferences": [{"type": "vcs", "url": f"https://u:{SECRET}@h.example/x"}],
                "properties": [
                    {"name": "npm:api_key", "value": SECRET},
                    {"name": "said", "value": json.dumps({"quote": f'token="{SECRET}"', "ref": ref})},
                ],
            }
            for ref in refs
        ],
        "dependencies": [{"ref": refs[0], "dependsOn": list(refs[1:])}],
    }


def test_a_clean_document_is_the_same_object() -> None:
    """Where nothing is masked, nothing is copied and no digest changes."""
    document = {
        "bomFormat": "CycloneDX",
        "components": [{"name": "tokenizers", "purl": "pkg:pypi/tokenizers@1"}],
    }

    assert redacting.redacted(document) is document


def test_every_field_of_a_foreign_document_is_masked() -> None:
    """References, properties by their name, JSON inside a property, and refs: no secret is left, and the input stays as it was."""
    document = foreign(f"https://{SECRET}@h.example/a", f"b?token={SECRET}")
    before = copy.deepcopy(document)

    masked = redacting.redacted(document)

    assert SECRET not in json.dumps(masked)
    assert document == before
    assert validate.validate_document(masked) == []
    assert json.loads(masked["components"][0]["properties"][1]["value"]) == {
        "quote": 'token="REDACTED"',
        "ref": "https://REDACTED@h.example/a",
    }


def test_refs_that_differ_in_a_secret_alone_stay_two() -> None:
    """Each gets a name of its own, edges and properties follow it, and nothing dangles."""
    refs = [f"https://{user}{SECRET}@h.example/a" for user in "abc"]

    masked = redacting.redacted(foreign(*refs))

    names = [one["bom-ref"] for one in masked["components"]]
    assert len(set(names)) == 3
    assert masked["dependencies"] == [{"ref": names[0], "dependsOn": names[1:]}]
    assert [json.loads(one["properties"][1]["value"])["ref"] for one in masked["components"]] == names
    assert validate.validate_document(masked) == []
    assert redacting.redacted(masked) is masked


def test_components_of_ours_survive_their_document() -> None:
    """What was masked where it was made is written and read as it is."""
    url = f"https://u:{SECRET}@h.example/x"
    part = Component(ref=f"pkg:generic/x?vcs_url=git+{url}", kind=Kind.LIBRARY, name="x", url=url)
    edge = Relation("product", RelationKind.DEPENDS_ON, part.ref)
    inventory = Inventory(Component("product", Kind.PRODUCT, "p"), (part,), (edge,))

    document = write.write_bom(inventory, Settings(Product(name="p")))

    assert SECRET not in json.dumps(document)
    assert read.read_inventory(document) == inventory


def test_patterns_of_the_owner_hold_for_every_text() -> None:
    """They are applied to what texts hold as JSON too, and never to digests and the words of the standard."""
    digest = {"alg": "SHA-1", "content": "ab" * 20}
    document = {
        **foreign("plain"),
        "components": [
            {
                "type": "library",
                "bom-ref": "plain",
                "name": "ACME-1234",
                "hashes": [digest],
                "properties": [{"name": "x", "value": '{"a":"ACME-5678"}'}],
            }
        ],
    }

    (part,) = redacting.redacted(document, ["ACME-[0-9]{4}", "[0-9a-f]{40}|library"])["components"]

    assert (part["name"], part["type"], part["hashes"]) == ("REDACTED", "library", [digest])
    assert part["properties"][0]["value"] == '{"a":"REDACTED"}'


def test_settings_bring_their_patterns() -> None:
    """A document of ours is written with the patterns of its settings."""
    inventory = Inventory(
        Component("product", Kind.PRODUCT, "p"), (Component("x", Kind.LIBRARY, "ACME-1234"),)
    )

    document = write.write_bom(inventory, Settings(scan=Scan(redact=("ACME-[0-9]+",))))

    assert document["components"][0]["name"] == "REDACTED"


def test_a_pattern_that_is_none_is_refused() -> None:
    """Whoever calls from Python is told too."""
    with pytest.raises(ValueError, match="regular expression"):
        redacting.redacted({"name": "x"}, ["("])


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_each_text_is_taken_from_the_serialised_document(value: Any) -> None:
    """Quotes, backslashes and control characters in texts and keys, in any order, are what they were."""
    texts = redacting._texts_in(dump_json({"a": value}))

    assert sorted(texts) == sorted(set(all_texts({"a": value})))


def all_texts(value: Any) -> Iterator[str]:
    """Keys and values that are text, by walking."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from all_texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from all_texts(one)
