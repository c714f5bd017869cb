# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.licensing import knowledge_base
from compliance.licensing.scope import is_multimodal
from compliance.model import Component, Kind, ModelFacts

LLAMA = knowledge_base.find_license("llama3.2")


def model(name: str = "ranker", facts: ModelFacts | None = None) -> Component:
    return Component("m", Kind.MODEL, name, model=facts)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("meta-llama/Llama-3.2-1B-Instruct", False),
        ("unsloth/Llama-3.2-3B-Instruct-bnb-4bit", False),
        ("meta-llama/Llama-3.2-11B-Vision", True),
        ("ranker", None),
    ],
)
def test_the_vendor_s_names(name: str, expected: bool | None) -> None:  # noqa: FBT001
    """Names that the vendor's cards describe are told, whoever holds the copy; of others nothing is known."""
    assert is_multimodal(model(name), LLAMA) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ModelFacts(inputs=("text",), outputs=("text",)), False),
        (ModelFacts(inputs=("text", "image")), True),
        (ModelFacts(architecture="LlamaForCausalLM"), False),
        (ModelFacts(architecture="mllama"), True),
        (ModelFacts(task="text-generation"), False),
        (ModelFacts(task="image-text-to-text"), True),
        (ModelFacts(format="safetensors"), None),
    ],
)
def test_the_model_s_own_facts(facts: ModelFacts, expected: bool | None) -> None:  # noqa: FBT001
    """What is declared, the architecture and the task tell."""
    assert is_multimodal(model(facts=facts), LLAMA) is expected


def test_facts_come_before_names() -> None:
    """A vision tower that somebody added to a text model is seen."""
    assert is_multimodal(model("Llama-3.2-1B", ModelFacts(inputs=("text", "image"))), LLAMA) is True


def test_only_models_are_multimodal() -> None:
    """A licence text of the product alone leaves the question open."""
    assert is_multimodal(Component("p", Kind.PRODUCT, "Llama-3.2-1B"), LLAMA) is None


def test_a_part_of_the_product_is_told_by_its_own_name() -> None:
    """A licence for a model inside the product is judged by that model's name, not by the product's."""
    product = Component("p", Kind.PRODUCT, "shop")

    assert is_multimodal(product, LLAMA, "Llama-3.2-11B-Vision") is True
    assert is_multimodal(product, LLAMA, "Llama-3.2-1B") is False
    assert is_multimodal(product, LLAMA, "llama3_2") is None
