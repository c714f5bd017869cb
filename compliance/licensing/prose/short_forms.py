# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms that stand in no sentence: cells of tables, and badges."""

from collections.abc import Iterator

from compliance.licensing.prose.badges import find_license_badges
from compliance.licensing.prose.license_names import find_license_names
from compliance.licensing.prose.limits import find_limits
from compliance.licensing.prose.statement import Statement, Term
from compliance.licensing.prose.subjects import find_mentions, find_places
from compliance.licensing.prose.tables import LicenceCell
from compliance.model import Subject

LONGEST_QUOTE = 400


def read_cell(
    cell: LicenceCell, line: int, subject: Subject | None, own_names: frozenset[str]
) -> Iterator[Statement]:
    """What a table's cell states of the part that its row or column names."""
    terms: list[Term] = [*find_license_names(cell.text)] or find_limits(cell.text, in_terms=True)
    words = cell.named or cell.column
    named = find_mentions(words, own_names)
    is_whole = len(named) == 1 and not named[0].part and len(words.split()) <= 3
    column = find_mentions(cell.column, own_names)
    for term in terms:
        about = named[0].subject if named else column[0].subject if column else subject or Subject.CODE
        yield Statement(
            line=line,
            quote=f"{words}: {cell.text}"[:LONGEST_QUOTE],
            subject=about,
            part="" if is_whole or not cell.named else cell.named,
            expression=term.expression,
            stated=term.stated,
            limits=term.limits,
            clauses=term.clauses,
        )


def read_badges(document: str, found: list[Statement]) -> Iterator[Statement]:
    """What badges show of subjects that no sentence speaks of."""
    told = {statement.subject for statement in found if not statement.part}
    for badge in find_license_badges(document):
        mentions = find_places(badge.label)
        subject = mentions[0].subject if mentions else None
        if subject in told or None in told:
            continue
        for term in find_license_names(badge.message):
            yield Statement(
                line=badge.line,
                quote=f"{badge.label}: {badge.message}",
                subject=subject,
                part="",
                expression=term.expression,
                stated=term.stated,
                limits=term.limits,
                is_badge=True,
            )
