# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report for GitLab's merge requests: Code Quality JSON (gitlab-org/gitlab, doc/ci/testing/code_quality.md)."""

import hashlib
import json
from collections import Counter

from compliance.findings import Finding
from compliance.join_findings import fingerprint_parts
from compliance.model import Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_locations import FindingLocations
from compliance.report._support.finding_parts import list_parts
from compliance.result import Result

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(result: Result) -> str:
    """A JSON list of what isn't waived. GitLab itself compares it with the target branch's, by fingerprints, which are unique."""
    seen = Counter[str]()
    places = FindingLocations(result)
    entries = []
    for finding in result.verdict.findings:
        if not finding.waived:
            place = places.of(finding)
            entries.append(
                {
                    "description": shared_rows.make_printable(
                        f"{finding.message}. {finding.fix}{_all(finding)}"
                    ),
                    "check_name": finding.rule,
                    "fingerprint": _unique(finding, seen),
                    "severity": _SEVERITIES[finding.severity],
                    "location": {"path": place.path, "lines": {"begin": place.line}},
                    "bom_sha256": result.bom_sha256,  # the format has no place for the whole; GitLab skips the key
                }
            )
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _all(finding: Finding) -> str:
    parts = list_parts(finding)
    return f". All: {parts}" if parts else ""


def _unique(finding: Finding, seen: Counter[str]) -> str:
    """The fingerprint; for the same finding once more, one made from it and its number."""
    fingerprint = fingerprint_parts(finding)
    number = seen[fingerprint]
    seen[fingerprint] += 1
    if not number:
        return fingerprint
    return hashlib.sha256(f"{fingerprint}:{number}".encode()).hexdigest()[:32]
