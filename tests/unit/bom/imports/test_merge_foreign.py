# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from hypothesis import given
from hypothesis import strategies as st

from compliance.bom.imports import merge_foreign

values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("ab/~", max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)
entries = st.dictionaries(st.text("ab/~", max_size=2), values, max_size=4)


@given(entries, entries, entries)
def test_what_is_added_can_be_taken_off_again(original: dict, own: dict, known: dict) -> None:  # type: ignore[type-arg]
    """The pointers lead to all that was added and to nothing else."""
    grafted, added, _ = merge_foreign.merge_into_foreign(original, own, known)

    assert original == merge_foreign.prune_additions(grafted, added)


@given(entries, entries)
def test_what_is_known_already_is_not_added(original: dict, own: dict) -> None:  # type: ignore[type-arg]
    """If we say nothing beyond what the original alone tells us, it stays as it is."""
    assert (original, [], []) == merge_foreign.merge_into_foreign(original, own, own)


def test_a_contradiction_is_told_and_not_written() -> None:
    """A field that says otherwise stays; the other value is given back with its place."""
    grafted, added, differing = merge_foreign.merge_into_foreign({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}, {})

    assert {"a": {"b": 1, "c": 3}} == grafted
    assert ["/a/c"] == added
    assert [("/a/b", 2)] == differing


@given(values, st.lists(st.text("/ab019~", max_size=5).map(lambda text: f"/{text}"), max_size=3))
def test_pointers_that_lead_nowhere_say_nothing(value: object, pointers: list[str]) -> None:
    """A foreign document may claim any additions; nothing raises."""
    assert (
        "entry" in merge_foreign.prune_additions({"entry": value, "b": 1}, pointers) or "/entry" in pointers
    )
