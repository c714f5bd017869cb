# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report for GitLab's merge requests: Code Quality JSON (gitlab-org/gitlab, doc/ci/testing/code_quality.md)."""

import hashlib
import json
from collections import Counter

from compliance.findings import Finding
from compliance.model import Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_locations import FindingLocations
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
                    "description": shared_rows.make_printable(f"{finding.message}. {finding.fix}"),
                    "check_name": finding.rule,
                    "fingerprint": _unique(finding, seen),
                    "severity": _SEVERITIES[finding.severity],
                    "location": {"path": place.path, "lines": {"begin": place.line}},
                    "bom_sha256": result.bom_sha256,  # the format has no place for the whole; GitLab skips the key
                }
            )
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _unique(finding: Finding, seen: Counter[str]) -> str:
    """The fingerprint; for the same finding once more, one made from it and its number."""
    number = seen[finding.fingerprint]
    seen[finding.fingerprint] += 1
    if not number:
        return finding.fingerprint
    return hashlib.sha256(f"{finding.fingerprint}:{number}".encode()).hexdigest()[:32]
