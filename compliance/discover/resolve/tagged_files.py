# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Files with a licence tag of their own, beside the texts of all licences of a repository."""

from compliance.licensing import expressions
from compliance.model import LicenseClaim, SaidBy


def drop_other_texts(claims: tuple[LicenseClaim, ...]) -> tuple[LicenseClaim, ...]:
    """The claims; of a tagged file only the texts that belong to its tags: LICENSES/ holds those of all files (REUSE 3.3)."""
    tagged = {
        part
        for claim in claims
        if claim.said_by is SaidBy.TAG
        for part in expressions.license_ids_in(claim.expression)
    }
    if not tagged:
        return claims
    return tuple(
        claim
        for claim in claims
        if claim.said_by is not SaidBy.TEXT
        or not tagged.isdisjoint(expressions.license_ids_in(claim.expression))
    )
