# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom` on release artifacts, as a user calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import samples
from archiving import METADATA, sdist, wheel
from conftest import Lexbom
from trees import put

PYPROJECT = """[build-system]
requires = ["hatchling>=1.28"]
build-backend = "hatchling.build"

[project]
name = "tinyprod"
version = "1.0"
license = "MIT"
dependencies = ["packaging"]

[tool.hatch.build.targets.wheel]
packages = ["src/tinyprod"]
sbom-files = ["sbom/tinyprod.cdx.json"]
"""


def test_the_recipe_for_an_embedded_sbom(lexbom: Lexbom, tmp_path: Path) -> None:
    """lexbom writes the SBOM, hatchling puts it into the wheel, lexbom reads it back: what it requires is locked there, nothing is said twice."""
    files: dict[str, str | bytes] = {
        "pyproject.toml": PYPROJECT,
        "requirements.txt": "packaging==26.3\n",
        "src/tinyprod/__init__.py": "",
        "src/tinyprod/m.gguf": samples.gguf(),
    }
    root = put(tmp_path / "project", files)
    (root / "sbom").mkdir()

    assert lexbom("sbom", "-o", "sbom/tinyprod.cdx.json", cwd=root).code == 0
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=root, check=True, capture_output=True
    )
    (built,) = (root / "dist").glob("*.whl")
    run = lexbom("check", "--sbom", tmp_path / "out.json", built)

    components = run.report["components"]
    assert sorted((part["name"], part["version"]) for part in components if part["kind"] != "product") == [
        ("m.gguf", ""),
        ("packaging", "26.3"),
    ]
    assert (run.report["subject"]["name"], run.report["subject"]["version"]) == ("tinyprod", "1.0")
    assert run.report["gaps"] == []
    written = json.loads((tmp_path / "out.json").read_bytes())
    assert written["metadata"]["component"]["purl"] == "pkg:pypi/tinyprod@1.0"
    assert [one["alg"] for one in written["metadata"]["component"]["hashes"]] == ["SHA-256"]


@pytest.mark.parametrize("make", [wheel, sdist])
def test_the_bom_of_an_artifact_is_the_same_each_time(lexbom: Lexbom, tmp_path: Path, make: object) -> None:
    """Byte for byte; and what is unpacked leaves nothing in the cache of digests."""
    path = make(tmp_path, {"tiny/m.gguf": samples.gguf()})  # type: ignore[operator]

    first, second = lexbom("sbom", path), lexbom("sbom", path)

    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    assert str(tmp_path) not in first.out
    assert not (tmp_path / "cache/lexbom/digests.json").exists()


def test_what_a_wheel_hides_is_found(lexbom: Lexbom, tmp_path: Path) -> None:
    """A permissive declaration over bundled copyleft is an error that names both."""
    path = wheel(tmp_path, {"tiny_prod.libs/libavcodec-c4204469.so.62.28.101": "x"}, METADATA)

    run = lexbom("check", path)

    (finding,) = (one for one in run.report["findings"] if one["rule"] == "license-conflict")
    assert (run.code, finding["severity"]) == (1, "error")
    assert "says MIT, but it bundles libavcodec (LGPL-2.1-or-later)" in finding["message"]


def test_caches_are_asked_on_request_only(lexbom: Lexbom, tmp_path: Path) -> None:
    """With `--caches` or the setting; the report says that the result depends on this machine."""
    info = tmp_path / "uv/archive-v0/x/alpha-1.0.dist-info"
    put(info, {"METADATA": "Name: alpha\nVersion: 1.0\nLicense-Expression: MIT\n"})
    root = put(tmp_path / "root", {"requirements.txt": "alpha==1.0\n"})
    environment = {"UV_CACHE_DIR": str(tmp_path / "uv")}

    assert "license-missing" in {
        one["rule"] for one in lexbom("check", root, env=environment).report["findings"]
    }
    asked = lexbom("check", "--caches", root, env=environment)
    put(root, {"lexbom.toml": "[scan]\ncaches = true\n"})
    configured = lexbom("check", root, env=environment)

    for run in (asked, configured):
        assert "license-missing" not in {one["rule"] for one in run.report["findings"]}
        assert "what this machine has downloaded" in " ".join(run.out.split())
        assert str(tmp_path) not in json.dumps(run.report)


@pytest.mark.parametrize("command", ["check", "sbom"])
@pytest.mark.parametrize("name", ["a.whl", "a-1.tar.gz", "a.pyz"])
def test_what_is_no_archive_is_one_sentence(lexbom: Lexbom, tmp_path: Path, command: str, name: str) -> None:
    """Exit code 2 and one line, no traceback."""
    (tmp_path / name).write_bytes(b"no archive" * 99)

    run = lexbom(command, name)

    assert run.code == 2
    assert run.err.startswith(f"lexbom: {name} can't be unpacked")
    assert run.err.count("\n") == 1
