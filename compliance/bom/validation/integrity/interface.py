# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a check of the integrity layer yields."""

from dataclasses import dataclass

from compliance.bom.validation.json_path import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the schema lets pass and that is wrong, doubtful or worth knowing."""

    kind: str
    """Faults of one kind are counted together."""
    severity: str
    """error: breaks a rule of CycloneDX or of a specification that it names; warning: allowed, but tools will stumble; note."""
    path: Path
    message: str
    fix: str
