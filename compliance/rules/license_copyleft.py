# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A part whose copyleft reaches the product.

## What it finds
Libraries and weights whose licence asks something of the work in which they are used: of the files (MPL, EPL, CDDL), the library (LGPL), the
whole (GPL, AGPL, EUPL, OSL), or also of use over a network (AGPL section 13, SSPL section 13). What it asks depends on the product's own terms
(`[product] license`, else the manifest's, else its LICENSE) and on `[product] distribution`; without that, copies and hosting are assumed.

| the product's own terms | the whole is asked for, copies leave | use over a network counts | files or library only |
|---|---|---|---|
| closed, or they exclude it | error; warning where its standing is unsettled | error, or warning | note |
| permissive, or not stated | warning | warning | note |
| meet it | note | note | note |

A product that only stays inside, or is only hosted while the licence has no clause on that, is a note. Nothing is found for a choice with
another branch, an exception for those who use the part (Classpath, GCC runtime), what only development needs, data sets and base images.
A family without its version ("GPL") counts as its strictest member. One finding for a licence and the way in which it binds.

## Why it matters
What copyleft asks is a condition of the permission to pass the part on.

## How to fix
Replace the part, ask its licensor for other terms, do what the licence asks, or state how the product is passed on. With
`policy = "text-only"` under `[licenses]` errors and warnings whose standing is unsettled are left out.

## Example
    [product]
    license = "Proprietary"
    distribution = ["hosted"]
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from compliance.findings import Finding
from compliance.licensing.terms import binding, copyleft_words
from compliance.licensing.terms.binding import Bound
from compliance.licensing.terms.compatibility import Standing
from compliance.licensing.terms.copyleft import CopyleftScope
from compliance.licensing.terms.families import expression_of_claim, is_version_stated
from compliance.licensing.terms.needed_by import NeededBy, find_paths
from compliance.licensing.terms.product_terms import OwnKind, OwnTerms, is_of_the_whole, read_own_terms
from compliance.model import (
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
    Scope,
    Severity,
    Subject,
)
from compliance.settings import Settings, Waiver

SEVERITY = Severity.ERROR
_NAME = "license-copyleft"
_NAMED = 6
"""Parts that a message lists; the evidence has all."""
_LAST = (SaidBy.CLASSIFIER, SaidBy.TEXT, SaidBy.KNOWLEDGE)
_TEST_FOLDERS = frozenset({"test", "tests", "testdata", "test-data", "test_data", "fixtures", "__tests__"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A component, the claim by which it is bound, and what that asks."""

    component: Component
    claim: LicenseClaim
    bound: Bound

    @property
    def way(self) -> tuple[str, bool, bool, str]:
        """Parts that are alike in this are bound in the same way."""
        return (
            self.bound.copyleft.id,
            is_version_stated(self.claim),
            self.component.kind is Kind.MODEL,
            self.bound.severity,
        )


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    own = read_own_terms(inventory.product, settings)
    yield from _check_own(inventory.product, own, settings)
    distribution = settings.product.distribution or binding.ASSUMED
    by_way: dict[tuple[object, ...], list[_Part]] = defaultdict(list)
    for component in _select(inventory):
        for part in _bind(component, own, distribution):
            if not _is_left_out(part.bound, settings):
                by_way[(*part.way, _waived_alone(component, settings.waivers))].append(part)
    if by_way:
        paths = find_paths(inventory)
        for parts in by_way.values():
            yield _report(parts, own, settings, paths)


def _select(inventory: Inventory) -> Iterator[Component]:
    """What the product needs to run: neither data, nor what an image holds, nor what only development and tests need."""
    images = {component.ref for component in inventory.components if component.kind is Kind.CONTAINER}
    for component in inventory.components:
        is_needed = component.scope is not Scope.EXCLUDED and component.shipped_by not in images
        if component.kind in {Kind.LIBRARY, Kind.MODEL} and is_needed and not _is_in_tests(component):
            yield component


def _is_in_tests(component: Component) -> bool:
    return not _TEST_FOLDERS.isdisjoint(component.path.split("/")[:-1])


def _bind(component: Component, own: OwnTerms, distribution: tuple[str, ...]) -> Iterator[_Part]:
    claim = _main_claim(component)
    if claim:
        for bound in binding.bind(expression_of_claim(claim), own, distribution):
            yield _Part(component, claim, _soften(component, bound))


def _main_claim(component: Component) -> LicenseClaim | None:
    """The claim that speaks for it as code or weights; what its carrier is under is reported with the carrier."""
    claims = [
        claim
        for claim in component.licenses
        if claim.said_by is not SaidBy.CARRIER
        and claim.subject in {Subject.CODE, Subject.WEIGHTS}
        and expression_of_claim(claim)
    ]
    return min(claims, key=_weight, default=None)


def _weight(claim: LicenseClaim) -> tuple[bool, int]:
    return not claim.expression, _LAST.index(claim.said_by) + 1 if claim.said_by in _LAST else 0


def _soften(component: Component, bound: Bound) -> Bound:
    """Whether weights beside code are a part of one work with it is unsettled; weights that are only named are not passed on."""
    if component.kind is not Kind.MODEL:
        return bound
    mildest = Severity.WARNING if component.presence is Presence.SHIPPED else Severity.NOTE
    return replace(bound, severity=max(bound.severity, mildest, key=lambda one: one.rank), is_weights=True)


def _is_left_out(bound: Bound, settings: Settings) -> bool:
    is_unsettled = bound.severity is not Severity.NOTE and bound.standing is Standing.UNSETTLED
    return is_unsettled and settings.licenses.policy == "text-only"


def _waived_alone(component: Component, waivers: tuple[Waiver, ...]) -> str:
    """The part's ref if a waiver names it: it is reported alone, so that no other part is waived with it."""
    probe = Finding(_NAME, SEVERITY, component.name, component.ref, "", "")
    return component.ref if any(waiver.applies_to(probe) for waiver in waivers) else ""


def _report(parts: list[_Part], own: OwnTerms, settings: Settings, paths: NeededBy) -> Finding:
    """One finding for parts that a licence binds in the same way; the first of them, by the length of its path, gives it its name."""
    routes = {part.component.ref: paths.path_to(part.component) for part in parts}
    parts = sorted(parts, key=lambda part: (len(routes[part.component.ref]), part.component.ref))
    first = parts[0]
    names = [_name(part.component, routes[part.component.ref]) for part in parts]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    said = [
        f"{', '.join(names[:_NAMED])}{more}: {_title(first)}, {copyleft_words.tell_scope(first.bound)}",
        copyleft_words.tell_what_is_asked(first.bound, settings.product.distribution),
        copyleft_words.tell_fit(first.bound, own),
        copyleft_words.tell_standing(first.bound),
    ]
    return Finding(
        rule=_NAME,
        severity=first.bound.severity,
        component=first.component.name,
        ref=first.component.ref,
        message=". ".join(filter(None, said)),
        fix=copyleft_words.tell_fix(first.bound),
        evidence=_evidence(parts, own),
        about=" ".join((*map(str, first.way[:1]), *(part.component.name for part in parts))),
    )


def _name(component: Component, route: tuple[str, ...]) -> str:
    name = f"{component.name} {component.version}".strip()
    return f"{name} (needed by {' > '.join(route)})" if route else name


def _title(part: _Part) -> str:
    identifier = part.bound.copyleft.id
    if is_version_stated(part.claim):
        return identifier
    return f"{identifier} (it says {part.claim.stated!r}, without a version, which counts as the strictest)"


def _evidence(parts: Iterable[_Part], own: OwnTerms) -> tuple[Evidence, ...]:
    """The licence's words, then where the parts' and the product's licences are stated."""
    parts = list(parts)
    bound = parts[0].bound
    quoted = [bound.copyleft.evidence] if bound.copies or not bound.network else []
    quoted += [bound.network.evidence] if bound.network else []
    stated = [evidence for part in parts for evidence in part.claim.evidence[:1]]
    return tuple(dict.fromkeys((*quoted, *stated, *own.evidence)))


def _check_own(product: Component, own: OwnTerms, settings: Settings) -> Iterator[Finding]:
    """The product's own copyleft: its duties; and a copyleft text of its own under closed terms."""
    distribution = settings.product.distribution
    if own.kind is OwnKind.OPEN:
        for bound in _bind_whole(own.expression, own, distribution):
            message = f"The product itself is under {bound.copyleft.id}, whose copyleft covers the whole work. {copyleft_words.tell_what_is_asked(bound, distribution)}"
            fix = "Do what it asks; who owns all rights may also give other terms"
            yield _report_own(product, Severity.NOTE, message, fix, bound, own.evidence)
    elif own.kind is OwnKind.CLOSED:
        for claim in filter(_is_own_text, product.licenses):
            for bound in _bind_whole(claim.expression, own, distribution):
                message = f"The product's terms are {own.title}, and a text of its own is {claim.expression}, whose copyleft covers the whole work: who doesn't own all rights in it is bound by the text"
                fix = "State the terms that hold under [product] license, or move the text to the part that it is for"
                where = (*claim.evidence[:1], *own.evidence)
                yield _report_own(product, Severity.WARNING, message, fix, bound, where)


def _is_own_text(claim: LicenseClaim) -> bool:
    return claim.said_by is SaidBy.TEXT and bool(claim.expression) and is_of_the_whole(claim)


def _bind_whole(expression: str, own: OwnTerms, distribution: tuple[str, ...]) -> list[Bound]:
    """What an expression asks of the product, if that concerns the whole of it."""
    bounds = binding.bind(expression, own, distribution or binding.ASSUMED)
    return [bound for bound in bounds if bound.copyleft.scope is CopyleftScope.WHOLE]


def _report_own(
    product: Component, severity: Severity, message: str, fix: str, bound: Bound, where: tuple[Evidence, ...]
) -> Finding:
    return Finding(
        rule=_NAME,
        severity=severity,
        component=product.name,
        ref=product.ref,
        message=message,
        fix=fix,
        evidence=tuple(dict.fromkeys((bound.copyleft.evidence, *where))),
        about=f"own {bound.copyleft.id}",
    )
