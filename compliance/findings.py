# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is said of an inventory: findings, the verdict over them, and differences between two states."""

from dataclasses import dataclass, field

from compliance.model import Evidence, Severity

PARTS = "{parts}"
"""In a finding's pattern: where the names of its parts stand."""
COUNT = "{count}"
"""In a finding's pattern: where the number of its parts stands."""


@dataclass(frozen=True, slots=True, order=True)
class FindingPart:
    """One component that a finding is about."""

    component: str
    ref: str
    fingerprint: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say about one component, or about the product."""

    rule: str
    severity: Severity
    component: str
    """The component's name, for people."""
    ref: str
    """Its bom-ref, for programs."""
    message: str
    fix: str
    evidence: tuple[Evidence, ...] = ()
    territories: tuple[str, ...] = ()
    """For region rules: ISO 3166-1 alpha-2 codes, and the group EU."""
    waived: str = ""
    """The waiver's reason, if one applies."""
    about: str = ""
    """What tells it from other findings of its rule on the component, where the message holds more than that."""
    fingerprint: str = ""
    """The same for the same fact in another state of the product; see `identity`."""
    baseline: str = ""
    """new or unchanged against the baseline; empty without one."""
    pattern: str = ""
    """The message with `{parts}` for the component's name: findings of one pattern have one cause. Empty: the finding stands alone."""
    joined: tuple[FindingPart, ...] = ()
    """All components with the same cause, once findings are joined; empty where there is one."""

    @property
    def parts(self) -> tuple[FindingPart, ...]:
        """All components that it is about; the first one is its `component`."""
        return self.joined or (FindingPart(self.component, self.ref, self.fingerprint, self.evidence),)


@dataclass(frozen=True, slots=True)
class Guide:
    """What is written about a rule."""

    name: str
    severity: Severity
    summary: str
    documentation: str
    """Markdown."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference between two states of a product."""

    topic: str
    """parts, licences, weights, data, territories or lineage."""
    what: str
    """added, removed, updated, relicensed, replaced..."""
    component: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings weighed by the owner's policy."""

    outcome: str
    """pass, warn or fail."""
    findings: tuple[Finding, ...] = ()
    """Most severe first; waived ones last."""
    counts: dict[str, int] = field(default_factory=dict)
    """error, warning, note and waived."""
    baseline: dict[str, int] = field(default_factory=dict)
    """new, unchanged and fixed; empty without a baseline."""
