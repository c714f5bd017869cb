# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The words of a licence policy."""

import pytest

from compliance import own_schemas
from compliance.licensing.terms import policy_words
from compliance.licensing.terms.policy_match import PolicyMatch
from compliance.model import Clause, ClauseKind, Component, Evidence, Kind, LicenseClaim, SaidBy, Subject


def test_the_categories_are_those_of_the_knowledge_base() -> None:
    """A new category of the schema is a word of the policy."""
    assert set(policy_words.CATEGORIES) == set(
        own_schemas.load_schema("license")["properties"]["category"]["enum"]
    )


@pytest.mark.parametrize(
    "word",
    [
        "MIT",
        "gpl-3.0",
        "GPL-*",
        "MIT OR Apache-2.0",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "LicenseRef-Acme",
        "LicenseRef-Acme-*",
        "llama3.1",
        "network-copyleft",
        "weights:non-commercial",
        "service:hosted-terms",
        "territory",
        "territory:EU",
        "weights:territory:de",
        "threshold",
        "unknown",
        "unlicensed",
        "Proprietary",
    ],
)
def test_known_words(word: str) -> None:
    """Ids, patterns, expressions, names, categories, clauses, each also for one kind of part."""
    assert policy_words.is_known_word(word)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("GPL-3", "did you mean 'GPL-3.0-only' or 'GPL-3.0-or-later'?"),
        ("GPLL-3.0-only", "'GPL-3.0-only'"),
        ("code:AGPLv3", "'code:AGPL-3.0-only'"),
        ("GPLX-*", "'GPL-*'"),
        ("non-comercial", "'non-commercial'"),
        ("territory:UK", "did you mean 'GB'?"),
        ("territory:Germany", "did you mean 'DE'?"),
        ("modelweights:MIT", "it would match nothing"),
        ("qqqqqq", "see `lexbom explain license-denied`"),
    ],
)
def test_a_word_that_can_match_nothing(word: str, hint: str) -> None:
    """It is a problem that names its key, with what was probably meant."""
    (problem,) = policy_words.find_word_problems((("licenses.deny", word),))

    assert problem.startswith("licenses.deny: ")
    assert hint in problem


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("MIT OR Apache-2.0", ""),
        ("LicenseRef-Acme", ""),
        ("Proprietary", ""),
        ("commercial", ""),
        ("UNLICENSED", ""),
        ("", ""),
        ("Propietary", "did you mean 'Proprietary'?"),
        ("GPLv9", "'GPL-3.0-only'"),
        ("our terms", "none of Proprietary, Commercial, UNLICENSED"),
    ],
)
def test_what_the_product_s_licence_may_say(words: str, problem: str) -> None:
    """An expression, a LicenseRef, or one of the words for closed terms."""
    assert problem in "".join(policy_words.find_product_problems(words))
    assert bool(problem) == bool(list(policy_words.find_product_problems(words)))


def _matches(word: str, claim: LicenseClaim, kind: Kind = Kind.LIBRARY) -> bool:
    component = Component("x", kind, "x", licenses=(claim,))
    return PolicyMatch(component, claim).may_be(claim.expression or claim.stated, (word,))


def test_a_territory_is_matched_by_its_members() -> None:
    """A clause that shuts out the EU shuts out Germany, and not Japan."""
    clause = Clause(
        ClauseKind.TERRITORY, Evidence(quote="not in the EU"), effect="exclude", territories=("EU",)
    )
    claim = LicenseClaim("LicenseRef-Acme", SaidBy.TEXT, clauses=(clause,))

    assert _matches("territory:DE", claim)
    assert _matches("territory", claim)
    assert not _matches("territory:JP", claim)


def test_a_word_for_one_kind_of_part_spares_the_others() -> None:
    """A model's weights are no code, and what it carries as code is."""
    weights = LicenseClaim("CC-BY-NC-4.0", SaidBy.CARD, subject=Subject.WEIGHTS)
    code = LicenseClaim("CC-BY-NC-4.0", SaidBy.METADATA)

    assert _matches("weights:non-commercial", weights, Kind.MODEL)
    assert not _matches("data:non-commercial", weights, Kind.MODEL)
    assert not _matches("weights:non-commercial", code)
    assert _matches("code:non-commercial", code)
