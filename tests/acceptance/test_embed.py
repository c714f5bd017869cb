# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import base64
import csv
import hashlib
import importlib.metadata
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import releases
from conftest import Lexbom

NAME = "demo-1.0-py3-none-any.whl"
INSIDE = "demo-1.0.dist-info/sboms/sbom.cdx.json"


@pytest.fixture
def inputs(tmp_path: Path) -> tuple[Path, Path]:
    """An SBOM and a wheel."""
    (tmp_path / "sbom.cdx.json").write_bytes(releases.bom())
    (tmp_path / NAME).write_bytes(releases.wheel())
    return tmp_path / "sbom.cdx.json", tmp_path / NAME


def pip(python: Path, wheel: Path) -> list[str]:
    """Installs with pip, offline."""
    common = ["install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", str(wheel)]
    return [sys.executable, "-m", "pip", "--python", str(python), *common]


def uv(python: Path, wheel: Path) -> list[str]:
    """Installs with uv, offline."""
    program = str(Path(sys.executable).with_name("uv"))
    common = ["--quiet", "--offline", "--no-index", "--no-deps", "--no-cache", str(wheel)]
    return [program, "pip", "install", "--python", str(python), *common]


@pytest.mark.parametrize("installer", [pip, uv], ids=["pip", "uv"])
def test_the_wheel_installs(
    installer: Callable[[Path, Path], list[str]],
    inputs: tuple[Path, Path],
    lexbom: Lexbom,
    tmp_path: Path,
) -> None:
    """In a fresh environment: each file that RECORD lists has its hash, and importlib.metadata knows the SBOM."""
    (tmp_path / "out").mkdir(exist_ok=True)
    assert 0 == lexbom("embed", *inputs, "-o", tmp_path / "out").code
    venv.create(tmp_path / "env", with_pip=False)
    command = installer(tmp_path / "env" / "bin" / "python", tmp_path / "out" / NAME)
    subprocess.run(command, check=True, capture_output=True)

    site = next((tmp_path / "env").glob("lib/python*/site-packages"))
    (found,) = importlib.metadata.distributions(name="demo", path=[str(site)])

    assert releases.bom() == (site / INSIDE).read_bytes()
    assert INSIDE in [str(path) for path in found.files or []]
    for path, stated, _ in csv.reader((site / "demo-1.0.dist-info" / "RECORD").read_text().splitlines()):
        if stated:
            digest = hashlib.sha256((site / path).read_bytes()).digest()
            assert f"sha256={base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}" == stated


def test_times_come_from_the_environment(inputs: tuple[Path, Path], lexbom: Lexbom, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH, kept in the range of zip archives; 1980 without it."""
    moments = []
    for epoch in ("1700000000", "0", "99999999999", ""):
        target = tmp_path / "new.whl"
        run = lexbom("embed", *inputs, "-o", target, env={"SOURCE_DATE_EPOCH": epoch} if epoch else {})
        assert 0 == run.code, run.err
        moments.append(zipfile.ZipFile(target).getinfo(INSIDE).date_time)

    assert [
        (2023, 11, 14, 22, 13, 20),
        (1980, 1, 1, 0, 0, 0),
        (2107, 12, 31, 23, 59, 58),
        (1980, 1, 1, 0, 0, 0),
    ] == moments


def test_the_wheel_is_changed_only_if_asked(
    inputs: tuple[Path, Path], lexbom: Lexbom, tmp_path: Path
) -> None:
    """Without a place, with two, or with its own: refused. In place, twice: only with --replace."""
    sbom, wheel = inputs
    before = wheel.read_bytes()

    for place in ([], ["-o", tmp_path, "--in-place"], ["-o", tmp_path], ["-o", wheel], ["-o", "new.zip"]):
        run = lexbom("embed", sbom, wheel, *place)
        assert (2, 1) == (run.code, len(run.err.splitlines()))
    assert before == wheel.read_bytes()

    assert 0 == lexbom("embed", sbom, wheel, "--in-place").code
    once = wheel.read_bytes()
    assert "--replace" in lexbom("embed", sbom, wheel, "--in-place").err
    assert 0 == lexbom("embed", sbom, wheel, "--in-place", "--replace").code
    assert once == wheel.read_bytes()


@pytest.mark.parametrize("content", [b"{}", b"", b"SPDXVersion: SPDX-2.3"])
def test_the_sbom_must_be_one(
    content: bytes, inputs: tuple[Path, Path], lexbom: Lexbom, tmp_path: Path
) -> None:
    """Nothing but CycloneDX is put in, and nothing is written."""
    inputs[0].write_bytes(content)

    run = lexbom("embed", *inputs, "-o", tmp_path / "new.whl")

    assert (2, False) == (run.code, (tmp_path / "new.whl").exists())
