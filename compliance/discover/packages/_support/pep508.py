# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Dependency specifiers (PEP 508), which `packaging` parses with a function that calls itself for each bracket in a marker."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_DEEPEST = 50
"""Brackets within brackets; markers that tools write have three."""


def parse(text: str) -> "Requirement | None":
    """The requirement in a text; nothing if it is none, or nested deeper than any tool writes it."""
    from packaging.requirements import InvalidRequirement, Requirement

    if is_too_deep(text):
        return None
    try:
        return Requirement(text)
    except InvalidRequirement:
        return None


def is_too_deep(text: str) -> bool:
    """Whether brackets are nested so deeply that the parser may run out of stack."""
    if text.count("(") <= _DEEPEST:  # nearly all
        return False
    depth = 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth > _DEEPEST:
            return True
    return False
