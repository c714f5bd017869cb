# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from terms_score import Label, Reported, Score, kind_of_place, read_findings, read_licences, score
from terms_tables import figures, with_today


def make_label(
    path: str, line: int, kind: str = "non-commercial", decisive: str = "yes", licence: str = ""
) -> Label:
    return Label("someone/thing", "0" * 40, path, line, kind, decisive, licence)


def make_finding(
    rule: str, *places: tuple[str, int], severity: str = "error", component: str = "thing"
) -> Reported:
    return Reported(rule, severity, component, "message", places)


@pytest.mark.parametrize(
    ("finding", "exact", "in_file", "missed"),
    [
        (make_finding("use-noncommercial", ("README.md", 12)), 1, 0, 0),
        (make_finding("use-noncommercial", ("README.md", 40)), 0, 1, 0),
        (make_finding("use-noncommercial", ("README.md", 0)), 0, 1, 0),
        (make_finding("use-noncommercial", ("DATA_LICENSE", 0)), 0, 1, 0),
        (make_finding("use-noncommercial", ("docs/other.md", 12)), 0, 0, 1),
        (make_finding("use-noncommercial", ("README.md", 12), severity="note"), 0, 0, 1),
        (make_finding("use-restricted", ("README.md", 12)), 0, 0, 1),
        (make_finding("use-noncommercial"), 0, 0, 1),
    ],
)
def test_found_by_rule_and_place(finding: Reported, exact: int, in_file: int, missed: int) -> None:
    """The deciding term is found by a loud finding of a fitting rule, at its line, in its file, or in an equal's."""
    labels = [make_label("README.md", 10), make_label("DATA_LICENSE", 152, decisive="equal")]
    result = score(labels, [finding])
    assert (exact, in_file, missed) == (len(result.exact), len(result.in_file), len(result.missed))


def test_equal_is_told_from_decisive() -> None:
    """A term found only at an equal place is found, but not in the deciding file itself."""
    labels = [make_label("README.md", 10), make_label("DATA_LICENSE", 152, decisive="equal")]
    assert score(labels, [make_finding("use-noncommercial", ("README.md", 10))]).at_decisive == labels[:1]
    assert not score(labels, [make_finding("use-noncommercial", ("DATA_LICENSE", 152))]).at_decisive


def test_note_counts_where_the_rule_is_one() -> None:
    """A naming duty is reported in a note by design, and is found."""
    labels = [make_label("README.md", 10, "naming")]
    assert score(labels, [make_finding("notice-missing", ("README.md", 10), severity="note")]).exact == labels


def test_no_licence_needs_no_evidence() -> None:
    """That there is no licence is found wherever the finding points."""
    labels = [make_label("README.md", 1, "no-license")]
    assert score(labels, [make_finding("license-missing", severity="warning")]).in_file == labels


@pytest.mark.parametrize(
    ("finding", "invented"),
    [
        (make_finding("use-noncommercial", ("src/other.py", 3)), True),
        (make_finding("region-excluded", ("README.md", 40)), True),
        (make_finding("region-excluded", ("README.md", 11)), False),
        (make_finding("use-noncommercial", ("README.md", 40)), False),
        (make_finding("use-noncommercial", ("tools/deep/file.py", 1)), False),
        (make_finding("use-noncommercial", ("src/other.py", 3), severity="note"), False),
        (make_finding("license-missing", ("requirements.txt", 3), severity="warning"), False),
        (make_finding("use-noncommercial"), False),
    ],
)
def test_invented(finding: Reported, *, invented: bool) -> None:
    """Invented is a loud claim of a limit at a place that nobody labelled; places may be patterns."""
    labels = [make_label("README.md", 10), make_label("tools/*", 0, decisive="place")]
    assert bool(score(labels, [finding]).invented) is invented


def test_known_from_elsewhere_is_counted_apart() -> None:
    """What rests on no file of the repository is neither supported nor invented."""
    result = score([make_label("README.md", 10)], [make_finding("use-restricted", severity="warning")])
    assert (1, 1, []) == (result.elsewhere, result.limits, result.invented)


def test_repository_without_a_term() -> None:
    """Where nothing limits the use, nothing can be missed, and any claim of a limit is invented."""
    labels = [make_label("", 0, "none", "none")]
    result = score(labels, [make_finding("use-noncommercial", ("README.md", 5))])
    assert ([], 1) == (result.found + result.missed, len(result.invented))


def test_missed_with_its_licence_in_the_bom() -> None:
    """A missed term whose licence some component has is told apart."""
    labels = [make_label("LICENSE", 222, "copyleft", licence="GPL-3.0-only")]
    assert score(labels, [], {"gpl-3.0-only"}).in_bom == labels
    assert not score(labels, [], {"mit"}).in_bom


def test_report_is_read() -> None:
    """Waived findings and evidence without a file are left out of a report."""
    row = {"rule": "use-noncommercial", "severity": "error", "component": "m", "message": "words"}
    evidence = [{"path": "README.md", "line": None}, {"path": "", "line": None}]
    report = {
        "findings": [
            {**row, "waived": None, "evidence": evidence},
            {**row, "waived": {"reason": "ours"}, "evidence": []},
        ],
        "components": [{"licenses": [{"expression": "MIT OR GPL-3.0-only"}]}],
    }
    assert read_findings(report) == [
        Reported("use-noncommercial", "error", "m", "words", (("README.md", 0),))
    ]
    assert read_licences(report) == {"mit", "or", "gpl-3.0-only"}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("README.md", "README"),
        ("README_EN.md", "docs"),
        ("LICENSE.txt", "LICENSE"),
        ("LICENSE-MODEL", "other licence file"),
        ("LICENSE.models.md", "other licence file"),
        ("models/x/LICENSE", "other licence file"),
        ("models/x/USE_POLICY.md", "other licence file"),
        ("data/README.md", "docs"),
        ("setup.py", "metadata"),
        ("package/.models.json", "metadata"),
        ("package/recogniser.py", "code"),
    ],
)
def test_kind_of_place(path: str, place: str) -> None:
    """A file's name says what kind of place a term stands at."""
    assert kind_of_place(path) == place


def test_today_is_filled_in() -> None:
    """The last cell of each known row is replaced, and nothing else; first figures stay."""
    total = Score(exact=[make_label("README.md", 1)], missed=[make_label("LICENSE", 1)], findings=4, limits=2)
    text = "| | terms | first run | today |\n|---|---|---|---|\n| all | 2 | 0 | |\n| README | 1 | 0 | 9 |\n| other row | 1 | 0 | 3 |\nall\n"
    assert with_today(text, figures(total)) == (
        "| | terms | first run | today |\n|---|---|---|---|\n| all | 2 | 0 | 1 |\n| README | 1 | 0 | 1 |\n| other row | 1 | 0 | 3 |\nall\n"
    )
