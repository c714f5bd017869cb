# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from compliance.discover.resolve.versions import resolve_versions
from compliance.discover.resolve.without_development import without_development
from compliance.model import Component, Evidence, Inventory, Kind, Relation, RelationKind, Scope


def library(version: str = "", path: str = "", **more: str) -> Component:
    ref = f"pkg:pypi/alpha@{version}" if version else "pkg:pypi/alpha"
    found = Component(ref, Kind.LIBRARY, "alpha", version, ref, evidence=(Evidence(path),))
    return replace(found, shipped_by=more.get("shipped_by", ""))


def test_a_name_without_a_version_is_the_versions_that_are_known() -> None:
    """Evidence and edges of the bare name go to each version, and the bare name is gone."""
    edge = Relation("", RelationKind.DEPENDS_ON, "pkg:pypi/alpha")

    found = list(
        resolve_versions(
            [library("", "pyproject.toml"), library("1.0", "uv.lock"), library("2.0", "uv.lock"), edge]
        )
    )

    assert {
        ("pkg:pypi/alpha@1.0", "1.0", "pyproject.toml"),
        ("pkg:pypi/alpha@1.0", "1.0", "uv.lock"),
        ("pkg:pypi/alpha@2.0", "2.0", "pyproject.toml"),
        ("pkg:pypi/alpha@2.0", "2.0", "uv.lock"),
    } == {(one.ref, one.version, one.evidence[0].path) for one in found if isinstance(one, Component)}
    assert ["pkg:pypi/alpha@1.0", "pkg:pypi/alpha@2.0"] == [
        one.target for one in found if isinstance(one, Relation)
    ]


def test_a_name_without_any_version_stays() -> None:
    """Nothing is lost where no lock helps, and a copy inside another package is no lock."""
    alone, copy = library("", "pyproject.toml"), library("1.0", "pip/_vendor", shipped_by="pkg:pypi/pip@1")

    assert [alone, copy] == list(resolve_versions([alone, copy]))


def test_development_can_be_left_out() -> None:
    """What is excluded goes, with what it carries and the edges at both ends."""
    tool = Component("tool", Kind.LIBRARY, "tool", scope=Scope.EXCLUDED)
    inside = Component("model", Kind.MODEL, "model", shipped_by="tool")
    part = Component("part", Kind.FILE, "part", shipped_by="model")
    kept = Component("kept", Kind.LIBRARY, "kept", scope=Scope.OPTIONAL)
    edges = (
        Relation("tool", RelationKind.DEPENDS_ON, "kept"),
        Relation("product", RelationKind.DEPENDS_ON, "kept"),
    )
    product = Component("product", Kind.PRODUCT, "product")

    left = without_development(Inventory(product, (inside, kept, part, tool), edges))

    assert (kept,) == left.components
    assert edges[1:] == left.relations
