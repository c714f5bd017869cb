# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Findings of one rule with one cause, as one finding that names all of its parts; and taken apart again. Pure.

Rules, waivers and the baseline see one finding for each component; people want one for each cause.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.english import listing
from compliance.findings import COUNT, PARTS, Finding

_NAMED = 8
"""Names that a message lists; the rest stand in the finding's parts."""
_MOST_EVIDENCE = 40


def join_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order; those of one pattern, severity, remedy, waiver and state stand as one in the place of the first."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        alone = () if finding.pattern else (number,)
        key = (
            finding.rule,
            finding.severity,
            finding.pattern,
            finding.fix,
            finding.waived,
            finding.baseline,
            finding.territories,
            *alone,
        )
        alike.setdefault(key, []).append(finding)
    return [_join(same) for same in alike.values()]


def split_findings(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each part of each: what `join_findings` was given, except that each has the joined message."""
    for finding in findings:
        for part in finding.parts:
            yield replace(
                finding,
                component=part.component,
                ref=part.ref,
                fingerprint=part.fingerprint,
                evidence=part.evidence,
                joined=(),
            )


def fingerprint_parts(finding: Finding) -> str:
    """The fingerprint of a finding with all of its parts, in any order: with a new part it is another one."""
    if not finding.joined:
        return finding.fingerprint
    words = "\\n".join(sorted(part.fingerprint for part in finding.parts))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _join(same: list[Finding]) -> Finding:
    first = same[0]
    if len(same) == 1:
        return first
    names = listing((finding.component for finding in same), _NAMED)
    evidence = dict.fromkeys(evidence for finding in same for evidence in finding.evidence)
    return replace(
        first,
        message=first.pattern.replace(COUNT, str(len(same))).replace(PARTS, names),
        evidence=tuple(evidence)[:_MOST_EVIDENCE],
        joined=tuple(part for finding in same for part in finding.parts),
    )
