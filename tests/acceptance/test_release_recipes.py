# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import releases
import samples
from conftest import ROOT
from trees import put

PAGE = (ROOT / "docs" / "release.md").read_text("utf-8")
NAME = "demo-1.0-py3-none-any.whl"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a project with what it built, a model and the root of an image."""
    files: dict[str, str | bytes] = {
        f"dist/{NAME}": releases.wheel(),
        "dist/demo-1.0.tar.gz": releases.sdist(),
        "demo/__init__.py": "",
        "model/model.safetensors": samples.safetensors(),
        "rootfs/etc/os-release": "ID=demo\n",
    }
    return put(tmp_path, files)


def environment(root: Path) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    return measured | {"PATH": path, "HOME": str(root)}


def test_the_commands_do_what_the_page_says(project: Path) -> None:
    """From the BOM to a verified release, in the order of the page; only what needs a server elsewhere is left out."""
    for block in blocks("sh"):
        if "lexbom upload" in block:
            continue
        if "openssl" in block and not shutil.which("openssl"):
            private, public = releases.keys(project)
            private.rename(project / "key.pem")
            public.rename(project / "pub.pem")
            continue
        command = ["sh", "-eu", "-c", block]
        subprocess.run(command, cwd=project, env=environment(project), check=True, capture_output=True)

    assert "demo-1.0.dist-info/sboms/sbom.cdx.json" in zipfile.ZipFile(project / "dist" / NAME).namelist()
    made = {path.name for path in project.glob("*.json")}
    assert {"release.dsse.json", "model.dsse.json", "sbom.cdx.json.dsse.json", "image.cdx.json"} <= made


def test_upload_commands_have_options_that_exist(project: Path) -> None:
    """Each ends where it can't find its server, not earlier."""
    for name in ("sbom.cdx.json", "sbom-1.6.cdx.json"):
        (project / name).write_bytes(releases.bom())
    commands = [line for block in blocks("sh") for line in block.splitlines() if "lexbom upload" in line]
    assert 3 == len(commands)
    for command in commands:
        here = re.sub(r"https://[a-z.]+", "http://127.0.0.1:9", command)
        keyed = environment(project) | {"LEXBOM_API_KEY": "k"}
        run = subprocess.run(
            ["sh", "-c", here], cwd=project, env=keyed, check=False, capture_output=True, text=True
        )
        assert "can't be reached" in run.stderr


def test_hatchling_puts_the_bom_into_the_wheel(tmp_path: Path) -> None:
    """With the configuration on the page."""
    (config,) = blocks("toml")
    assert ["sbom.cdx.json"] == tomllib.loads(config)["tool"]["hatch"]["build"]["targets"]["wheel"][
        "sbom-files"
    ]
    named = f'[project]\nname = "demo"\nversion = "1.0"\n\n{config}'
    put(tmp_path, {"pyproject.toml": named, "demo/__init__.py": "", "sbom.cdx.json": releases.bom()})
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), "."]
    subprocess.run(build, check=True, capture_output=True, cwd=tmp_path)

    (wheel,) = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).read("demo-1.0.dist-info/sboms/sbom.cdx.json")
    assert json.loads(releases.bom()) == json.loads(inside)
