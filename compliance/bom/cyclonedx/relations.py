# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Relations in CycloneDX, both ways: `write_dependencies` for every edge, a property for what kind of edge it is and how that is known."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from compliance.bom.document import (
    Json,
    build_property,
    drop_empty,
    dump_json,
    evidence_from_json,
    evidence_to_json,
    mappings_in,
    property_values,
    text_at,
)
from compliance.model import DERIVED_FROM, Inventory, Relation, RelationKind

Outgoing = Mapping[str, list[Relation]]
"""Relations by the ref they start at."""


def relation_name(edges: Iterable[Relation]) -> frozenset[str]:
    """The refs of what is called."""
    return frozenset(edge.target for edge in edges if edge.kind is RelationKind.CALLS)


def write_relation_properties(relations: list[Relation]) -> list[Json]:
    """One property for each relation that `write_dependencies` alone would not give back."""
    if _simplify_relations(relations):
        return []
    edges = Counter([relation.target for relation in relations])
    return [
        build_property(
            "relation",
            dump_json(
                {
                    "kind": one.kind,
                    "target": one.target,
                    "evidence": list(map(evidence_to_json, one.evidence)),
                }
            ),
        )
        for one in relations
        if one.kind is not RelationKind.DEPENDS_ON or one.evidence or edges[one.target] > 1
    ]


def _simplify_relations(relations: list[Relation]) -> bool:
    """Whether they are edges and no more, as those of a lock are."""
    for one in relations:
        if one.evidence or one.kind is not RelationKind.DEPENDS_ON:
            return False
    return len({one.target for one in relations}) == len(relations)


def write_pedigree(relations: list[Relation]) -> Json:
    """Ancestors by name; the exact edges stand in properties, for an ancestor can't be a reference."""
    names = [relation.target.removeprefix("hub:") for relation in relations if relation.kind in DERIVED_FROM]
    return (
        {"ancestors": [{"type": "machine-learning-model", "name": name} for name in names]} if names else {}
    )


def write_orphans(inventory: Inventory) -> list[str]:
    """The refs of components that nothing needs and nothing ships: they were found in the product, and hang on it alone."""
    needed = {edge.target for edge in inventory.relations}
    known = {component.ref for component in inventory.components}
    return sorted(
        component.ref
        for component in inventory.components
        if component.ref not in needed and component.shipped_by not in known
    )


def write_dependencies(inventory: Inventory, outgoing: Outgoing) -> list[Json]:
    """The graph of all edges, whatever their kind, and of what was only found in the product."""
    refs = sorted(component.ref for component in inventory.everything())
    found = {inventory.product.ref: write_orphans(inventory)}
    needs = {
        ref: sorted(({edge.target for edge in outgoing.get(ref, ())} | set(found.get(ref, ()))) - {ref})
        for ref in refs
    }
    return [{"ref": ref} | drop_empty(dependsOn=needs[ref]) for ref in refs]


def read_component_relations(entry: Json, source: str) -> Iterator[Relation]:
    """The edges that a component's own properties, or a foreign model card, state."""
    written = property_values(entry.get("properties"), "relation")
    for line in written:
        try:
            table = json.loads(line)
            evidence = tuple(evidence_from_json(str(one)) for one in table.get("evidence", ()))
            yield Relation(source, RelationKind(table["kind"]), str(table["target"]), evidence)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    card = entry.get("modelCard")
    parameters = card.get("modelParameters") if isinstance(card, dict) else None
    if isinstance(parameters, dict) and not written:
        named = [text_at(one, "ref") for one in mappings_in(parameters.get("datasets"))]
        yield from (Relation(source, RelationKind.TRAINED_ON, ref) for ref in named if ref)


def list_relations(root: Json, source: str) -> set[tuple[str, str]]:
    """The edges from the product to what was only found in it: `write` says them, the inventory doesn't."""
    return {(source, ref) for ref in property_values(root.get("properties"), "listed")}


def read_document_relations(
    document: Json, refs: set[str], known: set[tuple[str, str]]
) -> Iterator[Relation]:
    """The edges of `write_dependencies` between known refs, but those of which a component says more."""
    for entry in mappings_in(document.get("dependencies")):
        source, targets = text_at(entry, "ref"), entry.get("dependsOn")
        for target in targets if isinstance(targets, list) and source in refs else ():
            if isinstance(target, str) and target in refs and (source, target) not in known:
                yield Relation(source, RelationKind.DEPENDS_ON, target)
