# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from typing import Any

import jsonschema
import pytest
import results
import sarif_schema

from compliance.model import Component, Evidence, Inventory, Kind, Presence, Severity
from compliance.report.formats import sarif
from compliance.result import Result
from compliance.settings import Settings


def run(result: Result) -> dict[str, Any]:
    """The one run of a log."""
    (one,) = sarif.sarif_document(result)["runs"]
    return dict(one)


@pytest.mark.parametrize("maker", [results.hostile, results.result, lambda: results.huge(50)])
def test_a_log_follows_the_schema(maker: Any) -> None:
    """Nothing is in a log that SARIF 2.1.0 doesn't have, and every value is of its kind, formats checked."""
    validator = jsonschema.Draft202012Validator(sarif_schema.LOG, format_checker=jsonschema.FormatChecker())

    assert [] == [error.message for error in validator.iter_errors(sarif.sarif_document(maker()))]


def test_the_limits_of_code_scanning_are_kept() -> None:
    """Of 25,003 findings 25,000 are results, and a notification says how many are left."""
    one = run(results.result(*(results.finding(number) for number in range(25_003))))

    assert 25_000 == len(one["results"])
    assert "3 more findings" in one["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert all(len(rule["properties"]["tags"]) <= 20 for rule in one["tool"]["driver"]["rules"])


def test_rules_carry_their_documentation() -> None:
    """A result points to its rule, whose help is the rule's own documentation."""
    one = run(results.result(results.finding()))
    rule = one["tool"]["driver"]["rules"][one["results"][0]["ruleIndex"]]

    assert ("use-noncommercial", "error") == (rule["id"], rule["defaultConfiguration"]["level"])
    assert "## What it finds" in rule["help"]["markdown"]


def test_uris_are_encoded() -> None:
    """Blanks, percent signs, colons and letters beyond ASCII can't break a URI, and the line is kept."""
    path = "a b/50%:ü#?.md"
    one = run(results.result(results.finding(evidence=(Evidence(path, 4, "words"),))))
    place = one["results"][0]["locations"][0]["physicalLocation"]

    assert "a%20b/50%25%3A%C3%BC%23%3F.md" == place["artifactLocation"]["uri"]
    assert 4 == place["region"]["startLine"]


def test_fingerprints_survive_moved_lines_and_tell_twins_apart() -> None:
    """The same finding elsewhere in the file has the same fingerprint; a second one of its kind has another."""
    there, moved = (results.finding(evidence=(Evidence("card.md", line, "words"),)) for line in (3, 30))
    first, second = (run(results.result(one))["results"][0] for one in (there, moved))
    twins = run(results.result(there, there))["results"]

    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert (
        twins[0]["partialFingerprints"]["primaryLocationLineHash"]
        != twins[1]["partialFingerprints"]["primaryLocationLineHash"]
    )


def test_a_waived_finding_is_suppressed() -> None:
    """With the reason; what isn't waived has an empty list, as 3.27.23 wants it."""
    kept, waived = run(results.result(results.finding(), results.finding(1, waived="Bought")))["results"]

    assert [] == kept["suppressions"]
    assert ["Bought"] == [one["justification"] for one in waived["suppressions"]]


def test_the_baseline_state_is_said() -> None:
    """Only when there is a baseline."""
    (new,) = run(results.result(replace(results.finding(), baseline="new")))["results"]

    assert "new" == new["baselineState"]
    assert "baselineState" not in run(results.result(results.finding()))["results"][0]


def _at(result: Result) -> str:
    return str(run(result)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def test_a_finding_without_a_path_lies_at_the_manifest_the_configuration_or_the_bom() -> None:
    """Code scanning wants a file for each result."""
    nowhere = results.finding(evidence=(Evidence(source="a licence", quote="words"),))
    library = Component(
        "pkg:pypi/a@1", Kind.LIBRARY, "a", presence=Presence.LOCKED, evidence=(Evidence("uv.lock", 9),)
    )
    locked = Inventory(Component("product", Kind.PRODUCT, "app"), (library,))

    assert "uv.lock" == _at(results.result(nowhere, inventory=locked))
    assert "app/lexbom.toml" == _at(
        results.result(nowhere, settings=Settings(source="lexbom.toml"), base="app/")
    )
    assert "sbom.cdx.json" == _at(results.result(nowhere, bom="sbom.cdx.json"))
    assert "app/lexbom.toml" == _at(results.result(nowhere, bom="/runner/temp/sbom.cdx.json", base="app/"))


def test_what_lies_inside_an_installed_package_is_shown_where_it_is_asked_for() -> None:
    """site-packages is no part of the repository; the lock file is."""
    library = Component(
        "pkg:pypi/vad@1",
        Kind.LIBRARY,
        "vad",
        evidence=(Evidence("uv.lock", 12), Evidence("vad-1.dist-info/METADATA", 5)),
    )
    model = Component(
        "pkg:pypi/vad@1#vad/m.onnx",
        Kind.MODEL,
        "m.onnx",
        shipped_by=library.ref,
        evidence=(Evidence("vad/m.onnx"),),
    )
    inventory = Inventory(Component("product", Kind.PRODUCT, "app"), (library, model))
    inside = results.finding(severity=Severity.NOTE, ref=model.ref, evidence=model.evidence)

    assert "app/uv.lock" == _at(results.result(inside, inventory=inventory, base="app/"))


def test_a_quote_makes_no_link() -> None:
    """`[text](target)` in a licence's words stays text (3.11.6)."""
    (one,) = run(results.result(results.finding(message="see [here](1) and [1]")))["results"]

    assert one["message"]["text"].startswith(r"see \[here](1) and [1]")
