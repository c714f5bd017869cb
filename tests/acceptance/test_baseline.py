# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Checks against an earlier state, and what changed since."""

import json
from pathlib import Path
from typing import Any

import pytest
import samples
from conftest import Lexbom

from compliance import own_schemas

NC_CARD = "---\nlicense: cc-by-nc-4.0\nlibrary_name: x\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A product with one error: non-commercial weights."""
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "README.md").write_text(NC_CARD, "utf-8")
    (folder / "w.onnx").write_bytes(samples.onnx())
    return folder


@pytest.fixture(params=["--sbom", "--json"])
def baseline(request: pytest.FixtureRequest, lexbom: Lexbom, tmp_path: Path, root: Path) -> Path:
    """The product's state before the change: as a BOM, and as a JSON report."""
    run = lexbom("check", root, "--sbom", tmp_path / "before.json")
    assert 1 == run.code
    if request.param == "--json":
        (tmp_path / "before.json").write_text(json.dumps(run.report), "utf-8")
    return tmp_path / "before.json"


def states(report: dict[str, Any], rule: str = "use-noncommercial") -> list[str]:
    return [finding["baseline"] for finding in report["findings"] if finding["rule"] == rule]


def test_what_was_there_before_does_not_fail(lexbom: Lexbom, root: Path, baseline: Path) -> None:
    """The same product against itself: known, said, and no failure."""
    run = lexbom("check", root, "--baseline", baseline)

    assert (0, ["unchanged"]) == (run.code, states(run.report))
    assert {"new": 0, "fixed": 0} == {key: run.report["baseline"][key] for key in ("new", "fixed")}
    assert "against the baseline: 0 new, " in run.out
    assert [] == list(own_schemas.find_problems(run.report, "report"))


def test_a_bom_of_another_tool_knows_the_packages(lexbom: Lexbom, root: Path, tmp_path: Path) -> None:
    """A bare list in an old version of CycloneDX: what a package lacks there and here is not new; the weights are."""
    (root / "requirements.txt").write_text("alpha==1.0\nbeta==2.0\n", "utf-8")
    parts = [{"type": "library", "name": "alpha", "version": "0.9", "purl": "pkg:pypi/alpha@0.9"}]
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.2", "version": 1, "components": parts}
    (tmp_path / "theirs.json").write_text(json.dumps(bom), "utf-8")

    run = lexbom("check", root, "--baseline", tmp_path / "theirs.json")

    missing = {
        finding["component"]: finding["baseline"]
        for finding in run.report["findings"]
        if finding["rule"] == "license-missing"
    }
    assert {"alpha": "unchanged", "beta": "new"} == missing
    assert (1, ["new"]) == (run.code, states(run.report))


def test_moved_lines_and_renamed_files_are_known(lexbom: Lexbom, root: Path, baseline: Path) -> None:
    """The card grew, the weights have another name: still the same finding."""
    (root / "README.md").write_text(NC_CARD.replace("---\nlicense", "---\ntags: [a]\nlicense"), "utf-8")
    (root / "w.onnx").rename(root / "weights.onnx")

    run = lexbom("check", root, "--baseline", baseline)

    assert (0, ["unchanged"]) == (run.code, states(run.report))


def test_what_a_change_adds_fails(lexbom: Lexbom, root: Path, baseline: Path) -> None:
    """Another non-commercial model is new, and the text shows it alone."""
    (root / "second").mkdir()
    (root / "second" / "README.md").write_text(NC_CARD, "utf-8")
    (root / "second" / "v.gguf").write_bytes(samples.gguf())

    run = lexbom("check", root, "--baseline", baseline, "--markdown", root.parent / "r.md")

    assert (1, ["new", "unchanged"]) == (run.code, sorted(states(run.report)))
    shown = run.out.partition("What to do")[2].partition("In the baseline too")[0]
    assert "v.gguf" in shown
    assert "w.onnx" not in shown
    page = (root.parent / "r.md").read_text("utf-8")
    assert page.index("New findings") < page.index("Findings that the baseline has too")


def test_what_is_gone_is_counted(lexbom: Lexbom, root: Path, baseline: Path) -> None:
    """A licence that was mended is a finding fixed, and the laxer licence is told."""
    (root / "README.md").write_text(NC_CARD.replace("cc-by-nc-4.0", "mit"), "utf-8")

    run = lexbom("check", root, "--baseline", baseline)

    assert 0 == run.code
    assert run.report["baseline"]["fixed"] >= 1
    assert ["new"] == states(run.report, "license-changed")


def test_a_stricter_licence_fails(lexbom: Lexbom, root: Path) -> None:
    """From permissive to non-commercial, with both statements quoted."""
    (root / "README.md").write_text(NC_CARD.replace("cc-by-nc-4.0", "mit"), "utf-8")
    lax = root.parent / "lax.json"
    lexbom("sbom", root, "-o", lax)
    (root / "README.md").write_text(NC_CARD, "utf-8")

    run = lexbom("check", root, "--baseline", lax)

    (finding,) = [one for one in run.report["findings"] if one["rule"] == "license-changed"]
    assert (1, "error") == (run.code, finding["severity"])
    assert {"license: cc-by-nc-4.0", "mit"} <= {evidence["quote"] for evidence in finding["evidence"]}


@pytest.mark.parametrize("content", ["{}", "[", '{"schema": "lexbom-report", "findings": 1}', '{"a": 1}'])
def test_a_baseline_of_another_kind_is_refused(
    lexbom: Lexbom, tmp_path: Path, root: Path, content: str
) -> None:
    """With one sentence and exit code 2, like one that isn't there."""
    (tmp_path / "b.json").write_text(content, "utf-8")

    for name in ("b.json", "gone.json"):
        run = lexbom("check", root, "--baseline", name)
        assert (2, 1) == (run.code, run.err.count("\n"))


def test_a_report_takes_a_baseline_too(lexbom: Lexbom, tmp_path: Path, root: Path, baseline: Path) -> None:
    """What is known is marked in SARIF as well."""
    lexbom("sbom", root, "-o", tmp_path / "now.json")

    run = lexbom("report", tmp_path / "now.json", "--baseline", baseline, "--format", "sarif")

    assert {"unchanged"} == {one["baselineState"] for one in json.loads(run.out)["runs"][0]["results"]}


class TestDiff:
    def test_changes_are_shown_and_written(self, lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
        """Text on standard output, JSON by its schema, Markdown; the exit code is 0."""
        lexbom("sbom", root, "-o", tmp_path / "old.json")
        (root / "README.md").write_text(NC_CARD.replace("cc-by-nc-4.0", "mit"), "utf-8")
        lexbom("sbom", root, "-o", tmp_path / "new.json")

        run = lexbom("diff", "old.json", "new.json", "--json", "d.json", "--markdown", "d.md")

        assert (0, "Licences (1)\n  relicensed: w.onnx  CC-BY-NC-4.0 -> MIT\n") == (run.code, run.out)
        document = json.loads((tmp_path / "d.json").read_bytes())
        assert [] == list(own_schemas.find_problems(document, "diff"))
        assert "CC-BY-NC-4.0" == document["changes"][0]["before"]
        assert "| licences | relicensed | w.onnx |" in (tmp_path / "d.md").read_text("utf-8")

    def test_the_same_twice_has_no_changes(self, lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
        """Nothing changed is an answer."""
        lexbom("sbom", root, "-o", tmp_path / "old.json")

        assert "Nothing changed\n" == lexbom("diff", "old.json", "old.json").out

    def test_what_is_no_bom_is_refused(self, lexbom: Lexbom, tmp_path: Path, root: Path) -> None:
        """With one sentence and exit code 2."""
        lexbom("sbom", root, "-o", tmp_path / "old.json")
        (tmp_path / "x.json").write_text("{}", "utf-8")

        run = lexbom("diff", "old.json", "x.json")

        assert (2, "", 1) == (run.code, run.out, run.err.count("\n"))
