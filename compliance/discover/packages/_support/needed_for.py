# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What each locked package is needed for: the strongest need over all ways to it, each way as weak as its weakest step."""

from collections.abc import Iterable, Mapping

from compliance.model import Scope

Need = tuple[str, Scope]
"""The key of what is needed, and whether always, by an extra, or for development."""

_LEVELS = (Scope.REQUIRED, Scope.OPTIONAL, Scope.EXCLUDED)


def resolve_scopes(roots: Iterable[Need], needs: Mapping[str, Iterable[Need]]) -> dict[str, Scope]:
    """The scope of every key that can be reached from the roots."""
    waiting: dict[Scope, list[str]] = {level: [] for level in _LEVELS}
    for key, scope in roots:
        waiting[scope].append(key)
    found: dict[str, Scope] = {}
    for level in _LEVELS:
        stack = waiting[level]
        while stack:
            key = stack.pop()
            if key in found:
                continue
            found[key] = level
            for target, scope in needs.get(key, ()):
                weaker = max(level, scope, key=_LEVELS.index)
                (stack if weaker is level else waiting[weaker]).append(target)
    return found
