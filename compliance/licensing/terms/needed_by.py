# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""By which other parts the product needs a part: the shortest way along dependencies."""

from collections import defaultdict, deque
from dataclasses import dataclass

from compliance.model import Component, Inventory, RelationKind


@dataclass(frozen=True, slots=True)
class NeededBy:
    """For each ref the ref through which the search from the product reached it first."""

    by_ref: dict[str, Component]
    reached_from: dict[str, str]

    def path_to(self, component: Component) -> tuple[str, ...]:
        """The names of what lies between the product and the part, the product's side first; empty if it is needed directly or nobody knows."""
        names: list[str] = []
        seen = {component.ref}
        ref = self._before(component)
        while ref in self.by_ref and ref not in seen:
            names.append(self.by_ref[ref].name)
            seen.add(ref)
            ref = self._before(self.by_ref[ref])
        return tuple(reversed(names))

    def _before(self, component: Component) -> str:
        return self.reached_from.get(component.ref) or component.shipped_by


def find_paths(inventory: Inventory) -> NeededBy:
    """One search over all dependencies, linear in their number."""
    targets: dict[str, list[str]] = defaultdict(list)
    for relation in inventory.relations:
        if relation.kind is RelationKind.DEPENDS_ON:
            targets[relation.source].append(relation.target)
    start = inventory.product.ref
    reached_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        ref = queue.popleft()
        for target in targets.get(ref, ()):
            if target != start and target not in reached_from:
                reached_from[target] = ref
                queue.append(target)
    return NeededBy({component.ref: component for component in inventory.components}, reached_from)
