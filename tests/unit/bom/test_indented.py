# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compliance.bom.document import indented

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_documents_are_written_as_the_standard_library_does(value: Any) -> None:
    """The same characters, whatever the value is."""
    assert json.dumps(value, indent=2, ensure_ascii=False) == indented(value)
