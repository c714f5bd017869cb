# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Paths into a CycloneDX object: `licenses[acknowledgement=concluded].expression`. What the tables print is what is looked up."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

_STEP = re.compile(r"(?P<key>[\w$-]+)(?P<list>\[(?:(?P<name>\w+)=(?P<value>[^\]]+))?\])?(?:\.|\Z)")
Select = Callable[[Any], list[Any]]


@cache
def steps(path: str) -> tuple[tuple[str, str, str, bool], ...]:
    """For each step its key, the name and the value of its filter, and whether it goes into a list."""
    found = tuple(
        (match["key"], match["name"] or "", match["value"] or "", match["list"] is not None)
        for match in _STEP.finditer(path)
    )
    if sum(match.end() - match.start() for match in _STEP.finditer(path)) != len(path):
        raise ValueError(f"{path!r} is no path")
    return found


@cache
def first(path: str) -> str:
    """The key of its first step."""
    return steps(path)[0][0]


@cache
def select(path: str) -> Select:
    """What gives the values at a path; a filter applies to the items of a list, or to an object itself."""
    parsed = steps(path)

    def values(entry: Any) -> list[Any]:
        found = [entry]
        for key, name, wanted, _ in parsed:
            inner: list[Any] = []
            for one in found:
                value = one.get(key) if isinstance(one, dict) else None
                if value is not None:
                    items = value if isinstance(value, list) else (value,)
                    if not name:
                        inner.extend(items)
                        continue
                    for item in items:
                        if isinstance(item, dict) and item.get(name) == wanted:
                            inner.append(item)
            if not inner:
                return inner
            found = inner
        return found

    return values
