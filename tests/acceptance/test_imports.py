# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import shutil
from pathlib import Path

import pytest
from conftest import Lexbom
from documents import BOMS, FILES, missing


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_check_reads_a_document_of_any_format(lexbom: Lexbom, file: Path) -> None:
    """`lexbom check FILE` assesses what another tool wrote; the components are in the report."""
    run = lexbom("check", file, "--fail-on", "never")

    assert 0 == run.code
    assert {"markdown-it-py", "debug"} & {one["name"] for one in run.report["components"]}


def test_a_document_alone_is_written_as_read(lexbom: Lexbom, tmp_path: Path) -> None:
    """Assessed alone, a CycloneDX document comes out as it went in, metadata and all."""
    lexbom("check", BOMS / "cdxgen.cdx.json", "--sbom", tmp_path / "out.json", "--fail-on", "never")

    assert json.loads((BOMS / "cdxgen.cdx.json").read_bytes()) == json.loads(
        (tmp_path / "out.json").read_bytes()
    )


def test_imports_come_from_options_and_configuration(lexbom: Lexbom, tmp_path: Path) -> None:
    """`[scan] imports` is relative to the root, `--import` to where the command runs; both are brought in, once each."""
    root = tmp_path / "product"
    root.mkdir()
    shutil.copy(BOMS / "npm.spdx.json", root / "image.spdx.json")
    (root / "lexbom.toml").write_text('[scan]\nimports = ["image.spdx.json"]\n', "utf-8")
    run = lexbom("sbom", "product", "--import", BOMS / "uv.cdx.json", "-o", "out.json", cwd=tmp_path)
    written = json.loads((tmp_path / "out.json").read_bytes())
    about = [
        json.loads(p["value"]) for p in written["metadata"]["properties"] if p["name"] == "lexbom:import"
    ]

    assert (0, "") == (run.code, run.err)
    assert ["image.spdx.json", "uv.cdx.json"] == [one["path"] for one in about]
    assert {"debug", "idna", "web-shop", "shop"} <= {one["name"] for one in written["components"]}
    original = json.loads((BOMS / "uv.cdx.json").read_bytes())
    assert [] == list(
        missing(original["metadata"]["timestamp"], about[1]["document"]["metadata"]["timestamp"])
    )


def test_a_file_that_is_not_there_is_a_usage_error(lexbom: Lexbom, tmp_path: Path) -> None:
    """A document that the command line or the configuration names has to exist."""
    (tmp_path / "lexbom.toml").write_text('[scan]\nimports = ["gone.cdx.json"]\n', "utf-8")
    named = lexbom("sbom", tmp_path, "--import", "nowhere.json")
    configured = lexbom("sbom", tmp_path, "-o", tmp_path / "out" / "bom.json")

    assert 2 == named.code
    assert "nowhere.json can't be imported: no such file" in named.err
    assert 2 == configured.code
    assert "lexbom.toml: scan.imports: 'gone.cdx.json' can't be read: no such file" in configured.err


def test_importing_into_a_document_is_a_usage_error(lexbom: Lexbom) -> None:
    """Documents are brought into a product's folder, not into another document."""
    run = lexbom("check", BOMS / "npm.cdx.json", "--import", BOMS / "uv.cdx.json")

    assert 2 == run.code


def test_two_runs_give_the_same_bytes(lexbom: Lexbom, tmp_path: Path) -> None:
    """Imports change nothing in that: the same inputs give the same document."""
    (tmp_path / "product").mkdir()
    given = [part for file in FILES for part in ("--import", file)]
    outs = []
    for name in ("1.json", "2.json"):
        lexbom("sbom", "product", *given, "-o", name, cwd=tmp_path)
        outs.append((tmp_path / name).read_bytes())

    assert outs[0] == outs[1]
