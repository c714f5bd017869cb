# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Lexbom, Run
from cyclonedx.model.bom import Bom

EXAMPLE = ROOT / "examples" / "fieldnotes"


@pytest.fixture
def demo(lexbom: Lexbom, demo_venv: Path, tmp_path: Path) -> Run:
    """The check that `make demo` runs, on the real wheels."""
    subprocess.run([sys.executable, str(EXAMPLE / "make_model.py")], check=True)
    return lexbom(
        "check", EXAMPLE, "--venv", demo_venv, "--sbom", tmp_path / "sbom.json", "--fail-on", "never"
    )


def test_weights_in_wheels_have_owner_hash_and_licence(demo: Run) -> None:
    """Each weight file that a wheel ships is there with its carrier, its SHA-256 and at least one claim."""
    models = {
        one["bom_ref"] for one in demo.report["components"] if one["kind"] == "model" and one["shipped_by"]
    }
    files = [
        one
        for one in demo.report["components"]
        if {one["bom_ref"], one["part_of"]} & models and one["sha256"]
    ]

    assert {one["shipped_by"].partition("@")[0] for one in files} == {
        "pkg:pypi/basic-pitch",
        "pkg:pypi/magika",
        "pkg:pypi/silero-vad",
    }
    assert sum(one["path"].startswith("silero_vad/data/") for one in files) == 8
    assert all(one["licenses"] for one in files)


def test_formats_of_one_network_are_one_model(demo: Run) -> None:
    """Eight files of silero-vad and four formats of basic-pitch are one model each."""
    names = [one["name"] for one in demo.report["components"] if one["kind"] == "model" and one["shipped_by"]]

    assert sorted(names) == ["model.onnx", "nmp", "silero_vad"]


def test_a_territory_and_a_warranty_are_quoted(demo: Run) -> None:
    """The findings that rest on a text quote it, with file and line."""
    quoted = {
        finding["rule"]: finding["evidence"][0]
        for finding in demo.report["findings"]
        if finding["evidence"] and finding["evidence"][0]["line"]
    }

    assert "DOES NOT APPLY IN THE EUROPEAN UNION" in quoted["region-excluded"]["quote"]
    assert "WITHOUT WARRANTY OF ANY KIND" in " ".join(
        one["quote"]
        for finding in demo.report["findings"]
        if finding["rule"] == "warranty-disclaimed"
        for one in finding["evidence"]
    )
    assert quoted["region-excluded"]["path"] == "models/species-notes/LICENSE-NOTES.md"


def test_the_reference_library_loads_the_bom(demo: Run, tmp_path: Path) -> None:
    """cyclonedx-python-lib reads the document and finds the same top-level components."""
    document = json.loads((tmp_path / "sbom.json").read_bytes())

    loaded = Bom.from_json(document)  # type: ignore[attr-defined]

    assert len(loaded.components) == len(document["components"])
    assert demo.report["bom"]["valid"]


def test_licences_agree_with_pip_licenses(demo: Run, demo_venv: Path) -> None:
    """An independent reader of the same environment sees the same metadata."""
    command = [
        sys.executable,
        "-m",
        "piplicenses",
        "--python",
        str(demo_venv / "bin" / "python"),
        "--format",
        "json",
        "--from",
        "all",
    ]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    stated = {
        one["name"]: {claim["stated"] or claim["expression"] for claim in one["licenses"]}
        for one in demo.report["components"]
        if one["kind"] == "library" and not one["shipped_by"]
    }

    assert {one["Name"] for one in listed} == set(stated)
    for one in listed:
        for field in ("License-Expression", "License-Metadata"):
            assert one.get(field, "UNKNOWN") == "UNKNOWN" or one[field] in stated[one["Name"]]


@pytest.mark.parametrize("profile", ["bsi-tr-03183-2", "cisa-2026", "ntia-2021", "g7-ai"])
def test_what_profiles_still_lack_only_the_owner_knows(
    lexbom: Lexbom, demo_venv: Path, tmp_path: Path, profile: str
) -> None:
    """No field is absent that lexbom could fill; what is left is stated as unknown, or done after it, and the fix names a key or a tool."""
    subprocess.run([sys.executable, str(EXAMPLE / "make_model.py")], check=True)
    document = tmp_path / "sbom.json"
    lexbom(
        "sbom", EXAMPLE, "--venv", demo_venv, "-q", "-o", document, env={"SOURCE_DATE_EPOCH": "1700000000"}
    )

    run = lexbom("validate", document, "--profile", profile, "--json", "-")

    (outcome,) = json.loads(run.out)["files"]
    assert (0, True) == (run.code, outcome["valid"])
    left = {
        field["id"]
        for field in outcome["profiles"][0]["fields"]
        if field["absent"] and field["level"] != "optional"
    }
    assert left <= {"sbom-author-signature"}  # lexbom can't sign for anybody
    for problem in outcome["problems"]:
        assert any(word in problem["fix"] for word in ("[[", "[product]", "[statements]", "lexbom", "Sign"))


def test_without_a_time_the_fix_is_said(lexbom: Lexbom, tmp_path: Path) -> None:
    """A BOM has no timestamp by itself; the profile names the variable that gives one."""
    document = tmp_path / "sbom.json"
    lexbom("sbom", EXAMPLE, "-q", "-o", document)

    run = lexbom("validate", document, "--profile", "cisa-2026")

    assert 1 == run.code
    assert "cisa-2026:timestamp" in run.out
    assert "SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)" in run.out
