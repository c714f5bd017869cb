# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Weights that can run code when they are loaded."""

import json

import pytest

from compliance.bom.cyclonedx import read, write
from compliance.model import Component, Inventory, Kind, ModelFacts, Severity
from compliance.rules import weights_unsafe_format
from compliance.settings import Product, Settings


def _inventory(facts: ModelFacts | None) -> Inventory:
    model = Component("file:net.pt", Kind.MODEL, "net.pt", path="net.pt", model=facts)
    return Inventory(Component("product", Kind.PRODUCT, "clinic"), (model,))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ModelFacts("pytorch (zip)"), [Severity.WARNING]),
        (ModelFacts("onnx, pytorch (legacy pickles)"), [Severity.WARNING]),
        (ModelFacts("joblib"), [Severity.WARNING]),
        (ModelFacts("pickle", unsafe_imports=("posix.system",)), [Severity.ERROR]),
        (ModelFacts("keras", unsafe_imports=("keras.layers.Lambda",)), [Severity.ERROR]),
        (ModelFacts("safetensors"), []),
        (ModelFacts("torchscript"), []),
        (None, []),
    ],
)
def test_severity(facts: ModelFacts | None, expected: list[Severity]) -> None:
    """Pickles are a warning, imports that run code an error, other formats nothing."""
    found = list(weights_unsafe_format.check(_inventory(facts), Settings()))
    assert expected == [finding.severity for finding in found]


def test_message_names_the_imports() -> None:
    """The message names the first imports and counts the others."""
    facts = ModelFacts("pickle", unsafe_imports=tuple(f"os.f{number}" for number in range(7)))
    (finding,) = weights_unsafe_format.check(_inventory(facts), Settings())
    assert finding.message.endswith("it imports os.f0, os.f1, os.f2, os.f3, os.f4 and 2 more")


def test_imports_survive_the_document() -> None:
    """Unsafe imports are in the document and read from it."""
    inventory = _inventory(ModelFacts("pickle", unsafe_imports=("builtins.eval", "posix.system")))
    document = write.write_bom(inventory, Settings(product=Product(name="clinic")))
    assert inventory == read.read_inventory(json.loads(write.serialise_bom(document)))
