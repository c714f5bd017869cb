# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from compliance.model import ClauseKind, Component, Inventory, Kind
from tests import looking
from tests.samples import safetensors

_OWN_TERMS = "Example Research Terms\n\nYou may use the model solely for non-commercial research purposes. No other use is allowed.\n"
_LICENSED = '[product]\nname = "app"\nlicense = "MIT"\n'


def card(*lines: str, body: str = "# Net\n") -> str:
    """A card with these lines of front matter."""
    return "\n".join(["---", *lines, "---", body])


def described(root: Path, front: str, **files: object) -> Component:
    """The model in `m/` whose card is given, in a product under MIT."""
    return model(
        looking.look(
            root,
            {"lexbom.toml": _LICENSED, "m/README.md": front, "m/net.safetensors": safetensors(), **files},
        )
    )


def model(inventory: Inventory) -> Component:
    """The only model that is shipped."""
    (found,) = (one for one in inventory.components if one.kind is Kind.MODEL and one.path)
    return found


class TestWhatIsACard:
    @pytest.mark.parametrize(
        "lines",
        [
            ("license: cc-by-nc-4.0",),
            ("license: cc-by-nc-4.0", "language: en", "metrics: [bleu]"),
            ("license: cc-by-nc-4.0", "tags: [speech]", "title: Net"),
        ],
    )
    def test_a_licence_alone_makes_a_card(self, tmp_path: Path, lines: tuple[str, ...]) -> None:
        """It lacks most keys and is a card nevertheless: what it states beats what the product's licence would say."""
        assert looking.said(described(tmp_path, card(*lines))) == [("CC-BY-NC-4.0", "card")]

    @pytest.mark.parametrize(
        "lines",
        [
            ("layout: post",),
            ("title: Net", "date: 2026-01-01"),
            ("permalink: /net",),
            ("sidebar_position: 1",),
        ],
    )
    def test_a_page_of_a_static_site_is_none(self, tmp_path: Path, lines: tuple[str, ...]) -> None:
        """Its licence is that of the page."""
        assert looking.said(described(tmp_path, card("license: cc-by-nc-4.0", *lines))) == [
            ("MIT", "carrier")
        ]


class TestLicenses:
    def test_several_licences_stay_side_by_side(self, tmp_path: Path) -> None:
        """Whether all apply or one may be chosen isn't said, which is a gap; they are never read as one against the other."""
        found = looking.look(
            tmp_path, {"m/README.md": card("license: [mit, cc-by-4.0]"), "m/net.safetensors": safetensors()}
        )

        assert looking.said(model(found)) == [("MIT", "card"), ("CC-BY-4.0", "card")]
        assert [
            (gap.path, gap.line) for gap in found.gaps if "several licences (mit, cc-by-4.0)" in gap.reason
        ] == [("m/README.md", 2)]

    @pytest.mark.parametrize("word", ["unknown", "other"])
    def test_unknown_is_a_statement(self, tmp_path: Path, word: str) -> None:
        """Nothing is inherited over a card that says that its licence isn't known, or is none of the list."""
        assert looking.said(described(tmp_path, card(f"license: {word}"))) == [(word, "card")]

    @pytest.mark.parametrize("word", ["unknown", "other"])
    def test_the_details_are_the_terms(self, tmp_path: Path, word: str) -> None:
        """Where the list has no name for a licence, authors write what holds, and its limits count."""
        details = "license_details: for non-commercial research purposes only"
        (claim,) = described(tmp_path, card(f"license: {word}", details)).licenses

        assert claim.stated == "for non-commercial research purposes only"
        assert [(clause.kind, clause.evidence.line) for clause in claim.clauses] == [
            (ClauseKind.NON_COMMERCIAL, 3)
        ]

    def test_details_without_a_licence_are_terms_too(self, tmp_path: Path) -> None:
        """A gate that asks for non-commercial use limits the model as well."""
        gate = 'extra_gated_prompt: "You agree to use the model for non-commercial research purposes only."'
        (claim,) = described(tmp_path, card(gate, "license_name: net-terms")).licenses

        assert (claim.stated, [clause.kind for clause in claim.clauses]) == (
            "net-terms",
            [ClauseKind.NON_COMMERCIAL],
        )


class TestLinkedText:
    @pytest.mark.parametrize(
        "link", ["LICENSE", "./LICENSE", "https://huggingface.co/org/net/blob/main/LICENSE", "terms.txt"]
    )
    def test_a_card_and_the_text_that_it_links_are_one_claim(self, tmp_path: Path, link: str) -> None:
        """The card names it, the text has the clauses; the file may be called anything."""
        front = card("license: other", "license_name: net-terms", f"license_link: {link}")
        (claim,) = described(tmp_path, front, **{f"m/{link.rpartition('/')[2]}": _OWN_TERMS}).licenses

        assert (claim.stated, claim.said_by) == ("net-terms", "text")
        assert [clause.kind for clause in claim.clauses] == [ClauseKind.NON_COMMERCIAL]
        assert {evidence.path for evidence in claim.evidence} == {
            "m/README.md",
            f"m/{link.rpartition('/')[2]}",
        }

    def test_a_link_to_nothing_leaves_the_card_alone(self, tmp_path: Path) -> None:
        """The text lies elsewhere: only the card speaks."""
        front = card("license: other", "license_name: net-terms", "license_link: LICENSE")

        assert looking.said(described(tmp_path, front)) == [("net-terms", "card")]


class TestCardsWithoutWeights:
    def test_a_card_in_the_root_speaks_of_the_product(self, tmp_path: Path) -> None:
        """The weights lie elsewhere, and their licence counts."""
        product = looking.look(tmp_path, {"README.md": card("license: cc-by-nc-4.0")}).product

        assert looking.said(product) == [("CC-BY-NC-4.0", "card")]
        assert [str(claim.subject) for claim in product.licenses] == ["weights"]

    def test_a_card_below_speaks_of_a_part(self, tmp_path: Path) -> None:
        """It is no claim on the product's own terms; a card in a folder for tests is none at all."""
        front = card("license: cc-by-nc-4.0")
        product = looking.look(tmp_path, {"hub/net/README.md": front, "tests/net/README.md": front}).product

        assert [(claim.expression, claim.part) for claim in product.licenses] == [("CC-BY-NC-4.0", "net")]

    def test_a_card_speaks_of_the_model_it_names(self, tmp_path: Path) -> None:
        """A model that code names gets what the card of that name states."""
        code = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/net")\n'
        found = looking.look(
            tmp_path, {"README.md": card("license: cc-by-nc-4.0", "model_name: org/net"), "a.py": code}
        )
        (named,) = (one for one in found.components if one.kind is Kind.MODEL)

        assert (looking.said(named), found.product.licenses) == ([("CC-BY-NC-4.0", "card")], ())
