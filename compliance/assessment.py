# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A document read, judged by the rules, and weighed by the owner's policy."""

from dataclasses import replace
from typing import Any

from compliance import baseline, finding_identity, policy, rules
from compliance.bom import redacting
from compliance.bom.cyclonedx import read
from compliance.bom.validation import validate
from compliance.findings import Finding, Guide
from compliance.model import Inventory
from compliance.result import Baseline, Result
from compliance.settings import Settings


def assess(
    document: dict[str, Any],
    settings: Settings,
    baseline: dict[str, Any] | None = None,
    inventory: Inventory | None = None,
) -> Result:
    """As `pipeline.assess`."""
    problems: tuple[str, ...] = ()
    if inventory is None:
        document = redacting.redacted(document, settings.scan.redact) if settings.scan.redact else document
        inventory = read.read_inventory(document)
        problems = _validate(document)
    before = _before(baseline, settings) if baseline is not None else None
    ours = replace(settings, baseline=before.inventory) if before else settings
    findings = _findings(
        inventory, ours, finding_identity.find_renamed(before.inventory, inventory) if before else {}
    )
    return Result(
        inventory=inventory,
        verdict=policy.weigh_findings(findings, settings, before.findings if before else None),
        settings=settings,
        spec_version=str(document.get("specVersion", "")),
        problems=problems,
        guides=tuple(
            Guide(rule.name, rule.severity, rule.summary, rule.documentation) for rule in rules.rules()
        ),
    )


def _validate(document: dict[str, Any]) -> tuple[str, ...]:
    """Schema problems as sentences."""
    problems = validate.validate_document(document)
    return tuple(f"{problem.pointer or '/'}: {problem.message}" for problem in problems)


def _before(document: dict[str, Any], settings: Settings) -> Baseline:
    """A BOM is assessed anew, with today's settings; a report says what was found."""
    if "bomFormat" not in document:
        return baseline.read_baseline(document)
    inventory = read.read_inventory(document)
    return Baseline(inventory, policy.weigh_findings(_findings(inventory, settings, {}), settings).findings)


def _findings(inventory: Inventory, settings: Settings, renamed: dict[str, str]) -> tuple[Finding, ...]:
    """All findings with their fingerprints; a part that was renamed keeps its old ones."""
    by_ref = inventory.by_ref()

    def name(finding: Finding) -> str:
        component = by_ref.get(finding.ref)
        known = (
            finding_identity.part_name(component) if component else finding_identity.drop_version(finding.ref)
        )
        return renamed.get(known, known)

    return tuple(
        replace(finding, fingerprint=finding_identity.fingerprint_finding(finding, name(finding)))
        for finding in rules.check(inventory, settings)
    )
