# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The parts that a finding names, as people read them."""

from compliance.findings import Finding
from compliance.model import Inventory


def name_finding(finding: Finding, inventory: Inventory) -> str:
    """The name of the component that a finding is about; of the product itself rather the file's."""
    of_product = finding.ref == inventory.product.ref and finding.evidence
    return finding.evidence[0].path if of_product else finding.component


def list_parts(finding: Finding) -> str:
    """All its parts' names, for where the message names the first ones only; empty for one that it names in full."""
    if not finding.joined:
        return ""
    names = dict.fromkeys(part.component for part in finding.parts)
    return "" if all(name in finding.message for name in names) else ", ".join(names)
