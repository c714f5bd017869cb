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
