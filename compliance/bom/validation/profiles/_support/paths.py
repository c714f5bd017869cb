# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Paths into a CycloneDX object: `licenses[acknowledgement=concluded].expression`. What the tables print is what is looked up."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from compliance.lazy_regex import compile_lazily

_STEP = compile_lazily(r"(?P<key>[\w$-]+)(?P<list>\[(?:(?P<name>\w+)=(?P<value>[^\]]+))?\])?(?:\.|\Z)")
Select = Callable[[Any], list[Any]]


@cache
def parse_path(path: str) -> tuple[tuple[str, str, str, bool], ...]:
    """For each step its key, the name and the value of its filter, and whether it goes into a list."""
    found = tuple(
        (match["key"], match["name"] or "", match["value"] or "", match["list"] is not None)
        for match in _STEP.finditer(path)
    )
    if sum(match.end() - match.start() for match in _STEP.finditer(path)) != len(path):
        raise ValueError(f"{path!r} is no path")
    return found


@cache
def select_values(path: str) -> Select:
    """What gives the values at a path; a filter applies to the items of a list, or to an object itself."""
    (first, name, wanted, _), *rest = parse_path(path)
    further = [(key, name, wanted) for key, name, wanted, _ in rest]

    def values(entry: Any) -> list[Any]:
        found = _step((entry,), first, name, wanted) if type(entry) is dict and first in entry else []
        for key, name_, wanted_ in further:
            if not found:
                break
            found = _step(found, key, name_, wanted_)
        return found

    return values


def _step(found: Sequence[Any], key: str, name: str, wanted: str) -> list[Any]:
    inner: list[Any] = []
    for one in found:
        value = one.get(key) if type(one) is dict else None
        if type(value) is not list:
            value = [] if value is None else [value]
        inner += (
            [item for item in value if type(item) is dict and item.get(name) == wanted] if name else value
        )
    return inner
