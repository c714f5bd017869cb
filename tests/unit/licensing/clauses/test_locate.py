# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import samples

from compliance.licensing import knowledge_base
from compliance.licensing.clauses.locate import fold_for_locating, locate_clauses
from compliance.model import ClauseKind

(MIT,) = knowledge_base.find_license("MIT")


def test_known_clauses_are_found_in_the_text_at_hand() -> None:
    """The warranty paragraph of MIT has its path and the line it starts on, and keeps the source it was reviewed in."""
    (warranty,) = [
        clause
        for clause in locate_clauses(MIT, fold_for_locating(samples.MIT), "LICENSE")
        if clause.kind is ClauseKind.WARRANTY
    ]

    assert (warranty.evidence.path, warranty.evidence.line) == ("LICENSE", 15)
    assert "MIT" in warranty.evidence.source


def test_comment_marks_and_line_breaks_are_no_obstacle() -> None:
    """The same text as a comment, wrapped elsewhere, has the same clauses."""
    comment = "\n".join(f" * {line}" for line in samples.MIT.splitlines())

    assert (
        len(locate_clauses(MIT, fold_for_locating(samples.MIT), "x"))
        == len(locate_clauses(MIT, fold_for_locating(comment), "x"))
        > 0
    )


def test_what_is_not_there_is_not_found() -> None:
    """Clauses that the text at hand lacks are left out."""
    assert locate_clauses(MIT, fold_for_locating("Do what you like."), "x") == ()
