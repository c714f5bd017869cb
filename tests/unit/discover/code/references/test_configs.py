# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path

import pytest
import trees

from compliance.discover.code.references import tables


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.yaml", "model:\n  name: x\n  model_name_or_path: acme/m  # why\n", [("hub:acme/m", 3)]),
        ("a.yml", "base_model: 'acme/m'\n---\nmodel_id: acme/n\n", [("hub:acme/m", 1), ("hub:acme/n", 3)]),
        ("a.yaml", "datasets:\n  - path: acme/d\n    type: alpaca\n", [("hub:datasets/acme/d", 2)]),
        (
            "a.yaml",
            "datasets:\n- acme/d\n- acme/e\n",
            [("hub:datasets/acme/d", 2), ("hub:datasets/acme/e", 3)],
        ),
        ("a.yaml", "a: &a\n  model_id: acme/m\nb: *a\n", [("hub:acme/m", 2)]),
        ("a.yaml", "x: !tag {pretrained: acme/m}\n", [("hub:acme/m", 1)]),
        ("a.yaml", "model_id: acme/m\nrevision: v2\n", [("hub:acme/m@v2", 1)]),
        ("a.yaml", "repo_id: acme/d\nrepo_type: dataset\n", [("hub:datasets/acme/d", 1)]),
        ("a.toml", '# model = "acme/no"\n[llm]\nmodel_id = "acme/m"\n', [("hub:acme/m", 3)]),
        ("a.json", '{\n "x": 1,\n "dataset_name": "acme/d"\n}', [("hub:datasets/acme/d", 3)]),
        (
            "a.json",
            '[{"model_id": "acme/m"},\n {"model_id": "acme/m"}]',
            [("hub:acme/m", 1), ("hub:acme/m", 2)],
        ),
        (
            "a.json",
            '{"datasets": ["acme/d",\n "acme/e"]}',
            [("hub:datasets/acme/d", 1), ("hub:datasets/acme/e", 2)],
        ),
        ("a.json", '// ours\n{"model_id": "acme/m", // theirs\n}', [("hub:acme/m", 2)]),
    ],
)
def test_keys_that_hold_ids(tmp_path: Path, name: str, text: str, expected: list[tuple[str, int]]) -> None:
    """A known key with a value of the hub's form is a reference, with its line."""
    found = trees.components(tmp_path, {name: text})

    assert expected == sorted((one.ref, one.evidence[0].line) for one in found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "# model_id: acme/m\nother: acme/m\n"),
        ("a.yaml", "run: |\n  model_id: acme/m\n"),
        ("a.yaml", "model_id: ./acme/m\nmodel: acme/m/x\ndataset: data/train\nmodel_name: outputs/final\n"),
        ("a.yaml", "model: application/json\ndataset: text/html\nimage: acme/app\nrepo: acme/code\n"),
        ("a.yaml", "model: acme/weights.onnx\ndataset: acme/train.csv\n"),
        ("a.yaml", "model: your-org/your-model\nmodel_id: username/model_name\n"),
        ("a.yaml", "model: a\nmodel_id: gpt2\n"),
        ("a.yaml", "model: ollama/llama3\nbase_model: 1/2\n"),
        ("a.json", '{"description": "model_id: acme/m", "model_id": 3, "x": {"model": null}}'),
        ("a.json", json.dumps([{"model": f"A{n}/S{n}"} for n in range(60)])),
        ("adapter_config.json", '{"base_model_name_or_path": "acme/base"}'),
    ],
)
def test_other_keys_and_values_are_left_alone(tmp_path: Path, name: str, text: str) -> None:
    """Paths, media types, images, placeholders, records and comments are no references."""
    assert trees.refs(tmp_path, {name: text}) == []


def test_a_long_list_of_data_sets_is_no_data(tmp_path: Path) -> None:
    """Items under a key for data sets are references however many there are; so are tables that are no items."""
    text = "datasets:\n" + "".join(f"- path: acme/d{n}\n" for n in range(9))
    nested = "model_list:\n" + "".join(
        f"- model_name: x{n}\n  params:\n    model_id: acme/m{n}\n" for n in range(9)
    )

    assert len(trees.refs(tmp_path, {"a.yaml": text, "b.yaml": nested})) == 18


def test_what_exists_in_the_tree_is_a_path(tmp_path: Path) -> None:
    """A value that is a folder of the product names no repository."""
    assert trees.refs(tmp_path, {"conf/a.yaml": "model_id: acme/m\n", "acme/m/w.bin": b""}) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "model_id: acme/m\n{{ template }}: [\n"),
        ("a.toml", 'model_id = "acme/m"\n= 3\n'),
        ("a.json", '{"model_id": "acme/m" 1}'),
        ("b.json", '{"model_id": "acme/m", "x": ' + "[" * 100_000),
        ("b.yaml", "model_id: acme/m\nx: " + "[" * 50_000),
    ],
)
def test_broken_files_are_gaps(tmp_path: Path, name: str, text: str) -> None:
    """A file that may hold an id and can't be parsed is named, with the reason."""
    (gap,) = trees.gaps(tmp_path, {name: text})

    assert name == gap.path
    assert "is no valid" in gap.reason


def test_a_bomb_of_aliases_stays_small() -> None:
    """Aliases are not expanded, so ten levels of ten cost nothing."""
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30))

    found = tables.of_yaml(f"l0: &l0 [acme/m]\n{levels}\n")

    assert [entry for table in found for entry in table.entries] == [("l0", "acme/m", 1)]
