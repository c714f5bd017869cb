# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that the configuration speaks of."""

from pathlib import Path

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
