# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Broken is not absent: whatever a reader knows by its name is a gap once it doesn't parse."""

from pathlib import Path

import pytest
from looking import look

from compliance.discover.readers import _LOOK_AT

JSON = '{"name": "x", "model_type": "y", "packages": [\n'
TOML = "[project\nname = 'x'\n"
YAML = "a: [b\nc: {\n"
FRONT = "---\nlicense: [mit\ntags: {\n---\n# Card\n"
NOT_TEXT = b"a \xff\xfe\x00 b"
BROKEN: dict[str, str | bytes] = {
    "bun.lock": JSON,
    "cargo.lock": TOML,
    "cargo.toml": TOML,
    "composer.json": JSON,
    "composer.lock": JSON,
    "config.json": JSON,
    "dataset.json": JSON,
    "dataset_card.md": FRONT,
    "dep5": "",
    "dvc.lock": YAML,
    "gemfile.lock": NOT_TEXT,
    "gems.locked": NOT_TEXT,
    "go.mod": "nothing here\n",
    "metadata.json": JSON,
    "mlmodel": YAML,
    "model_card.md": FRONT,
    "modelcard.md": FRONT,
    "npm-shrinkwrap.json": JSON,
    "package-lock.json": JSON,
    "package.json": JSON,
    "packages.lock.json": JSON,
    "pdm.lock": TOML,
    "pipfile.lock": JSON,
    "pixi.lock": YAML,
    "pnpm-lock.yaml": YAML,
    "poetry.lock": TOML,
    "pyproject.toml": TOML,
    "readme.md": FRONT,
    "reuse.toml": TOML,
    "setup.cfg": "name = x\n",
    "setup.py": "setup(\n",
    "uv.lock": TOML,
    "yarn.lock": "__metadata:\n  version: [\n",
}
"""For each name that a reader looks for as a whole."""
SPELLED = {"cargo.lock": "Cargo.lock", "cargo.toml": "Cargo.toml", "pipfile.lock": "Pipfile.lock", "reuse.toml": "REUSE.toml", "gemfile.lock": "Gemfile.lock",
           "mlmodel": "MLmodel", "readme.md": "README.md"}  # fmt: skip
PLAIN = frozenset(
    {
        *("metadata", "modelfile", "readme", "dep5", ".gitmodules"),  # text that can't be malformed
        *("evaluation.json", "metrics.json", "trainer_state.json"),  # only their names are looked at
    }
)
MORE: dict[str, str | bytes] = {
    "Pipfile": TOML,
    "pixi.toml": TOML,
    "deno.json": JSON,
    "deno.lock": JSON,
    "pnpm-workspace.yaml": YAML,
    "x.cdx.json": JSON,
    "x.spdx.json": JSON,
    "generation_config.json": JSON,
    "tokenizer_config.json": JSON,
    "environment.yml": YAML,
    "conda-lock.yml": YAML,
    "docker-compose.yml": YAML,
    "pylock.toml": TOML,
    "pylock.dev.toml": TOML,
    "croissant.json": JSON,
    "x.jsonld": '{"@context": "http://mlcommons.org/croissant/1.0", [',
    "datapackage.json": JSON,
    "datapackage.yaml": YAML,
    "dataset-metadata.json": JSON,
    "kernel-metadata.json": JSON,
    "model-metadata.json": JSON,
    "x.dvc": YAML,
    "x.sig": JSON,
    "a.ipynb": '{"cells": [{"cell_type": "code", "source": "from_pretrained(',
    "a.py": "AutoModel.from_pretrained('a/b'\n",
    "model.safetensors": b"\x20\0\0\0\0\0\0\0{" + b"x" * 40,
    "model.gguf": b"GGUF\x03\0\0\0" + b"\xff" * 60,
    "data.parquet": b"PAR1" + b"\xff" * 40,
}
"""Names that a reader knows by a pattern, or looks at beside other files."""


def test_every_name_has_a_broken_version() -> None:
    """A name that a reader looks for is in the table, or is one of text that can't be malformed."""
    names = {
        name for names in _LOOK_AT.values() for name in names if "*" not in name and not name.endswith("/")
    }
    unread = set(_LOOK_AT["packages.unread"])  # known, never read, and always a gap

    assert names - unread - PLAIN - BROKEN.keys() == set()


@pytest.mark.parametrize(("name", "content"), [*BROKEN.items(), *MORE.items()])
def test_a_broken_file_is_a_gap(name: str, content: str | bytes, tmp_path: Path) -> None:
    """Whatever doesn't parse is named with its path, and said once."""
    path = f"data/{SPELLED.get(name, name)}"
    if name == "dep5":
        pytest.skip("text that can't be malformed")

    gaps = [gap for gap in look(tmp_path, {path: content}).gaps if gap.path == path]

    assert len(gaps) == 1


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("poetry.lock", '[[package]]\nname = "a"\nversion = \n', 3),
        ("package.json", '{"name": "x",\n "version": }\n', 2),
        ("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: [\n", 3),
        ("README.md", "---\nlicense: mit\ntags: [\n---\n", 4),
        ("deno.lock", '{"version": "4",\n', 2),
    ],
)
def test_the_line_is_named(name: str, content: str, line: int, tmp_path: Path) -> None:
    """The line on which the parser gave up stands in the gap."""
    (gap,) = look(tmp_path, {name: content}).gaps

    assert gap.line == line


@pytest.mark.parametrize(
    ("name", "content"), [("Pipfile", '[packages]\na = "*"\n'), ("pixi.toml", "[dependencies]\n")]
)
def test_a_manifest_without_its_lock_is_a_gap(name: str, content: str, tmp_path: Path) -> None:
    """What only the lock is read for is missing without it, and the gap says how to get one."""
    (gap,) = look(tmp_path, {name: content}).gaps

    assert gap.path == name
    assert "lock" in gap.fix
