# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Edges between components: one edge, however many files name it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from compliance.discover.interface import PRODUCT
from compliance.model import Evidence, Relation, RelationKind


class Edges:
    """Edges with the evidence of all sources that saw them, in the order in which they were first seen."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, RelationKind, str], set[Evidence]] = defaultdict(set)

    def add(self, edge: Relation) -> None:
        """One more sighting; an empty source is the product."""
        self._seen[edge.source or PRODUCT, edge.kind, edge.target].update(edge.evidence)

    def redirect(self, meant: Mapping[str, tuple[str, ...]]) -> None:
        """What leads to a key of the mapping leads to each of its values."""
        for source, kind, target in [key for key in self._seen if key[2] in meant]:
            evidence = self._seen.pop((source, kind, target))
            for other in meant[target]:
                self._seen[source, kind, other] |= evidence

    def __iter__(self) -> Iterator[Relation]:
        for (source, kind, target), evidence in self._seen.items():
            yield Relation(source, kind, target, tuple(sorted(evidence)))
