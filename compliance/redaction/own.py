# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Shapes of secrets that the owner of a product adds: regular expressions that can't take for ever."""

import re
import warnings
from collections.abc import Iterable, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from compliance.redaction.shapes import MASK

LONGEST = 256
"""Characters that a pattern is applied to at once."""
_OVERLAP = 128
_MOST_WAYS = 300_000
"""In how many ways the repetitions of a pattern may share `LONGEST` characters: two without a limit, or three of at most 64."""


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, ready for use.

    Raises:
        ValueError: it is no regular expression, matches nothing at all, or might take for ever; says which.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ready = re.compile(pattern)
            ways = _ways(parser.parse(pattern))
    except (re.error, RecursionError, OverflowError, Warning) as error:
        raise ValueError(f"is no regular expression of Python: {error}") from error
    if ready.search(""):
        raise ValueError("matches an empty text too")
    if ways > _MOST_WAYS:
        raise ValueError("may take very long; give its repetitions a limit, as in {8,64}")
    return ready


def mask(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The text with `MASK` for whatever one of the patterns matches, in at most `LONGEST` characters at once."""
    for pattern in patterns:
        text = _without(text, pattern)
    return text


def _without(text: str, pattern: re.Pattern[str]) -> str:
    if len(text) <= LONGEST:
        return pattern.sub(MASK, text)
    out, done = [], 0
    for start, end in _spans(text, pattern):
        if start >= done:
            out += [text[done:start], MASK]
            done = end
        elif end > done:
            done = end
    return "".join([*out, text[done:]])


def _spans(text: str, pattern: re.Pattern[str]) -> Iterable[tuple[int, int]]:
    """Where it matches, in windows that overlap, so that what one cuts in two is whole in the next; sorted."""
    found = {
        match.span()
        for at in range(0, len(text), LONGEST - _OVERLAP)
        for match in pattern.finditer(text, at, at + LONGEST)
        if match.end() > match.start()
    }
    return sorted(found)


def _ways(parsed: Iterable[Any]) -> int:
    """An upper bound for the ways in which a sequence of a parsed pattern can match one piece of text."""
    ways = 1
    for code, argument in parsed:
        ways *= _ways_of(code, argument)
    return ways


def _ways_of(code: Any, argument: Any) -> int:
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        least, most, inner = argument
        inside = _ways(inner)
        spread = min(int(most), LONGEST) - min(int(least), LONGEST) + 1
        # what can match in several ways multiplies with each repetition
        ways: int = spread * min(inside ** min(int(most), 32), _MOST_WAYS + 1)
        return ways
    if code is codes.BRANCH:
        return sum(_ways(branch) for branch in argument[1])
    if code is codes.SUBPATTERN:
        return _ways(argument[-1])
    if code in {codes.ASSERT, codes.ASSERT_NOT}:
        return _ways(argument[1])
    if code is codes.ATOMIC_GROUP:
        return _ways(argument)
    if code is codes.POSSESSIVE_REPEAT:
        return _ways(argument[2])
    if code in {codes.GROUPREF, codes.GROUPREF_EXISTS}:
        return _MOST_WAYS + 1
    return 1
