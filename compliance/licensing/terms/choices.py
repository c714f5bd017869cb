# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence expressions as choices: OR needs one branch that will do, AND needs all of them (SPDX 3.0.1, Annex B)."""

from collections.abc import Callable

from compliance.lazy_regex import compile_lazily

_TOKEN = compile_lazily(r"[()]|[^\s()]+")
_Branches = list[bool | None]
"""Whether an earlier branch of OR holds, and whether the current one holds so far; None: nothing was said yet."""


def expression_holds(expression: str, ok: Callable[[str], bool]) -> bool:
    """Whether `expression` can be met with licences that are `ok`; `A WITH B` is asked as one. An empty or broken branch never holds."""
    levels: list[_Branches] = [[False, None]]
    words: list[str] = []
    for token in [*_TOKEN.findall(expression), "AND"]:
        operator = token.upper()
        if operator not in {"AND", "OR", "(", ")"}:
            words.append(token)
            continue
        if words:
            _meet(levels[-1], met=ok(" ".join(words)))
            words.clear()
        if operator == "OR":
            levels[-1] = [any(levels[-1]), None]
        elif operator == "(":
            levels.append([False, None])
        elif operator == ")" and len(levels) > 1:
            inner = any(levels.pop())
            _meet(levels[-1], met=inner)
    while len(levels) > 1:
        inner = any(levels.pop())
        _meet(levels[-1], met=inner)
    return any(levels[0])


def _meet(branches: _Branches, *, met: bool) -> None:
    branches[1] = met if branches[1] is None else bool(branches[1]) and met
