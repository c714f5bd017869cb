# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Findings, the owner's severities and waivers, a baseline, and a threshold: the verdict. Pure."""

from collections import Counter, defaultdict
from dataclasses import replace

from compliance.findings import Finding, Verdict
from compliance.join_findings import join_findings, split_findings
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
    gone, known = Counter[str](), list[Finding]()
    if baseline is not None:
        off = {rule for rule, severity in settings.rules.items() if severity == "off"} | _EVENTS
        known = [finding for finding in baseline if finding.rule not in off]
        weighed, gone = _compared(weighed, list(split_findings(known)))
    weighed.sort(
        key=lambda finding: (
            bool(finding.waived),
            finding.severity.rank,
            finding.rule,
            finding.ref,
            finding.message,
        )
    )
    joined = join_findings(weighed)
    open_ = [finding for finding in joined if not finding.waived]
    counts = {str(severity): sum(finding.severity is severity for finding in open_) for severity in Severity}
    counts["waived"] = len(joined) - len(open_)
    compared = {} if baseline is None else _count_states(open_, known, gone)
    return Verdict(_outcome(open_, settings), tuple(joined), counts, compared)


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


def _compared(findings: list[Finding], baseline: list[Finding]) -> tuple[list[Finding], Counter[str]]:
    """Each finding uses up one of the baseline with its fingerprint, if that was no less severe and not only waived.

    Beside the marked findings: which fingerprints of the baseline are gone, and how often.
    """
    left: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(baseline, key=lambda finding: (bool(finding.waived), -finding.severity.rank)):
        left[finding.fingerprint].append(finding)
    marked = [_marked(finding, left[finding.fingerprint]) for finding in findings]
    again = Counter(finding.fingerprint for finding in marked if finding.baseline == "new")
    gone = Counter(finding.fingerprint for same in left.values() for finding in same if not finding.waived)
    return marked, gone - again


def _count_states(open_: list[Finding], baseline: list[Finding], gone: Counter[str]) -> dict[str, int]:
    """How many findings are new and unchanged, and how many of the baseline are fixed: those of which no part is left."""
    states = Counter(finding.baseline for finding in open_)
    fixed = 0
    for finding in baseline:
        parts = Counter(part.fingerprint for part in finding.parts)
        if not finding.waived and parts <= gone:
            gone = gone - parts
            fixed += 1
    return {"new": states["new"], "unchanged": states["unchanged"], "fixed": fixed}


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
