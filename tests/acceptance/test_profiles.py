# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Profiles as people call them."""

import json
from pathlib import Path

import pytest
from conftest import Lexbom
from full_bom import full

from compliance.bom.validation import profiles
from compliance.bom.validation.profiles.interface import about


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The document that has everything, in a file."""
    path = tmp_path / "full.json"
    path.write_text(json.dumps(full()), "utf-8")
    return path


@pytest.mark.parametrize("name", profiles.profile_names())
def test_a_full_document_passes(lexbom: Lexbom, document: Path, name: str) -> None:
    """Exit code 0, and a line for each field."""
    run = lexbom("validate", document, "--profile", name)

    assert (0, "") == (run.code, run.err)
    assert ": valid" in run.out.splitlines()[0]
    lines = {line.split()[0] for line in run.out.splitlines() if line.startswith("  ")}
    assert {field.id for field in profiles.find_profile(name).fields} <= lines


def test_a_gap_is_named_with_its_fix(lexbom: Lexbom, document: Path) -> None:
    """Exit code 1, the field, the component and what to fill in."""
    broken = full()
    del broken["components"][0]["manufacturer"]
    document.write_text(json.dumps(broken), "utf-8")

    run = lexbom("validate", document, "--profile", "bsi-tr-03183-2", "--only", "profile")

    assert 1 == run.code
    assert "bsi-tr-03183-2:creator Component creator: absent in 1 of 4 components (library)" in run.out
    assert "[[suppliers]]" in run.out


def test_several_profiles_in_one_run(lexbom: Lexbom, document: Path) -> None:
    """As JSON: for each profile its fields, and for each status pointers."""
    run = lexbom("validate", document, "--profile", "cisa-2026", "--profile", "g7-ai", "--json", "-")

    (outcome,) = json.loads(run.out)["files"]
    assert [("cisa-2026", 17), ("g7-ai", 50)] == [
        (one["profile"], len(one["fields"])) for one in outcome["profiles"]
    ]
    license_ = next(field for field in outcome["profiles"][0]["fields"] if field["id"] == "license")
    assert ["/metadata/component", "/components/0", "/components/1", "/components/2"] == license_["present"]
    assert [] == license_["absent"] == license_["stated unknown"] == license_["withheld"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("bsi", "bsi-tr-03183-2"), ("cisa-2025", "cisa-2026"), ("zzz", "ntia-2021")],
)
def test_an_unknown_profile_is_a_usage_error(lexbom: Lexbom, document: Path, name: str, meant: str) -> None:
    """Exit code 2 and the name that was meant, or all of them."""
    run = lexbom("validate", document, "--profile", name)

    assert (2, "") == (run.code, run.out)
    assert meant in run.err


@pytest.mark.parametrize("name", profiles.profile_names())
def test_explain_lists_the_fields(lexbom: Lexbom, name: str) -> None:
    """With the level of each, and where the profile was read."""
    out = lexbom("explain", name).out

    profile = profiles.find_profile(name)
    assert profile.source in out
    assert all(f"{field.id} " in out and field.title in out for field in profile.fields)


@pytest.mark.parametrize("identifier", ["bsi-tr-03183-2:hash", "g7-ai:data-flow", "CISA-2026:timestamp"])
def test_explain_says_what_the_table_says(lexbom: Lexbom, identifier: str) -> None:
    """Source, level, place and what to fill in."""
    name, _, wanted = identifier.lower().partition(":")
    profile = profiles.find_profile(name)
    field = profile.field(wanted)
    assert field

    lines = {line.strip() for line in lexbom("explain", identifier).out.splitlines()}

    assert {identifier.lower(), field.title} <= lines
    for heading, text in about(profile, field):
        first, *others = text.splitlines()
        assert any(line.startswith(f"{heading}:") and line.endswith(first) for line in lines)
        assert set(others) <= lines


def test_explain_knows_what_was_meant(lexbom: Lexbom) -> None:
    """A slip in a field's name is a usage error with the nearest one."""
    run = lexbom("explain", "bsi-tr-03183-2:hahs")

    assert 2 == run.code
    assert "bsi-tr-03183-2:hash" in run.err
