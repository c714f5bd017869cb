# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which parts license-copyleft looks at, and how it reports them."""

from dataclasses import replace

import pytest

from compliance.findings import Finding
from compliance.model import (
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
    Scope,
    Subject,
)
from compliance.rules import license_copyleft
from compliance.settings import LicensePolicy, Product, Settings

_CLOSED = Settings(product=Product(license="Proprietary", licensed_in="lexbom.toml"), source="lexbom.toml")
_AGPL = LicenseClaim("AGPL-3.0-only", SaidBy.METADATA, evidence=(Evidence("METADATA"),))


def _library(name: str, claim: LicenseClaim = _AGPL) -> Component:
    return Component(f"pkg:pypi/{name}", Kind.LIBRARY, name, licenses=(claim,))


def _model(presence: Presence) -> Component:
    claim = replace(_AGPL, said_by=SaidBy.CARD, subject=Subject.WEIGHTS)
    return Component("file:m.pt", Kind.MODEL, "m.pt", presence=presence, licenses=(claim,))


def _check(*parts: Component, settings: Settings = _CLOSED) -> list[Finding]:
    inventory = Inventory(Component("product", Kind.PRODUCT, "shop"), parts)
    return list(license_copyleft.check(inventory, settings))


def _severities(findings: list[Finding]) -> list[str]:
    return [str(finding.severity) for finding in findings]


@pytest.mark.parametrize("presence", [Presence.SHIPPED, Presence.LOCKED])
@pytest.mark.parametrize("scope", [Scope.UNSTATED, Scope.REQUIRED, Scope.OPTIONAL])
def test_what_the_product_needs_is_judged(presence: Presence, scope: Scope) -> None:
    """A part that is only locked counts as much as one that lies here."""
    assert _severities(_check(replace(_library("a"), presence=presence, scope=scope))) == ["error"]


def test_what_the_product_does_not_pass_on_is_not() -> None:
    """Development-only parts, parts of a base image, test data, data sets and services."""
    image = Component("image", Kind.CONTAINER, "debian")
    parts = (
        replace(_library("dev"), scope=Scope.EXCLUDED),
        image,
        replace(_library("libc"), shipped_by="image"),
        replace(_library("sample"), path="tests/data/sample"),
        Component("d", Kind.DATASET, "d", licenses=(replace(_AGPL, subject=Subject.DATA),)),
        Component("s", Kind.SERVICE, "s", licenses=(_AGPL,)),
    )

    assert _check(*parts) == []


def test_what_is_inherited_is_reported_with_its_carrier() -> None:
    """A shared object under its package's licence isn't named beside the package."""
    inherited = _library("inner", replace(_AGPL, said_by=SaidBy.CARRIER))

    assert [one.component for one in _check(_library("outer"), inherited)] == ["outer"]


def test_weights_are_unsettled() -> None:
    """Shipped weights are a warning at most, weights that are only named a note."""
    (shipped,) = _check(_model(Presence.SHIPPED))
    (named,) = _check(_model(Presence.REFERENCED))

    assert (shipped.severity, named.severity) == ("warning", "note")
    assert "whether weights beside code are one work with it" in shipped.message


def test_what_is_unsettled_is_left_out_where_only_texts_count() -> None:
    """With `policy = "text-only"` weights and AGPL section 13 for a library are not reported; section 5(c) is."""
    text_only = replace(_CLOSED, licenses=LicensePolicy(policy="text-only"))
    hosted = replace(text_only, product=replace(text_only.product, distribution=("hosted",)))

    assert _check(_model(Presence.SHIPPED), settings=text_only) == []
    assert _check(_library("a"), settings=hosted) == []
    assert _severities(_check(_library("a"), settings=text_only)) == ["error"]


def test_parts_of_one_licence_are_one_finding_and_a_new_one_changes_it() -> None:
    """All parts are named; what tells the finding from another holds their names, so that a new part is new against a baseline."""
    (one,) = _check(_library("a"))
    (two,) = _check(_library("a"), _library("b"))

    assert "a, b: AGPL-3.0-only" in two.message
    assert one.about != two.about


def test_many_parts_are_counted() -> None:
    """A message names six parts."""
    (finding,) = _check(*(_library(f"p{number}") for number in range(9)))

    assert "p5 and 3 more: AGPL-3.0-only" in finding.message


def test_an_own_copyleft_text_under_closed_terms_is_a_warning() -> None:
    """Who doesn't own all rights in the product is bound by the text in it."""
    text = LicenseClaim("AGPL-3.0-only", SaidBy.TEXT, evidence=(Evidence("LICENSE"),))
    declared = LicenseClaim("", SaidBy.CONFIG, stated="Proprietary")
    product = Component("product", Kind.PRODUCT, "shop", licenses=(declared, text))

    (finding,) = license_copyleft.check(Inventory(product), _CLOSED)

    assert (finding.severity, finding.ref) == ("warning", "product")


def test_the_way_it_reaches_people_is_said() -> None:
    """What is assumed is told, and what would be asked with the first copy."""
    inside = replace(_CLOSED, product=replace(_CLOSED.product, distribution=("internal",)))

    (assumed,) = _check(_library("a"))
    (internal,) = _check(_library("a"), settings=inside)

    assert "copies and hosted are assumed" in assumed.message
    assert "The product stays inside; for users over a network, section 13" in internal.message
