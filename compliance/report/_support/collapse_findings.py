# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Findings as people read them: packages that lack a licence for the same reason are one line with a count. JSON and SARIF keep each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from compliance.english import listing
from compliance.findings import Finding
from compliance.model import Inventory

_SENTENCES = {"license-missing": "No licence is stated for {} components: {}"}
_FEW = 3
"""Up to this many stay findings of their own."""
_NAMED = 12


def collapse_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order; many of one rule with one remedy stand in the place of the first."""
    alike: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        alone = () if finding.rule in _SENTENCES else (finding,)
        alike[finding.rule, finding.severity, finding.fix, finding.waived, finding.baseline, *alone].append(
            finding
        )
    return [one for same in alike.values() for one in ([_one(same)] if len(same) > _FEW else same)]


def name_finding(finding: Finding, inventory: Inventory) -> str:
    """The name of the component that a finding is about; of the product itself rather the file's."""
    of_product = finding.ref == inventory.product.ref and finding.evidence
    return finding.evidence[0].path if of_product else finding.component


def _one(same: list[Finding]) -> Finding:
    names = list(dict.fromkeys(finding.component for finding in same))
    words = _SENTENCES[same[0].rule].format(len(same), listing(names, _NAMED))
    return replace(same[0], message=words, ref="")
