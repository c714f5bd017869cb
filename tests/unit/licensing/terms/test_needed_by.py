# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The way by which a part is needed."""

from compliance.licensing.terms.needed_by import find_paths
from compliance.model import Component, Inventory, Kind, Relation, RelationKind


def _inventory(edges: str, **shipped_by: str) -> Inventory:
    names = sorted(set(edges.replace("-", " ").split()) | set(shipped_by) - {"p"})
    parts = tuple(Component(n, Kind.LIBRARY, n, shipped_by=shipped_by.get(n, "")) for n in names if n != "p")
    relations = tuple(
        Relation(source, RelationKind.DEPENDS_ON, target)
        for source, target in (edge.split("-") for edge in edges.split())
    )
    return Inventory(Component("p", Kind.PRODUCT, "p"), parts, relations)


def _path(inventory: Inventory, ref: str) -> tuple[str, ...]:
    return find_paths(inventory).path_to(inventory.by_ref()[ref])


def test_the_shortest_way_is_told() -> None:
    """Of two ways the one with fewer parts between; none between for what is needed directly."""
    inventory = _inventory("p-a a-b b-c p-d d-c")

    assert _path(inventory, "c") == ("d",)
    assert _path(inventory, "b") == ("a",)
    assert _path(inventory, "a") == ()


def test_what_a_part_ships_is_needed_by_it() -> None:
    """A library inside another comes with that one."""
    assert _path(_inventory("p-a a-b", lib="b"), "lib") == ("a", "b")


def test_circles_and_parts_that_nobody_needs_end() -> None:
    """Dependencies that lead back, and parts shipped by each other, end the search."""
    assert _path(_inventory("p-a a-b b-a b-p"), "b") == ("a",)
    assert _path(_inventory("p-a", x="y", y="x"), "x") == ("y",)
