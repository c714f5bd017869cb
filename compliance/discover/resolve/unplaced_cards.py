# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Cards beside which no weights or data lie: their licence counts for the model that they describe, wherever its bytes are."""

from collections.abc import Iterable
from dataclasses import replace

from compliance.discover.interface import TEST_FOLDERS, FolderStatement
from compliance.model import Component, Kind, LicenseClaim, SaidBy


def place_cards(
    product: Component, components: list[Component], statements: Iterable[FolderStatement]
) -> tuple[Component, list[Component]]:
    """The product and the components, with the claims of cards that no component took.

    A claim goes to the component that its card names, else to the product; from below the root as a claim on a part of it.
    """
    placed = [product, *components]
    taken = {
        evidence.path
        for component in components
        for claim in component.licenses
        for evidence in claim.evidence
    }
    for statement in statements:
        if _is_card(statement) and statement.path not in taken:
            at = next(
                (number for number, one in enumerate(placed) if number and _describes(statement, one)), 0
            )
            part = "" if at else statement.folder.rpartition("/")[2]
            said = (replace(claim, part=part) for claim in statement.claims)
            placed[at] = _with_claims(placed[at], said)
    return placed[0], placed[1:]


def _is_card(statement: FolderStatement) -> bool:
    in_tests = not TEST_FOLDERS.isdisjoint(statement.folder.lower().split("/"))
    return not (statement.carrier or in_tests) and any(
        claim.said_by is SaidBy.CARD for claim in statement.claims
    )


def _describes(statement: FolderStatement, component: Component) -> bool:
    """Whether the card gives itself the component's name, with or without its owner."""
    if not statement.name or component.kind not in {Kind.MODEL, Kind.DATASET}:
        return False
    return statement.name in {component.name, component.name.rpartition("/")[2]}


def _with_claims(component: Component, claims: Iterable[LicenseClaim]) -> Component:
    return replace(component, licenses=tuple(dict.fromkeys((*component.licenses, *claims))))
