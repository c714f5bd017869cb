# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Words of the product's own files as evidence shows them: folded, not too long, and without secrets."""

from compliance import redaction

LONGEST = 200


def quote_line(text: str) -> str:
    """The text on one line of at most 200 characters, with secrets masked before it is cut, so that no half of one is left."""
    folded = redaction.mask(" ".join(text[: 10 * LONGEST].split()))
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 2] + " …"
