# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from compliance.bom.diff import diff_inventories
from compliance.findings import Change
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    Digest,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Relation,
    RelationKind,
    SaidBy,
    Subject,
)

MIT = LicenseClaim("MIT", SaidBy.METADATA)
LIB = Component("pkg:pypi/a@1", Kind.LIBRARY, "a", "1", "pkg:pypi/a@1", licenses=(MIT,))
MODEL = Component(
    "file:m/w.onnx", Kind.MODEL, "w.onnx", path="m/w.onnx", digests=(Digest("SHA-256", "a" * 64),)
)
BASE = Component("hub:org/base", Kind.MODEL, "org/base")


def inventory(*components: Component, relations: tuple[Relation, ...] = ()) -> Inventory:
    return Inventory(Component("product", Kind.PRODUCT, "app"), components, relations)


def test_nothing_differs_from_itself() -> None:
    """No change, also with parts that have the same name."""
    same = inventory(LIB, replace(LIB, ref="pkg:pypi/a@2", version="2", purl="pkg:pypi/a@2"), MODEL)

    assert () == diff_inventories(same, same)


def test_parts_come_go_and_move_on() -> None:
    """Added, removed and updated, each with its version."""
    newer = replace(LIB, ref="pkg:pypi/a@2", version="2", purl="pkg:pypi/a@2")

    assert (Change("parts", "added", "a", "", "1"),) == diff_inventories(inventory(), inventory(LIB))
    assert (Change("parts", "removed", "a", "1", ""),) == diff_inventories(inventory(LIB), inventory())
    assert (Change("parts", "updated", "a", "1", "2"),) == diff_inventories(inventory(LIB), inventory(newer))


def test_relicensing_comes_first() -> None:
    """With both licences, and whether the new one is stricter."""
    newer = replace(LIB, version="2", licenses=(LicenseClaim("AGPL-3.0-only", SaidBy.METADATA),))

    assert (
        Change("licences", "relicensed, stricter", "a", "MIT", "AGPL-3.0-only")
        == diff_inventories(inventory(LIB), inventory(newer))[0]
    )


def test_weights_that_changed_are_told_by_their_digests() -> None:
    """Under the same version it is said so: that is not supposed to happen."""
    other = replace(MODEL, digests=(Digest("SHA-256", "b" * 64),))
    versions = [inventory(replace(one, version="3")) for one in (MODEL, other)]

    (free,) = diff_inventories(inventory(MODEL), inventory(other))
    (pinned,) = diff_inventories(*versions)

    assert ("weights", "new content", "m/w.onnx") == (free.topic, free.what, free.component)
    assert "replaced under 3" == pinned.what
    assert ("SHA-256 aaaaaaaaaaaa...", "bbbbbbbbbbbb...") == (pinned.before, pinned.after)


def test_a_moved_file_is_neither_added_nor_removed() -> None:
    """The same content elsewhere is one move."""
    moved = replace(MODEL, ref="file:n/w.onnx", path="n/w.onnx")

    assert (Change("weights", "moved", "w.onnx", "m/w.onnx", "n/w.onnx"),) == diff_inventories(
        inventory(MODEL), inventory(moved)
    )


def test_a_new_exclusion_is_told() -> None:
    """A territory that a licence newly excludes, and one that it no longer does."""
    clause = Clause(
        ClauseKind.TERRITORY, Evidence("LICENSE", 3, "not in the EU"), effect="exclude", territories=("EU",)
    )
    claim = LicenseClaim("", SaidBy.TEXT, subject=Subject.WEIGHTS, stated="Acme", clauses=(clause,))
    limited = replace(MODEL, licenses=(claim,))

    assert (Change("territories", "new limit", "w.onnx", "", "exclude EU"),) == diff_inventories(
        inventory(MODEL), inventory(limited)
    )
    assert (Change("territories", "limit gone", "w.onnx", "exclude EU", ""),) == diff_inventories(
        inventory(limited), inventory(MODEL)
    )


def test_lineage_is_told() -> None:
    """What a model is newly said to be made from, and what no more; dependencies are not lineage."""
    edge = Relation(MODEL.ref, RelationKind.FINE_TUNED_FROM, BASE.ref)
    plain = inventory(MODEL, BASE, relations=(Relation("product", RelationKind.DEPENDS_ON, BASE.ref),))
    made = inventory(MODEL, BASE, relations=(edge,))

    assert (Change("lineage", "added", "w.onnx", "", "fine-tuned-from org/base"),) == diff_inventories(
        plain, made
    )
    assert (Change("lineage", "removed", "w.onnx", "fine-tuned-from org/base", ""),) == diff_inventories(
        made, plain
    )
