# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences in free words."""

import pytest

from compliance.licensing.terms import families
from compliance.licensing.terms.families import expression_of_words
from compliance.model import LicenseClaim, SaidBy


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("GPL", "GPL-3.0-only"),
        ("GNU GPL", "GPL-3.0-only"),
        ("AGPL", "AGPL-3.0-only"),
        ("GNU Lesser General Public License", "LGPL-3.0-only"),
        ("GNU LGPL v2", "LGPL-2.0-only"),
        ("GPL v2 or later", "GPL-2.0-or-later"),
        ("GPL (>= 2)", "GPL-2.0-or-later"),
        ("GPL-2 | GPL-3", "GPL-2.0-only OR GPL-3.0-only"),
        ("MIT or GPL", "MIT OR GPL-3.0-only"),
        ("GPLv3 or commercial", "GPL-3.0-only"),
        ("Dual licensed: GNU AFFERO GPL 3.0 or Artifex commercial", "AGPL-3.0-only"),
        ("RSALv2 or SSPLv1", "LicenseRef-scancode-rsalv2 OR SSPL-1.0"),
        ("LicenseRef-RSALv2 OR SSPL-1.0", "LicenseRef-RSALv2 OR SSPL-1.0"),
        ("MIT License", "MIT"),
        ("GPL-compatible", ""),
        ("GNU Free Documentation License", ""),
        ("Proprietary", ""),
        ("GPL " * 100, ""),
        ("", ""),
    ],
)
def test_words(words: str, expected: str) -> None:
    """A family stands for its strictest version; a branch that names no licence is left out of a choice."""
    assert expression_of_words(words) == expected


def test_a_family_without_version_may_be_any_of_its_versions() -> None:
    """What stands for it is told from an id that was stated."""
    family = LicenseClaim("", SaidBy.METADATA, stated="LGPL")
    stated = LicenseClaim("", SaidBy.METADATA, stated="GNU LGPL 2.1")

    assert not families.is_version_stated(family)
    assert families.is_version_stated(stated)
    assert set(families.versions_of("LGPL-3.0-only")) >= {"LGPL-2.1-only", "LGPL-2.0-or-later"}
    assert families.versions_of("MIT") == ("MIT",)
