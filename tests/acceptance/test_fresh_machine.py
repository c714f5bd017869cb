# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Our locks, installed as a user of the oldest Python that we take does it."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from action.jobs import machine
from action.locks import BUILD, read_lock
from conftest import ROOT

OLDEST_PIP = """pip==22.3 \
 --hash=sha256:1daab4b8d3b97d1d763caeb01a4640a2250a0ea899e257b1e44b9eded91e15ab
"""
WRAPPER = """#!/bin/sh
# The tests' Python, whose new environments get the oldest pip.
{python} "$@" || exit
if [ "$1 $2" = "-m venv" ]; then
    for folder; do :; done
    {python} -m pip --python "$folder/bin/python" install --quiet --no-deps --require-hashes -r {requirements}
fi
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A PATH of python3 and what the system brings, which are git, make and a shell; an empty home."""
    tools, home = tmp_path / "tools", tmp_path / "home"
    tools.mkdir()
    home.mkdir()
    requirements = tmp_path / "pip.txt"
    requirements.write_text(OLDEST_PIP, "utf-8")
    python = tools / "python3"
    quoted = {"python": shlex.quote(sys.executable), "requirements": shlex.quote(str(requirements))}
    python.write_text(WRAPPER.format(**quoted), "utf-8")
    python.chmod(0o755)
    return machine() | {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(home)}


@pytest.mark.slow
@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="pip 22.3 came with Python 3.11.0, and runs on no later one"
)
def test_the_oldest_pip_installs_the_locks(environment: dict[str, str], tmp_path: Path) -> None:
    """`make` sets up the environments of `make test` and `make demo`; pip finds them whole, and the locked backend built lexbom."""
    tests, demo = tmp_path / "tests", tmp_path / "demo"
    command = ["make", f"VENV={tests}", f"DEMO={demo}", f"{tests}/.installed", f"{demo}/lexbom/.installed"]

    made = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=900
    )

    assert 0 == made.returncode, made.stdout + made.stderr
    (backend,) = [pinned.version for pinned in read_lock(BUILD) if pinned.name == "hatchling"]
    for folder in (tests, demo / "lexbom"):
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        version = subprocess.run(
            [*pip, "--version"], capture_output=True, text=True, check=True, env=environment
        )
        checked = subprocess.run(
            [*pip, "check"], capture_output=True, text=True, check=False, env=environment
        )
        (wheel,) = folder.glob("lib/python3.11/site-packages/lexbom-*.dist-info/WHEEL")

        assert version.stdout.startswith("pip 22.3 ")
        assert 0 == checked.returncode, checked.stdout
        assert f"Generator: hatchling {backend}\n" in wheel.read_text("utf-8")
