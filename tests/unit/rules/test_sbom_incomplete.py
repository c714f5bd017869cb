# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a gap becomes as a finding."""

from compliance.model import Component, Evidence, Gap, Inventory, Kind
from compliance.rules import sbom_incomplete
from compliance.settings import Settings


def test_a_gap_keeps_its_line_and_fix() -> None:
    """The finding names the line, and says what the gap says to do."""
    gap = Gap("uv.lock", "The table is none", 7, "Lock again")
    inventory = Inventory(Component("product", Kind.PRODUCT, "shop"), gaps=(gap,))

    (finding,) = sbom_incomplete.check(inventory, Settings())

    assert finding.message == "uv.lock:7: The table is none"
    assert finding.fix == "Lock again"
    assert finding.evidence == (Evidence("uv.lock", 7),)
