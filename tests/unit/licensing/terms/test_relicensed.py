# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.licensing.terms import relicensed
from compliance.model import Component, Inventory, Kind, LicenseClaim, SaidBy, Status


def claim(words: str, said_by: SaidBy = SaidBy.METADATA, status: Status = Status.DECLARED) -> LicenseClaim:
    """What somebody says; words after a tilde are no expression."""
    return LicenseClaim(
        "" if words.startswith("~") else words, said_by, stated=words.strip("~"), status=status
    )


def changed(old: list[LicenseClaim], new: list[LicenseClaim]) -> list[tuple[str, str]]:
    """What is told of a part that had these claims and has those."""
    before, after = (
        Inventory(
            Component("product", Kind.PRODUCT, "app"),
            (Component("pkg:pypi/a@1", Kind.LIBRARY, "a", licenses=tuple(claims)),),
        )
        for claims in (old, new)
    )
    return [(one.old.stated, one.new.stated) for one in relicensed.find_relicensed(before, after)]


class TestStrictness:
    @pytest.mark.parametrize(
        ("laxer", "stricter"),
        [
            ("MIT", "LGPL-3.0-only"),
            ("LGPL-3.0-only", "GPL-3.0-only"),
            ("GPL-3.0-only", "AGPL-3.0-only"),
            ("AGPL-3.0-only", "CC-BY-NC-4.0"),
            ("MIT OR GPL-3.0-only", "MIT AND GPL-3.0-only"),
            ("Apache-2.0", "MIT AND CC-BY-NC-4.0"),
        ],
    )
    def test_it_grows_with_what_is_asked_or_withheld(self, laxer: str, stricter: str) -> None:
        """Of a choice the laxest branch counts, of a sum the strictest part."""
        ranks = [relicensed.measure_strictness(claim(words)) for words in (laxer, stricter)]

        assert None not in ranks
        assert int(ranks[0] or 0) < int(ranks[1] or 0)

    @pytest.mark.parametrize(
        "words", ["~Acme Source Terms", "LicenseRef-acme", "MIT AND LicenseRef-acme", ""]
    )
    def test_the_unknown_has_none(self, words: str) -> None:
        """What the knowledge base doesn't have can't be called stricter."""
        assert relicensed.measure_strictness(claim(words)) is None


class TestChanges:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("MIT", "MIT"),
            ("~Apache License 2.0", "Apache-2.0"),
            ("~BSD License", "BSD-3-Clause"),
            ("MIT AND Zlib", "Zlib AND MIT"),
            ("Python-2.0+", "Python-2.0"),
        ],
    )
    def test_other_words_are_no_other_licence(self, old: str, new: str) -> None:
        """Spelling, order, and a family that holds the licence."""
        assert [] == changed([claim(old)], [claim(new)])

    def test_a_choice_that_is_gone_is_a_change(self) -> None:
        """The same ids with OR and with AND are two licences."""
        assert [("MIT OR Zlib", "MIT AND Zlib")] == changed([claim("MIT OR Zlib")], [claim("MIT AND Zlib")])

    def test_the_most_direct_statement_counts(self) -> None:
        """A classifier that was corrected is no relicensing where an expression stood all along."""
        expression = claim("MIT", SaidBy.EXPRESSION)

        assert [] == changed([claim("ISC", SaidBy.CLASSIFIER), expression], [expression])

    def test_what_the_owner_concluded_counts_before_all(self) -> None:
        """Upstream's new words change nothing of a decision that still stands."""
        decision = claim("MIT", SaidBy.CONFIG, status=Status.CONCLUDED)

        assert [] == changed([decision, claim("MIT")], [decision, claim("ISC")])

    def test_what_is_inherited_or_missing_is_not_compared(self) -> None:
        """That is the carrier's, or another rule's."""
        carried = claim("AGPL-3.0-only", SaidBy.CARRIER)

        assert [] == changed([claim("MIT")], [carried]) + changed([claim("MIT")], []) + changed([], [carried])
