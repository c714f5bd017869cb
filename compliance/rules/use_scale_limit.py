# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence changes above some number of users or some revenue.

## What it finds
Thresholds, compared with `monthly_users` and `annual_revenue_eur` of lexbom.toml. An error above the number (a warning where only a display
duty begins there), a warning within 80 % of it, when the figure is not stated or when no figure can decide (visits, competing products), a
note when the product is clearly below. Amounts in US dollars and yuan are taken at the whole range of euro reference rates of the past
(USD 0.82 to 1.60 since 1999, CNY 6 to 12 since 2005), so no rate of the day decides.

The product's own terms bind its recipients: with `rights = "own"` under `[product]` a limit in them is a note, while what others hold in
the product (a base model, data, contributions) keeps its severity.

## Why it matters
Above the number there may be no right at all until the licensor grants one. Many texts count all products of the licensee and its
affiliates, and some look at one date only: read the sentence. Such a threshold keeps a model from counting as free and open source under
the AI Act (Commission guidelines on general-purpose AI models of 18 July 2025, point 83).

## How to fix
State both figures, for the whole group; ask the licensor for a licence before you reach the number, or use another model.

## Example
    [product]
    monthly_users = 40000
    annual_revenue_eur = 2500000
"""

from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.licensing.terms import duties, own_terms
from compliance.licensing.terms.duties import BoundPart, Duty
from compliance.model import ClauseKind, Inventory, Severity
from compliance.settings import Product, Settings

SEVERITY = Severity.WARNING
_NEAR = 0.8
_EURO_BUYS = {"EUR": (1.0, 1.0), "USD": (0.82, 1.60), "CNY": (6.0, 12.0)}
"""Lowest and highest euro reference rates of the European Central Bank since it has published them, rounded outwards."""
_USERS = {
    "monthly-active-users": "monthly users",
    "users": "users",
    "daily-active-users": "daily users",
    "visits": "visits",
}
_MONEY = {
    "annual-revenue": "a year's revenue",
    "group-revenue": "the group's revenue of a year",
    "monthly-revenue": "a month's revenue",
}
_THEN = {
    "request-licence": "a licence has to be requested",
    "terminates": "the licence ends",
    "paid-licence": "a paid licence is needed",
    "prohibited": "use is not allowed",
    "display-duty": "a name has to be displayed",
}


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for bound in duties.duties_of_inventory(inventory, ClauseKind.THRESHOLD):
        weighed = [_weigh(duty, settings.product) for duty in bound.duties]
        yield _report_use_scale_limit(bound, list(dict.fromkeys(weighed)), settings.product)


def _weigh(duty: Duty, product: Product) -> tuple[Severity, str]:
    """How severe one threshold is, and a sentence about it."""
    measure, number = str(duty.facts.get("measure", "")), duty.facts.get("number")
    consequence = str(duty.facts.get("consequence", ""))
    then = _THEN.get(consequence, duty.summary)
    if number is None or measure not in {*_USERS, *_MONEY}:
        return Severity.WARNING, f"{duty.summary}, which no figure decides"
    if measure in _MONEY:
        unit = str(duty.facts.get("unit") or "EUR")
        what = f"above {unit} {number:,.0f} ({_MONEY[measure]}) {then}"
        severity, state = _revenue(measure, float(number), unit, product.annual_revenue_eur)
    else:
        what = f"above {number:,.0f} {_USERS[measure]} {then}"
        severity, state = _users(measure, float(number), product.monthly_users)
    if severity is Severity.ERROR and consequence == "display-duty":
        severity = Severity.WARNING
    return severity, f"{what}; {state}"


def _users(measure: str, number: float, users: int | None) -> tuple[Severity, str]:
    if users is None:
        return Severity.WARNING, "monthly_users is not stated"
    stated = f"you state {users:,} monthly users"
    if users > number and measure == "daily-active-users":
        return Severity.WARNING, f"{stated}, and daily users are not known"
    if users > number:
        return Severity.ERROR, stated
    if measure == "visits":
        return Severity.WARNING, f"{stated}, and visits are not known"
    return (Severity.WARNING if users >= _NEAR * number else Severity.NOTE), stated


def _revenue(measure: str, number: float, unit: str, yearly: float | None) -> tuple[Severity, str]:
    if yearly is None or unit not in _EURO_BUYS:
        return (
            Severity.WARNING,
            "annual_revenue_eur is not stated" if yearly is None else f"{unit} is not compared",
        )
    weakest, strongest = _EURO_BUYS[unit]
    euros = yearly / 12 if measure == "monthly-revenue" else yearly
    stated = f"you state EUR {yearly:,.0f} a year"
    if euros > number / weakest:
        return Severity.ERROR, stated
    return (Severity.WARNING if euros >= _NEAR * number / strongest else Severity.NOTE), stated


def _report_use_scale_limit(
    bound: BoundPart, weighed: list[tuple[Severity, str]], product: Product
) -> Finding:
    standing = own_terms.standing_of(bound.component, bound.claim, product)
    worst = min((severity for severity, _ in weighed), key=lambda severity: severity.rank)
    severity = standing.severity(worst)
    fixes = {
        Severity.ERROR: "Ask the licensor for a licence, or replace it",
        Severity.WARNING: "State monthly_users and annual_revenue_eur of the whole group, and read the clause",
        Severity.NOTE: "Keep the number in mind as the product grows",
    }
    sentences = "; and ".join(sentence for _, sentence in weighed)
    pattern = standing.message(f"{PARTS}: {bound.license}: {sentences}")
    return Finding(
        rule="use-scale-limit",
        severity=severity,
        component=bound.component.name,
        ref=bound.component.ref,
        message=pattern.replace(PARTS, bound.component.name),
        fix=standing.fix(fixes[severity], severity),
        evidence=bound.evidence(),
        pattern=pattern,
    )
