# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.bom.document import dump_indented, dump_json

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)
WITHOUT_FLOATS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(WITHOUT_FLOATS)
def test_documents_are_written_as_the_standard_library_does(value: Any) -> None:
    """The same characters; floats are as exact, but some are spelled otherwise."""
    assert json.dumps(value, indent=2, ensure_ascii=False).encode() == dump_indented(value)
    assert json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")) == dump_json(value)


@given(VALUES)
def test_what_is_written_reads_back(value: Any) -> None:
    assert json.loads(dump_indented(value)) == value == json.loads(dump_json(value))


@pytest.mark.parametrize("value", [{"a": "\ud800"}, [1 << 70], [-(1 << 64)]])
def test_what_one_encoder_refuses_the_other_writes(value: Any) -> None:
    assert json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "replace") == dump_indented(value)


def test_a_value_may_be_nested_deeper_than_the_quick_encoder_follows() -> None:
    value: list[Any] = []
    for _ in range(300):
        value = [value]

    assert json.loads(dump_indented(value)) == value == json.loads(dump_json(value))
