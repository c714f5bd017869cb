# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.redaction import own


@pytest.mark.parametrize(
    "pattern",
    [r"ACME-[0-9]{6}", r"corp_\w+", r"(?i)internal-[a-z]+-\d+", r"X(?:AB|CD)\d{2,8}", r"(?:[A-Z]{4}-){2}\d+"],
)
def test_usual_patterns_are_taken(pattern: str) -> None:
    """Patterns with few repetitions are fast on any text."""
    assert own.compiled(pattern).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "no regular expression"),
        ("a{99999999999999999999}", "no regular expression"),
        ("x*", "empty"),
        ("(a+)+$", "very long"),
        ("(a|a)*b", "very long"),
        ("(?:a|aa)+$", "very long"),
        (".*.*.*=", "very long"),
        (r"(\w+)\1", "very long"),
        ("(?=(a+)+$)a", "very long"),
    ],
)
def test_a_bad_pattern_is_refused(pattern: str, why: str) -> None:
    """What is no pattern, matches nothing, or may backtrack without an end is told apart before it is used."""
    with pytest.raises(ValueError, match=why):
        own.compiled(pattern)


def test_long_texts_are_looked_at_in_windows() -> None:
    """A secret is found wherever it stands in a long text, in a place where two windows meet too."""
    pattern = own.compiled("ACME-[0-9]{6}")
    for before in range(0, 600, 7):
        text = "x" * before + " ACME-123456 " + "y" * 600

        assert own.mask(text, [pattern]) == "x" * before + " REDACTED " + "y" * 600
