# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from compliance.project import Project, read_project

PYPROJECT = "pyproject.toml"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            PYPROJECT,
            '[project]\nname = "a"\nversion = "1"\nlicense = "MIT"\ndescription = "An a."',
            Project(PYPROJECT, "a", "1", "MIT", "An a."),
        ),
        (
            PYPROJECT,
            '[project]\nname = "a"\nlicense = {text = "MIT"}',
            Project(PYPROJECT, "a", license="MIT"),
        ),
        (PYPROJECT, '[project]\nname = "a"\nlicense = {text = "MIT\\nPermission"}', Project(PYPROJECT, "a")),
        (PYPROJECT, '[project]\nname = "a"\nlicense = {file = "LICENSE"}', Project(PYPROJECT, "a")),
        (PYPROJECT, '[tool.poetry]\nname = "a"\nversion = "1"', Project(PYPROJECT, "a", "1")),
        (
            "setup.cfg",
            "[metadata]\nname = a\nversion = attr: a.version\nlicense = MIT\ndescription = file: README.md",
            Project("setup.cfg", "a", license="MIT"),
        ),
        (
            "setup.py",
            'from setuptools import setup\nNAME = "a"\nsetup(name=NAME, version=read(), license="MIT")',
            Project("setup.py", "a", license="MIT"),
        ),
        (
            "package.json",
            '{"name": "@acme/a", "version": "1.0.0", "license": "MIT"}',
            Project("package.json", "@acme/a", "1.0.0", "MIT"),
        ),
        (
            "package.json",
            '{"name": "a", "license": "UNLICENSED"}',
            Project("package.json", "a", license="UNLICENSED"),
        ),
        (
            "package.json",
            '{"name": "a", "license": "SEE LICENSE IN LICENSE.md"}',
            Project("package.json", "a"),
        ),
        (
            "package.json",
            '{"name": "a", "license": "SEE LICENSE IN EULA.md"}',
            Project("package.json", "a", license="SEE LICENSE IN EULA.md"),
        ),
        (
            "Cargo.toml",
            '[package]\nname = "a"\nversion = {workspace = true}\nlicense = "MIT"',
            Project("Cargo.toml", "a", license="MIT"),
        ),
        (
            "composer.json",
            '{"name": "acme/a", "license": ["MIT", "GPL-3.0-only"]}',
            Project("composer.json", "acme/a", license="MIT OR GPL-3.0-only"),
        ),
    ],
)
def test_a_manifest_tells_name_version_and_licence(
    tmp_path: Path, name: str, text: str, expected: Project
) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    assert expected == read_project(tmp_path)


@pytest.mark.parametrize(
    "broken", ["not [toml", '[project]\nname = 3\n[tool.poetry]\nname = "b"', "[tool.black]"]
)
def test_a_manifest_that_names_nothing_leaves_it_to_the_next(tmp_path: Path, broken: str) -> None:
    (tmp_path / PYPROJECT).write_text(broken, "utf-8")
    (tmp_path / "package.json").write_text('{"name": "a"}', "utf-8")

    assert Project("package.json", "a") == read_project(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package.json", "[" * 100_000),
        ("package.json", "[]"),
        ("setup.cfg", "name = a"),
        ("setup.py", "setup("),
        ("Cargo.toml", "package = 1"),
        ("composer.json", '{"name": 1}'),
    ],
)
def test_broken_manifests_tell_nothing(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    assert Project() == read_project(tmp_path)
