# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What an assessment gives: all that a report needs."""

from dataclasses import dataclass

from compliance.findings import Finding, Guide, Verdict
from compliance.model import Inventory
from compliance.settings import Settings


@dataclass(frozen=True, slots=True)
class Result:
    """A weighed assessment of one document."""

    inventory: Inventory
    verdict: Verdict
    settings: Settings
    spec_version: str
    problems: tuple[str, ...] = ()
    """Schema problems of the document that was read, as sentences."""
    guides: tuple[Guide, ...] = ()
    """What is written about each rule."""
    base: str = ""
    """From where a reader stands to the product's root, with a slash at its end: what paths need before them."""
    bom: str = ""
    """The file of the document, if it is one: from where the reader stands."""
    bom_sha256: str = ""
    """The SHA-256 of the document's file, as it was written or read: by it the outputs of one run are told from another's."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier state of a product, and what was found then."""

    inventory: Inventory
    findings: tuple[Finding, ...]
