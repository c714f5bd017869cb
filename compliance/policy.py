# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Findings, the owner's severities and waivers, a baseline, and a threshold: the verdict. Pure."""

from collections import Counter, defaultdict
from dataclasses import replace

from compliance.findings import Finding, Verdict
from compliance.model import Severity
from compliance.settings import Settings

_UNWAIVABLE = frozenset({"waiver-expired", "waiver-unmatched"})
_EVENTS = frozenset({"license-changed", "hash-mismatch"})
"""Tell of a change since a baseline; one that an earlier run told of is neither known now nor fixed."""


def weigh_findings(
    findings: tuple[Finding, ...], settings: Settings, baseline: tuple[Finding, ...] | None = None
) -> Verdict:
    """The verdict: waivers applied, severities as configured, most severe first, waived ones last.

    With the findings of a baseline, only those that it hasn't count for the threshold.
    """
    weighed = [_waived(finding, settings) for found in findings if (finding := _ruled(found, settings))]
    compared: dict[str, int] = {}
    if baseline is not None:
        off = {rule for rule, severity in settings.rules.items() if severity == "off"} | _EVENTS
        known = [finding for finding in baseline if finding.rule not in off]
        weighed, compared = _compared(weighed, known)
    weighed.sort(
        key=lambda finding: (
            bool(finding.waived),
            finding.severity.rank,
            finding.rule,
            finding.ref,
            finding.message,
        )
    )
    open_ = [finding for finding in weighed if not finding.waived]
    counts = {str(severity): sum(finding.severity is severity for finding in open_) for severity in Severity}
    counts["waived"] = len(weighed) - len(open_)
    return Verdict(_outcome(open_, settings), tuple(weighed), counts, compared)


def exceeds_threshold(verdict: Verdict) -> bool:
    """Whether the run has to fail."""
    return verdict.outcome == "fail"


def _ruled(finding: Finding, settings: Settings) -> Finding | None:
    severity = settings.rules.get(finding.rule)
    if severity == "off":
        return None
    return replace(finding, severity=Severity(severity)) if severity else finding


def _waived(finding: Finding, settings: Settings) -> Finding:
    if finding.rule in _UNWAIVABLE:
        return finding
    valid = (
        waiver
        for waiver in settings.waivers
        if waiver.expires >= settings.today and waiver.applies_to(finding)
    )
    waiver = next(valid, None)
    return replace(finding, waived=f"{waiver.reason} (until {waiver.expires})") if waiver else finding


def _compared(findings: list[Finding], baseline: list[Finding]) -> tuple[list[Finding], dict[str, int]]:
    """Each finding uses up one of the baseline with its fingerprint, if that was no less severe and not only waived."""
    left: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(baseline, key=lambda finding: (bool(finding.waived), -finding.severity.rank)):
        left[finding.fingerprint].append(finding)
    marked = [_marked(finding, left[finding.fingerprint]) for finding in findings]
    open_ = [finding.baseline for finding in marked if not finding.waived]
    again = Counter(finding.fingerprint for finding in marked if finding.baseline == "new")
    gone = Counter(finding.fingerprint for same in left.values() for finding in same if not finding.waived)
    fixed = (gone - again).total()
    return marked, {"new": open_.count("new"), "unchanged": open_.count("unchanged"), "fixed": fixed}


def _marked(finding: Finding, left: list[Finding]) -> Finding:
    fits = (
        other
        for other in left
        if finding.waived or (not other.waived and other.severity.rank <= finding.severity.rank)
    )
    if (other := next(fits, None)) is None:
        return replace(finding, baseline="new")
    left.remove(other)
    return replace(finding, baseline="unchanged")


def _outcome(findings: list[Finding], settings: Settings) -> str:
    worst = min((finding.severity.rank for finding in findings), default=len(Severity))
    counting = min(
        (finding.severity.rank for finding in findings if finding.baseline != "unchanged"),
        default=len(Severity),
    )
    if settings.fail_on is not None and counting <= settings.fail_on.rank:
        return "fail"
    return "warn" if worst <= Severity.WARNING.rank else "pass"
