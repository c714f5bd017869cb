# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

import pytest

from compliance.findings import Finding
from compliance.join_findings import fingerprint_parts, join_findings, split_findings
from compliance.model import Evidence, Severity
from compliance.policy import weigh_findings
from compliance.settings import Settings
from tests.results import finding


def limited(number: int, **changes: object) -> Finding:
    """A finding on one part; those of other parts under the same licence have the same pattern."""
    given: dict[str, object] = {
        "pattern": "{parts}: NC ({count})",
        "message": f"part {number}: NC",
        "evidence": (Evidence(f"{number}/LICENSE", 1, "for research only"),),
    }
    return finding(number, **{**given, **changes})


class TestJoinFindings:
    def test_one_cause_is_one_finding_with_its_parts(self) -> None:
        """Five checkpoints under one contract: one finding in the place of the first, with five names."""
        other = finding(9, rule="license-missing")
        one, last = join_findings([limited(1), other, *map(limited, range(2, 6))])

        assert last == other
        assert one.message == "part 1, part 2, part 3, part 4 and part 5: NC (5)"
        assert [part.component for part in one.parts] == [f"part {number}" for number in range(1, 6)]
        assert [evidence.path for evidence in one.evidence] == [f"{number}/LICENSE" for number in range(1, 6)]

    @pytest.mark.parametrize(
        "changes",
        [
            {"severity": Severity.NOTE},
            {"pattern": "{parts}: another licence"},
            {"fix": "Another remedy"},
            {"waived": "bought"},
            {"baseline": "new"},
            {"territories": ("EU",)},
            {"rule": "use-restricted"},
        ],
    )
    def test_another_cause_state_or_remedy_stays_apart(self, changes: dict[str, object]) -> None:
        """What is waived, new or to be fixed in another way is not hidden among the rest."""
        assert len(join_findings([limited(1), limited(2, **changes)])) == 2

    def test_findings_without_a_pattern_stay_alone(self) -> None:
        """Only rules that say what their findings share have them joined."""
        assert join_findings([finding(1), finding(1)]) == [finding(1), finding(1)]

    def test_what_is_joined_can_be_taken_apart(self) -> None:
        """Each part keeps its ref, fingerprint and evidence."""
        apart = list(split_findings(join_findings([limited(1), limited(2)])))

        assert [replace(one, message="") for one in apart] == [
            replace(limited(number), message="") for number in (1, 2)
        ]


class TestFingerprintParts:
    def test_a_new_part_makes_another_finding_and_the_order_does_not(self) -> None:
        """Services that compare fingerprints see a part that was added."""
        both, turned = join_findings([limited(1), limited(2)])[0], join_findings([limited(2), limited(1)])[0]

        assert fingerprint_parts(both) == fingerprint_parts(turned)
        assert fingerprint_parts(both) not in {limited(1).fingerprint, limited(2).fingerprint}
        assert fingerprint_parts(limited(1)) == limited(1).fingerprint


class TestBaseline:
    def test_a_new_part_under_a_known_licence_is_new(self) -> None:
        """The parts that the baseline has stay unchanged, and the new one is a finding of its own."""
        before = weigh_findings((limited(1), limited(2)), Settings()).findings
        verdict = weigh_findings(tuple(map(limited, (1, 2, 3))), Settings(), before)

        assert verdict.baseline == {"new": 1, "unchanged": 1, "fixed": 0}
        assert [(one.baseline, len(one.parts)) for one in verdict.findings] == [("unchanged", 2), ("new", 1)]

    def test_a_finding_is_fixed_when_no_part_is_left(self) -> None:
        """One of two parts gone leaves the finding; both gone fix it."""
        before = weigh_findings((limited(1), limited(2)), Settings()).findings

        assert weigh_findings((limited(1),), Settings(), before).baseline["fixed"] == 0
        assert weigh_findings((), Settings(), before).baseline["fixed"] == 1
