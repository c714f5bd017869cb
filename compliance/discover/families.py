# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which weight files hold the same network, in another format, precision or piece."""

from collections import defaultdict
from collections.abc import Iterable

from compliance.discover.weights.places import place
from compliance.model import Component

_DISTINCT = frozenset(
    {"tiny", "small", "base", "medium", "large", "mini", "nano", "xl", "xxl", "huge", "lite", "turbo", "v1", "v2", "v3", "v4", "v5"}
    | {"encoder", "decoder", "det", "rec", "cls", "detector", "classifier", "embedding", "vocoder", "generator", "discriminator"}
)  # fmt: skip
"""Words that name another network, even where one name starts like the other."""
_TOLERANCE = 0.05
"""By how much the counted parameters of two exports of one network may differ: constants of operators are counted too."""


class Families:
    """Refs in disjoint sets."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def first(self, ref: str) -> str:
        """The ref that stands for the set that `ref` is in."""
        while (above := self._above.get(ref, ref)) != ref:
            self._above[ref] = self._above.get(above, above)
            ref = above
        return ref

    def join(self, one: str, other: str) -> None:
        """Make one set of the two that these are in."""
        first, second = sorted((self.first(one), self.first(other)))
        self._above[second] = first


def networks(models: Iterable[Component]) -> Families:
    """Weight files that hold the same network.

    They lie in the same folder, folders named for formats aside, and are called the same but for words such as `fp16` or `opset17`; or one
    name starts like the other and the two have equally many parameters.
    """
    families = Families()
    folders: dict[tuple[str, str], dict[tuple[str, ...], list[Component]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for model in models:
        where = place(model.path)
        folders[model.shipped_by, where.anchor][where.core].append(model)
    for names in folders.values():
        for same in names.values():
            for model in same:
                families.join(same[0].ref, model.ref)
        for core in names:
            for start in (core[:length] for length in range(1, len(core))):
                if start in names and _alike(core[len(start) :], names[start], names[core]):
                    families.join(names[start][0].ref, names[core][0].ref)
    return families


def _alike(more: tuple[str, ...], some: list[Component], others: list[Component]) -> bool:
    """Whether the rest of the name says nothing else, and the sizes agree."""
    counts = [[model.model.parameters if model.model else 0 for model in group] for group in (some, others)]
    return _DISTINCT.isdisjoint(more) and any(
        one and abs(one - other) <= _TOLERANCE * max(one, other) for one in counts[0] for other in counts[1]
    )
