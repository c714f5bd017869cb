# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The owner's policy does not allow a licence.

## What it finds
Licences that `[licenses] deny` names, and when `allow` is set every licence that it doesn't name: an error. Licences under `review`: a
warning. Expressions are evaluated: of `A OR B` one allowed branch is enough, of `A AND B` both have to be allowed. An entry is an SPDX id
(`GPL-3.0` means -only and -or-later), a LicenseRef, a pattern such as `GPL-*`, the words that were stated, or a category of the knowledge
base: public-domain, permissive, weak-copyleft, strong-copyleft, network-copyleft, share-alike, source-available, non-commercial,
no-derivatives, community, behavioural, proprietary, hosted-terms, dataset-terms. What a part inherits from its carrier is reported with
the carrier. Without a policy nothing is found.

## Why it matters
It is your own decision, applied to every part.

## How to fix
Replace the part, choose the branch you may use under `[[licenses.clarify]]`, or change the policy.

## Example
    [licenses]
    deny = ["AGPL-*", "non-commercial"]
    review = ["community"]
"""

import fnmatch
from collections.abc import Callable, Iterator

from compliance.findings import Finding
from compliance.licensing import expressions
from compliance.licensing.terms import clauses_of, duties
from compliance.licensing.terms.choices import expression_holds
from compliance.model import Component, Inventory, LicenseClaim, SaidBy, Severity
from compliance.settings import LicensePolicy, Settings

SEVERITY = Severity.ERROR
_ENDINGS = ("-only", "-or-later", "+")


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    policy = settings.licenses
    if policy.allow or policy.deny or policy.review:
        for component in inventory.components:
            yield from _judge(component, policy)


def _judge(component: Component, policy: LicensePolicy) -> Iterator[Finding]:
    own = [
        claim for claim in clauses_of.select_speaking_claims(component) if claim.said_by is not SaidBy.CARRIER
    ]
    named = [claim for claim in own if claim.expression]
    by_words = {claim.expression or claim.stated: claim for claim in reversed(named or own[:1])}
    for claim in by_words.values():
        if finding := _report_license_denied(component, claim, policy):
            yield finding


def _report_license_denied(
    component: Component, claim: LicenseClaim, policy: LicensePolicy
) -> Finding | None:
    def tolerable(part: str) -> bool:
        listed = not policy.allow or _matches(part, (*policy.allow, *policy.review), claim)
        return listed and not _matches(part, policy.deny, claim)

    def clear(part: str) -> bool:
        return (
            tolerable(part)
            and not _matches(part, policy.review, claim)
            and (not policy.allow or _matches(part, policy.allow, claim))
        )

    if _met(claim, clear):
        return None
    review = _met(claim, tolerable)
    denied = not _met(claim, lambda part: not _matches(part, policy.deny, claim))
    why = "under review" if review else "under deny" if denied else "not under allow"
    return Finding(
        rule="license-denied",
        severity=Severity.WARNING if review or clauses_of.is_inferred(claim) else SEVERITY,
        component=component.name,
        ref=component.ref,
        message=f"{component.name}: {duties.duty_name(claim)} {'needs a review' if review else 'is denied'} by the policy ({why})",
        fix=f"Have {component.name} reviewed, then allow its licence or waive the finding"
        if review
        else f"Replace {component.name}, or change [licenses] in lexbom.toml",
        evidence=claim.evidence[:1],
    )


def _met(claim: LicenseClaim, ok: Callable[[str], bool]) -> bool:
    expression = claim.expression or expressions.resolve_expression(claim.stated)
    return expression_holds(expression, ok) if expression else ok(claim.stated)


def _matches(part: str, entries: tuple[str, ...], claim: LicenseClaim) -> bool:
    """Whether an entry means this licence, by id, pattern or category; a text can't show -only from -or-later."""
    plain = part.partition(" WITH ")[0]
    bare = _strip_license_denied_name(plain)
    names = {part.casefold(), plain.casefold(), bare}
    if claim.said_by is SaidBy.TEXT and bare != plain.casefold():
        names |= {bare + ending for ending in _ENDINGS}
    found = clauses_of.known_license(LicenseClaim(part, claim.said_by, stated=part))
    names |= {license_.category for license_ in found}
    return any(fnmatch.fnmatchcase(name, entry.casefold()) for entry in entries for name in names)


def _strip_license_denied_name(part: str) -> str:
    """`gpl-3.0` of `GPL-3.0-or-later`."""
    name = part.casefold()
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name
