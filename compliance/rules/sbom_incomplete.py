# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The BOM does not hold everything, and says where.

## What it finds
Every gap: a file that could not be read, a lock file that is broken or of a kind that is not read, a requirement without a fixed
version, an environment that was not looked at, a lock that differs from what is installed. Also a folder in which nothing was read:
no component, no licence, and no manifest, lock file or source code of a kind that lexbom reads; and a document that names nothing.

## Why it matters
From 11 December 2027 the Cyber Resilience Act, Annex I Part II(1), asks manufacturers for an SBOM that covers at the very least the
top-level dependencies. Who relies on a BOM has to know what is not in it.

## How to fix
Each gap names its file and what to do. What is no part of the product goes under `[scan] exclude`.

## Example
    requirements.txt: 1 of its 9 packages has no fixed version (numpy); lock them to know what ships
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.model import Evidence, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_ALL = "."
"""The path of a gap that concerns the whole product."""
_FIX = "Mend or replace the file, or exclude it under [scan] if it is no part of the product"
_FIX_OF_ALL = "Give the product's own folder, with all of its files checked out"


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for gap in inventory.gaps:
        yield Finding(
            rule="sbom-incomplete",
            severity=SEVERITY,
            component=inventory.product.name,
            ref=inventory.product.ref,
            message=f"{gap.path}: {gap.reason}",
            fix=_FIX_OF_ALL if gap.path == _ALL else _FIX,
            evidence=(Evidence(gap.path),),
        )
