# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import datetime
from dataclasses import replace

import pytest

from compliance import policy, rules
from compliance.findings import Finding
from compliance.model import Component, Inventory, Kind, Severity
from compliance.settings import Settings, Waiver

TODAY = datetime.date(2026, 11, 20)
ERROR = Finding(
    "use-noncommercial", Severity.ERROR, "vad", "pkg:pypi/vad@1.0#vad/model.onnx", "NC", "replace it"
)
NOTE = Finding("warranty-disclaimed", Severity.NOTE, "app", "product", "absolute", "nothing")


def settings(**changes: object) -> Settings:
    return replace(Settings(today=TODAY), **changes)  # type: ignore[arg-type]


def waiver(component: str, expires: datetime.date = TODAY) -> Waiver:
    return Waiver("use-noncommercial", component, "Commercial licence bought", expires)


class TestWeigh:
    @pytest.mark.parametrize(
        ("findings", "fail_on", "outcome"),
        [
            ((), Severity.ERROR, "pass"),
            ((NOTE,), Severity.ERROR, "pass"),
            ((NOTE,), Severity.NOTE, "fail"),
            ((ERROR,), Severity.ERROR, "fail"),
            ((replace(ERROR, severity=Severity.WARNING),), Severity.ERROR, "warn"),
            ((replace(ERROR, severity=Severity.WARNING),), Severity.WARNING, "fail"),
            ((ERROR,), None, "warn"),
        ],
    )
    def test_the_outcome_follows_the_threshold(
        self, findings: tuple[Finding, ...], fail_on: Severity | None, outcome: str
    ) -> None:
        """fail at or above the threshold; else warn for errors and warnings; else pass."""
        assert outcome == policy.weigh_findings(findings, settings(fail_on=fail_on)).outcome

    @pytest.mark.parametrize("component", ["vad", "pkg:pypi/vad", "pkg:pypi/vad@1.0#vad/model.onnx"])
    def test_a_waiver_takes_a_name_a_purl_or_a_ref(self, component: str) -> None:
        """A waived finding counts as waived, keeps the reason and no longer fails the run."""
        verdict = policy.weigh_findings((ERROR,), settings(waivers=(waiver(component),)))

        assert (verdict.outcome, verdict.counts["waived"], verdict.counts["error"]) == ("pass", 1, 0)
        assert verdict.findings[0].waived == "Commercial licence bought (until 2026-11-20)"

    def test_an_expired_waiver_waives_nothing(self) -> None:
        """From the day after its date the finding is back."""
        yesterday = TODAY - datetime.timedelta(days=1)

        assert (
            policy.weigh_findings((ERROR,), settings(waivers=(waiver("vad", yesterday),))).outcome == "fail"
        )

    def test_severities_can_be_set(self) -> None:
        """The configuration overrides what a rule says, and off removes its findings."""
        assert (
            Severity.NOTE
            is policy.weigh_findings((ERROR,), settings(rules={"use-noncommercial": "note"}))
            .findings[0]
            .severity
        )
        assert policy.weigh_findings((ERROR,), settings(rules={"use-noncommercial": "off"})).findings == ()

    def test_the_most_severe_comes_first(self) -> None:
        """Findings are sorted by severity, whatever order the rules ran in."""
        assert policy.weigh_findings((NOTE, ERROR), settings()).findings == (ERROR, NOTE)


class TestWaiverRules:
    def test_an_expired_waiver_is_reported(self) -> None:
        """Who relies on it learns since when it no longer holds."""
        gone = waiver("vad", datetime.date(2026, 1, 1))
        empty = Inventory(Component("product", Kind.PRODUCT, "app"))

        found = [
            one for one in rules.check(empty, settings(waivers=(gone,))) if one.rule.startswith("waiver")
        ]

        assert [(one.rule, one.message) for one in found] == [
            ("waiver-expired", "The waiver for use-noncommercial on vad expired on 2026-01-01")
        ]

    def test_a_waiver_without_a_finding_is_reported(self) -> None:
        """A misspelt waiver doesn't look as if it worked."""
        empty = Inventory(Component("product", Kind.PRODUCT, "app"))

        assert [
            one.rule
            for one in rules.check(empty, settings(waivers=(waiver("vad"),)))
            if one.rule.startswith("waiver")
        ] == ["waiver-unmatched"]


def told(finding: Finding, fingerprint: str = "f") -> Finding:
    return replace(finding, fingerprint=fingerprint)


class TestBaseline:
    def test_only_what_is_new_counts_for_the_threshold(self) -> None:
        """A known error warns, a new one fails, and both are counted."""
        known = policy.weigh_findings((told(ERROR),), settings(), (told(ERROR),))
        new = policy.weigh_findings((told(ERROR), told(ERROR, "g")), settings(), (told(ERROR),))

        assert ("warn", {"new": 0, "unchanged": 1, "fixed": 0}) == (known.outcome, known.baseline)
        assert ("fail", {"new": 1, "unchanged": 1, "fixed": 0}) == (new.outcome, new.baseline)
        assert 2 == new.counts["error"]

    def test_without_a_baseline_nothing_is_compared(self) -> None:
        """An empty baseline is something else than none."""
        assert {} == policy.weigh_findings((told(ERROR),), settings()).baseline
        assert {"new": 1, "unchanged": 0, "fixed": 0} == policy.weigh_findings(
            (told(ERROR),), settings(), ()
        ).baseline

    def test_the_same_finding_once_more_is_new(self) -> None:
        """Each finding of the baseline answers for one of now."""
        verdict = policy.weigh_findings((told(ERROR), told(ERROR)), settings(), (told(ERROR),))

        assert ["new", "unchanged"] == sorted(finding.baseline for finding in verdict.findings)

    def test_what_is_gone_is_fixed(self) -> None:
        """It is counted; what was only waived is not, nor what is switched off, nor what told of a change."""
        gone = (told(ERROR), replace(told(ERROR, "g"), waived="Bought"), told(NOTE, "h"))
        event = replace(told(ERROR, "i"), rule="license-changed")

        verdict = policy.weigh_findings((), settings(rules={"warranty-disclaimed": "off"}), (*gone, event))

        assert {"new": 0, "unchanged": 0, "fixed": 1} == verdict.baseline

    def test_what_became_more_severe_is_new(self) -> None:
        """A warning that is an error today fails the run; the other way round it is known."""
        warning = told(replace(ERROR, severity=Severity.WARNING))

        verdict = policy.weigh_findings((told(ERROR),), settings(), (warning,))

        assert ("fail", {"new": 1, "unchanged": 0, "fixed": 0}) == (verdict.outcome, verdict.baseline)
        assert (
            "unchanged" == policy.weigh_findings((warning,), settings(), (told(ERROR),)).findings[0].baseline
        )

    def test_a_waiver_that_ended_is_not_covered_by_the_baseline(self) -> None:
        """What was waived then and isn't now is new; what is waived now and wasn't then isn't fixed."""
        waived = replace(told(ERROR), waived="Bought")

        assert "fail" == policy.weigh_findings((told(ERROR),), settings(), (waived,)).outcome
        later = policy.weigh_findings((told(ERROR),), settings(waivers=(waiver("vad"),)), (told(ERROR),))
        assert {"new": 0, "unchanged": 0, "fixed": 0} == later.baseline
