# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence claims in CycloneDX."""

from compliance.bom.cyclonedx import licenses
from compliance.model import Evidence, LicenseClaim, SaidBy, Status


def test_altered_places_survive() -> None:
    """Where a text departs from the canonical one is written and read back."""
    altered = (Evidence("LICENSE", 16, "THE USER BEARS ALL LIABILITY", "MIT, last paragraph"),)
    claim = LicenseClaim("MIT", SaidBy.TEXT, Status.OBSERVED, altered=altered)

    assert (claim,) == licenses.licenses_from_json(
        licenses.licenses_to_json((claim,)), SaidBy.FOREIGN, Status.DECLARED
    )


def test_the_part_of_a_claim_survives() -> None:
    """The name of the part that a claim is about is written and read back."""
    claim = LicenseClaim("Zlib", SaidBy.TEXT, Status.OBSERVED, part="zlib")

    assert (claim,) == licenses.licenses_from_json(
        licenses.licenses_to_json((claim,)), SaidBy.FOREIGN, Status.DECLARED
    )
