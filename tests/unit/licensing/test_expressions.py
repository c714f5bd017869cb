# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.licensing import expressions


@pytest.mark.parametrize(
    ("stated", "expression"),
    [
        ("MIT", "MIT"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("gpl-3.0", "GPL-3.0-only"),
        ("GPL-2.0-or-later WITH classpath-exception-2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0"),
        ("BSD-3-Clause AND (MIT OR 0BSD)", "BSD-3-Clause AND (MIT OR 0BSD)"),
        ("OpenMDW-1.0", "OpenMDW-1.0"),
        ("LicenseRef-our-terms AND MIT", "LicenseRef-our-terms AND MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("MIT License (see LICENSE)", "MIT"),
        ("GNU General Public License v3 (GPLv3)", "GPL-3.0-only"),
        ("cc-by-nc-4.0", "CC-BY-NC-4.0"),
        ("bsl-1.0", "BSL-1.0"),
        ("odc-by", "ODC-By-1.0"),
        ("pddl", "PDDL-1.0"),
        ("llama3.2", "LicenseRef-scancode-llama-3.2-license-2024"),
        ("Llama 4", "LicenseRef-scancode-llama-4-cla-2025"),
    ],
)
def test_what_people_write_is_resolved(stated: str, expression: str) -> None:
    """SPDX in any case, hub ids, names of AI licences and the usual free text have one expression."""
    assert expression == expressions.resolve(stated)


@pytest.mark.parametrize(
    "stated",
    [
        "BSD",
        "GPL",
        "cc",
        "lgpl",
        "other",
        "unknown",
        "",
        "SEE LICENSE IN foo.txt",
        "MIT AND Nonsense-9.9",
        "proprietary",
        "(MIT AND",
        "tencent-hunyuan-community",
    ],
)
def test_a_family_or_a_riddle_has_no_expression(stated: str) -> None:
    """What may mean several licences, or none, is never guessed."""
    assert expressions.resolve(stated) == ""


def test_the_boost_licence_is_not_the_business_source_licence() -> None:
    """The hub's bsl-1.0 is Boost."""
    assert "BSL-1.0" == expressions.resolve("bsl-1.0") != expressions.resolve("BUSL-1.1")


@pytest.mark.parametrize(
    ("classifier", "expression"),
    [
        ("License :: OSI Approved :: MIT License", "MIT"),
        ("License :: OSI Approved :: BSD License", ""),
        ("License :: OSI Approved :: Apache Software License", ""),
        ("License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)", "GPL-2.0-or-later"),
    ],
)
def test_half_of_the_classifiers_name_only_a_family(classifier: str, expression: str) -> None:
    """A classifier has an expression only if it can mean one licence."""
    assert expression == expressions.from_classifier(classifier)[0]


def test_ids_keep_exceptions_with_their_licence() -> None:
    """The ids of an expression are its operands of AND and OR."""
    assert {"GPL-2.0-only WITH Classpath-exception-2.0", "MIT", "ISC"} == expressions.ids(
        "GPL-2.0-only WITH Classpath-exception-2.0 AND (MIT OR ISC)"
    )


@given(st.text(max_size=80))
def test_resolving_twice_changes_nothing(text: str) -> None:
    """Any text resolves without an error, and a resolved expression resolves to itself."""
    found = expressions.resolve(text)

    assert found == (expressions.resolve(found) if found else "")
