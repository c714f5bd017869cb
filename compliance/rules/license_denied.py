# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The owner's policy does not allow a licence.

## What it finds
Licences that `[licenses] deny` names, and when `allow` is set every licence that it doesn't name: an error. Licences under `review`: a
warning. Expressions are evaluated: of `A OR B` one allowed branch is enough, of `A AND B` both have to be allowed. An entry is one of

- an SPDX id (`GPL-3.0` means -only and -or-later), a LicenseRef, a whole expression, a name of the knowledge base, a pattern such as `GPL-*`
- a category: public-domain, permissive, weak-copyleft, strong-copyleft, network-copyleft, share-alike, source-available, non-commercial,
  no-derivatives, community, behavioural, proprietary, hosted-terms, dataset-terms
- a kind of clause: `threshold`, `no-compete`, `indemnity`, `territory`, or `territory:EU` for what a clause shuts out
- `unknown` (a licence is stated that isn't recognised), `unlicensed` (none is stated), `Proprietary`, `Commercial`, `UNLICENSED`

Each also for one kind of part: `code:`, `weights:`, `data:`, `service:`, as in `weights:non-commercial`. An entry that can match nothing is
an error of the configuration. A family without its version ("GPL") meets each entry under deny and review that one of its versions meets, and
an entry under allow that all of them meet. What a part inherits from its carrier is reported with the carrier. Without a policy nothing is
found.

## Why it matters
It is your own decision, applied to every part.

## How to fix
Replace the part, choose the branch you may use under `[[licenses.clarify]]`, or change the policy.

## Example
    [licenses]
    deny = ["AGPL-*", "non-commercial", "territory:EU"]
    review = ["community", "weights:threshold"]
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing.terms import clauses_of, duties
from compliance.licensing.terms.policy_match import PolicyMatch
from compliance.licensing.terms.policy_words import UNLICENSED, read_word
from compliance.model import Component, Evidence, Inventory, Kind, LicenseClaim, SaidBy, Severity
from compliance.settings import LicensePolicy, Settings

SEVERITY = Severity.ERROR
_LICENSED = frozenset({Kind.LIBRARY, Kind.MODEL, Kind.DATASET})
"""Kinds of part that need a licence."""


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    policy = settings.licenses
    if policy.allow or policy.deny or policy.review:
        for component in inventory.components:
            yield from _judge(component, policy)


def _judge(component: Component, policy: LicensePolicy) -> Iterator[Finding]:
    if not component.licenses and component.kind in _LICENSED:
        yield from _judge_unlicensed(component, policy)
    own = [
        claim for claim in clauses_of.select_speaking_claims(component) if claim.said_by is not SaidBy.CARRIER
    ]
    named = [claim for claim in own if claim.expression]
    by_words = {claim.expression or claim.stated: claim for claim in reversed(named or own[:1])}
    for claim in by_words.values():
        if finding := _report_license_denied(component, claim, policy):
            yield finding


def _judge_unlicensed(component: Component, policy: LicensePolicy) -> Iterator[Finding]:
    """A part without any licence, where the policy speaks of those."""
    for entries, why in ((policy.deny, "deny"), (policy.review, "review")):
        words = [read_word(entry) for entry in entries]
        if any(word.word == UNLICENSED and word.is_about(component, None) for word in words):
            is_review = why == "review"
            yield _report(component, "No licence", (), f"under {why}", is_review=is_review, is_mild=is_review)
            return


def _report_license_denied(
    component: Component, claim: LicenseClaim, policy: LicensePolicy
) -> Finding | None:
    match = PolicyMatch(component, claim)

    def is_tolerable(part: str) -> bool:
        listed = not policy.allow or match.is_surely(part, (*policy.allow, *policy.review))
        return listed and not match.may_be(part, policy.deny)

    def is_clear(part: str) -> bool:
        is_reviewed = match.may_be(part, policy.review)
        is_allowed = not policy.allow or match.is_surely(part, policy.allow)
        return is_tolerable(part) and is_allowed and not is_reviewed

    if match.meets(is_clear):
        return None
    is_review = match.meets(is_tolerable)
    is_denied = not match.meets(lambda part: not match.may_be(part, policy.deny))
    why = "under review" if is_review else "under deny" if is_denied else "not under allow"
    is_mild = is_review or clauses_of.is_inferred(claim)
    return _report(
        component, duties.duty_name(claim), claim.evidence[:1], why, is_review=is_review, is_mild=is_mild
    )


def _report(
    component: Component,
    license_: str,
    evidence: tuple[Evidence, ...],
    why: str,
    *,
    is_review: bool,
    is_mild: bool,
) -> Finding:
    return Finding(
        rule="license-denied",
        severity=Severity.WARNING if is_mild else SEVERITY,
        component=component.name,
        ref=component.ref,
        message=f"{component.name}: {license_} {'needs a review' if is_review else 'is denied'} by the policy ({why})",
        fix=f"Have {component.name} reviewed, then allow its licence or waive the finding"
        if is_review
        else f"Replace {component.name}, or change [licenses] in lexbom.toml",
        evidence=evidence,
    )
