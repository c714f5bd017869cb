# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from compliance.findings import Finding
from compliance.model import Component, Evidence, Inventory, Kind, Severity
from compliance.report._support.collapse_findings import collapse_findings, name_finding


def lacking(number: int, rule: str = "license-missing") -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        component=f"p{number}",
        ref=f"pkg:pypi/p{number}",
        message=f"No licence is stated for the library p{number}",
        fix="Read them",
    )


def test_many_without_a_licence_are_one_line_with_a_count() -> None:
    """The first names are told; others stay as they are, in their order."""
    other = [lacking(number, "license-denied") for number in range(5)]

    (one, *rest) = collapse_findings([lacking(1), *other, *map(lacking, range(2, 21))])

    names = ", ".join(f"p{number}" for number in range(1, 13))
    assert f"No licence is stated for 20 components: {names} and 8 more" == one.message
    assert other == rest


def test_what_differs_in_remedy_or_is_few_stays_apart() -> None:
    """Three are still read one by one; a waived one, a note and one with another remedy are of another kind."""
    few = [lacking(1), lacking(2), lacking(3)]
    apart = [
        replace(lacking(4), fix="Ask"),
        replace(lacking(5), waived="known"),
        replace(lacking(6), severity=Severity.NOTE),
    ]

    assert [*few, *apart] == collapse_findings([*few, *apart])


def test_what_is_about_the_product_is_called_by_its_file() -> None:
    """The product's own name for each of its gaps would tell nothing."""
    inventory = Inventory(product=Component("product", Kind.PRODUCT, "shop"), components=(), relations=())
    gap = replace(
        lacking(1, "sbom-incomplete"), component="shop", ref="product", evidence=(Evidence("a/uv.lock"),)
    )

    assert ["a/uv.lock", "p2"] == [name_finding(gap, inventory), name_finding(lacking(2), inventory)]
