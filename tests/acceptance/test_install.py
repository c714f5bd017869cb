# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import ROOT

SHOW = "from compliance import own_schemas; print(own_schemas.schemas_folder()); print(own_schemas.load_schema('config')['title'])"


def install(folder: Path, *arguments: str) -> Path:
    """An environment with lexbom in it, and with the libraries of the one that runs the tests."""
    venv.create(folder)
    site = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    target = next(folder.glob("lib/python*/site-packages")) / "of_the_tests.pth"
    python = folder / "bin" / "python"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        *arguments,
    ]
    target.write_text(f"{site}\n", "utf-8")
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return python


def schemas(python: Path, cwd: Path) -> list[str]:
    done = subprocess.run(
        [str(python), "-P", "-c", SHOW], check=True, capture_output=True, text=True, cwd=cwd
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_schemas_are_found(kind: str, tmp_path: Path) -> None:
    """Inside the package of a wheel, beside it in an editable install."""
    if kind == "wheel":
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), "."]
        subprocess.run(build, check=True, capture_output=True, cwd=ROOT)
        python = install(tmp_path / "env", str(next(tmp_path.glob("*.whl"))))
    else:
        python = install(tmp_path / "env", "--no-build-isolation", "-e", ".")

    folder, title = schemas(python, tmp_path)

    assert title.startswith("lexbom.toml")
    assert Path(folder).is_relative_to(tmp_path if kind == "wheel" else ROOT)
