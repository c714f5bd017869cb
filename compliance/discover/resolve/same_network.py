# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which weight files hold the same network, in another format, precision or piece."""

from collections.abc import Iterable

from compliance.discover.weights._support.model_places import place_model
from compliance.model import Component


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


def group_networks(models: Iterable[Component]) -> Families:
    """Weight files that hold the same network.

    They lie in the same folder, folders named for formats aside, and are called the same but for words such as `fp16` or `opset17`. Any
    other word means another network: voices and languages of one architecture have equally many parameters, so counts prove nothing.
    """
    families = Families()
    seen: dict[tuple[str, str, tuple[str, ...]], str] = {}
    for model in models:
        where = place_model(model.path)
        families.join(seen.setdefault((model.shipped_by, where.anchor, where.core), model.ref), model.ref)
    return families
