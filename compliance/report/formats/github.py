# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report as GitHub's workflow commands: annotations on files. GitHub shows ten of a level for each step."""

from collections.abc import Iterator

from compliance.english import plural
from compliance.findings import Finding
from compliance.model import Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_locations import FindingLocations
from compliance.report._support.finding_parts import list_parts
from compliance.result import Result

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST = 10
_LONGEST = 2000


def render(result: Result) -> str:
    """One command in each line, the most severe first; against a baseline, only what is new."""
    return "".join(f"{line}\n" for line in _split_github_lines(result))


def _split_github_lines(result: Result) -> Iterator[str]:
    by_level: dict[Severity, list[Finding]] = {level: [] for level in Severity}
    for finding in result.verdict.findings:
        if not finding.waived and finding.baseline != "unchanged":
            by_level[finding.severity].append(finding)
    room = dict.fromkeys(Severity, _MOST)
    if any(len(found) > _MOST for found in by_level.values()):
        room[Severity.NOTE] -= 1  # for the line that says how many are left
    places = FindingLocations(result)
    for level, found in by_level.items():
        for finding in found[: room[level]]:
            yield _annotation(finding, places)
    if left := sum(len(found[room[level] :]) for level, found in by_level.items()):
        yield f"::notice title=lexbom::{plural(left, 'more finding is', 'more findings are')} in the summary and in the JSON report"


def _annotation(finding: Finding, places: FindingLocations) -> str:
    place = places.of(finding)
    properties = {"file": place.path, "line": str(place.line), "title": f"lexbom: {finding.rule}"}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    quote = next((evidence.quote for evidence in finding.evidence if evidence.quote), "")
    parts = list_parts(finding)
    words = [
        finding.message,
        *([f"“{quote}”"] if quote else []),
        *([f"All: {parts}"] if parts else []),
        finding.fix,
    ]
    message = "\n".join(
        shared_rows.shorten_text(shared_rows.make_printable(word), _LONGEST) for word in words
    )
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    """As actions/toolkit escapes the data of a command (packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shared_rows.make_printable(text)).replace(":", "%3A").replace(",", "%2C")
