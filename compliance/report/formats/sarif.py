# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report as SARIF 2.1.0 (OASIS, 27 March 2020), within GitHub's limits: 25,000 results, 20 tags for a rule, one location at least."""

import json
from collections import Counter
from itertools import islice
from typing import Any
from urllib.parse import quote

import compliance
from compliance.english import plural
from compliance.findings import Finding, Guide
from compliance.join_findings import fingerprint_parts, split_findings
from compliance.lazy_regex import compile_lazily
from compliance.model import Evidence, Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_locations import FindingLocation, FindingLocations
from compliance.result import Result

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_MOST_RESULTS = 25_000
_MOST_TAGS = 20
_MOST_RELATED = 100
_MOST_LOCATIONS = 100
"""GitHub shows the first one; the names of all parts are in the result's properties."""
_BASE = "%SRCROOT%"
_LINK = compile_lazily(r"\[(?=[^\]]*\]\()")
"""The beginning of what would be an embedded link (3.11.6)."""


def render(result: Result) -> str:
    """One JSON document with a line feed at its end."""
    return json.dumps(sarif_document(result), indent=2, ensure_ascii=False) + "\n"


def sarif_document(result: Result) -> dict[str, Any]:
    """The log as JSON objects: one run."""
    guides = _guides(result)
    indices = {guide.name: index for index, guide in enumerate(guides)}
    places, seen = FindingLocations(result), Counter[str]()
    shown = result.verdict.findings[:_MOST_RESULTS]
    product = result.inventory.product.name
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "lexbom",
                "version": compliance.__version__,
                "rules": [_rule(guide) for guide in guides],
            }
        },
        "automationDetails": {"id": f"lexbom/{_uri(shared_rows.make_printable(product))}/"},
        "invocations": [_invocation(result)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places, indices, seen) for finding in shown],
    }
    if result.bom_sha256:
        run["properties"] = {"bomSha256": result.bom_sha256}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _guides(result: Result) -> list[Guide]:
    """The rules that are known, and those that are only found."""
    known = {guide.name: guide for guide in result.guides}
    for finding in result.verdict.findings:
        known.setdefault(finding.rule, Guide(finding.rule, finding.severity, finding.rule, ""))
    return list(known.values())


def _rule(guide: Guide) -> dict[str, Any]:
    markdown = f"{guide.summary}\n\n{guide.documentation}".strip()
    return {
        "id": guide.name,
        "name": "".join(word.capitalize() for word in guide.name.split("-")),
        "shortDescription": {"text": guide.summary},
        "fullDescription": {"text": guide.summary},
        "help": {"text": markdown, "markdown": markdown},
        "defaultConfiguration": {"level": str(guide.severity)},
        "properties": {"tags": ["compliance", guide.name.partition("-")[0]][:_MOST_TAGS]},
    }


def _result(
    finding: Finding, places: FindingLocations, indices: dict[str, int], seen: Counter[str]
) -> dict[str, Any]:
    fingerprint = fingerprint_parts(finding)
    seen[fingerprint] += 1
    parts = list(islice(split_findings((finding,)), _MOST_LOCATIONS))
    related = [evidence for evidence in finding.evidence if evidence.quote][:_MOST_RELATED]
    table: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": str(finding.severity),
        "message": {"text": _LINK.sub(r"\\[", _message(finding))},
        "locations": [_location(part, places) for part in parts],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{fingerprint[:16]}:{seen[fingerprint]}",
            "lexbomFinding/v1": f"{fingerprint}:{seen[fingerprint]}",
        },
        "suppressions": _suppressions(finding),
        "properties": {
            "component": finding.component,
            "parts": [part.component for part in finding.parts],
            "quotes": [{"words": one.quote, "where": shared_rows.format_place(one)} for one in related],
        }
        | ({"territories": list(finding.territories)} if finding.territories else {}),
    }
    return table | ({"baselineState": finding.baseline} if finding.baseline else {})


def _location(part: Finding, places: FindingLocations) -> dict[str, Any]:
    """Where one part of a finding is, in the repository and in the BOM."""
    return {
        "physicalLocation": _physical(places.of(part)),
        "logicalLocations": [
            {
                "name": shared_rows.make_printable(part.component),
                "fullyQualifiedName": shared_rows.make_printable(part.ref),
                "kind": "module",
            }
        ],
    }


def _message(finding: Finding) -> str:
    """What is found, the words behind it, and what to do."""
    quoted = next((one for one in finding.evidence if one.quote), Evidence())
    words = [shared_rows.make_printable(finding.message)]
    if quoted.quote:
        words.append(
            f"“{shared_rows.make_printable(shared_rows.shorten_text(quoted.quote, 600))}” ({shared_rows.make_printable(shared_rows.format_place(quoted))})"
        )
    return "\n\n".join([*words, shared_rows.make_printable(finding.fix)])


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    if not finding.waived:
        return []
    return [{"kind": "external", "status": "accepted", "justification": finding.waived}]


def _physical(place: FindingLocation) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(place.path), "uriBaseId": _BASE},
        "region": {"startLine": place.line},
    }


def _invocation(result: Result) -> dict[str, Any]:
    left = len(result.verdict.findings) - _MOST_RESULTS
    notes = [shared_rows.make_printable(gap.words) for gap in result.inventory.gaps[:100]]
    if left > 0:
        notes.insert(
            0,
            plural(
                left,
                "more finding, the least severe one, is in the JSON report",
                "more findings, the least severe ones, are in the JSON report",
            ),
        )
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {"level": str(Severity.NOTE), "message": {"text": note}} for note in notes
        ],
    }


def _uri(path: str) -> str:
    """A relative reference (RFC 3986): whatever isn't allowed in it is percent-encoded."""
    return quote(path.encode("utf-8", "replace"), safe="/")
