# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report as JUnit XML: each rule is a test suite, each finding a test in it.

Errors and warnings fail. Notes, waived findings and those that a baseline has too are skipped, with the reason: a panel that is always red
is looked at by nobody.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as Tree

from compliance.findings import Finding
from compliance.model import Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_locations import FindingLocations
from compliance.report._support.finding_parts import list_parts
from compliance.result import Result


def render(result: Result) -> str:
    """An XML document; a rule without findings is a test that passes."""
    places = FindingLocations(result)
    by_rule: dict[str, list[Finding]] = {guide.name: [] for guide in result.guides}
    for finding in result.verdict.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    root = Tree.Element("testsuites", name="lexbom")
    for rule, findings in by_rule.items():
        suite = Tree.SubElement(root, "testsuite", name=f"lexbom.{rule}")
        if result.bom_sha256:
            properties = Tree.SubElement(suite, "properties")
            Tree.SubElement(properties, "property", name="bom.sha256", value=result.bom_sha256)
        if not findings:
            _case(suite, rule, "nothing found")
        for finding in findings:
            _report_junit_finding(suite, finding, places)
        _count(suite, [suite])
    _count(root, root.findall("testsuite"))
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'


def _case(suite: Tree.Element, rule: str, name: str) -> Tree.Element:
    return Tree.SubElement(
        suite, "testcase", classname=f"lexbom.{rule}", name=shared_rows.make_printable(name), time="0"
    )


def _report_junit_finding(suite: Tree.Element, finding: Finding, places: FindingLocations) -> None:
    place = places.of(finding)
    case = _case(suite, finding.rule, shared_rows.shorten_text(finding.message, 200))
    case.set("file", shared_rows.make_printable(place.path))
    case.set("line", str(place.line))
    if reason := _skipped(finding):
        Tree.SubElement(case, "skipped", message=shared_rows.make_printable(reason))
        return
    failure = Tree.SubElement(
        case, "failure", type=str(finding.severity), message=shared_rows.make_printable(finding.message)
    )
    quotes = (f"“{one.quote}” {shared_rows.format_place(one)}" for one in finding.evidence if one.quote)
    parts = [f"All: {listed}"] if (listed := list_parts(finding)) else []
    failure.text = "\n".join(
        shared_rows.make_printable(line) for line in (finding.message, *parts, *quotes, finding.fix)
    )


def _skipped(finding: Finding) -> str:
    if finding.waived:
        return f"waived: {finding.waived}"
    if finding.baseline == "unchanged":
        return f"in the baseline too: {finding.message}"
    return f"note: {finding.message}" if finding.severity is Severity.NOTE else ""


def _count(element: Tree.Element, suites: Iterable[Tree.Element]) -> None:
    cases = [case for suite in suites for case in suite.findall("testcase")]
    failed = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    for name, number in (("tests", len(cases)), ("failures", failed), ("errors", 0), ("skipped", skipped)):
        element.set(name, str(number))
    element.set("time", "0")
