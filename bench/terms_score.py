# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Scores findings on terms against labels: which deciding term was found, and which findings nothing in the repository supports."""

import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

NEAR = 3
"""Lines between a finding's evidence and the label that still count as the same place."""

REGIONS = frozenset({"region-excluded", "region-licensee", "region-service"})
COPYLEFT = frozenset({"license-copyleft", "license-incompatible"})

RULES = {
    "non-commercial": frozenset({"use-noncommercial"}),
    "research-only": frozenset({"use-noncommercial"}),
    "territory": REGIONS,
    "threshold": frozenset({"use-scale-limit"}),
    "behavioural": frozenset({"use-restricted"}),
    "no-redistribution": frozenset({"use-restricted"}),
    "copyleft": COPYLEFT,
    "network-copyleft": COPYLEFT,
    "share-alike": COPYLEFT | {"license-share-alike"},
    "no-derivatives": frozenset({"license-incompatible", "license-no-derivatives"}),
    "no-license": frozenset({"license-missing"}),
    "unknown-terms": frozenset({"license-unrecognised", "license-missing"}),
    "eula": frozenset({"license-unrecognised"}),
    "output-limit": frozenset({"output-restricted"}),
    "naming": frozenset({"notice-missing"}),
}
"""The rules that report a kind of term; a rule that doesn't exist yet may stand here."""

NOTES = frozenset({"notice-missing", "use-restricted"})
"""Rules that say by design in a note what binds the user alone."""

LIMITS = frozenset().union(*RULES.values()) - {"license-missing", "license-unrecognised", "notice-missing"}
"""Rules that claim a limit. What is absent or not understood can't be invented."""

PLACES = ("README", "LICENSE", "other licence file", "docs", "metadata", "code")


@dataclass(frozen=True)
class Label:
    """One line of `terms_labels.tsv`."""

    repository: str
    commit: str
    path: str
    line: int
    """0: anywhere in the file, or in the files of the pattern."""
    kind: str
    decisive: str
    """`yes`, `equal`, `no`, `place` or `none`, as the head of the table says."""
    licence: str = ""

    def covers(self, path: str) -> bool:
        """Whether a file is the labelled one; the path of a place may be a pattern."""
        return path == self.path or (self.decisive == "place" and fnmatch.fnmatchcase(path, self.path))

    def fits(self, rule: str) -> bool:
        """Whether a rule reports this kind of term."""
        return rule in RULES.get(self.kind, frozenset())


@dataclass(frozen=True)
class Reported:
    """A finding of lexbom: its rule, its words, and the files of the repository that it rests on."""

    rule: str
    severity: str
    component: str
    message: str
    places: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> bool:
        """Whether it is loud enough to have reported a term."""
        return self.severity in {"error", "warning"} or self.rule in NOTES


@dataclass
class Score:
    """What was reported of one repository, or of all of them."""

    exact: list[Label] = field(default_factory=list)
    in_file: list[Label] = field(default_factory=list)
    """Found, with evidence in the right file and at another line or none."""
    at_decisive: list[Label] = field(default_factory=list)
    """Found in the file of the deciding label itself, without those that decide as well."""
    missed: list[Label] = field(default_factory=list)
    in_bom: list[Label] = field(default_factory=list)
    """Missed, although a component of the report has the label's licence."""
    invented: list[tuple[str, Reported]] = field(default_factory=list)
    elsewhere: int = 0
    """Findings on limits that rest on no file here, but on what is known of a named model or service."""
    limits: int = 0
    """Errors and warnings of rules that claim a limit."""
    findings: int = 0
    """Errors and warnings of all rules."""
    seconds: float = 0

    @property
    def found(self) -> list[Label]:
        return self.exact + self.in_file

    def add(self, other: "Score") -> None:
        """Count the other's in."""
        self.exact += other.exact
        self.in_file += other.in_file
        self.at_decisive += other.at_decisive
        self.missed += other.missed
        self.in_bom += other.in_bom
        self.invented += other.invented
        self.elsewhere += other.elsewhere
        self.limits += other.limits
        self.findings += other.findings
        self.seconds += other.seconds


def read_findings(report: dict[str, Any]) -> list[Reported]:
    """The findings of a JSON report that no waiver covers."""
    findings = []
    for row in report["findings"]:
        if row["waived"]:
            continue
        places = tuple((one["path"], one["line"] or 0) for one in row["evidence"] if one["path"])
        findings.append(Reported(row["rule"], row["severity"], row["component"], row["message"], places))
    return findings


def read_licences(report: dict[str, Any]) -> frozenset[str]:
    """All licence ids that the components of a JSON report have, in lower case."""
    return frozenset(
        word.lower()
        for component in report["components"]
        for licence in component["licenses"]
        for word in re.findall(r"[\w.+-]+", licence["expression"])
    )


def score(labels: Sequence[Label], findings: Sequence[Reported], licences: Iterable[str] = ()) -> Score:
    """The findings on one repository against its labels."""
    loud = [one for one in findings if one.severity in {"error", "warning"}]
    limits = [one for one in loud if one.rule in LIMITS]
    result = Score(findings=len(loud), limits=len(limits))
    _grade_decisive(labels, findings, frozenset(licences), result)
    for finding in limits:
        if not finding.places:
            result.elsewhere += 1
        elif not is_supported(finding, labels):
            result.invented.append((labels[0].repository, finding))
    return result


def _grade_decisive(
    labels: Sequence[Label], findings: Sequence[Reported], licences: frozenset[str], result: Score
) -> None:
    """Put the deciding term where it belongs; a repository without one adds nothing."""
    deciding = [one for one in labels if one.decisive == "yes"]
    if not deciding:
        return
    (label,) = deciding
    same = [one for one in labels if one.decisive in {"yes", "equal"}]
    if any(_hit(finding, label) for finding in findings if finding.counts):
        result.at_decisive.append(label)
    hits = [_hit(finding, one) for finding in findings if finding.counts for one in same]
    if "exact" in hits:
        result.exact.append(label)
    elif "file" in hits:
        result.in_file.append(label)
    else:
        result.missed.append(label)
        if any(one.licence.lower() in licences for one in same if one.licence):
            result.in_bom.append(label)


def _hit(finding: Reported, label: Label) -> str:
    """How near a finding comes to a label: `exact`, `file`, or nothing."""
    if not label.fits(finding.rule):
        return ""
    if label.kind == "no-license":
        return "file"  # nothing can be evidence of what isn't there
    lines = [line for path, line in finding.places if label.covers(path)]
    if any(line and abs(line - label.line) <= NEAR for line in lines):
        return "exact"
    return "file" if lines else ""


def is_supported(finding: Reported, labels: Sequence[Label]) -> bool:
    """Whether a labelled place bears a finding out: its file for a kind that fits the rule, its very line for any kind."""
    for path, line in finding.places:
        for label in labels:
            if not label.covers(path):
                continue
            if label.fits(finding.rule) or (line and label.line and abs(line - label.line) <= NEAR):
                return True
    return False


def kind_of_place(path: str) -> str:
    """Where a term stands, one of `PLACES`, by the file's name alone."""
    folder, _, name = path.rpartition("/")
    stem = name.lower().partition(".")[0]
    if not folder and stem == "readme":
        return "README"
    if not folder and stem in {"license", "licence", "copying"} and name.lower().count(".") < 2:
        return "LICENSE"
    if re.search(r"licen[cs]e|notice|terms|policy|disclaimer|eula|copying", name, re.IGNORECASE):
        return "other licence file"
    ending = name.lower().rpartition(".")[2]
    if ending in {"md", "rst", "txt", "html", "ipynb"}:
        return "docs"
    if name == "setup.py" or ending in {"toml", "cfg", "cff", "json", "yaml", "yml"}:
        return "metadata"
    return "code"
