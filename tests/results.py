# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Results as reports get them: hostile, huge and empty ones."""

from compliance.findings import Finding, Guide
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    Digest,
    Evidence,
    Gap,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Severity,
    Status,
    Subject,
)
from compliance.policy import weigh_findings
from compliance.result import Result
from compliance.settings import Settings

HOSTILE = "</td><script>alert(1)</script><img src=x onerror=y>\n::error::x%0A,%\x1b[31m\x00\x85\u2028\u202e]]>&amp;'\"|`[a](javascript:b)\ud800\ufffe"
FORMULA = '=HYPERLINK("https://evil.example","x")'


def finding(number: int = 0, severity: Severity = Severity.ERROR, **changes: object) -> Finding:
    """One finding on the component `ref<number>`; its fingerprint is drawn from the number."""
    given: dict[str, object] = {
        "rule": "use-noncommercial",
        "severity": severity,
        "component": f"part {number}",
        "ref": f"ref{number}",
        "message": f"part {number}: non-commercial use only",
        "fix": "Replace it",
        "evidence": (Evidence("models/card.md", 3, "for research only"),),
        "fingerprint": f"{number:032x}",
    }
    return Finding(**{**given, **changes})  # type: ignore[arg-type]


def result(*findings: Finding, inventory: Inventory | None = None, **changes: object) -> Result:
    """A weighed result; the product is empty unless an inventory is given."""
    settings = Settings()
    given: dict[str, object] = {
        "inventory": inventory or Inventory(Component("product", Kind.PRODUCT, "app", "1.0")),
        "verdict": weigh_findings(findings, settings),
        "settings": settings,
        "spec_version": "1.7",
        "guides": (
            Guide("use-noncommercial", Severity.ERROR, "Non-commercial.", "## What it finds\nWords."),
        ),
    }
    return Result(**{**given, **changes})  # type: ignore[arg-type]


def hostile() -> Result:
    """Every text in it wants to break out of its format."""
    clauses = tuple(
        Clause(
            kind,
            Evidence(HOSTILE, 1, HOSTILE, HOSTILE),
            grade=HOSTILE,
            effect=HOSTILE,
            territories=(HOSTILE,),
            basis=(HOSTILE,),
            scope=HOSTILE,
            exempt=HOSTILE,
        )
        for kind in ClauseKind
    )
    claims = tuple(
        LicenseClaim(
            HOSTILE, SaidBy.TEXT, status, subject, HOSTILE, (Evidence(HOSTILE, 2, HOSTILE),), clauses
        )
        for status in Status
        for subject in Subject
    )
    parts = tuple(
        Component(
            f"{kind}{HOSTILE}",
            kind,
            HOSTILE,
            FORMULA,
            HOSTILE,
            presence,
            path=HOSTILE,
            digests=(Digest("SHA-256", HOSTILE),),
            licenses=claims,
            evidence=(Evidence(HOSTILE, 7, HOSTILE),),
            supplier=FORMULA,
            url="javascript:alert(1)",
        )
        for kind in Kind
        if kind is not Kind.PRODUCT
        for presence in (Presence.SHIPPED,)
    )
    relations = (Relation(parts[1].ref, RelationKind.TRAINED_ON, parts[2].ref),)
    product = Component("product", Kind.PRODUCT, HOSTILE, HOSTILE)
    findings = (
        finding(
            rule="use-noncommercial",
            component=HOSTILE,
            ref=parts[0].ref,
            message=HOSTILE,
            fix=HOSTILE,
            evidence=(Evidence(HOSTILE, 5, HOSTILE, HOSTILE),),
            territories=("EU",),
        ),
        finding(1, waived=HOSTILE, message=HOSTILE, evidence=()),
        finding(2, Severity.NOTE, rule="an-unknown-rule", evidence=(Evidence("../outside\\x", 1, HOSTILE),)),
    )
    inventory = Inventory(product, parts, relations, (Gap(HOSTILE, HOSTILE, 7, HOSTILE),))
    return result(*findings, inventory=inventory, problems=(HOSTILE,), bom=HOSTILE)


def huge(number: int = 10_000) -> Result:
    """As many findings, on as many components."""
    levels = list(Severity)
    parts = tuple(
        Component(f"ref{one}", Kind.LIBRARY, f"part {one}", "1.0", f"pkg:pypi/part{one}@1.0")
        for one in range(number)
    )
    inventory = Inventory(Component("product", Kind.PRODUCT, "app"), parts)
    return result(*(finding(one, levels[one % 3]) for one in range(number)), inventory=inventory)
