# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""All outputs of one run, and the same from a BOM."""

import csv
import hashlib
import io
import json
import os
import threading
from pathlib import Path

import pytest
import samples
from conftest import Lexbom
from lxml import etree

from compliance.report import FORMATS

NC_CARD = "---\nlicense: cc-by-nc-4.0\nlibrary_name: x\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A product with non-commercial weights, two folders below the working directory."""
    folder = tmp_path / "packages" / "my app"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text(NC_CARD, "utf-8")
    (folder / "w.onnx").write_bytes(samples.onnx())
    return folder


def test_one_run_writes_them_all(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """BOM and reports come from one scan; the text still goes to standard output, and the exit code is the same."""
    names = ("sbom", "markdown", "html", "sarif", "junit", "gitlab")
    options = [part for name in names for part in (f"--{name}", tmp_path / f"r.{name}")]

    run = lexbom("check", root, *options)

    assert 1 == run.code
    assert run.out.startswith("FAIL")
    assert "<!DOCTYPE html>" in (tmp_path / "r.html").read_text("utf-8")
    assert json.loads((tmp_path / "r.gitlab").read_bytes())
    assert etree.parse(tmp_path / "r.junit").getroot().get("failures")
    assert "2.1.0" == json.loads((tmp_path / "r.sarif").read_bytes())["version"]


def test_paths_lead_there_from_where_one_stands(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """A product in a folder of a repository is annotated at files of the repository."""
    lexbom("check", root, "--sarif", tmp_path / "r.sarif", "--gitlab", tmp_path / "r.gitlab")
    (log,) = json.loads((tmp_path / "r.sarif").read_bytes())["runs"]
    entries = json.loads((tmp_path / "r.gitlab").read_bytes())

    places = {
        (tmp_path / entry["location"]["path"]).is_file()
        for entry in entries
        if entry["check_name"] == "use-noncommercial"
    }
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in log["results"]
        if one["ruleId"] == "use-noncommercial"
    }
    assert ({True}, {"packages/my%20app/README.md"}) == (places, uris)


def test_the_older_form_is_assessed_alike(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """check writes the same 1.6 as sbom, says in its report which version it is, and finds the same as in 1.7."""
    newest, bom = lexbom("check", root), tmp_path / "b.cdx.json"

    older = lexbom("check", root, "--spec-version", "1.6", "--sbom", bom)
    again = lexbom("check", bom)
    alone = lexbom("sbom", root, "--spec-version", "1.6")

    assert bom.read_text("utf-8") == alone.out
    digest = hashlib.sha256(bom.read_bytes()).hexdigest()
    assert [{"spec_version": "1.6", "sha256": digest, "valid": True, "problems": []}] * 2 == [
        older.report["bom"],
        again.report["bom"],
    ]
    assert newest.report["findings"] == older.report["findings"]
    assert [one["message"] for one in newest.report["findings"]] == [
        one["message"] for one in again.report["findings"]
    ]


@pytest.mark.parametrize("version", ["1.7", "1.6"])
def test_xml_is_assessed_alike(lexbom: Lexbom, tmp_path: Path, root: Path, version: str) -> None:
    """The BOM in XML is valid, and check finds the same in it as in the product."""
    bom = tmp_path / "b.cdx.xml"

    made = lexbom("sbom", root, "--format", "cyclonedx-xml", "--spec-version", version, "-o", bom)
    first, again = lexbom("check", root), lexbom("check", bom)

    assert (0, 0) == (made.code, lexbom("validate", bom).code)
    assert version == again.report["bom"]["spec_version"]
    assert [one["message"] for one in first.report["findings"]] == [
        one["message"] for one in again.report["findings"]
    ]


def test_spdx_is_read_again(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """The SPDX document is one that check reads, with the same licences of the same weights; 1.6 is no version of it."""
    form, bom = ("--format", "spdx3-json"), tmp_path / "b.spdx.json"

    made = lexbom("sbom", root, *form, "-o", bom)
    again, refused = lexbom("check", bom), lexbom("sbom", root, *form, "--spec-version", "1.6")

    assert (0, 2, "") == (made.code, refused.code, refused.out)
    assert "SPDX 3 demands a time" in made.err
    assert "use-noncommercial" in {one["rule"] for one in again.report["findings"]}
    assert "CycloneDX, not of SPDX" in refused.err


def test_a_version_that_nobody_knows_is_a_usage_error(lexbom: Lexbom, root: Path) -> None:
    """The sentence names those that there are."""
    run = lexbom("sbom", root, "--spec-version", "1.5")

    assert (2, "") == (run.code, run.out)
    assert "'1.7', '1.6'" in run.err


def test_annotations_take_the_place_of_the_report(lexbom: Lexbom, root: Path) -> None:
    """With --github standard output holds workflow commands and nothing else."""
    run = lexbom("check", root, "--github")

    assert 1 == run.code
    assert "::error file=packages/my app/README.md,line=2,title=lexbom%3A use-noncommercial::" in run.out
    assert all(line.startswith("::") for line in run.out.splitlines())


def test_standard_output_holds_one_document(lexbom: Lexbom, root: Path) -> None:
    """Two of them could not be told apart, so that is a usage error."""
    alone, both = lexbom("check", root, "--sarif", "-"), lexbom("check", root, "--github", "--html", "-")

    assert "2.1.0" == json.loads(alone.out)["version"]
    assert (2, "") == (both.code, both.out)
    assert "standard output" in both.err


@pytest.mark.parametrize("name", FORMATS)
def test_a_bom_is_rendered_in_each_format(lexbom: Lexbom, tmp_path: Path, root: Path, name: str) -> None:
    """report never fails for findings, and two runs give the same bytes."""
    bom = tmp_path / "b.cdx.json"
    lexbom("sbom", root, "-o", bom)

    first, second = (
        lexbom("report", bom, "--format", name, "-o", tmp_path / f"{number}.{name}") for number in (1, 2)
    )

    assert (0, 0) == (first.code, second.code)
    written = (tmp_path / f"1.{name}").read_bytes()
    assert written == (tmp_path / f"2.{name}").read_bytes()
    assert b"w.onnx" in written


def test_a_spreadsheet_has_a_line_for_each_part(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """The product and its model, with the licence that its card states."""
    bom = tmp_path / "b.cdx.json"
    lexbom("sbom", root, "-o", bom)

    lines = list(csv.DictReader(io.StringIO(lexbom("report", bom, "--format", "csv").out)))

    assert [("product", ""), ("model", "CC-BY-NC-4.0")] == [
        (line["kind"], line["declared"]) for line in lines
    ]


def test_a_pipe_or_a_device_is_written_to_and_stays_one(lexbom: Lexbom, tmp_path: Path) -> None:
    """`-o /dev/null` must not put a file in the place of the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "product").mkdir()
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()

    run = lexbom("sbom", tmp_path / "product", "-q", "-o", pipe)
    reader.join(20)

    assert 0 == run.code
    assert pipe.is_fifo()
    assert "CycloneDX" == json.loads(got[0])["bomFormat"]
