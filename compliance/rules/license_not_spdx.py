# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence is stated in other words than its SPDX expression.

## What it finds
Licences that are recognised, and have an SPDX expression, but are stated otherwise: in free text ("Apache License 2.0"), by another
system's id, or by a deprecated id that leaves open whether later versions are meant (`GPL-3.0`). One finding for each model, data set and
the product; one for all libraries together. Licences that SPDX doesn't list are fine as a LicenseRef and not reported.

## Why it matters
Programs compare licences by their SPDX expressions; other words are read differently by each of them. BSI TR-03183-2 and PEP 639 ask for
SPDX expressions.

## How to fix
State the expression that the finding gives. For a library only its author can; the BOM already holds the expression.

## Example
    license = "Apache License 2.0"    # found: Apache-2.0
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing import expressions, knowledge_base
from compliance.model import Component, Evidence, Inventory, Kind, LicenseClaim, SaidBy, Severity
from compliance.settings import Settings

SEVERITY = Severity.NOTE
_ASIDE = frozenset({SaidBy.TEXT, SaidBy.CLASSIFIER, SaidBy.CARRIER, SaidBy.KNOWLEDGE})
"""Those who can't state an expression, or only repeat another's."""
_NAMED = 6


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    libraries: dict[str, Evidence | None] = {}
    for component in inventory.everything():
        found = next(
            ((claim, better) for claim in component.own_licenses if (better := _better(claim))), None
        )
        if found and component.kind is Kind.LIBRARY:
            libraries[component.name] = next(iter(found[0].evidence), None)
        elif found:
            yield _report_license_not_spdx(component, *found)
    if libraries:
        yield _together(inventory.product, libraries)


def _better(claim: LicenseClaim) -> str:
    """The SPDX expression that the claim should state, or nothing."""
    if claim.said_by in _ASIDE:
        return ""
    stated = claim.stated or claim.expression
    expression = claim.expression or expressions.resolve_expression(stated)
    replaced = [_list_license_not_spdx(part) for part in sorted(expressions.license_ids_in(expression))]
    if not all(replaced):
        return ""
    better = replaced[0] if len(replaced) == 1 else expression
    return "" if _simplify_license_not_spdx(stated) == _simplify_license_not_spdx(better) else better


def _list_license_not_spdx(part: str) -> str:
    """The SPDX id for one part of an expression; nothing when SPDX lists no such licence."""
    if not part.startswith(("LicenseRef-", "DocumentRef-")):
        return expressions.canonical_expression(part)
    known = {license_.expression for license_ in knowledge_base.find_license(part)}
    only = known.pop() if len(known) == 1 else "LicenseRef-"
    return "" if only.startswith("LicenseRef-") else only


def _simplify_license_not_spdx(words: str) -> str:
    return "".join(words.casefold().replace("(", "").replace(")", "").split())


def _report_license_not_spdx(component: Component, claim: LicenseClaim, better: str) -> Finding:
    return Finding(
        rule="license-not-spdx",
        severity=SEVERITY,
        component=component.name,
        ref=component.ref,
        message=f"{component.name}: the {claim.said_by} says {claim.stated or claim.expression!r}, which in SPDX is {better}",
        fix=f"State {better}{_or_later(claim, better)}",
        evidence=claim.evidence[:1],
    )


def _or_later(claim: LicenseClaim, better: str) -> str:
    """A deprecated GNU id doesn't say whether later versions are meant; its canonical form has to choose."""
    name = better.removesuffix("-only")
    return (
        f", or {name}-or-later if that is meant"
        if name != better and _simplify_license_not_spdx(claim.stated) == _simplify_license_not_spdx(name)
        else ""
    )


def _together(product: Component, libraries: dict[str, Evidence | None]) -> Finding:
    names = list(libraries)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    verb = "libraries state their" if len(names) > 1 else "library states its"
    return Finding(
        rule="license-not-spdx",
        severity=SEVERITY,
        component=product.name,
        ref=product.ref,
        message=f"{len(names)} {verb} licence in other words than SPDX: {', '.join(names[:_NAMED])}{more}",
        fix="Nothing here: the BOM holds the SPDX expressions; their authors can state License-Expression (PEP 639)",
        evidence=tuple(filter(None, libraries.values())),
        about="libraries",
    )
