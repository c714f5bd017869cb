# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Every folder in tests/cases is a small product, or a document, with what the rules must and must not find in it.

`expect.toml` holds `[[found]]` and `[[absent]]` tables: `rule` (default: the folder's), `severity`, `component`, `territories`, `waived`, and
`message`, `quote`, `source` as parts of the finding's texts. Of the folder's own rule nothing but what is listed may be found.
`baseline.cdx.json` is what the document is compared with, if it is there.
"""

import datetime
import json
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compliance import configuration, pipeline, rules
from compliance.findings import Finding
from compliance.model import Severity

_CASES = Path(__file__).parents[1] / "cases"
_FOLDERS = sorted(path.parent for path in _CASES.glob("*/*/expect.toml"))
_PRODUCTS = [folder for folder in _FOLDERS if not (folder / "bom.cdx.json").is_file()]
_TODAY = datetime.date(2026, 11, 20)
_PARTS = {"message", "quote", "source"}


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_case_gives_the_findings_it_lists(folder: Path) -> None:
    """The findings of the folder's rule are those listed, and what must be absent is."""
    rule = folder.parent.name
    expected = tomllib.loads((folder / "expect.toml").read_text("utf-8"))
    findings = _findings(folder)
    wanted = [{"rule": rule} | table for table in expected.get("found", ())]
    for table in wanted:
        assert any(_fits(finding, table) for finding in findings), (table, _of(rule, findings))
    assert sum(table["rule"] == rule for table in wanted) == len(_of(rule, findings)), _of(rule, findings)
    for table in expected.get("absent", ()):
        assert not any(_fits(finding, {"rule": rule} | table) for finding in findings), table


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_case_is_called_after_its_outcome(folder: Path) -> None:
    """A folder called fail-* lists a finding of its rule, one called pass-* none above a note unless it is waived."""
    rule = folder.parent.name
    found = tomllib.loads((folder / "expect.toml").read_text("utf-8")).get("found", ())
    own = [table for table in found if table.get("rule", rule) == rule]
    if folder.name.startswith("fail-"):
        assert own
    else:
        assert folder.name.startswith("pass-")
        assert all(table["severity"] == Severity.NOTE for table in own)


@pytest.mark.parametrize("rule", [rule.name for rule in rules.rules()])
def test_a_rule_has_cases(rule: str) -> None:
    """Each rule has a case in which it finds something and one in which it doesn't."""
    outcomes = Counter(folder.name.partition("-")[0] for folder in _FOLDERS if folder.parent.name == rule)

    assert set(outcomes) == {"pass", "fail"}


@pytest.mark.parametrize("folder", _PRODUCTS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_an_inventory_is_assessed_as_its_document_is(folder: Path) -> None:
    """Whether what was found is assessed as it is, or read back from its document, is the same."""
    ours = replace(configuration.load_settings(folder), today=_TODAY)
    built = pipeline.build(folder, ours)

    direct = pipeline.assess(built.document, ours, inventory=built.inventory)

    assert built.inventory is not None
    assert direct == pipeline.assess(built.document, ours)


def test_cases_belong_to_rules() -> None:
    """Each folder of cases is called after a rule, and holds nothing but cases."""
    assert {rule.name for rule in rules.rules()} == {folder.parent.name for folder in _FOLDERS}
    assert sorted(path for path in _CASES.glob("*/*") if path.is_dir()) == _FOLDERS


def _findings(folder: Path) -> tuple[Finding, ...]:
    ours = replace(configuration.load_settings(folder), today=_TODAY)
    given = folder / "bom.cdx.json"
    document = (
        json.loads(given.read_text("utf-8")) if given.is_file() else pipeline.build(folder, ours).document
    )
    earlier = folder / "baseline.cdx.json"
    baseline = json.loads(earlier.read_text("utf-8")) if earlier.is_file() else None
    result = pipeline.assess(document, ours, baseline)
    assert result.problems == ()
    return result.verdict.findings


def _of(rule: str, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def _fits(finding: Finding, table: dict[str, Any]) -> bool:
    texts = {
        "message": [finding.message],
        "quote": [evidence.quote for evidence in finding.evidence],
        "source": [evidence.source for evidence in finding.evidence],
    }
    values = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "component": finding.component,
        "territories": list(finding.territories),
        "waived": finding.waived,
    }
    return all(
        any(wanted in text for text in texts[key])
        if key in _PARTS
        else wanted in (values[key], _file(values[key]))
        for key, wanted in table.items()
    )


def _file(value: object) -> object:
    """The last part of a name with a folder; a case may name the file alone."""
    return value.rpartition("/")[2] if isinstance(value, str) else value
