# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json

import pytest
from cyclonedx.model.bom import Bom
from hypothesis import HealthCheck, given, settings
from strategies import inventories

from compliance.bom.cyclonedx import profile_fields, read, write
from compliance.bom.validation import validate
from compliance.model import Inventory
from compliance.settings import Settings

thorough = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@thorough
@given(inventories())
def test_an_inventory_survives_the_document(inventory: Inventory) -> None:
    """Reading what was written gives the same inventory: the document is the hand-over."""
    document = json.loads(write.serialise_bom(write.write_bom(inventory, Settings())))

    assert inventory == read.read_inventory(document)


@thorough
@given(inventories())
def test_every_document_is_valid(inventory: Inventory) -> None:
    """Whatever the inventory holds, the document follows the CycloneDX 1.7 schema with formats on."""
    assert validate.validate_document(write.write_bom(inventory, Settings())) == []


@settings(thorough, max_examples=60)
@given(inventories())
def test_the_reference_library_loads_every_document(inventory: Inventory) -> None:
    """cyclonedx-python-lib, an independent reader, finds the same components."""
    document = write.write_bom(inventory, Settings())

    loaded = Bom.from_json(json.loads(json.dumps(document)))  # type: ignore[attr-defined]

    assert len(document["components"]) == len(loaded.components)


@thorough
@given(inventories())
def test_what_is_alike_is_asked_once(inventory: Inventory) -> None:
    """That components of one sort share what profiles don't find in them changes nothing in the document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profile_fields, "profile_key", lambda _component: None)
        asked_each = write.write_bom(inventory, Settings())

    assert asked_each == write.write_bom(inventory, Settings())


@thorough
@given(inventories())
def test_writing_twice_gives_the_same_bytes(inventory: Inventory) -> None:
    """A document depends on nothing but the inventory and the settings."""
    assert write.serialise_bom(write.write_bom(inventory, Settings())) == write.serialise_bom(
        write.write_bom(inventory, Settings())
    )
