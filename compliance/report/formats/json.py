# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report for programs, by `schemas/lexbom-report.schema.json`."""

import json
from typing import Any

import compliance
from compliance.findings import Finding
from compliance.join_findings import fingerprint_parts
from compliance.model import Component, Evidence, Gap
from compliance.report._support import shared_rows
from compliance.result import Result

SCHEMA = "https://lexbom.dev/schemas/lexbom-report.schema.json#1"


def render(result: Result) -> str:
    """One JSON document with a line feed at the end."""
    return json.dumps(report_document(result), indent=2, ensure_ascii=False) + "\n"


def report_document(result: Result) -> dict[str, Any]:
    """The report as JSON objects."""
    inventory, verdict = result.inventory, result.verdict
    by_ref = inventory.by_ref()
    direct = {edge.target for edge in inventory.relations if edge.source == inventory.product.ref}
    return {
        "schema": SCHEMA,
        "tool": {"name": "lexbom", "version": compliance.__version__},
        "subject": {"name": inventory.product.name, "version": inventory.product.version},
        "verdict": verdict.outcome,
        "counts": verdict.counts,
        "baseline": verdict.baseline or None,
        "bom": {
            "spec_version": result.spec_version,
            "sha256": result.bom_sha256 or None,
            "valid": not result.problems,
            "problems": list(result.problems),
        },
        "assumptions": list(result.settings.assumptions),
        "findings": [_report_json_finding(finding) for finding in verdict.findings],
        "components": [
            _build_json_component(component, by_ref) | {"direct": component.ref in direct}
            for component in inventory.everything()
        ],
        "regions": [_build_region(limit) for limit in shared_rows.limit_rows(inventory)],
        "warranty": [_build_warranty(row) for row in shared_rows.warranty_rows(inventory)],
        "openness": [_build_openness(row) for row in shared_rows.openness_rows(inventory)],
        "regulations": [],
        "gaps": [_build_gap(gap) for gap in inventory.gaps],
    }


def _build_region(limit: shared_rows.Limit) -> dict[str, Any]:
    return {
        **_name_json(limit.component),
        "license": limit.license,
        "effect": limit.clause.effect,
        "territories": list(limit.clause.territories),
        "basis": list(limit.clause.basis),
        "scope": limit.clause.scope,
        "exempt": limit.clause.exempt,
        "evidence": [_build_json_evidence(limit.clause.evidence)],
    }


def _build_warranty(row: shared_rows.Warranty) -> dict[str, Any]:
    return {
        **_name_json(row.component),
        "license": row.license,
        "warranty": row.warranty,
        "liability": row.liability,
        "evidence": [_build_json_evidence(one) for one in row.evidence],
    }


def _build_openness(row: shared_rows.Openness) -> dict[str, Any]:
    return {
        **_name_json(row.component),
        "weights": row.weights,
        "license": row.license,
        "category": row.category,
        "training_data": list(row.training_data),
        "base_models": list(row.base_models),
        "aspects": row.aspects,
    }


def _build_gap(gap: Gap) -> dict[str, Any]:
    return {"path": gap.path, "line": gap.line or None, "reason": gap.reason, "fix": gap.fix}


def _name_json(component: Component) -> dict[str, str]:
    return {"component": component.name, "bom_ref": component.ref}


def _report_json_finding(finding: Finding) -> dict[str, Any]:
    table: dict[str, Any] = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "component": finding.component,
        "bom_ref": finding.ref,
        "parts": [part.component for part in finding.parts],
        "part_refs": [part.ref for part in finding.parts],
        "part_fingerprints": [part.fingerprint for part in finding.parts],
        "message": finding.message,
        "fix": finding.fix,
        "evidence": [_build_json_evidence(one) for one in finding.evidence],
        "waived": finding.waived or None,
        "baseline": finding.baseline or None,
        "fingerprint": fingerprint_parts(finding),
    }
    return table | ({"territories": list(finding.territories)} if finding.rule.startswith("region-") else {})


def _build_json_component(component: Component, by_ref: dict[str, Component]) -> dict[str, Any]:
    whole = shared_rows.outermost_component(component, by_ref)
    sha256 = next((digest.value for digest in component.digests if digest.algorithm == "SHA-256"), None)
    return {
        "bom_ref": component.ref,
        "kind": str(component.kind),
        "name": component.name,
        "version": component.version,
        "purl": component.purl,
        "presence": str(component.presence),
        "scope": str(component.scope),
        "path": component.path,
        "role": component.role,
        "size": component.size if component.size >= 0 else None,
        "sha256": sha256,
        "licenses": [
            {
                "expression": claim.expression,
                "stated": claim.stated,
                "said_by": str(claim.said_by),
                "status": str(claim.status),
                "subject": str(claim.subject),
                "evidence": [_build_json_evidence(one) for one in claim.evidence],
            }
            | ({"part": claim.part} if claim.part else {})
            for claim in component.licenses or whole.licenses
        ],
        "shipped_by": shared_rows.shipped_by_name(component, by_ref) or None,
        "part_of": whole.ref if whole is not component else None,
    }


def _build_json_evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "path": evidence.path,
        "line": evidence.line or None,
        "quote": evidence.quote,
        "source": evidence.source,
    }
