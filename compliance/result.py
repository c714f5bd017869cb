# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What an assessment gives: all that a report needs."""

from dataclasses import dataclass

from compliance.model import Inventory, Verdict
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
