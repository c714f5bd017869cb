# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Findings, the owner's severities and waivers, and a threshold: the verdict. Pure."""

from dataclasses import replace

from compliance.model import Finding, Severity, Verdict
from compliance.settings import Settings

_UNWAIVABLE = frozenset({"waiver-expired", "waiver-unmatched"})


def weigh(findings: tuple[Finding, ...], settings: Settings) -> Verdict:
    """The verdict: waivers applied, severities as configured, most severe first, waived ones last."""
    weighed = [_waived(finding, settings) for found in findings if (finding := _ruled(found, settings))]
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
    return Verdict(_outcome(open_, settings), tuple(weighed), counts | {"waived": len(weighed) - len(open_)})


def exceeds(verdict: Verdict) -> bool:
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


def _outcome(findings: list[Finding], settings: Settings) -> str:
    worst = min((finding.severity.rank for finding in findings), default=len(Severity))
    if settings.fail_on is not None and worst <= settings.fail_on.rank:
        return "fail"
    return "warn" if worst <= Severity.WARNING.rank else "pass"
