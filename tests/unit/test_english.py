# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.english import listing, plural


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_a_list_names_the_first_ones_and_counts_the_rest(names: list[str], words: str) -> None:
    """Each name once; beyond the limit only how many are left."""
    assert listing(names, 3) == words


def test_a_noun_follows_its_number() -> None:
    """One part is a part; none and two are parts."""
    assert [plural(count, "part") for count in (0, 1, 2)] == ["0 parts", "1 part", "2 parts"]
    assert plural(2, "library", "libraries") == "2 libraries"
