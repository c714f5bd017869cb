# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What licence texts claim."""

from compliance.discover.licences._support.text_claims import claims_in
from compliance.model import ClauseKind

NOTICE = 'Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with it.\n\n'
LIMIT = "You may use the Work for non-commercial purposes only.\n"


def test_a_short_notice_names_its_licence() -> None:
    """The words that refer to a licence are enough where nothing else is stated."""
    (claim,) = claims_in("Copyright 2026 Some People\n\n" + NOTICE, "LICENSE")

    assert (claim.expression, claim.part) == ("Apache-2.0", "")


def test_terms_of_a_part_are_no_terms_of_the_whole() -> None:
    """The own licence is one claim, the part's limit another, with the line where it stands."""
    own, part = claims_in(f"{NOTICE}----\n\nThis software contains parts of Paintbox.\n\n{LIMIT}", "LICENSE")

    assert (own.expression, own.part, own.clauses) == ("Apache-2.0", "", ())
    assert (part.expression, part.part) == ("", "Paintbox")
    assert [(clause.kind, clause.evidence.line) for clause in part.clauses] == [
        (ClauseKind.NON_COMMERCIAL, 7)
    ]


def test_a_limit_beside_a_known_text_counts() -> None:
    """What a file adds to a licence that it names is a claim of its own."""
    claims = tuple(claims_in(f"{NOTICE}Further conditions of the authors\n\n{LIMIT}", "LICENSE"))

    assert [claim.expression for claim in claims] == ["Apache-2.0", ""]
    assert [clause.kind for clause in claims[1].clauses] == [ClauseKind.NON_COMMERCIAL]


def test_a_section_that_nothing_identifies_stays() -> None:
    """A part whose terms can't be told is named with the words that name it."""
    text = f"{NOTICE}----\n\nPaintbox\n\nCopyright 2020 Some People. Do as you like.\n"
    _, part = claims_in(text, "LICENSE")

    assert (part.expression, part.stated, part.part) == ("", "Paintbox", "Paintbox")
