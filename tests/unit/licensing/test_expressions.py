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
    assert expression == expressions.resolve_expression(stated)


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
    assert expressions.resolve_expression(stated) == ""


@pytest.mark.parametrize(
    ("url", "expression"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/igo/", "CC-BY-NC-SA-3.0-IGO"),
        ("https://creativecommons.org/licenses/by/2.0/deed.en", "CC-BY-2.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/legalcode.txt", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://choosealicense.com/licenses/apache-2.0/", "Apache-2.0"),
        ("https://choosealicense.com/licenses/odc-by/", "ODC-By-1.0"),
        ("https://choosealicense.com/licenses/undefined/", ""),
        ("https://opensource.org/license/bsd-3-clause", "BSD-3-Clause"),
        ("https://opensource.org/license/apache-2-0", "Apache-2.0"),
        ("https://opensource.org/licenses/mit-license.php", "MIT"),
        ("https://spdx.org/licenses/CC-BY-4.0.html", "CC-BY-4.0"),
        ("https://www.gnu.org/licenses/old-licenses/gpl-2.0.en.html", "GPL-2.0-only"),
        ("http://www.gnu.org/licenses/fdl-1.3.html", "GFDL-1.3-only"),
        ("https://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
        ("https://opendatacommons.org/licenses/odbl/", "ODbL-1.0"),
        ("https://opendatacommons.org/licenses/by/1-0/index.html", "ODC-By-1.0"),
        ("https://cdla.dev/permissive-2-0/", "CDLA-Permissive-2.0"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("https://creativecommons.org/licenses/by/", ""),
        ("https://example.com/creativecommons.org/licenses/by/4.0/", ""),
        ("https://github.com/some/repository/blob/main/LICENSE", ""),
        ("creativecommons", ""),
    ],
)
def test_an_address_names_the_licence_that_stands_there(url: str, expression: str) -> None:
    """Stewards' pages and the usual lists are known; an address without a version, or of anybody else, is not guessed."""
    assert expression == expressions.expression_of_url(url)
    assert expression == expressions.resolve_expression(url)


@pytest.mark.parametrize(
    ("stated", "expression"),
    [
        ("CC0: Public Domain", "CC0-1.0"),
        ("Attribution 4.0 International (CC BY 4.0)", "CC-BY-4.0"),
        ("Community Data License Agreement - Sharing - Version 1.0", "CDLA-Sharing-1.0"),
        ("ODC Attribution License (ODC-By)", "ODC-By-1.0"),
        ("ODC-PDDL-1.0", "PDDL-1.0"),
        ("FDL-1.3", "GFDL-1.3-only"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
    ],
)
def test_names_that_data_catalogues_use(stated: str, expression: str) -> None:
    """Kaggle's and the Open Definition's spellings."""
    assert expression == expressions.resolve_expression(stated)


def test_the_boost_licence_is_not_the_business_source_licence() -> None:
    """The hub's bsl-1.0 is Boost."""
    assert (
        "BSL-1.0" == expressions.resolve_expression("bsl-1.0") != expressions.resolve_expression("BUSL-1.1")
    )


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
    assert expression == expressions.expression_of_classifier(classifier)[0]


def test_ids_keep_exceptions_with_their_licence() -> None:
    """The ids of an expression are its operands of AND and OR."""
    assert {"GPL-2.0-only WITH Classpath-exception-2.0", "MIT", "ISC"} == expressions.license_ids_in(
        "GPL-2.0-only WITH Classpath-exception-2.0 AND (MIT OR ISC)"
    )


@given(st.text(max_size=80))
def test_resolving_twice_changes_nothing(text: str) -> None:
    """Any text resolves without an error, and a resolved expression resolves to itself."""
    found = expressions.resolve_expression(text)

    assert found == (expressions.resolve_expression(found) if found else "")
