# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The table: who is asked, what is counted, and what any document may hold."""

from typing import Any

import pytest
from full_bom import full
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.bom.validation import profiles
from compliance.bom.validation.profiles._support.paths import parse_path, select_values
from compliance.bom.validation.profiles.interface import FieldStatus, Row
from compliance.cli._support.profiles import render_profile_table

BSI = "bsi-tr-03183-2"


def row(document: dict[str, Any], profile: str, field: str) -> Row:
    """A field's row of the table."""
    return next(row for row in profiles.measure_coverage(document, profile).rows if row.field.id == field)


def said(document: dict[str, Any], profile: str) -> dict[str, str]:
    """Severities by field."""
    return {
        problem.message.partition(" ")[0].partition(":")[2]: problem.severity
        for problem in profiles.check_profile(document, profile)
    }


def test_components_are_counted() -> None:
    """How many have it, state that it is unknown, and lack it; the first few that lack it are named."""
    document = full()
    for number in range(5):
        document["components"].append({"type": "library", "bom-ref": f"r{number}", "name": f"bare{number}"})
    document["components"][-1]["version"] = "NOASSERTION"

    found = row(document, "cisa-2026", "component-version")

    assert (4, 1, 4) == tuple(
        map(found.count, (FieldStatus.PRESENT, FieldStatus.UNKNOWN, FieldStatus.ABSENT))
    )
    assert ("bare0", "bare1", "bare2") == found.named[FieldStatus.ABSENT]
    assert "/components/3" == found.pointers[FieldStatus.ABSENT][0]
    assert 9 == found.assessed
    (problem,) = (
        one
        for one in profiles.check_profile(document, "cisa-2026")
        if "component-version" in one.message and one.severity == "error"
    )
    assert "absent in 4 of 9 components (bare0, bare1, bare2, ...)" in problem.message


def test_a_document_without_models_says_nothing_of_models() -> None:
    """Nobody was asked: neither present nor absent."""
    document = full()
    del document["components"][1:]

    found = row(document, "g7-ai", "model-name")

    assert 0 == found.assessed
    assert "model-name" not in said(document, "g7-ai")


def test_the_files_of_a_model_are_parts_of_it() -> None:
    """They need no producer of their own, and their digests answer for the model; the table says that they were left out."""
    document = full()
    del document["components"][1]["hashes"]
    document["components"][1]["components"][0].pop("manufacturer")

    assert {} == said(document, "cisa-2026")
    assert 1 == profiles.measure_coverage(document, "cisa-2026").left_out


def test_bsi_asks_nothing_of_mere_files() -> None:
    """A file that says it is neither executable nor an archive may be bare; one that says nothing may not."""
    document = full()
    weights = document["components"][1]["components"][0]
    for key in ("manufacturer", "version", "licenses", "externalReferences"):
        del weights[key]

    assert {} == said(document, BSI)
    del weights["properties"][1]
    assert {"creator", "version", "hash", "executable", "distribution-licences"} <= said(document, BSI).keys()


@pytest.mark.parametrize(
    "outside",
    [
        {"isExternal": True},
        {"scope": "excluded"},
        {"externalReferences": [{"type": "bom", "url": "https://full.example/other.cdx.json"}]},
    ],
)
def test_bsi_asks_little_of_what_is_outside(outside: dict[str, Any]) -> None:
    """Creator, name and version of what is not delivered, or described elsewhere; no licence and no digest."""
    document = full()
    document["components"][0] = {
        "type": "library",
        "bom-ref": "library",
        "name": "library",
        "version": "1.0",
        "purl": "pkg:generic/library@1.0",
        "manufacturer": {"url": ["https://full.example"]},
        **outside,
    }

    assert {} == said(document, BSI)
    del document["components"][0]["manufacturer"]
    assert {"creator": "error"} == said(document, BSI)


def test_bsi_asks_less_of_logical_components() -> None:
    """Several files under one name have no digest and no file name, but licences; that files are missing is said once."""
    document = full()
    library = document["components"][0]
    library["properties"] = [{"name": "lexbom:component", "value": "logical"}]

    assert {"files": "warning"} == said(document, BSI)
    del library["licenses"]
    assert "error" == said(document, BSI)["distribution-licences"]


@pytest.mark.parametrize(
    ("name", "value"), [("executable", "yes"), ("archive", "none"), ("structured", "true")]
)
def test_other_words_are_doubtful(name: str, value: str) -> None:
    """The guideline gives two values for each property."""
    document = full()
    entry = next(
        one for one in document["components"][0]["properties"] if one["name"] == f"bsi:component:{name}"
    )
    entry["value"] = value

    assert {name: "warning"} == said(document, BSI)


def test_once_means_once() -> None:
    """The taxonomy wants each property once for each component."""
    document = full()
    document["components"][0]["properties"] *= 2

    assert {"filename", "executable", "archive", "structured", "effective-licence"} == said(
        document, BSI
    ).keys()


@pytest.mark.parametrize(
    "licence",
    [
        {"license": {"name": "Our own terms", "acknowledgement": "concluded"}},
        {"license": {"id": "No-Such-Id", "acknowledgement": "concluded"}},
        {"expression": "whatever you like", "acknowledgement": "concluded"},
    ],
)
def test_a_name_is_no_identifier(licence: dict[str, Any]) -> None:
    """Licences are named by SPDX ids, expressions or LicenseRefs (BSI TR-03183-2, 6.1)."""
    document = full()
    document["components"][0]["licenses"][1] = licence

    assert {"distribution-licences": "warning", "licence-identifiers": "warning"} == said(document, BSI)


def test_a_licence_of_no_known_role_is_doubtful() -> None:
    """Before CycloneDX 1.6 nobody could say whether a licence is declared or concluded; it is not absent for that."""
    document = full()
    document["components"][0]["licenses"] = [{"license": {"id": "MIT"}}]

    assert {"distribution-licences": "warning", "original-licences": "warning"} == said(document, BSI)


def test_a_reference_of_one_owner_is_an_identifier() -> None:
    """LicenseRef-... is what the guideline wants where SPDX has no id."""
    document = full()
    document["components"][0]["licenses"][1] = {
        "expression": "LicenseRef-full-terms AND MIT",
        "acknowledgement": "concluded",
    }

    assert {} == said(document, BSI)


@pytest.mark.parametrize("version", [">=1.0", "1.*", "^2", "1.0, 2.0"])
def test_a_range_is_no_version(version: str) -> None:
    """What is delivered has one version."""
    document = full()
    document["components"][0]["version"] = version

    assert {"version": "warning"} == said(document, BSI)


@pytest.mark.parametrize("version", ["1.2", "1.5"])
def test_bsi_wants_a_recent_format(version: str) -> None:
    """CycloneDX 1.6 or later."""
    assert {"format": "error"} == said(full() | {"specVersion": version}, BSI)


def test_vulnerabilities_belong_elsewhere() -> None:
    """BSI forbids them inside the SBOM; an empty list is none."""
    assert {"vulnerabilities": "error"} == said(full() | {"vulnerabilities": [{"id": "CVE-2026-1"}]}, BSI)
    assert {} == said(full() | {"vulnerabilities": []}, BSI)


def test_a_path_is_refused_when_it_is_none() -> None:
    """A slip in a table is found when it is loaded, not when a field is never present."""
    with pytest.raises(ValueError, match="no path"):
        parse_path("licenses[].[id]")
    assert ["a", "b"] == select_values("x[].y")({"x": [{"y": "a"}, {"z": 1}, {"y": "b"}]})


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEYS = sorted(
    {
        key
        for name in profiles.profile_names()
        for field in profiles.find_profile(name).fields
        for path in field.paths
        for key, *_ in parse_path(path)
    }
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_document_gets_an_answer(data: st.DataObject) -> None:
    """Whatever stands in a field, each profile gives a table and no exception."""
    document = full()
    entry: Any = data.draw(
        st.sampled_from(
            [document, document["metadata"], document["metadata"]["component"], *document["components"]]
        )
    )
    for key in data.draw(st.lists(st.sampled_from([*_KEYS, "type", "bom-ref", "isExternal"]), max_size=4)):
        entry[key] = data.draw(anything)

    for name in profiles.profile_names():
        found = profiles.measure_coverage(document, name)
        assert len(profiles.find_profile(name).fields) == len(found.rows)
        profiles.check_profile(document, name)


def test_blanks_are_nothing() -> None:
    """A name of spaces names nobody."""
    document = full()
    document["components"][0]["version"] = "  "

    assert 1 == row(document, "cisa-2026", "component-version").count(FieldStatus.ABSENT)


def test_the_table_is_as_wide_as_its_columns() -> None:
    """A column in which nothing stands is left out, and names are cut at 100 characters."""
    document = full()
    document["components"][0] |= {"name": "n" * 200, "version": ""}

    _, _, head, *lines = render_profile_table(profiles.measure_coverage(document, BSI))

    assert ["present", "absent", "lacking"] == head.split()[2:]
    assert 100 == max(map(len, lines[: len(profiles.find_profile(BSI).fields)]))


@pytest.mark.parametrize("field", ["source-uri", "deployable-uri", "source-hash"])
def test_bsi_asks_no_address_of_logical_components(field: str) -> None:
    """Several files under one name are deployed as those files: Tables 5 and 6 ask the addresses of each of them."""
    document = full()
    assessed = row(document, BSI, field).assessed
    document["components"][0]["properties"] = [{"name": "lexbom:component", "value": "logical"}]

    assert assessed - 1 == row(document, BSI, field).assessed
