# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from looking import look

from compliance.model import Component, Kind, RelationKind

PYPROJECT = """
[project]
name = "app"
dependencies = ["alpha>=1", "Beta_x[fast]==2.0 ; python_version > '3'", "not a requirement", 5]

[project.optional-dependencies]
all = ["app[cli]", "gamma"]

[dependency-groups]
test = ["delta", { include-group = "lint" }]

[tool.pdm.dev-dependencies]
lint = ["epsilon"]

[tool.uv]
dev-dependencies = ["zeta"]
"""
POETRY = """
[tool.poetry.dependencies]
python = "^3.11"
alpha = "^1.0"
beta-x = { version = "*", optional = true }
gamma = [{ version = "<2", python = "<3.12" }, { version = ">=2", python = ">=3.12" }]

[tool.poetry.group.test.dependencies]
delta = "*"
"""
SETUP_CFG = """
[options]
install_requires =
    alpha>=1
    beta_x
[options.extras_require]
more = gamma
"""
SETUP_PY = """
from setuptools import setup
open("ran", "w").write("this is never run")
setup(name="app", install_requires=["alpha", "beta-x"], extras_require={"more": ["gamma"], "not": unknown})
setup(install_requires=["gamma"])
"""


def scopes(root: Path, files: dict[str, str | bytes]) -> dict[str, str]:
    """What the product asks for directly, and how much it needs it."""
    inventory = look(root, files)
    direct = {one.target for one in inventory.relations if one.source == "product"}
    return {one.name: str(one.scope) for one in inventory.components if one.ref in direct}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "pyproject.toml",
            PYPROJECT,
            {
                "alpha": "required",
                "Beta_x": "required",
                "gamma": "optional",
                "delta": "excluded",
                "epsilon": "excluded",
                "zeta": "excluded",
            },
        ),
        (
            "pyproject.toml",
            POETRY,
            {"alpha": "required", "beta-x": "optional", "gamma": "required", "delta": "excluded"},
        ),
        ("setup.cfg", SETUP_CFG, {"alpha": "required", "beta_x": "required", "gamma": "optional"}),
        ("setup.py", SETUP_PY, {"alpha": "required", "beta-x": "required", "gamma": "required"}),
    ],
)
def test_a_manifest_alone_gives_its_packages_by_name(
    name: str, text: str, expected: dict[str, str], tmp_path: Path
) -> None:
    """Groups, extras and tables of each tool are read, nothing is run, and that nothing locks them is a gap."""
    assert expected == scopes(tmp_path, {name: text})
    assert [name] == [gap.path for gap in look(tmp_path, {}).gaps]
    assert not (tmp_path / "ran").exists()


def test_evidence_has_the_line(tmp_path: Path) -> None:
    """A finding about a package points at the line that asks for it."""
    found = look(tmp_path, {"pyproject.toml": PYPROJECT}).components

    lines = {one.name: one.evidence[0].line for one in found}
    assert {"alpha": 4, "Beta_x": 4, "gamma": 7, "delta": 10, "epsilon": 13, "zeta": 16} == lines


UV = """version = 1

[[package]]
name = "app"
source = { virtual = "." }
dependencies = [{ name = "alpha" }]

[[package]]
name = "alpha"
version = "1.5"
"""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ('"alpha>=1"', []),
        ('"alpha", "app[x]"', []),
        ('"alpha>=1", "beta"', ["pyproject.toml asks for beta, which it does not hold; lock again"]),
        ('"alpha>=2"', ["pyproject.toml asks for alpha >=2 (locked: 1.5); lock again"]),
    ],
)
def test_a_lock_that_differs_from_its_manifest_is_a_gap(
    asked: str, expected: list[str], tmp_path: Path
) -> None:
    """What was added to the manifest since, and a version that it no longer allows."""
    manifest = f'[project]\nname = "app"\ndependencies = [{asked}]\n'

    inventory = look(tmp_path, {"pyproject.toml": manifest, "uv.lock": UV})

    assert expected == [gap.reason for gap in inventory.gaps]


@pytest.mark.parametrize("lock", ["uv.lock", "sub/uv.lock"])
def test_a_lock_above_goes_for_the_members_below(lock: str, tmp_path: Path) -> None:
    """A workspace's lock covers manifests in its folder and below, not beside it."""
    manifest = '[project]\nname = "other"\ndependencies = ["omega"]\n'

    inventory = look(tmp_path, {"packages/other/pyproject.toml": manifest, lock: UV})

    expected = [] if lock == "uv.lock" else ["packages/other/pyproject.toml"]
    assert expected == [gap.path for gap in inventory.gaps]


def test_a_broken_manifest_does_not_take_its_lock_along(tmp_path: Path) -> None:
    """The lock is read, and the manifest is a gap of its own."""
    inventory = look(tmp_path, {"pyproject.toml": "[project", "uv.lock": UV})

    libraries: list[Component] = [one for one in inventory.components if one.kind is Kind.LIBRARY]
    assert ["alpha"] == [one.name for one in libraries]
    assert ["pyproject.toml"] == [gap.path for gap in inventory.gaps]
    assert all(one.kind is RelationKind.DEPENDS_ON for one in inventory.relations)
