# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Two parts in a relation whose terms exclude each other.

## What it finds
Along the relations between parts:

- *code needs code*: GPL or AGPL with a licence that can't be in one program with it, the product with everything it needs, a library with
  what it needs itself. Weak copyleft is fine when linked unmodified. Siblings that only meet in the product are not compared.
- *GPL code with weights* whose terms limit use.
- *weights from weights* (fine-tuned, adapter, quantised, merged): a licence that drops terms of its base.
- *trained on the output* of a model or service whose terms bar that.
- *trained on data* under non-commercial, share-alike or no-derivatives terms, unless the text calls models free results.

Each message names the authority and its standing: *text* (the licence's own words), *consensus* (agreed among those who wrote or apply
it), *unsettled* (serious voices disagree, and no court has settled it).

## Why it matters
No single part is wrong, so looking at each licence alone doesn't show it.

## How to fix
Replace one of the two, choose the other branch of a dual licence, give the derived model its base's terms, or ask the licensor. With
`policy = "text-only"` under `[licenses]` what is unsettled is left out.

## Example
    license: mit
    base_model: google/gemma-2b
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing.terms import flow
from compliance.licensing.terms.compatibility import Standing
from compliance.licensing.terms.flow import Clash
from compliance.model import Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for clash in flow.find_clashes(inventory, commercial=settings.product.commercial):
        if clash.standing is not Standing.UNSETTLED or settings.licenses.policy == "cautious":
            yield _report_license_incompatible(clash)


def _report_license_incompatible(clash: Clash) -> Finding:
    via = f" (via {', '.join(component.name for component in clash.path)})" if clash.path else ""
    return Finding(
        rule="license-incompatible",
        severity=SEVERITY,
        component=clash.source.name,
        ref=clash.source.ref,
        message=f"{clash.source.name} and {clash.target.name}{via}: {clash.words}. {clash.standing.capitalize()}: {clash.authority}",
        fix=f"Replace {clash.target.name} or change the terms of {clash.source.name}; or ask the licensor of {clash.target.name}",
        evidence=tuple(dict.fromkeys(clash.evidence)),
    )
