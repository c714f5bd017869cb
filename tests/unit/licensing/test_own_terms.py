# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.licensing.terms import own_terms
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    Evidence,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
    Severity,
)
from compliance.settings import Product

_PRODUCT = Component("product", Kind.PRODUCT, "app")
_OURS = LicenseClaim("CC-BY-NC-4.0", SaidBy.CONFIG)
_CARD = LicenseClaim("CC-BY-NC-4.0", SaidBy.CARD, evidence=(Evidence("README.md", 2),))


def model(**changes: object) -> Component:
    """A model that lies in the root of the product."""
    given: dict[str, object] = {"path": "net.onnx"}
    return Component("m", Kind.MODEL, "net", **{**given, **changes})  # type: ignore[arg-type]


class TestWhoseTerms:
    @pytest.mark.parametrize(
        ("component", "claim", "is_own"),
        [
            (_PRODUCT, _OURS, True),
            (_PRODUCT, LicenseClaim("CC-BY-NC-4.0", SaidBy.TEXT, part="vad"), False),
            (model(), LicenseClaim("CC-BY-NC-4.0", SaidBy.CARRIER), True),
            (model(shipped_by="pkg:pypi/vad"), LicenseClaim("CC-BY-NC-4.0", SaidBy.CARRIER), False),
            (model(), _CARD, True),
            (model(path="models/net.onnx"), _CARD, False),
            (model(presence=Presence.REFERENCED), _CARD, False),
            (model(), LicenseClaim("CC-BY-NC-4.0", SaidBy.KNOWLEDGE), False),
        ],
    )
    def test_what_others_hold_is_not_the_products_own(
        self, component: Component, claim: LicenseClaim, *, is_own: bool
    ) -> None:
        """The product's licence, what inherits it, and what its card in the root speaks of; no part, package or named model."""
        assert own_terms.standing_of(component, claim, Product()).is_own is is_own


class TestStanding:
    @pytest.mark.parametrize(
        ("rights", "severity", "words"),
        [
            ("own", Severity.NOTE, "See that whoever gets the product learns of the limit"),
            ("others", Severity.ERROR, "Replace it"),
            (
                "",
                Severity.ERROR,
                'Replace it; if you hold the rights, state it with [product] rights = "own"',
            ),
        ],
    )
    def test_who_holds_the_rights_decides(self, rights: str, severity: Severity, words: str) -> None:
        """The owner isn't bound by a limit for recipients; where nobody says who holds the rights, the remedy asks."""
        standing = own_terms.standing_of(_PRODUCT, _OURS, Product(rights=rights))

        assert standing.severity(Severity.ERROR) is severity
        assert standing.fix("Replace it", Severity.ERROR) == words
        assert standing.message("NC").endswith("binds your recipients") is (rights == "own")

    def test_limits_that_bind_the_owner_come_first(self) -> None:
        """A message quotes the clause that decides its severity."""
        of_part = LicenseClaim("CC-BY-NC-4.0", SaidBy.TEXT, part="vad")
        territory = Clause(ClauseKind.TERRITORY, Evidence("LICENSE", 3))
        limits = [(_OURS, territory), (of_part, territory)]

        found = own_terms.others_first(_PRODUCT, limits, Product(rights="own"))

        assert [claim for claim, _ in found] == [of_part, _OURS]

    def test_a_limit_that_may_not_concern_the_part_comes_after_one_that_does(self) -> None:
        """Whether a clause on multimodal models concerns the product is not known."""
        asked = Clause(ClauseKind.TERRITORY, Evidence("USE_POLICY.md", 3), scope="multimodal")
        certain = Clause(ClauseKind.TERRITORY, Evidence("LICENSE", 3))

        found = own_terms.others_first(_PRODUCT, [(_OURS, asked), (_OURS, certain)], Product())

        assert [clause for _, clause in found] == [certain, asked]
