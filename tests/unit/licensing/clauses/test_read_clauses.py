# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.licensing.clauses import read_clauses
from compliance.model import Clause, ClauseKind


def of(kind: ClauseKind, text: str) -> list[Clause]:
    return [clause for clause in read_clauses.read_clauses(text, "LICENSE") if clause.kind is kind]


class TestTerritory:
    def test_an_excluded_place_of_use(self) -> None:
        """The sentence, its line and the territories are given."""
        text = "SOME COMMUNITY LICENSE\n\nThis License Agreement does not apply in the European Union, United Kingdom\nand South Korea and is limited to the Territory.\n"

        (clause,) = of(ClauseKind.TERRITORY, text)

        assert (
            clause.effect,
            clause.territories,
            clause.basis,
            clause.evidence.line,
        ) == ("exclude", ("EU", "GB", "KR"), ("place-of-use",), 3)
        assert clause.evidence.quote.startswith("This License Agreement does not apply")

    def test_an_excluded_licensee_and_who_is_exempt(self) -> None:
        """Domicile is told from place of use, and the exemption in the next sentence is kept."""
        text = (
            "With respect to any multimodal models, the rights granted under Section 1(a) are not being granted to you if you are an individual "
            "domiciled in, or a company with a principal place of business in, the European Union. This restriction does not apply to end users of a product."
        )

        (clause,) = of(ClauseKind.TERRITORY, text)

        assert (
            clause.territories,
            clause.basis,
            clause.scope,
        ) == (("EU",), ("domicile", "place-of-business"), "multimodal")
        assert clause.exempt == "end users of a product"

    def test_a_defined_territory(self) -> None:
        """A definition that carves countries out of the world is an exclusion."""
        (clause,) = of(
            ClauseKind.TERRITORY,
            "“Territory” shall mean the worldwide territory, excluding the territory of the European Union.",
        )

        assert (clause.effect, clause.territories) == ("exclude", ("EU",))

    def test_an_allowed_list(self) -> None:
        """A grant for some countries only is an allow-list."""
        (clause,) = of(
            ClauseKind.TERRITORY, "The rights are granted solely within the territory of Japan and Singapore."
        )

        assert (clause.effect, clause.territories) == ("allow-list", ("JP", "SG"))

    @pytest.mark.parametrize(
        "text",
        [
            "This Agreement shall be governed by the laws of Germany, excluding its conflict of law provisions.",
            "Any dispute shall not be brought in any court other than the courts of France.",
            "You may not export the Software to Cuba, Iran or any other embargoed country.",
            "The United Nations Convention on Contracts for the International Sale of Goods does not apply in Switzerland.",
            "The Model was trained on text from Germany and the United States.",
            "If you are a consumer in the European Union, nothing here limits your rights.",
        ],
    )
    def test_law_courts_and_export_are_no_territory(self, text: str) -> None:
        """Governing law, venue, export control and plain mentions are never read as a limit of use."""
        assert of(ClauseKind.TERRITORY, text) == []


class TestWarranty:
    @pytest.mark.parametrize(
        ("text", "grade"),
        [
            (
                'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED.',
                "absolute",
            ),
            (
                "Unless required by applicable law, the Work is provided on an as is basis, without warranties of any kind.",
                "limited-by-law",
            ),
            (
                "To the maximum extent permitted by law, the Licensor disclaims all warranties about the material.",
                "limited-by-law",
            ),
            ("The Licensor represents and warrants that it holds the rights to grant this licence.", "given"),
        ],
    )
    def test_classes(self, text: str, grade: str) -> None:
        """A bow to the law is told from an absolute disclaimer, and a warranty that is given from both."""
        assert [grade] == [clause.grade for clause in of(ClauseKind.WARRANTY, text)]

    def test_a_heading_is_no_clause(self) -> None:
        """The words over a paragraph are not quoted instead of it."""
        assert of(ClauseKind.WARRANTY, "5. Disclaimer of Warranty.\n") == []


class TestUse:
    def test_research_only(self) -> None:
        """A grant for non-commercial purposes only is found."""
        assert (
            len(
                of(
                    ClauseKind.NON_COMMERCIAL,
                    "You may use the Materials solely for non-commercial research purposes.",
                )
            )
            == 1
        )

    @pytest.mark.parametrize(
        "text",
        [
            "You may use the Materials for commercial and non-commercial purposes.",
            "Permission is granted to anyone to use this software for any purpose, including commercial applications.",
            "This licence permits commercial use of the outputs by any person.",
        ],
    )
    def test_commercial_use_that_is_allowed(self, text: str) -> None:
        """A permission is not turned into a ban."""
        assert of(ClauseKind.NON_COMMERCIAL, text) == []


@pytest.mark.parametrize(
    "text", ["", "\0" * 1000, "a" * 200_000, "x. " * 50_000, "(" * 10_000, "\n" * 10_000]
)
def test_any_text_is_read_to_its_end(text: str) -> None:
    """Empty, endless and nonsensical texts give no clauses and no error."""
    assert read_clauses.read_clauses(text, "LICENSE") == ()


class TestLanguages:
    @pytest.mark.parametrize(
        ("text", "kind", "grade"),
        [
            (
                "Die Software wird ohne jegliche Gewährleistung und wie besehen bereitgestellt.",
                ClauseKind.WARRANTY,
                "absolute",
            ),
            (
                "Soweit gesetzlich zulässig, übernimmt der Lizenzgeber keine Garantie für die Daten.",
                ClauseKind.WARRANTY,
                "limited-by-law",
            ),
            (
                "Wir haften unbeschränkt für Schäden aus vorsätzlichen und grob fahrlässigen Handlungen.",
                ClauseKind.LIABILITY,
                "accepted-in-part",
            ),
            (
                "Die Haftung des Lizenzgebers für leicht fahrlässige Schäden ist ausgeschlossen.",
                ClauseKind.LIABILITY,
                "excluded",
            ),
            (
                "Die Nutzung ist ausschließlich für nicht-kommerzielle Zwecke gestattet.",
                ClauseKind.NON_COMMERCIAL,
                "",
            ),
            (
                "Es gilt das Recht der Bundesrepublik Deutschland unter Ausschluss des UN-Kaufrechts.",
                ClauseKind.GOVERNING_LAW,
                "",
            ),
            (
                "Le logiciel est fourni en l'état, sans aucune garantie d'aucune sorte.",
                ClauseKind.WARRANTY,
                "absolute",
            ),
            (
                "La responsabilité du concédant ne saurait être engagée pour les dommages indirects.",
                ClauseKind.LIABILITY,
                "indirect-excluded",
            ),
            (
                "Les données peuvent être utilisées uniquement à des fins non commerciales et de recherche.",
                ClauseKind.NON_COMMERCIAL,
                "",
            ),
            (
                "La présente licence est régie par la loi française et les tribunaux de Paris sont compétents.",
                ClauseKind.GOVERNING_LAW,
                "",
            ),
        ],
    )
    def test_german_and_french(self, text: str, kind: ClauseKind, grade: str) -> None:
        """The sentences of German and French licences are classed like English ones."""
        assert [clause.grade for clause in of(kind, text)] == [grade]

    @pytest.mark.parametrize(
        "text",
        [
            "Diese Lizenz gilt nicht in der Europäischen Union und im Vereinigten Königreich.",
            "La présente licence ne s'applique pas dans l'Union européenne ni au Royaume-Uni.",
        ],
    )
    def test_territories(self, text: str) -> None:
        """Countries and groups are known by their German and French names."""
        assert [clause.territories for clause in of(ClauseKind.TERRITORY, text)] == [("EU", "GB")]

    def test_german_law_is_no_territory(self) -> None:
        """A choice of law is not read as a limit of use in German either."""
        assert (
            of(
                ClauseKind.TERRITORY,
                "Es gilt ausschließlich das Recht der Schweiz, das Gericht in Zürich ist zuständig und nicht das in Deutschland.",
            )
            == []
        )


class TestScale:
    @pytest.mark.parametrize(
        "text",
        [
            "If the monthly active users of the products exceed 100 million in the preceding month, you must request a licence.",
            "This licence ends once your annual revenue from all sources exceeds USD 1,000,000 in any year.",
        ],
    )
    def test_users_and_revenue(self, text: str) -> None:
        """Thresholds of users and of revenue are found."""
        assert len(of(ClauseKind.THRESHOLD, text)) == 1

    def test_training_of_others(self) -> None:
        """A ban on improving other models is found."""
        assert (
            len(
                of(
                    ClauseKind.NO_COMPETE,
                    "You will not use the Materials or any output to improve any other large language model.",
                )
            )
            == 1
        )
