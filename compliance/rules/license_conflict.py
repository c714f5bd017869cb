# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Claims about one component disagree.

## What it finds
Two claims about the same thing that name different licences: metadata against the licence text, a card against the text beside it, a
weight file's header against its card. A text that is only one part of what is declared (`MIT` in `MIT AND Zlib`) is no conflict, nor is
a claim that names a family ("BSD", "llama") to which the other belongs.

A package, or the product, whose declared licence is permissive though it bundles copyleft or non-commercial code: shared objects in
`NAME.libs/`, vendored packages, what its embedded SBOM lists. One finding for each package, with all such parts. A licence exception
for linked code, such as GCC's, and a choice with a permissive branch are no conflict; nor are permissive parts.

It is an error when the stricter side is copyleft or non-commercial.

## Why it matters
Nobody can know which of the two applies. Who follows the laxer one may break the stricter one.

## How to fix
Ask the author which is meant. When you know, write it down with the reason under `[[licenses.clarify]]`, or declare the licence.

## Example
A card says `license: apache-2.0`, the LICENSE beside it is CC-BY-NC-4.0.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from compliance.findings import Finding
from compliance.licensing import expressions, knowledge_base
from compliance.licensing.terms.choices import expression_holds
from compliance.model import Component, Inventory, Kind, LicenseClaim, SaidBy, Severity, Status, Subject
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_STRICT = frozenset(
    {
        "weak-copyleft",
        "strong-copyleft",
        "network-copyleft",
        "share-alike",
        "non-commercial",
        "no-derivatives",
    }
)
_HEARSAY = frozenset({SaidBy.CARRIER, SaidBy.KNOWLEDGE, SaidBy.CLASSIFIER})
"""Says what somebody else may have said; never the ground of a conflict."""
_NAMED = 6
"""Bundled parts that a message lists; the rest stand in the BOM."""


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    bundled = defaultdict(list)
    for component in inventory.components:
        if component.kind is Kind.LIBRARY and component.shipped_by:
            bundled[component.shipped_by].append(component)
    for component in inventory.everything():
        stricter = _stricter(component, bundled.get(component.ref, []))
        told = frozenset().union(*(_collect_license_conflict_ids(claim) for _, claim in stricter))
        for subject in Subject:
            claims = [claim for claim in component.own_licenses if claim.subject is subject]
            yield from _disagreeing(component, claims, told)
        if stricter:
            yield _hiding(component, stricter)


def _stricter(component: Component, parts: list[Component]) -> list[tuple[Component, LicenseClaim]]:
    """The bundled parts, each with a claim, that are under stricter terms than what is declared for the whole."""
    if any(claim.status is Status.CONCLUDED for claim in component.own_licenses):
        return []  # its owner decided which one holds
    direct = _direct(component)
    if not direct or any(map(_binding, direct)):
        return []
    return [(part, claim) for part in parts if (claim := next(filter(_binding, part.own_licenses), None))]


def _direct(component: Component) -> list[LicenseClaim]:
    """What is declared for the whole; classifiers only where there is nothing else."""
    stated = [
        claim for claim in component.own_licenses if claim.expression and claim.said_by is not SaidBy.TEXT
    ]
    return [claim for claim in stated if claim.said_by is not SaidBy.CLASSIFIER] or stated


def _hiding(component: Component, stricter: list[tuple[Component, LicenseClaim]]) -> Finding:
    """One finding for all of them."""
    declared = _direct(component)[0]
    told = list(dict.fromkeys(f"{part.name} ({claim.expression})" for part, claim in stricter))
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return Finding(
        rule="license-conflict",
        severity=Severity.ERROR,
        component=component.name,
        ref=component.ref,
        message=f"{component.name}: the {declared.said_by} says {declared.expression}, but it bundles {', '.join(told[:_NAMED])}{more}",
        fix="Meet the terms of the bundled parts too, or use a build without them; then note it as a waiver with the reason",
        evidence=(*declared.evidence[:1], *(claim.evidence[0] for _, claim in stricter if claim.evidence)),
    )


def _binding(claim: LicenseClaim) -> bool:
    """Whether strict terms hold whatever branch of a choice is taken; an exception is made for code that is linked."""
    return bool(claim.expression) and not expression_holds(
        claim.expression, lambda part: " WITH " in part or not _is_strict(part)
    )


def _disagreeing(component: Component, claims: list[LicenseClaim], told: frozenset[str]) -> Iterator[Finding]:
    """One finding for a component: what is declared against the first claim that it doesn't cover; `told` are ids of bundled parts."""
    if any(claim.status is Status.CONCLUDED for claim in claims):
        return  # its owner decided which one holds
    named = [claim for claim in claims if claim.expression and claim.said_by not in _HEARSAY]
    declared = [claim for claim in named if claim.said_by is not SaidBy.TEXT]
    texts = [claim for claim in named if claim.said_by is SaidBy.TEXT]
    for one, other in combinations(declared, 2):
        if not (_agree(one, other) or _is_one_statement(one, other)):
            yield _report_license_conflict(component, one, other)
            return
    covered = (
        frozenset().union(*(_collect_license_conflict_ids(claim) for claim in declared))
        if declared
        else frozenset()
    )
    main = [claim for claim in texts if _is_own(claim)]
    if declared and main and not any(_collect_license_conflict_ids(claim) & covered for claim in main):
        yield _report_license_conflict(component, declared[0], main[0])
        return
    for claim in texts:
        if (
            declared
            and not _collect_license_conflict_ids(claim) & (covered | told)
            and _strict(claim)
            and not _strict(declared[0])
        ):
            yield _report_license_conflict(component, declared[0], claim)
            return


def _is_one_statement(one: LicenseClaim, other: LicenseClaim) -> bool:
    """Whether one line of a card lists both, or a foreign document does: side by side, not against each other."""
    if one.said_by is not other.said_by:
        return False
    return one.said_by is SaidBy.FOREIGN or (
        one.said_by is SaidBy.CARD and bool(one.evidence) and one.evidence == other.evidence
    )


def _is_own(claim: LicenseClaim) -> bool:
    """A text that is not about a bundled part, judged by its path."""
    path = claim.evidence[0].path.lower() if claim.evidence else ""
    inside = path.partition(".dist-info/licenses/")[2]
    return "/" not in inside and not any(word in path for word in ("third", "3rd", "bundled", "vendor"))


def _agree(one: LicenseClaim, other: LicenseClaim) -> bool:
    return bool(_collect_license_conflict_ids(one) & _collect_license_conflict_ids(other))


def _collect_license_conflict_ids(claim: LicenseClaim) -> frozenset[str]:
    """Ids without exceptions and without the difference of -only and -or-later, which a text can't show."""
    plain = (part.split(" WITH ")[0] for part in expressions.license_ids_in(claim.expression))
    return frozenset(part.removesuffix("-or-later").removesuffix("-only").removesuffix("+") for part in plain)


def _strict(claim: LicenseClaim) -> bool:
    return any(
        " WITH " not in part and _is_strict(part) for part in expressions.license_ids_in(claim.expression)
    )


def _is_strict(part: str) -> bool:
    return any(license_.category in _STRICT for license_ in knowledge_base.find_license(part))


def _report_license_conflict(component: Component, one: LicenseClaim, other: LicenseClaim) -> Finding:
    severe = _strict(one) != _strict(other)
    return Finding(
        rule="license-conflict",
        severity=Severity.ERROR if severe else SEVERITY,
        component=component.name,
        ref=component.ref,
        message=f"{component.name}: the {one.said_by} says {one.expression}, the {other.said_by} says {other.expression}",
        fix="Ask the author which one is meant, then declare it with the reason under [[licenses.clarify]]",
        evidence=(*one.evidence[:1], *other.evidence[:1]),
    )
