# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""GitHub's annotations, GitLab's Code Quality, JUnit."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import results
from lxml import etree

from compliance.model import Evidence, Severity
from compliance.report.formats import github, gitlab, junit


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them: command, properties, message."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        found.append(
            (match[1], {name: _plain(value) for name, value in properties.items()}, _plain(match[3]))
        )
    return found


def _plain(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


class TestGitHub:
    def test_an_annotation_is_at_its_line(self) -> None:
        """File, line, title and message come back as they were, whatever is in them."""
        one = results.finding(message="50% of, all: it", evidence=(Evidence("a,b:c%.md", 7, "the words"),))

        ((command, properties, message),) = annotations(github.render(results.result(one)))

        assert "error" == command
        assert {"file": "a,b:c%.md", "line": "7", "title": "lexbom: use-noncommercial"} == properties
        assert "50% of, all: it\n“the words”\nReplace it" == message

    @pytest.mark.parametrize("number", [9, 10, 11, 10_000])
    def test_no_more_than_ten_of_a_level(self, number: int) -> None:
        """GitHub shows ten; one notice says how many more there are, and counts among the notices."""
        found = annotations(
            github.render(results.result(*(results.finding(one, Severity.NOTE) for one in range(number))))
        )

        assert min(number, 10) == len(found)
        assert (number > 10) == (f"{number - 9} more findings" in found[-1][2])

    def test_the_most_severe_come_first(self) -> None:
        """Errors, then warnings, then notes."""
        found = annotations(github.render(results.huge(9)))

        assert ["error"] * 3 + ["warning"] * 3 + ["notice"] * 3 == [one[0] for one in found]

    def test_nothing_but_commands_is_printed(self) -> None:
        """A hostile name can't start a command of its own, nor end one."""
        found = annotations(github.render(results.hostile()))

        assert ["error", "notice"] == [one[0] for one in found]

    def test_waived_and_known_findings_are_left_out(self) -> None:
        """Only what needs somebody is annotated."""
        known = replace(results.finding(), baseline="unchanged")

        assert "" == github.render(results.result(known, results.finding(1, waived="Bought")))


class TestGitLab:
    def test_an_entry_has_what_gitlab_reads(self) -> None:
        """Description, rule, severity, path and line."""
        (entry,) = json.loads(gitlab.render(results.result(results.finding())))

        assert ("use-noncommercial", "major") == (entry["check_name"], entry["severity"])
        assert {"path": "models/card.md", "lines": {"begin": 3}} == entry["location"]

    def test_fingerprints_are_unique(self) -> None:
        """The same finding twice has two, the first of them the same as alone."""
        alone, twice = (
            json.loads(gitlab.render(results.result(*[results.finding()] * times))) for times in (1, 2)
        )

        assert alone[0] == twice[0]
        assert 2 == len({entry["fingerprint"] for entry in twice})

    def test_severities_are_those_of_gitlab(self) -> None:
        """No word that its schema doesn't know; waived findings are left out."""
        entries = json.loads(gitlab.render(results.hostile()))

        assert ["major", "info"] == [entry["severity"] for entry in entries]


class TestJUnit:
    def test_counts_are_those_of_the_cases(self) -> None:
        """Errors and warnings fail, notes are skipped, and the totals say so."""
        root = etree.fromstring(junit.render(results.huge(9)).encode())

        assert ("9", "6", "3") == (root.get("tests"), root.get("failures"), root.get("skipped"))
        assert 6 == len(root.findall(".//failure"))

    def test_a_rule_without_findings_passes(self) -> None:
        """It is a test that ran."""
        (case,) = etree.fromstring(junit.render(results.result()).encode()).findall(".//testcase")

        assert ("lexbom.use-noncommercial", 0) == (case.get("classname"), len(case))

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [({"waived": "Bought"}, "waived: Bought"), ({"baseline": "unchanged"}, "in the baseline too")],
    )
    def test_what_counts_for_nothing_is_skipped(self, changes: dict[str, Any], reason: str) -> None:
        """Waived findings and those of the baseline, with the reason."""
        result = results.result(replace(results.finding(), **changes))

        (skipped,) = etree.fromstring(junit.render(result).encode()).findall(".//skipped")

        assert skipped.get("message").startswith(reason)
