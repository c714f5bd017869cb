# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence expressions as choices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.licensing.terms.choices import expression_holds


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("GPL-2.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("GPL-2.0-only AND MIT", False),
        ("GPL-2.0-only OR GPL-3.0-only AND MIT", False),
        ("MIT OR GPL-3.0-only AND GPL-2.0-only", True),
        ("(GPL-2.0-only OR MIT) AND (MIT OR GPL-3.0-only)", True),
        ("(GPL-2.0-only OR MIT) AND GPL-3.0-only", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0 or MIT", True),
        ("MIT WITH Some-exception", False),
        ("", False),
        ("OR", False),
        ("GPL-2.0-only OR", False),
        ("((GPL-2.0-only", False),
        ("((MIT", True),
        ("MIT)", True),
    ],
)
def test_or_needs_one_and_and_needs_all(*, expression: str, expected: bool) -> None:
    """AND binds tighter than OR, parentheses bind tightest, and an empty branch never holds."""
    assert expected == expression_holds(expression, lambda part: part == "MIT")


@given(st.text(alphabet="AB() ORND", max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    """Whatever is written, nothing is raised, and what no licence meets never holds."""
    assert not expression_holds(text, lambda _: False)


def test_depth_is_no_danger() -> None:
    """Ten thousand parentheses are read without recursion."""
    assert expression_holds("(" * 10_000 + "MIT" + ")" * 10_000, lambda part: part == "MIT")
