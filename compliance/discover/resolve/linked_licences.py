# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A card and the licence text that it links, as one claim: the card gives the name, the text the clauses."""

from collections.abc import Iterable
from dataclasses import replace

from compliance.discover.interface import Discovery, FolderStatement
from compliance.model import LicenseClaim, SaidBy


def unite_linked_licences(found: Iterable[Discovery]) -> list[Discovery]:
    """What was found, with the text's claim in place of two where a card's only licence is the one that it links.

    A card and a text that name different licences both stay, since one of them is wrong.
    """
    items = list(found)
    linking = {
        (item.carrier, item.linked): number
        for number, item in enumerate(items)
        if isinstance(item, FolderStatement) and item.linked
    }
    for number, item in enumerate(items):
        if not isinstance(item, FolderStatement) or item.linked:
            continue
        at = linking.get((item.carrier, item.path))
        card = items[at] if at is not None else None
        if at is None or not isinstance(card, FolderStatement):
            continue
        if united := _unite(card, item):
            items[number] = replace(item, claims=(united,))
            items[at] = replace(card, claims=())
    return items


def _unite(card: FolderStatement, text: FolderStatement) -> LicenseClaim | None:
    if len(card.claims) != 1 or len(text.claims) != 1:
        return None
    named, read = card.claims[0], text.claims[0]
    if read.said_by is not SaidBy.TEXT or (
        named.expression and read.expression and named.expression != read.expression
    ):
        return None
    return replace(
        read,
        expression=read.expression or named.expression,
        subject=named.subject,
        stated=read.stated if read.altered else named.stated or read.stated,
        evidence=(*read.evidence, *named.evidence),
        clauses=tuple(dict.fromkeys((*read.clauses, *named.clauses))),
    )
