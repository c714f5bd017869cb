# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The product's own terms."""

import pytest

from compliance.licensing.terms.product_terms import OwnKind, read_own_terms
from compliance.model import Component, Evidence, Kind, LicenseClaim, SaidBy
from compliance.settings import Product, Settings


def _product(*claims: LicenseClaim) -> Component:
    return Component("product", Kind.PRODUCT, "shop", licenses=claims)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("UNLICENSED", OwnKind.CLOSED),
        ("Proprietary", OwnKind.CLOSED),
        ("Commercial License", OwnKind.CLOSED),
        ("Acme End User License Agreement", OwnKind.CLOSED),
        ("LicenseRef-Acme-EULA", OwnKind.CLOSED),
        ("MIT AND LicenseRef-Acme-EULA", OwnKind.CLOSED),
        ("BUSL-1.1", OwnKind.CLOSED),
        ("MIT OR LicenseRef-Acme-EULA", OwnKind.OPEN),
        ("The Unlicense", OwnKind.OPEN),
        ("GPL-3.0-only", OwnKind.OPEN),
        ("terms of ours", OwnKind.UNSTATED),
    ],
)
def test_stated_words(words: str, kind: OwnKind) -> None:
    """An own LicenseRef, limits of use and the words of closed terms are closed; a choice is judged branch by branch."""
    claim = LicenseClaim("", SaidBy.CONFIG, stated=words)

    assert read_own_terms(_product(claim), Settings()).kind is kind


def test_nothing_is_stated() -> None:
    """A product of which nobody says anything."""
    terms = read_own_terms(_product(), Settings())

    assert (terms.kind, terms.title) == (OwnKind.UNSTATED, "not stated")


def test_the_configuration_speaks_before_the_manifest_and_that_before_a_text() -> None:
    """The weightiest word counts, in whatever order they come."""
    text = LicenseClaim("MIT", SaidBy.TEXT, evidence=(Evidence("LICENSE"),))
    manifest = LicenseClaim("Apache-2.0", SaidBy.METADATA)
    config = LicenseClaim("", SaidBy.CONFIG, stated="Proprietary")

    assert read_own_terms(_product(text), Settings()).expression == "MIT"
    assert read_own_terms(_product(text, manifest), Settings()).expression == "Apache-2.0"
    assert read_own_terms(_product(text, manifest, config), Settings()).title == 'closed ("Proprietary")'


def test_a_text_of_its_own_that_is_no_known_licence_is_closed() -> None:
    """An EULA is told by its file."""
    text = LicenseClaim("", SaidBy.TEXT, evidence=(Evidence("EULA.txt"),))

    terms = read_own_terms(_product(text), Settings())

    assert terms.kind is OwnKind.CLOSED
    assert "EULA.txt" in terms.title


def test_a_bom_is_judged_by_what_the_configuration_states() -> None:
    """A document without terms of the product takes those of lexbom.toml, not those of a manifest beside it."""
    stated = Settings(product=Product(license="MIT", licensed_in="lexbom.toml"), source="lexbom.toml")
    beside = Settings(product=Product(license="MIT", licensed_in="package.json"), source="lexbom.toml")

    assert read_own_terms(_product(), stated).expression == "MIT"
    assert read_own_terms(_product(), beside).kind is OwnKind.UNSTATED


def test_texts_of_parts_are_not_the_product_s() -> None:
    """A list of third-party licences, or a copyright file, says nothing of the product; a recognised LICENSE does."""
    others = LicenseClaim("GPL-3.0-only", SaidBy.TEXT, evidence=(Evidence("THIRD_PARTY_LICENSES.txt"),))
    holders = LicenseClaim("", SaidBy.TEXT, evidence=(Evidence("COPYRIGHT"),))
    unknown = LicenseClaim("", SaidBy.TEXT, evidence=(Evidence("LICENSE-ADDENDUM"),))
    own = LicenseClaim("MIT", SaidBy.TEXT, evidence=(Evidence("LICENSE"),))

    assert read_own_terms(_product(others, holders), Settings()).kind is OwnKind.UNSTATED
    assert read_own_terms(_product(others, holders, unknown, own), Settings()).expression == "MIT"


def test_a_readme_counts_where_nothing_else_speaks() -> None:
    """Its word is the last."""
    readme = LicenseClaim("MIT", SaidBy.README, evidence=(Evidence("README.md"),))
    text = LicenseClaim("Apache-2.0", SaidBy.TEXT, evidence=(Evidence("LICENSE"),))

    assert read_own_terms(_product(readme), Settings()).expression == "MIT"
    assert read_own_terms(_product(readme, text), Settings()).expression == "Apache-2.0"
