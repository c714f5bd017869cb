# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.licensing import regions
from compliance.licensing.region_codes import known_code, unknown_code


@pytest.mark.parametrize(("word", "code"), [("DE", "DE"), ("gb", "GB"), (" eu ", "EU"), ("efta", "EFTA")])
def test_codes_are_known_in_any_case(word: str, code: str) -> None:
    """A code of ISO 3166-1 or of a group, in upper or lower case."""
    assert known_code(word) == code


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("UK", "GB"),
        ("EL", "GR"),
        ("USA", "US"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("Germny", "DE"),
        ("Deutschland", "DE"),
        ("South Korea", "KR"),
        ("Europe", "EU"),
        ("European Union", "EU"),
    ],
)
def test_a_word_that_is_no_code_suggests_one(word: str, meant: str) -> None:
    """Names, misspelt names, three-letter codes and codes of other lists lead to the one that is meant."""
    assert known_code(word) == ""
    assert unknown_code(word).endswith(f"did you mean '{meant}'?")


@pytest.mark.parametrize("word", ["XX", "worldwide", "DE,FR", "ZZ"])
def test_nothing_is_suggested_for_a_word_that_means_nothing(word: str) -> None:
    """A wrong suggestion would be worse than none."""
    assert known_code(word) == ""
    assert "did you mean" not in unknown_code(word)


def test_each_country_is_known_by_its_name() -> None:
    """The table of names leads to every code."""
    for code, name in regions.NAMES.items():
        assert f"'{code}'" in unknown_code(name)
