# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from looking import look, of, said

CARD = """---
license: other
license_name: birds-terms
license_link: https://creativecommons.org/licenses/by-nc/4.0/
source_datasets: [original]
dataset_info:
  features:
  - name: wing
    dtype: float32
  - name: label
    dtype: int64
  splits:
  - name: train
    num_examples: 80
  - name: test
    num_examples: 20
---
# Birds
#### Personal and Sensitive Information

{personal}

### Next
Other words.
"""


@pytest.mark.parametrize(
    ("personal", "expected"),
    [
        ("Names of ringers\nare in it.", ("Names of ringers are in it.",)),
        ("[More Information Needed]", ()),
        ("<!-- State whether the dataset contains data that might be considered personal -->\n[N/A]", ()),
    ],
)
def test_a_card_states_rows_features_and_personal_data(
    tmp_path: Path, personal: str, expected: tuple[str, ...]
) -> None:
    """dataset_info and the template's section on personal data reach the data, placeholders don't."""
    card = CARD.replace("{personal}", personal)

    (found,) = of(look(tmp_path, {"b/README.md": card, "b/data.arrow": b"ARROW1\0\0"}))

    assert found.dataset
    assert (100, ("wing", "label"), "original", expected) == (
        found.dataset.rows,
        found.dataset.columns,
        found.dataset.provenance,
        found.dataset.sensitive,
    )


def test_a_link_names_the_licence_that_the_name_does_not(tmp_path: Path) -> None:
    """license_link is looked up where license is `other` and license_name is nobody's."""
    card = CARD.replace("{personal}", "")

    (found,) = of(look(tmp_path, {"b/README.md": card, "b/data.arrow": b"ARROW1\0\0"}))

    assert said(found) == [("CC-BY-NC-4.0", "card")]
