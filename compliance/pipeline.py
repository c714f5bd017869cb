# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The way of the data, and the Python API: a product becomes a document, a document becomes a result.

walk -> discover -> Inventory -> bom.write -> document -> bom.read -> Inventory -> rules -> findings -> policy -> Verdict -> report
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from compliance import identity, policy, rules
from compliance.bom import read, validate, write
from compliance.discover import discover
from compliance.discover.hashing import Progress
from compliance.errors import InternalError
from compliance.model import Finding, Guide, Inventory
from compliance.report import earlier
from compliance.result import Baseline, Result
from compliance.settings import Settings


def build(
    root: Path,
    settings: Settings,
    *,
    cache_file: Path | None = None,
    progress: Progress = lambda *_: None,
    complete: Callable[[Inventory], Inventory] = lambda inventory: inventory,
) -> dict[str, Any]:
    """The CycloneDX document of the product at `root`; `complete` may add to what was discovered.

    Raises:
        UsageError: `root` is no folder, or the environment holds no packages.
        InternalError: the document breaks its schema.
    """
    inventory = complete(discover(root, settings, cache_file=cache_file, progress=progress))
    document = write.write(inventory, settings)
    if problems := validate.validate(document):
        first = problems[0]
        raise InternalError(
            f"The BOM would not be valid: {first.pointer}: {first.message}",
            fix="Please report this with the file it names",
        )
    return document


def assess(document: dict[str, Any], settings: Settings, baseline: dict[str, Any] | None = None) -> Result:
    """What the rules say of a CycloneDX document, ours or another tool's; against an earlier document or JSON report if one is given."""
    inventory = read.read(document)
    before = _before(baseline, settings) if baseline is not None else None
    ours = replace(settings, baseline=before.inventory) if before else settings
    findings = _findings(inventory, ours, identity.renamed(before.inventory, inventory) if before else {})
    problems = tuple(
        f"{problem.pointer or '/'}: {problem.message}" for problem in validate.validate(document)
    )
    return Result(
        inventory=inventory,
        verdict=policy.weigh(findings, settings, before.findings if before else None),
        settings=settings,
        spec_version=str(document.get("specVersion", "")),
        problems=problems,
        guides=tuple(
            Guide(rule.name, rule.severity, rule.summary, rule.documentation) for rule in rules.rules()
        ),
    )


def _before(document: dict[str, Any], settings: Settings) -> Baseline:
    """A BOM is assessed anew, with today's settings; a report says what was found."""
    if "bomFormat" not in document:
        return earlier.read(document)
    inventory = read.read(document)
    return Baseline(inventory, policy.weigh(_findings(inventory, settings, {}), settings).findings)


def _findings(inventory: Inventory, settings: Settings, renamed: dict[str, str]) -> tuple[Finding, ...]:
    """All findings with their fingerprints; a part that was renamed keeps its old ones."""
    by_ref = inventory.by_ref()

    def name(finding: Finding) -> str:
        component = by_ref.get(finding.ref)
        known = identity.part(component) if component else identity.unversioned(finding.ref)
        return renamed.get(known, known)

    return tuple(
        replace(finding, fingerprint=identity.fingerprint(finding, name(finding)))
        for finding in rules.check(inventory, settings)
    )
