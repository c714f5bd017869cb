# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether a version meets a range of npm's, where that is certain (github.com/npm/node-semver, "Ranges")."""

from collections.abc import Iterable

from compliance.lazy_regex import compile_lazily

_Numbers = tuple[int, ...]
_VERSION = compile_lazily(r"v?(\d{1,15})\.(\d{1,15})\.(\d{1,15})(?:\+[-.\w]+)?\Z")
_COMPARATOR = compile_lazily(
    r"(\^|~>?|>=|<=|>|<|=)?\s*v?(\d{1,15}|[xX*])(?:\.(\d{1,15}|[xX*]))?(?:\.(\d{1,15}|[xX*]))?(?:\+[-.\w]+)?\Z"
)
_JOIN = compile_lazily(r"(\^|~>?|>=|<=|>|<|=)\s+")


def satisfies(words: str, version: str) -> bool:
    """False only if the range certainly leaves the version out; pre-releases, tags and addresses are never certain."""
    known = _VERSION.match(version)
    if not known:
        return True
    numbers = tuple(map(int, known.groups()))
    verdicts = [_all(_JOIN.sub(r"\1", one).split(), numbers) for one in words.split("||")]
    return any(verdict is not False for verdict in verdicts)


def _all(comparators: Iterable[str], version: _Numbers) -> bool | None:
    """Whether all comparators hold; None if one of them is beyond us."""
    verdicts = []
    for words in comparators:
        bounds = _bounds(words)
        if bounds is None:
            return None
        low, high = bounds
        verdicts.append((not low or version >= low) and (not high or version < high))
    return all(verdicts)


def _bounds(words: str) -> tuple[_Numbers, _Numbers] | None:
    """The first version within and the first one beyond; empty where there is no bound."""
    match = _COMPARATOR.match(words)
    if not match:
        return None
    sign = match[1] or "="
    stated = tuple(int(part) for part in match.groups()[1:] if part and part.isdigit())
    if not stated:
        return ((), ())
    low: _Numbers = (*stated, 0, 0)[:3]
    beyond = _raised(stated)
    if sign == "^":
        return low, _raised(stated[: _first_significant(stated) + 1])
    if sign in {"~", "~>"}:
        return low, _raised(stated[:2])
    return {"=": (low, beyond), ">=": (low, ()), "<": ((), low), "<=": ((), beyond), ">": (beyond, ())}[sign]


def _first_significant(stated: _Numbers) -> int:
    """The place of the first number that isn't 0, which a caret holds; the last one if all are 0."""
    for place, number in enumerate(stated):
        if number:
            return place
    return len(stated) - 1


def _raised(stated: _Numbers) -> _Numbers:
    """The first version that is beyond all that start so."""
    return (*stated[:-1], stated[-1] + 1, 0, 0)[:3]
