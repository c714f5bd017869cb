# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a part's copyleft means, as a table: the product's own terms, how it reaches people, and the part's licence.

Letters: `e` error, `w` warning, `n` note, `.` nothing; the columns are `OWN`.
"""

import pytest

from compliance.licensing.terms import binding
from compliance.licensing.terms.compatibility import Standing
from compliance.licensing.terms.product_terms import OwnTerms, read_own_terms
from compliance.model import Component, Kind
from compliance.settings import Product, Settings

OWN = (
    "Proprietary",
    "LicenseRef-Acme-EULA",
    "",
    "MIT",
    "Apache-2.0",
    "LGPL-3.0-only",
    "MPL-2.0",
    "EPL-2.0",
    "EUPL-1.2",
    "GPL-2.0-only",
    "GPL-3.0-only",
    "AGPL-3.0-only",
    "SSPL-1.0",
)
"""In the order of the columns; the third product states nothing."""

TABLE = """
part                                       copies         hosted         internal       source of what isn't obvious
MIT                                        .............  .............  .............
Apache-2.0                                 .............  .............  .............
MIT OR GPL-3.0-only                        .............  .............  .............  a choice without copyleft
LicenseRef-RSALv2 OR SSPL-1.0              .............  .............  .............  the same; RSALv2 limits use, which other rules report
GPL-2.0-only WITH Classpath-exception-2.0  .............  .............  .............  "permission to link this library with independent modules"
GPL-3.0-or-later WITH GCC-exception-3.1    .............  .............  .............  section 1, "permission to propagate a work of Target Code"
LGPL-2.1-only                              nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 6, "terms of your choice, provided that"
LGPL-3.0-or-later                          nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 4
MPL-2.0                                    nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 3.3, "a Larger Work under terms of Your choice"
MPL-2.0-no-copyleft-exception              nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  with GNU licences: license-incompatible
EPL-2.0                                    nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 3.1(b)
CDDL-1.0                                   nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 3.6
CECILL-C                                   nnnnnnnnnnnnn  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 5.3.3
CPAL-1.0                                   nnnnnnnnnnnnn  wwnnnnnnnnnnw  nnnnnnnnnnnnn  section 15 counts users over a network; only the covered files
GPL-2.0-only                               eewwwewewneee  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 2(b); LGPL-3.0, EPL-2.0: FSF list; 3 and AGPL: 2(b) against 5(c)
GPL-2.0-or-later                           eewwwwwewnnne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  version 3 is a choice
GPL-3.0-only                               eewwwwwewenne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 5(c); AGPL: section 13 of both; hosted: section 2, "convey"
GPL-2.0-only OR GPL-3.0-only               eewwwwwewnnne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  the milder branch
MIT AND GPL-3.0-only                       eewwwwwewenne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  both apply
AGPL-3.0-only                              eewwwwwewenne  wwwwwwwwwwnnw  nnnnnnnnnnnnn  section 13 is about modified versions: unsettled for a library
SSPL-1.0                                   eewwwwwweeeen  eewwwwwweeeen  nnnnnnnnnnnnn  section 13, "the Program or a modified version"; internal: 2, as GPL-3.0
EUPL-1.2                                   wwwwwnnwnnnnw  wwwwwnnwnnnnw  nnnnnnnnnnnnn  article 1: derivative works are left to the law; article 5 and appendix
OSL-3.0                                    wwwwwwwwwwwww  wwwwwwwwwwwww  nnnnnnnnnnnnn  1(c) and 5: derivative works
RPL-1.5                                    wwwwwwwwwwwww  wwwwwwwwwwwww  wwwwwwwwwwwww  1.2: "any and all internal use" but research and personal use
CECILL-2.1                                 eewwwwwwnnnne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  article 1: modules in its address space; 5.3.4: GNU GPL, AGPL, EUPL
Sleepycat                                  eewnnnnnnnnne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  "freely redistributable under reasonable conditions"
QPL-1.0                                    eewnnnnnnnnne  nnnnnnnnnnnnn  nnnnnnnnnnnnn  section 6
"""
_WAYS = ("copies", "hosted", "internal")
_LETTERS = {"error": "e", "warning": "w", "note": "n"}


def _rows() -> list[tuple[str, str, str]]:
    """Part, way and expected letters."""
    head, *lines = TABLE.strip().splitlines()
    starts = [head.index(way) for way in _WAYS]
    return [
        (line[: starts[0]].strip(), way, line[start : start + len(OWN)])
        for line in lines
        for way, start in zip(_WAYS, starts, strict=True)
    ]


def _own(words: str) -> OwnTerms:
    settings = Settings(product=Product(license=words, licensed_in="lexbom.toml"), source="lexbom.toml")
    return read_own_terms(Component("product", Kind.PRODUCT, "shop"), settings)


def _letter(part: str, own: OwnTerms, way: str) -> str:
    bound = binding.bind(part, own, (way,))
    worst = min((one.severity for one in bound), key=lambda severity: severity.rank, default=None)
    return _LETTERS[worst] if worst else "."


@pytest.mark.parametrize(("part", "way", "expected"), _rows())
def test_the_table(part: str, way: str, expected: str) -> None:
    """Each cell is what the part asks of a product with these terms that reaches people in this way."""
    assert "".join(_letter(part, _own(words), way) for words in OWN) == expected


def test_the_table_is_complete() -> None:
    """It has at least twelve kinds of own terms, three ways and 25 licences."""
    assert len(OWN) >= 12
    assert len({part for part, _, _ in _rows()}) >= 25
    assert {way for _, way, _ in _rows()} == set(_WAYS)


def test_several_ways_are_as_strict_as_the_strictest() -> None:
    """What is hosted and passed on owes what either asks."""
    closed = _own("Proprietary")

    (both,) = binding.bind("AGPL-3.0-only", closed, ("copies", "hosted"))

    assert both.severity == "error"
    assert both.standing is Standing.TEXT
    assert both.network


def test_an_owner_s_choice_needs_each_of_its_branches() -> None:
    """Who offers AGPL or a commercial licence can use only parts that allow both."""
    (alone,) = binding.bind("GPL-3.0-only", _own("AGPL-3.0-only"), ("copies",))
    (choice,) = binding.bind("GPL-3.0-only", _own("AGPL-3.0-only OR LicenseRef-Acme"), ("copies",))

    assert (alone.severity, choice.severity) == ("note", "error")


def test_a_licence_that_only_a_list_knows_is_to_be_read() -> None:
    """Strong copyleft by ScanCode's category is a warning without a section, weak copyleft a note."""
    closed = _own("Proprietary")

    (strong,) = binding.bind("Parity-7.0.0", closed, ("copies",))
    (weak,) = binding.bind("NPL-1.1", closed, ("copies",))

    assert (strong.severity, strong.copyleft.section, strong.standing) == ("warning", "", Standing.UNSETTLED)
    assert weak.severity == "note"
