# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Manifests name the files that are their projects' licences."""

from pathlib import Path

import pytest

from compliance.discover.interface import ScannedFile
from compliance.discover.licences._support.named_by_manifest import find_named_texts


def look(root: Path, files: dict[str, str]) -> dict[str, str]:
    """What is named in a tree of these files."""
    found = []
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        found.append(ScannedFile(path, file, len(text)))
    return find_named_texts(found)


@pytest.mark.parametrize(
    ("manifest", "text"),
    [
        ("pyproject.toml", '[project]\nlicense = { file = "conditions.txt" }\n'),
        ("pyproject.toml", '[project]\nlicense-files = ["cond*.txt"]\n'),
        ("pyproject.toml", '[tool.setuptools]\nlicense-files = ["conditions.txt"]\n'),
        ("setup.cfg", "[metadata]\nlicense_files =\n    conditions.txt\n"),
        ("Cargo.toml", '[package]\nlicense-file = "conditions.txt"\n'),
        ("package.json", '{"license": "SEE LICENSE IN conditions.txt"}'),
    ],
)
def test_a_manifest_names_its_licence(tmp_path: Path, manifest: str, text: str) -> None:
    """Each with the folder of the manifest, which it speaks for."""
    assert look(tmp_path, {f"sub/{manifest}": text, "sub/conditions.txt": "x", "other.txt": "x"}) == {
        "sub/conditions.txt": "sub"
    }


@pytest.mark.parametrize(
    "text",
    [
        "[project\n",
        '[project]\nlicense = "MIT"\n',
        "[project]\nlicense = { file = 3 }\nlicense-files = 4\n",
        '[project]\nlicense = { file = "../outside.txt" }\n',
        '[project]\nlicense-files = ["vendor/*/LICENSE"]\n',
    ],
)
def test_broken_or_other_manifests_name_nothing(tmp_path: Path, text: str) -> None:
    """Nor does a list make the texts of copied packages the project's own."""
    assert look(tmp_path, {"pyproject.toml": text, "vendor/a/LICENSE": "x"}) == {}
