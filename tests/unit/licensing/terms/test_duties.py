# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What licences ask of whoever uses a component."""

from compliance.licensing.terms import duties
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    SaidBy,
    Status,
)


def _component(*claims: LicenseClaim) -> Component:
    return Component("c", Kind.MODEL, "c", licenses=claims)


def test_a_choice_without_the_clause_frees() -> None:
    """A clause in one branch of OR asks for nothing; in a part of AND it does."""
    choice = LicenseClaim("CC-BY-NC-4.0 OR MIT", SaidBy.CARD)
    both = LicenseClaim("CC-BY-NC-4.0 AND MIT", SaidBy.CARD)

    assert duties.duties_of_claim(choice, ClauseKind.NON_COMMERCIAL) == ()
    assert duties.duties_of_claim(both, ClauseKind.NON_COMMERCIAL) != ()


def test_one_entry_for_a_licence_that_is_claimed_twice() -> None:
    """A card and a text of the same licence bind once, with the words of the text."""
    words = Evidence("LICENSE", 7, "You will indemnify and hold harmless Meta from any claim")
    card = LicenseClaim("LicenseRef-scancode-llama-3.1-license-2024", SaidBy.CARD)
    text = LicenseClaim(
        card.expression, SaidBy.TEXT, Status.OBSERVED, clauses=(Clause(ClauseKind.INDEMNITY, words),)
    )
    [bound] = duties.duties_of_component(_component(card, text), ClauseKind.INDEMNITY)

    assert bound.claim == text
    assert (bound.evidence()[0].path, bound.evidence()[0].line) == ("LICENSE", 7)


def test_what_is_inherited_is_the_carriers() -> None:
    """A claim taken over from the carrier is not reported again."""
    claim = LicenseClaim("CC-BY-NC-4.0", SaidBy.CARRIER)

    assert list(duties.duties_of_component(_component(claim), ClauseKind.NON_COMMERCIAL)) == []


def test_a_text_beside_a_part_is_reported_with_the_part() -> None:
    """A licence text in the root that speaks for a model there is not reported for the product as well."""
    text = LicenseClaim("CC-BY-NC-4.0", SaidBy.TEXT, Status.OBSERVED, evidence=(Evidence("LICENSE", 1),))
    product = Component("product", Kind.PRODUCT, "shop", licenses=(text,))
    alone, together = Inventory(product), Inventory(product, (_component(text),))

    assert [
        bound.component.ref for bound in duties.duties_of_inventory(alone, ClauseKind.NON_COMMERCIAL)
    ] == ["product"]
    assert [
        bound.component.ref for bound in duties.duties_of_inventory(together, ClauseKind.NON_COMMERCIAL)
    ] == ["c"]


def test_clauses_of_an_unknown_text_count() -> None:
    """What was read in a text that the knowledge base doesn't have is a duty without reviewed facts."""
    clause = Clause(ClauseKind.EXPORT, Evidence("LICENSE", 3, "Export laws apply."))
    claim = LicenseClaim("", SaidBy.TEXT, Status.OBSERVED, stated="Our terms", clauses=(clause,))
    [duty] = duties.duties_of_claim(claim, ClauseKind.EXPORT)

    assert duty.license is None
    assert duty.summary == "Export laws apply"
    assert not duty.flows_down
