# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that the configuration speaks of."""

from pathlib import Path

import pytest
import samples
from looking import look, named, of

from compliance.model import Kind, RelationKind

CARD = "---\nlicense: cc-by-nc-4.0\npretty_name: Spring surveys\n---\n"
TREE = {"data/README.md": CARD, "data/spring.csv": "a,b\n1,2\n", "m/w.onnx": samples.onnx()}


def test_training_data_by_name_is_what_was_found_under_it(tmp_path: Path) -> None:
    """A name that no hub could have needs no address, and means the data set that lies there."""
    config = '[[models]]\npath = "m/w.onnx"\ntraining_data = ["Spring surveys", "Field notes of 1990"]\n'

    inventory = look(tmp_path, TREE | {"lexbom.toml": config})

    trained = {edge.target for edge in inventory.relations if edge.kind is RelationKind.TRAINED_ON}
    assert {named(inventory, "Spring surveys").ref, "declared:dataset/Field notes of 1990"} == trained
    assert 2 == len(of(inventory))
    assert "" == named(inventory, "Field notes of 1990").url


def test_a_base_model_may_have_any_name(tmp_path: Path) -> None:
    """No document is invalid for it, and no address is made up."""
    config = '[[models]]\npath = "m/w.onnx"\nbase_model = "Our model of 2024 (v2)"\n'

    inventory = look(tmp_path, TREE | {"lexbom.toml": config})

    (base,) = (one for one in of(inventory, Kind.MODEL) if one.ref.startswith("declared:"))
    assert ("Our model of 2024 (v2)", "", "") == (base.name, base.url, base.purl)


def test_facts_by_name_alone_beside_a_namesake_are_a_gap(tmp_path: Path) -> None:
    """They stay a component of their own, and the gap says which key places them."""
    config = '[[datasets]]\nname = "Spring surveys"\npersonal_data = "none"\n'

    inventory = look(tmp_path, TREE | {"lexbom.toml": config})

    (gap,) = (gap for gap in inventory.gaps if "by its name alone" in gap.reason)
    assert "add path = 'data/spring.csv'" in gap.reason


def test_facts_for_a_file_leave_the_card_of_its_folder(tmp_path: Path) -> None:
    """What the owner adds for one file doesn't take away what the card says of it."""
    config = '[[datasets]]\npath = "data/spring.csv"\npersonal_data = "none"\nversion = "2026"\n'

    found = named(look(tmp_path, TREE | {"lexbom.toml": config}), "Spring surveys")

    assert ("2026", ["CC-BY-NC-4.0"]) == (found.version, [claim.expression for claim in found.licenses])
    assert found.dataset
    assert "none" == found.dataset.personal_data


@pytest.mark.parametrize("name", ["surveys", "data/spring.csv", "Spring surveys"])
def test_training_data_and_a_data_set_of_that_name_are_one(tmp_path: Path, name: str) -> None:
    """An entry names another one by its name or path; what was found there is meant."""
    config = (
        f'[[models]]\npath = "m/w.onnx"\ntraining_data = ["{name}"]\n'
        f'[[datasets]]\nname = "{name if "/" not in name else "d"}"\npath = "data/spring.csv"\n'
    )

    inventory = look(tmp_path, TREE | {"lexbom.toml": config})

    (data,) = of(inventory)
    assert [data.ref] == [edge.target for edge in inventory.relations if edge.kind is RelationKind.TRAINED_ON]


def test_training_data_named_by_the_id_of_an_entry_is_one(tmp_path: Path) -> None:
    """A data set elsewhere keeps the terms that its entry states."""
    config = (
        '[[models]]\npath = "m/w.onnx"\ntraining_data = ["surveys"]\n'
        '[[datasets]]\nname = "surveys"\nid = "org/surveys"\nlicense = "CC-BY-NC-4.0"\n'
    )

    inventory = look(tmp_path, {"m/w.onnx": samples.onnx(), "lexbom.toml": config})

    (data,) = of(inventory)
    assert ("hub:datasets/org/surveys", ["CC-BY-NC-4.0"]) == (
        data.ref,
        [claim.expression for claim in data.licenses],
    )


@pytest.mark.parametrize(
    "named_as", ['training_data = ["meta-llama/Llama-3.1-8B"]', 'distilled_from = "meta-llama/Llama-3.1-8B"']
)
def test_a_teacher_is_a_model(tmp_path: Path, named_as: str) -> None:
    """What a student learned from keeps the terms of a model, under either key."""
    config = f'[[models]]\npath = "m/w.onnx"\n{named_as}\n'

    inventory = look(tmp_path, {"m/w.onnx": samples.onnx(), "lexbom.toml": config})

    assert [] == of(inventory)
    assert ["hub:meta-llama/Llama-3.1-8B"] == [
        edge.target for edge in inventory.relations if edge.kind is RelationKind.TRAINED_ON
    ]
