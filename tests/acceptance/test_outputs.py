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
import releases
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


NAMING = ("json", "markdown", "html", "sarif", "junit", "gitlab")


def test_each_output_names_the_bom_of_its_run(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """By the SHA-256 of the BOM's file, so that outputs of two runs are told apart; a report made of that file has the same."""
    bom = tmp_path / "b.cdx.json"
    options = [part for name in NAMING[1:] for part in (f"--{name}", tmp_path / f"r.{name}")]

    lexbom("check", root, "--sbom", bom, *options)
    digest = hashlib.sha256(bom.read_bytes()).hexdigest()
    written = {name: (tmp_path / f"r.{name}").read_text("utf-8") for name in NAMING[1:]}
    again = {name: lexbom("report", bom, "--format", name).out for name in (*NAMING, "csv", "notices")}

    assert [] == [name for name, text in (written | again).items() if digest not in text]
    assert digest == lexbom("check", bom).report["bom"]["sha256"]
    assert digest == lexbom("check", root).report["bom"]["sha256"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--html", "."], "--html . is a folder"),
        (["--html", "new/"], "--html new/ is a folder"),
        (["--html", ""], "--html is empty"),
        (["--html", "no/r.html"], "no such folder"),
        (["--html", "lexbom.toml/r.html"], "no such folder"),
        (["--html", "r", "--sarif", "r"], "--html r and --sarif r are one file"),
        (["--html", "r", "--sarif", "./R"], "are one file"),
        (["--html", "here/r", "--sarif", "link/r"], "are one file"),
        (["--html", "here/r", "--sarif", "to-r"], "are one file"),
        (["--html", "old", "--sarif", "old-too"], "are one file"),
        (["--html", "pipe", "--sarif", "pipe"], "are one file"),
        (["--html", "-", "--sarif", "-"], "standard output"),
        (["--html", "-", "--sarif", "/dev/stdout"], "standard output"),
        (["--html", "lexbom.toml"], "would overwrite what this run reads"),
        (["--html", "to-config"], "would overwrite what this run reads"),
        (["--html", "old", "--baseline", "old"], "would overwrite what this run reads"),
        (["--html", "old", "--import", "old"], "would overwrite what this run reads"),
    ],
)
def test_outputs_that_cannot_all_be_written(
    options: list[str], words: str, lexbom: Lexbom, tmp_path: Path
) -> None:
    """One sentence and exit code 2 before anything is read, and nothing is written."""
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to("here")
    (tmp_path / "to-r").symlink_to("here/r")
    (tmp_path / "lexbom.toml").write_text("", "utf-8")
    (tmp_path / "to-config").symlink_to("lexbom.toml")
    (tmp_path / "old").write_text("{}", "utf-8")
    (tmp_path / "old-too").hardlink_to(tmp_path / "old")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))

    run = lexbom("check", ".", *options)

    assert (2, "", 1) == (run.code, run.out, len(run.err.splitlines()))
    assert words in run.err
    assert [*before, tmp_path / "out"] == sorted(
        tmp_path.rglob("*"), key=lambda path: (path.name == "out", path)
    )
    assert "{}" == (tmp_path / "old").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ["sbom", ".", "-o", ""],
        ["sbom", ".", "-o", "."],
        ["sbom", ".", "-o", "pyproject.toml"],
        ["report", "b.cdx.json", "-o", ""],
        ["report", "b.cdx.json", "-o", "b.cdx.json"],
        ["check", "b.cdx.json", "--sbom", "b.cdx.json"],
        ["diff", "b.cdx.json", "c.cdx.json", "--json", "c.cdx.json"],
        ["diff", "b.cdx.json", "c.cdx.json", "--json", "d", "--markdown", "d"],
        ["diff", "b.cdx.json", "c.cdx.json", "--markdown", ""],
        ["validate", "b.cdx.json", "--json", "b.cdx.json"],
        ["validate", "b.cdx.json", "--json", ""],
        ["sign", "b.cdx.json", "--key", "key.pem", "-o", ""],
        ["sign", "b.cdx.json", "--key", "key.pem", "-o", "key.pem"],
        ["sign", "b.cdx.json", "c.cdx.json", "--key", "key.pem", "-o", "b.cdx.json"],
        ["embed", "b.cdx.json", "w-1-py3-none-any.whl", "-o", ""],
    ],
)
def test_no_command_writes_over_what_it_reads(command: list[str], lexbom: Lexbom, tmp_path: Path) -> None:
    """Nor to an empty name or a folder: one sentence, exit code 2, and all files as they were."""
    product = tmp_path / "product"
    product.mkdir()
    for name in ("b.cdx.json", "c.cdx.json"):
        (product / name).write_bytes(releases.bom())
    for name in ("pyproject.toml", "key.pem", "w-1-py3-none-any.whl"):
        (product / name).write_bytes(b"")
    before = {path: path.read_bytes() for path in product.iterdir()}

    run = lexbom(*command, cwd=product)

    assert (2, "", 1) == (run.code, run.out, len(run.err.splitlines()))
    assert any(words in run.err for words in ("is empty", "is a folder", "are one file", "would overwrite"))
    assert before == {path: path.read_bytes() for path in product.iterdir()}


def test_all_outputs_or_none(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """When the last one can't be written the others are not either, and no draft stays."""
    long = "x" * 256

    run = lexbom("check", root, "--html", tmp_path / "r.html", "--sarif", tmp_path / long)

    assert (2, False) == (run.code, (tmp_path / "r.html").exists())
    assert ["packages"] == sorted(
        path.name for path in tmp_path.iterdir() if path.name not in {"out", "cache"}
    )


def test_the_longest_name(lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
    """255 bytes are a file name, for its draft as well."""
    name = "ä" * 127

    lexbom("check", root, "--html", tmp_path / name)

    assert "<!DOCTYPE html>" in (tmp_path / name).read_text("utf-8")
