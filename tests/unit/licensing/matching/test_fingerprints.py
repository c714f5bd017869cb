# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import re

from compliance.licensing import knowledge_base
from compliance.licensing.expressions import canonical_expression
from compliance.licensing.matching import fingerprints
from compliance.licensing.matching.identify import identify_license

KNOWN = fingerprints.load_fingerprints()
TEMPLATES = KNOWN.header["templates"]


def test_the_file_says_where_it_comes_from() -> None:
    """The sources are named with their commits, and when they were read."""
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", KNOWN.header["read"])
    assert any(source.startswith("spdx/license-list-XML@") for source in KNOWN.header["sources"])


def test_the_file_is_small() -> None:
    """Less than a megabyte and a half, as it goes into each installation."""
    assert fingerprints.FILE.stat().st_size < 1_500_000


def test_all_names_are_known() -> None:
    """Each name is an SPDX id or exception, or an expression of the knowledge files."""
    names = {name for name, kind, *_ in TEMPLATES if kind != "exception"}
    assert [] == [
        name
        for name in sorted(names)
        if not (knowledge_base.find_license(name) or canonical_expression(name) == name)
    ]


def test_words_are_kept_of_public_texts_only() -> None:
    """Vendors' texts stand as hashes; the texts of the SPDX list, which anyone may copy, as words."""
    shipped = {
        name
        for number, (name, *_) in enumerate(TEMPLATES)
        if name.startswith("LicenseRef-") and KNOWN.template(number).words
    }
    assert set() == shipped


def test_the_texts_of_the_list_are_found() -> None:
    """A text put together from the words of an SPDX licence without gaps is that licence, or one with the same words."""
    wrong = []
    for number, (name, kind, *_) in enumerate(TEMPLATES):
        template = KNOWN.template(number)
        if kind == "text" and template.words and 0 not in template.sizes and template.required > 40:
            found = identify_license(" ".join(template.words))
            wrong += [(name, found)] if found not in {(), (name,)} else []
    assert [] == wrong
