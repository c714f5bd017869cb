# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The one place that looks into parsed documents."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import untyped

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_may_be_asked_for_anything(value: Any) -> None:
    """Each look gives its own type, whatever it is given."""
    assert isinstance(untyped.as_table(value), dict)
    assert isinstance(untyped.as_list(value), list)
    assert isinstance(untyped.as_text(value), str)
    assert all(isinstance(one, dict) for one in untyped.as_tables(value))
    assert all(isinstance(one, str) for one in untyped.as_texts(value))
    assert len(untyped.as_name(value)) <= untyped.LONGEST_NAME
    untyped.dig(value, "a", "b")


def test_digging_goes_through_tables_alone() -> None:
    """What is no table has nothing inside."""
    assert untyped.dig({"a": {"b": 1}}, "a", "b") == 1
    assert untyped.dig({"a": [1]}, "a", "b") is None


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (r'"a\ud800b"', "a\ufffdb"),
        (r'"a\ud83d\ude00b"', "a\U0001f600b"),
        (r'{"\udfff": "\u001b[31m"}', {"\ufffd": "\ufffd[31m"}),
        (r'"line\nbreak\ttab"', "line\nbreak\ttab"),
        ('"\x7f"', "\ufffd"),
        ('"\x85 é"', "\ufffd é"),
        ("9" * 5000, "9" * 5000),
        ("\ufeff1", 1),
    ],
)
def test_json_is_clean(document: str, value: Any) -> None:
    """Half a surrogate pair and control characters are replaced; an integer that Python can't read is the text of its digits."""
    assert untyped.parse_json(document) == value
    assert untyped.parse_json(document.encode()) == value


@given(VALUES)
def test_sound_json_is_as_it_was(value: Any) -> None:
    """What nothing is wrong with is not changed, and what is parsed can always be written."""
    parsed = untyped.parse_json(json.dumps(value))

    json.dumps(parsed, ensure_ascii=False).encode()
    if untyped.cleaned(value) == value:
        assert parsed == value


@pytest.mark.parametrize(
    ("parse", "document", "line"),
    [
        (untyped.parse_json, b'{"a":\n', 2),
        (untyped.parse_json, b'"\xff"', 0),
        (untyped.parse_json, b"[" * 100_000, 0),
        (untyped.parse_toml, b"a = 1\nb = \n", 2),
        (untyped.parse_toml, b"a = " + b"9" * 5000, 0),
        (untyped.parse_toml, b"a = '\xff'", 0),
        (untyped.parse_toml, b"a = " + b"[" * 100_000, 0),
    ],
)
def test_what_does_not_parse_says_where(parse: Any, document: bytes, line: int) -> None:
    """One kind of error for all that can be wrong, with the line where the parser knows it."""
    with pytest.raises(untyped.MalformedError) as raised:
        parse(document)

    assert raised.value.line == line
    assert str(raised.value)


def test_a_number_that_can_not_be_printed_is_none() -> None:
    """TOML's integers on base 16 are read at any length, and none of them would survive a message."""
    assert untyped.parse_toml(f"a = 0x{'f' * 5000}") == {"a": None}
