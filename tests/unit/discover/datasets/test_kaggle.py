# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
import samples
from looking import look, of, said

from compliance.model import Kind, RelationKind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CC0-1.0", [("CC0-1.0", "card")]),
        ("PDDL", [("PDDL-1.0", "card")]),
        ("FDL-1.3", [("GFDL-1.3-only", "card")]),
        ("ODC-BY-1.0", [("ODC-By-1.0", "card")]),
        ("copyright-authors", [("copyright-authors", "card")]),
        ("unknown", []),
    ],
)
def test_a_folder_with_metadata_is_one_data_set(
    tmp_path: Path, name: str, expected: list[tuple[str, str]]
) -> None:
    """All data files beside it are nested in one data set with the title and licence that it states."""
    metadata = {"title": "Gulls", "id": "zoe/gulls", "licenses": [{"name": name}], "subtitle": "of the coast"}

    inventory = look(
        tmp_path, {"in/dataset-metadata.json": metadata, "in/a.csv": "x,y\n1,2\n", "in/b.csv": "p\n3\n"}
    )

    (whole,) = of(inventory)
    assert ("Gulls", expected) == (whole.name, said(whole))
    assert [part.path for part in of(inventory, Kind.FILE)] == ["in/a.csv", "in/b.csv"]


def test_a_kernel_names_data_and_models(tmp_path: Path) -> None:
    """They are referenced components that the product depends on, with the line that names them."""
    text = '{\n "dataset_sources": ["zoe/gulls", 3],\n "model_sources": ["org/m/pyTorch/base/1", "../x"]\n}'

    inventory = look(tmp_path, {"kernel-metadata.json": text})

    assert [one.ref for one in of(inventory)] == ["kaggle:datasets/zoe/gulls"]
    assert [one.ref for one in of(inventory, Kind.MODEL)] == ["kaggle:models/org/m/pyTorch/base/1"]
    assert {2, 3} == {relation.evidence[0].line for relation in inventory.relations}


def test_a_model_instance_speaks_of_the_weights_beside_it(tmp_path: Path) -> None:
    """Its licence, base and training data reach the weights in its folder."""
    metadata = {
        "licenseName": "Attribution 4.0 International (CC BY 4.0)",
        "trainingData": ["zoe/gulls", "some text"],
        "baseModelInstance": "org/base/pyTorch/small",
    }

    inventory = look(
        tmp_path, {"m/model-instance-metadata.json": metadata, "m/w.safetensors": samples.safetensors()}
    )

    weights = next(one for one in of(inventory, Kind.MODEL) if one.path)
    assert said(weights) == [("CC-BY-4.0", "card")]
    assert {
        (RelationKind.TRAINED_ON, "kaggle:datasets/zoe/gulls"),
        (RelationKind.FINE_TUNED_FROM, "kaggle:models/org/base/pyTorch/small"),
    } == {(one.kind, one.target) for one in inventory.relations}


@pytest.mark.parametrize("name", ["dataset-metadata.json", "kernel-metadata.json", "model-metadata.json"])
def test_broken_metadata_is_a_gap(tmp_path: Path, name: str) -> None:
    """It names the file."""
    assert [name] == [gap.path for gap in look(tmp_path, {name: "{"}).gaps]
