# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Locks and trees that somebody built to keep the reader busy."""

import time
from pathlib import Path
from typing import Any

import pytest
from looking import look

DEEP = "node_modules/" + "a/" * 300_000 + "a"
ESCAPES = '\\"' * 300_000
HOSTILE: dict[str, dict[str, Any]] = {
    "a place with very many names": {
        "package-lock.json": {
            "lockfileVersion": 3,
            "packages": {DEEP: {"version": "1.0.0", "dependencies": {f"x{number}": "1" for number in range(200)}}},
        }
    },
    "a text that nothing ends, in Bun's lock": {"bun.lock": '{"lockfileVersion": 1, "packages": {"' + ESCAPES},
    "a text that nothing ends, in Yarn's lock": {"yarn.lock": '# yarn lockfile v1\n\n"' + ESCAPES + ":\n"},
    "a pattern with very many stars": {
        "yarn.lock": "# yarn lockfile v1\n\na@1:\n",
        "package.json": {"name": "app", "workspaces": ["**/" * 30 + "x"]},
        "/".join("a" * 25) + "/package.json": {"name": "deep"},
    },
    "Yarn blocks without end": {"yarn.lock": "# yarn lockfile v1\n" + "a@1, " * 200_000 + "\n"},
    "nested dependencies": {"package-lock.json": '{"dependencies": {"a": ' * 5000},
    "nested lists in YAML": {"pnpm-lock.yaml": "lockfileVersion: " + "[" * 100_000},
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_locks_end_in_a_gap_and_soon(name: str, tmp_path: Path) -> None:
    """Whatever is in it, a lock of some hundred thousand characters takes seconds at most and is named."""
    start = time.process_time()

    inventory = look(tmp_path, HOSTILE[name])

    assert inventory.gaps
    assert time.process_time() - start < 5


def test_folders_without_end_are_a_gap(tmp_path: Path) -> None:
    """Packages in packages in packages stop somewhere."""
    deep = tmp_path
    for _ in range(120):
        deep = deep / "node_modules" / "a"
        deep.mkdir(parents=True)
        (deep / "package.json").write_text('{"name": "a", "version": "1.0.0"}', "utf-8")

    gaps = look(tmp_path, {}).gaps

    assert any(gap.reason.startswith("Folders are nested too deeply") for gap in gaps)
