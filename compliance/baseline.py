# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""An earlier JSON report, read back as a baseline: what was found, and as much of the inventory as a report holds."""

from typing import Any

from compliance.errors import InputError
from compliance.findings import Finding, FindingPart
from compliance.model import (
    Component,
    Digest,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
    Severity,
    Status,
    Subject,
)
from compliance.result import Baseline


def read_baseline(document: dict[str, Any]) -> Baseline:
    """The findings and components of a report that `report.json` wrote.

    Raises:
        InputError: it is no such report, or of a lexbom that gave its findings no fingerprints.
    """
    try:
        components = [_build_baseline_component(entry) for entry in document["components"]]
        findings = tuple(_report_baseline_finding(entry) for entry in document["findings"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(
            f"The baseline is no report that can be compared with: {why}",
            fix="Make it again with lexbom check --json, or give a CycloneDX BOM",
        ) from error
    products = [component for component in components if component.kind is Kind.PRODUCT]
    product = products[0] if products else Component("product", Kind.PRODUCT, "the product")
    parts = (component for component in components if component.kind is not Kind.PRODUCT)
    return Baseline(Inventory(product, tuple(sorted(parts, key=lambda component: component.ref))), findings)


def _report_baseline_finding(entry: dict[str, Any]) -> Finding:
    """One finding with its parts; reports of lexbom 0.1 have one part each and don't list it."""
    listed = zip(
        entry.get("parts", ()), entry.get("part_refs", ()), entry.get("part_fingerprints", ()), strict=True
    )
    parts = tuple(FindingPart(str(name), str(ref), str(fingerprint)) for name, ref, fingerprint in listed)
    return Finding(
        rule=str(entry["rule"]),
        severity=Severity(entry["severity"]),
        component=str(entry["component"]),
        ref=str(entry["bom_ref"]),
        message=str(entry["message"]),
        fix="",
        waived=str(entry["waived"] or ""),
        fingerprint=parts[0].fingerprint if parts else str(entry["fingerprint"]),
        joined=parts if len(parts) > 1 else (),
    )


def _build_baseline_component(entry: dict[str, Any]) -> Component:
    whole, sha256 = entry["part_of"], entry["sha256"]
    return Component(
        ref=str(entry["bom_ref"]),
        kind=Kind(entry["kind"]),
        name=str(entry["name"]),
        version=str(entry["version"]),
        purl=str(entry["purl"]),
        presence=Presence(entry["presence"]),
        shipped_by=str(whole or entry["shipped_by"] or ""),
        path=str(entry["path"]),
        digests=(Digest("SHA-256", str(sha256)),) if sha256 else (),
        licenses=() if whole else tuple(_build_baseline_claim(claim) for claim in entry["licenses"]),
    )


def _build_baseline_claim(entry: dict[str, Any]) -> LicenseClaim:
    return LicenseClaim(
        expression=str(entry["expression"]),
        said_by=SaidBy(entry["said_by"]),
        status=Status(entry["status"]),
        subject=Subject(entry["subject"]),
        stated=str(entry["stated"]),
        part=str(entry.get("part", "")),
    )
