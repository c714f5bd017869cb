# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Lists and numbers in English sentences."""

from collections.abc import Iterable


def listing(names: Iterable[str], most: int) -> str:
    """`a, b and c`; of more than `most` different names the first ones and how many are left: `a, b and 3 more`."""
    known = list(dict.fromkeys(names))
    left = len(known) - most
    if left > 0:
        return f"{', '.join(known[:most])} and {left} more"
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """The number with its noun: `1 part`, `2 parts`; `nouns` is the plural where it isn't the noun and an s."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"
