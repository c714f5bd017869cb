# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Run:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str
    report: dict[str, Any] = field(default_factory=dict)


Lexbom = Callable[..., Run]


@pytest.fixture
def lexbom(tmp_path: Path) -> Lexbom:
    """Calls the installed command, as a user would."""

    def call(*arguments: object, cwd: Path = tmp_path, env: dict[str, str] | None = None) -> Run:
        report = tmp_path / "out" / "report.json"
        report.parent.mkdir(exist_ok=True)
        command = [str(Path(sys.executable).with_name("lexbom")), *map(str, arguments)]
        if arguments[:1] == ("check",):
            command += ["--json", str(report)]
        measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
        environment = measured | {
            "PATH": "",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "COLUMNS": "100",
            **(env or {}),
        }
        done = subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, check=False, env=environment, timeout=120
        )
        read = json.loads(report.read_bytes()) if report.exists() else {}
        return Run(done.returncode, done.stdout, done.stderr, read)

    return call


@pytest.fixture(scope="session")
def demo_venv() -> Path:
    """The environment of the example product with its real wheels; `make test` installs it."""
    venv = ROOT / ".demo" / "product"
    assert (venv / ".installed").is_file(), "run make .demo/product/.installed first"
    return venv
