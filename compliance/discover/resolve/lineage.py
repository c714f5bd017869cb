# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Lineage that can't be: a model that descends from itself, and edges to what nothing describes."""

from collections.abc import Iterable, Iterator

from compliance.model import DERIVED_FROM, Gap, Relation


def find_loose_ends(relations: Iterable[Relation], known: Iterable[str]) -> Iterator[Gap]:
    """A gap for each edge whose target is not there, and for each circle of models made from one another."""
    refs = set(known)
    bases: dict[str, set[str]] = {}
    for relation in relations:
        where = relation.evidence[0].path if relation.evidence else relation.source
        if relation.target not in refs:
            yield Gap(
                where,
                f"It says that {relation.source} is {relation.kind} {relation.target}, which is nowhere described",
            )
        elif relation.kind in DERIVED_FROM:
            bases.setdefault(relation.source, set()).add(relation.target)
    for ref in sorted(bases):
        if ref in _ancestors(ref, bases):
            yield Gap(
                ref, "Its lineage leads back to itself; one of the base models that are stated is wrong"
            )


def _ancestors(ref: str, bases: dict[str, set[str]]) -> set[str]:
    """Everything that a model was made from, itself included only if the edges form a circle."""
    seen: set[str] = set()
    queue = list(bases.get(ref, ()))
    while queue:
        ancestor = queue.pop()
        if ancestor not in seen:
            seen.add(ancestor)
            queue.extend(bases.get(ancestor, ()))
    return seen
