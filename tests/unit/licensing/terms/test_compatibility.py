# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The GNU licences with others in one program."""

import pytest

from compliance.licensing.terms import compatibility
from compliance.licensing.terms.compatibility import Standing, in_one_program, is_gnu, is_restricted


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Apache-2.0", "GPL-2.0-only", Standing.CONSENSUS),
        ("Apache-2.0", "GPL-2.0-or-later", None),
        ("Apache-2.0", "GPL-3.0-only", None),
        ("MIT", "GPL-2.0-only", None),
        ("GPL-2.0-only", "GPL-3.0-or-later", Standing.TEXT),
        ("GPL-2.0-or-later", "GPL-3.0-only", None),
        ("GPL-3.0-only", "AGPL-3.0-only", None),
        ("GPL-2.0-only", "AGPL-3.0-only", Standing.TEXT),
        ("LGPL-2.1-only", "GPL-2.0-only", None),
        ("LGPL-3.0-only", "GPL-2.0-only", Standing.CONSENSUS),
        ("EPL-2.0", "GPL-3.0-only", Standing.CONSENSUS),
        ("CC-BY-NC-4.0", "GPL-3.0-only", Standing.TEXT),
        ("LicenseRef-Proprietary", "AGPL-3.0-or-later", Standing.TEXT),
        ("LicenseRef-Proprietary", "LGPL-3.0-only", None),
        ("LicenseRef-House-Terms", "GPL-3.0-only", None),
        ("Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", None),
        ("Apache-2.0", "GPL-2.0-only OR MIT", None),
        ("Apache-2.0 AND MIT", "GPL-2.0-only", Standing.CONSENSUS),
        ("Apache-2.0 OR MIT", "GPL-2.0-only", None),
        ("", "GPL-2.0-only", None),
    ],
)
def test_pairs(*, one: str, other: str, expected: Standing | None) -> None:
    """Each pair has the standing of what excludes it, whichever of the two comes first."""
    for reason in (in_one_program(one, other), in_one_program(other, one)):
        assert expected == (reason.standing if reason else None)


def test_what_binds() -> None:
    """A choice with another licence is not bound to the GPL, and one with free terms is not restricted."""
    assert is_gnu("GPL-3.0-only")
    assert not is_gnu("GPL-3.0-only OR MIT")
    assert not is_gnu("")
    assert is_restricted("CC-BY-NC-4.0")
    assert not is_restricted("CC-BY-NC-4.0 OR MIT")
    assert not is_restricted("")


def test_a_second_opinion_is_osadl_s() -> None:
    """Its matrix for copied code is quoted, and has nothing to say of what it doesn't know."""
    assert compatibility.second_opinion("GPL-2.0-only", "Apache-2.0") == "No"
    assert compatibility.second_opinion("Apache-2.0", "MIT") == "Yes"
    assert compatibility.second_opinion("MIT", "CC-BY-4.0") == ""
