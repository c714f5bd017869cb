# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Numbers and lists in sentences: "1 part", "2 parts", "a, b and 3 more"."""

from collections.abc import Sequence


def plural(count: int, noun: str, nouns: str = "") -> str:
    """The number with its noun: "1 part", "2 parts"; `nouns` is the plural where it isn't the noun and an s."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"


def listing(names: Sequence[str], most: int) -> str:
    """The first of the names, and how many more there are: "a, b and 3 more"."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
