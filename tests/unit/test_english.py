# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from compliance.english import listing, plural


def test_a_noun_follows_its_number() -> None:
    """One part is a part; none and two are parts."""
    assert [plural(count, "part") for count in (0, 1, 2)] == ["0 parts", "1 part", "2 parts"]
    assert plural(2, "library", "libraries") == "2 libraries"


def test_a_long_list_says_how_many_more_there_are() -> None:
    """As many names as are asked for, and the number of the others."""
    assert listing(["a", "b"], 2) == "a, b"
    assert listing(["a", "b", "c", "d"], 2) == "a, b and 2 more"
