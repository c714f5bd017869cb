# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from compliance.discover.resolve.lineage import find_loose_ends
from compliance.model import Relation, RelationKind


def made_from(source: str, target: str) -> Relation:
    return Relation(source, RelationKind.FINE_TUNED_FROM, target)


def test_a_circle_is_a_gap_for_each_of_its_models() -> None:
    """Two models that are made from one another are both named; what only leads there isn't."""
    found = find_loose_ends([made_from("a", "b"), made_from("b", "a"), made_from("c", "a")], ["a", "b", "c"])

    assert [gap.path for gap in found] == ["a", "b"]


def test_a_dead_end_is_a_gap() -> None:
    """An edge to something that nothing describes is not lost."""
    (gap,) = find_loose_ends([made_from("a", "gone")], ["a"])

    assert "gone, which is nowhere described" in gap.reason


def test_a_plain_line_has_none() -> None:
    """A grandchild is no circle."""
    assert list(find_loose_ends([made_from("a", "b"), made_from("b", "c")], ["a", "b", "c"])) == []
