# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from looking import look, of

from compliance.model import Digest, Kind, Presence, RelationKind

MD5 = "a304afb96060aad90176268345e10355"


def test_an_imported_data_set(tmp_path: Path) -> None:
    """Digest, size, repository and its locked commit are known though the content is elsewhere."""
    text = f"""
md5: 1
deps:
- path: get-started/data.xml
  repo:
    url: https://git.example/registry
    rev_lock: f31f5c4cdae787b4bdeb97a717687d44667d9e62
outs:
- md5: {MD5}
  size: 14445097
  path: data.xml
  desc: questions
"""
    (found,) = of(look(tmp_path, {"data/data.xml.dvc": text}))

    assert found.dataset
    assert (found.presence, found.path, found.size) == (Presence.REFERENCED, "data/data.xml", 14445097)
    assert ((Digest("MD5", MD5),), "f31f5c4cdae787b4bdeb97a717687d44667d9e62") == (
        found.digests,
        found.version,
    )
    assert (
        found.dataset.provenance,
        found.dataset.description,
    ) == ("https://git.example/registry get-started/data.xml", "questions")
    assert "tracked by data.xml.dvc" in found.evidence[0].quote


def test_stages_tell_what_came_out_of_what(tmp_path: Path) -> None:
    """Outputs depend on inputs, weights are trained on data; code and metrics are no components."""
    text = """
schema: '2.0'
stages:
  prepare:
    cmd: python src/prepare.py
    deps:
    - {path: data/raw.csv, md5: a304afb96060aad90176268345e10355, size: 5}
    - {path: src/prepare.py, md5: a304afb96060aad90176268345e10355}
    outs:
    - {path: data/prepared, md5: 20b786b6e6f80e2b3fcf17827ad18597.dir, size: 9, nfiles: 2}
  train:
    deps:
    - {path: data/prepared, md5: 20b786b6e6f80e2b3fcf17827ad18597.dir}
    outs:
    - {path: model.pkl, md5: a304afb96060aad90176268345e10355, size: 7}
    - {path: eval/metrics.json, md5: a304afb96060aad90176268345e10355}
"""
    inventory = look(tmp_path, {"dvc.lock": text.replace("eval/", "scores/")})

    assert {"data/prepared", "data/raw.csv"} == {found.path for found in of(inventory)}
    assert [found.path for found in of(inventory, Kind.MODEL)] == ["model.pkl"]
    assert [(one.source, one.kind, one.target) for one in inventory.relations] == [
        ("file:data/prepared", RelationKind.DEPENDS_ON, "file:data/raw.csv"),
        ("file:model.pkl", RelationKind.TRAINED_ON, "file:data/prepared"),
    ]


def test_content_at_hand_is_shipped(tmp_path: Path) -> None:
    """A tracked folder is one data set with its files; a tracked file has its own SHA-256, and a gap if it was changed."""
    folder = f"outs:\n- md5: {MD5}.dir\n  path: birds\n"
    changed = f"outs:\n- md5: {MD5}\n  hash: md5\n  path: x.csv\n"
    files = {
        "data/birds.dvc": folder,
        "data/birds/a.csv": "a,b\n1,2\n",
        "data/birds/b.csv": "c,d\n",
        "x.csv.dvc": changed,
        "x.csv": "a\n",
    }

    inventory = look(tmp_path, files)

    birds, single = of(inventory)
    assert (birds.presence, birds.path, single.path) == (Presence.SHIPPED, "data/birds", "x.csv")
    assert [part.path for part in of(inventory, Kind.FILE) if part.shipped_by == birds.ref] == [
        "data/birds/a.csv",
        "data/birds/b.csv",
    ]
    assert [one.algorithm for one in single.digests] == ["SHA-256", "SHA-512"]
    assert [gap.path for gap in inventory.gaps] == ["x.csv"]


@pytest.mark.parametrize("text", ["[", "- a\n", "outs:\n- path: ../../etc/passwd\n", "outs: *x\n"])
def test_a_broken_file_is_a_gap(tmp_path: Path, text: str) -> None:
    """Nothing outside of the product is looked at."""
    inventory = look(tmp_path, {"d/a.dvc": text})

    assert of(inventory) == []
    assert [gap.path for gap in inventory.gaps] == ["d/a.dvc"]
