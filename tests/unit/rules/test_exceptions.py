# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What each rule leaves alone. Beside each exception stands the neighbour that the rule does report, so that neither can go unnoticed."""

from dataclasses import replace
from datetime import date

import pytest

from compliance import rules
from compliance.findings import Finding
from compliance.licensing.terms import duties
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
    Severity,
    Status,
    Subject,
)
from compliance.settings import Product, Settings, Waiver

COMMIT = "0123456789abcdef0123456789abcdef01234567"
MODEL = Component("file:net.safetensors", Kind.MODEL, "net", path="net.safetensors")
LIBRARY = Component("pkg:pypi/alpha@1.0", Kind.LIBRARY, "alpha", "1.0", purl="pkg:pypi/alpha@1.0")
HUB_MODEL = Component(
    "hub:acme/net",
    Kind.MODEL,
    "acme/net",
    presence=Presence.REFERENCED,
    evidence=(Evidence("app.py", 3),),
)


def licensed(component: Component, *expressions: str, said_by: SaidBy = SaidBy.METADATA) -> Component:
    """The component with one declared claim for each expression."""
    claims = tuple(LicenseClaim(one, said_by, evidence=(Evidence("here", 1),)) for one in expressions)
    return replace(component, licenses=claims)


def stating(component: Component, *clauses: Clause) -> Component:
    """The component under an unknown text with these clauses."""
    claim = LicenseClaim("", SaidBy.TEXT, Status.OBSERVED, stated="House terms", clauses=clauses)
    return replace(component, licenses=(claim,))


def found(
    rule: str, *components: Component, settings: Settings | None = None, edges: tuple[Relation, ...] = ()
) -> list[Finding]:
    """The rule's findings on a product of these parts."""
    product = Component("product", Kind.PRODUCT, "shop")
    others = []
    for component in components:
        if component.kind is Kind.PRODUCT:
            product = component
        else:
            others.append(component)
    inventory = Inventory(product, tuple(others), edges)
    return [one for one in rules.check(inventory, settings or Settings()) if one.rule == rule]


def clause(kind: ClauseKind, **facts: object) -> Clause:
    return Clause(kind, Evidence("LICENSE", 7, "words"), **facts)  # type: ignore[arg-type] # fields differ by kind


class TestWarrantyDisclaimed:
    def test_a_part_that_only_a_lock_names_is_not_counted(self) -> None:
        """Its files were not looked at, so nobody knows that it ships."""
        locked = replace(licensed(LIBRARY, "MIT"), presence=Presence.LOCKED)

        assert found("warranty-disclaimed", locked) == []
        assert len(found("warranty-disclaimed", licensed(LIBRARY, "MIT"))) == 1

    def test_a_grade_that_nobody_knows_is_not_counted(self) -> None:
        """A document of another tool may hold anything."""
        assert found("warranty-disclaimed", stating(LIBRARY, clause(ClauseKind.WARRANTY, grade="odd"))) == []
        assert found("warranty-disclaimed", stating(LIBRARY, clause(ClauseKind.WARRANTY, grade="absolute")))


class TestDuties:
    def test_a_clause_that_records_an_absence_is_no_duty(self) -> None:
        """Beerware has a clause for warranty that says that there is none."""
        silent = licensed(LIBRARY, "Beerware")
        speaking = licensed(LIBRARY, "MIT")

        assert list(duties.duties_of_component(silent, ClauseKind.WARRANTY)) == []
        assert list(duties.duties_of_component(speaking, ClauseKind.WARRANTY)) != []

    def test_what_is_inherited_is_the_duty_of_the_carrier(self) -> None:
        """The same terms are not counted once more for each file of a package."""
        inherited = licensed(MODEL, "CC-BY-4.0", said_by=SaidBy.CARRIER)

        assert list(duties.duties_of_component(inherited, ClauseKind.ATTRIBUTION)) == []
        assert list(duties.duties_of_component(licensed(MODEL, "CC-BY-4.0"), ClauseKind.ATTRIBUTION)) != []


class TestLicenseMissing:
    @pytest.mark.parametrize(
        ("scope", "expected"), [(Scope.EXCLUDED, Severity.NOTE), (Scope.REQUIRED, Severity.WARNING)]
    )
    def test_what_only_development_needs_is_a_note(self, scope: Scope, expected: Severity) -> None:
        """Test tools don't reach anybody."""
        assert [one.severity for one in found("license-missing", replace(LIBRARY, scope=scope))] == [expected]

    def test_files_and_services_need_no_licence_of_their_own(self) -> None:
        """A file belongs to its part, and a service has terms instead."""
        file = Component("file:a.bin", Kind.FILE, "a.bin")

        assert found("license-missing", file, Component("service:x", Kind.SERVICE, "x")) == []


class TestUseNoncommercial:
    @pytest.mark.parametrize(("commercial", "expected"), [(True, Severity.ERROR), (False, Severity.NOTE)])
    def test_a_product_that_is_not_commercial_gets_a_note(
        self, *, commercial: bool, expected: Severity
    ) -> None:
        """The limit stays worth knowing."""
        ours = Settings(product=Product(commercial=commercial))
        part = licensed(MODEL, "CC-BY-NC-4.0", said_by=SaidBy.CARD)

        assert [one.severity for one in found("use-noncommercial", part, settings=ours)] == [expected]

    def test_a_choice_without_the_limit_can_be_taken(self) -> None:
        """Who chooses MIT isn't bound by the other branch."""
        assert found("use-noncommercial", licensed(LIBRARY, "CC-BY-NC-4.0 OR MIT")) == []
        assert found("use-noncommercial", licensed(LIBRARY, "CC-BY-NC-4.0 AND MIT")) != []

    def test_no_statement_hides_behind_another(self) -> None:
        """One finding for a component, with the words of each claim that limits it."""
        card = LicenseClaim("CC-BY-NC-4.0", SaidBy.CARD, evidence=(Evidence("card.md", 2),))
        prose = LicenseClaim(
            "",
            SaidBy.README,
            stated="research only",
            evidence=(Evidence("README.md", 9),),
            clauses=(clause(ClauseKind.NON_COMMERCIAL),),
        )

        (one,) = found("use-noncommercial", replace(MODEL, licenses=(card, prose)))

        assert "research only" in one.message
        assert {("card.md", 2), ("README.md", 9)} <= {(where.path, where.line) for where in one.evidence}


class TestLicenseConflict:
    def test_a_text_that_is_part_of_what_is_declared_agrees(self) -> None:
        """`MIT AND Zlib` and a text of Zlib say the same."""
        text = LicenseClaim("Zlib", SaidBy.TEXT, Status.OBSERVED, evidence=(Evidence("LICENSE", 1),))
        both = licensed(LIBRARY, "MIT AND Zlib")
        one = licensed(LIBRARY, "MIT")

        assert found("license-conflict", replace(both, licenses=(*both.licenses, text))) == []
        assert found("license-conflict", replace(one, licenses=(*one.licenses, text))) != []

    def test_an_owner_who_decided_ends_it(self) -> None:
        """A concluded licence is the answer to the conflict."""
        torn = licensed(LIBRARY, "MIT", "GPL-3.0-only")
        decided = LicenseClaim("MIT", SaidBy.CONFIG, Status.CONCLUDED)

        assert found("license-conflict", torn) != []
        assert found("license-conflict", replace(torn, licenses=(*torn.licenses, decided))) == []

    def test_claims_on_two_subjects_are_no_conflict(self) -> None:
        """MIT for the code and CC-BY-NC for the weights hold side by side."""
        code = LicenseClaim("MIT", SaidBy.README, subject=Subject.CODE)
        weights = LicenseClaim("CC-BY-NC-4.0", SaidBy.README, subject=Subject.WEIGHTS)

        assert found("license-conflict", replace(MODEL, licenses=(code, weights))) == []


class TestWarrantyOwnExclusion:
    OWN = Component("product", Kind.PRODUCT, "shop")

    @pytest.mark.parametrize(
        ("grade", "times"), [("excluded", 1), ("limited-by-law", 0), ("accepted-in-part", 0), ("capped", 0)]
    )
    def test_only_terms_that_exclude_all_are_told(self, grade: str, times: int) -> None:
        """A reservation for mandatory law, a cap and liability in part are no exclusion of all."""
        own = stating(self.OWN, clause(ClauseKind.LIABILITY, grade=grade))

        assert len(found("warranty-own-exclusion", own)) == times

    @pytest.mark.parametrize("product", [Product(commercial=False), Product(markets=("US",))])
    def test_only_what_is_sold_in_the_eu_is_told(self, product: Product) -> None:
        """The rule is about products on the market of the Union."""
        own = stating(self.OWN, clause(ClauseKind.LIABILITY, grade="excluded"))

        assert found("warranty-own-exclusion", own, settings=Settings(product=product)) == []


class TestRegions:
    TERMS = clause(
        ClauseKind.TERRITORY, effect="exclude", territories=("EU",), basis=("place-of-use",), scope="all"
    )

    def test_a_territory_that_is_no_market_is_no_error(self) -> None:
        """Who sells in the US alone isn't stopped by the exclusion of the EU."""
        elsewhere = Settings(product=Product(markets=("US",)))

        assert [one.severity for one in found("region-excluded", stating(MODEL, self.TERMS))] == [
            Severity.ERROR
        ]
        assert all(
            one.severity is Severity.NOTE
            for one in found("region-excluded", stating(MODEL, self.TERMS), settings=elsewhere)
        )

    @pytest.mark.parametrize(
        ("domicile", "expected"), [("DE", Severity.ERROR), ("", Severity.WARNING), ("US", Severity.NOTE)]
    )
    def test_a_seat_is_never_assumed(self, domicile: str, expected: Severity) -> None:
        """Without one the limit is a question, elsewhere it is a note."""
        terms = replace(self.TERMS, basis=("domicile",))
        ours = Settings(product=Product(domicile=domicile))

        assert [one.severity for one in found("region-licensee", stating(MODEL, terms), settings=ours)] == [
            expected
        ]


class TestIndemnity:
    @pytest.mark.parametrize(
        ("grade", "expected"), [("", [Severity.WARNING]), ("on-breach", [Severity.NOTE]), ("own-offer", [])]
    )
    def test_what_is_asked_only_for_own_promises_is_less(self, grade: str, expected: list[Severity]) -> None:
        """An indemnity for a warranty that one sells oneself is nobody else's demand."""
        part = stating(LIBRARY, clause(ClauseKind.INDEMNITY, grade=grade))

        assert [one.severity for one in found("indemnity-on-user", part)] == expected


class TestWeightsUnpinned:
    def test_a_commit_pins_and_a_branch_does_not(self) -> None:
        """Forty hexadecimal digits can't move."""
        assert found("weights-unpinned", replace(HUB_MODEL, version=COMMIT)) == []
        assert found("weights-unpinned", replace(HUB_MODEL, version="main")) != []

    def test_only_code_fetches(self) -> None:
        """A card that names its base model loads nothing."""
        named = replace(HUB_MODEL, evidence=(Evidence("README.md", 2),))

        assert found("weights-unpinned", named) == []
        assert found("weights-unpinned", HUB_MODEL) != []


class TestTrainingData:
    def test_an_ancestor_may_tell(self) -> None:
        """What the base model was trained on is known of its descendants too."""
        base = replace(MODEL, ref="file:base", name="base")
        data = Component("hub:datasets/acme/d", Kind.DATASET, "acme/d", presence=Presence.REFERENCED)
        edges = (
            Relation(MODEL.ref, RelationKind.FINE_TUNED_FROM, base.ref),
            Relation(base.ref, RelationKind.TRAINED_ON, data.ref),
        )

        assert found("training-data-undisclosed", MODEL, base, data, edges=edges) == []
        assert found("training-data-undisclosed", MODEL, base, data, edges=edges[:1]) != []


class TestLineage:
    def test_a_model_with_a_base_is_not_asked_for_one(self) -> None:
        """A name that says quantised is explained by its base."""
        quantised = replace(MODEL, name="net-Q4_K_M", ref="file:net-Q4_K_M.gguf")
        base = replace(MODEL, ref="file:base", name="base")
        edge = Relation(quantised.ref, RelationKind.QUANTISED_FROM, base.ref)

        assert found("lineage-unknown", quantised, base, edges=(edge,)) == []
        assert found("lineage-unknown", quantised, base) != []


class TestContact:
    @pytest.mark.parametrize(
        "maker", [Party("Acme", "mail@acme.example"), Party("Acme", "", "https://a.example")]
    )
    def test_a_name_and_one_way_are_enough(self, maker: Party) -> None:
        """Either an address for mail or one of the web."""
        ours = Settings(product=Product(manufacturer=maker))

        assert found("contact-missing", settings=ours) == []
        assert found("contact-missing") != []


class TestSupportPeriod:
    @pytest.mark.parametrize(
        ("until", "times"),
        [(date(2031, 12, 31), 0), (date(2026, 12, 1), 0), (date(2026, 11, 30), 1), (None, 1)],
    )
    def test_the_last_day_belongs_to_it(self, until: date | None, times: int) -> None:
        """It is over on the day after."""
        ours = Settings(product=Product(support_until=until), today=date(2026, 12, 1))

        assert len(found("support-period-missing", settings=ours)) == times


class TestWaivers:
    @pytest.mark.parametrize(("expires", "times"), [(date(2026, 12, 1), 0), (date(2026, 11, 30), 1)])
    def test_a_waiver_holds_on_its_last_day(self, expires: date, times: int) -> None:
        """It has expired on the day after."""
        waiver = Waiver("license-missing", "alpha", "asked", expires)
        ours = Settings(waivers=(waiver,), today=date(2026, 12, 1))

        assert len(found("waiver-expired", LIBRARY, settings=ours)) == times
