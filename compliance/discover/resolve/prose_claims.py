# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Brings what prose says of terms to the parts that it is about: shipped models and data in its folder and below, a package, else the product.

The nearest document that speaks of a subject counts. A claim on a part that isn't among the components goes to the product, or to the package
that ships the document, with the part's name, and only if it limits something.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.interface import ProseStatement
from compliance.discover.resolve.part_names import is_named
from compliance.licensing.terms.clauses_of import clauses_of_claim, is_silent
from compliance.model import (
    ClauseKind,
    Component,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
    Status,
    Subject,
)

_KIND = {Subject.WEIGHTS: Kind.MODEL, Subject.OUTPUT: Kind.MODEL, Subject.DATA: Kind.DATASET}
_SUBJECT = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}
_LIMITS = frozenset(
    {
        ClauseKind.NON_COMMERCIAL,
        ClauseKind.THRESHOLD,
        ClauseKind.BEHAVIOURAL,
        ClauseKind.FIELD_OF_USE,
        ClauseKind.NO_COMPETE,
        ClauseKind.DISTILLATION,
        ClauseKind.OUTPUT,
        ClauseKind.DATA_TERMS,
        ClauseKind.SHARE_ALIKE,
        ClauseKind.NO_DERIVATIVES,
        ClauseKind.NO_REDISTRIBUTION,
        ClauseKind.TERRITORY,
        ClauseKind.INCORPORATED_POLICY,
    }
)
_FROM_ELSEWHERE = frozenset({SaidBy.CARRIER, SaidBy.KNOWLEDGE, SaidBy.ONLINE, SaidBy.LOCK})


def join_prose(
    product: Component, components: list[Component], statements: Iterable[ProseStatement]
) -> tuple[Component, list[Component]]:
    """The product and its components with what documents say of them."""
    ordered = sorted(statements, key=lambda one: (one.carrier, one.folder, one.path))
    if not ordered:
        return product, components
    joined = _Joined(product, components)
    for statement in ordered:
        joined.add(statement)
    return joined.product(), [joined.complete(component) for component in components]


class _Joined:
    """Claims by the component that they are about, gathered over all documents."""

    def __init__(self, product: Component, components: list[Component]) -> None:
        self._product = product
        self._by_ref = {component.ref: component for component in components}
        self._within: dict[str, list[Component]] = defaultdict(list)
        for component in components:
            if component.kind in _SUBJECT:
                self._within[component.shipped_by].append(component)
        self._named: dict[str, list[LicenseClaim]] = defaultdict(list)
        """Claims that name the component."""
        self._nearest: dict[tuple[str, Subject], tuple[int, list[LicenseClaim]]] = {}
        """For each component and subject, how deep the nearest folder lies whose documents speak of it, and what they say."""
        self._of_whole: dict[str, list[LicenseClaim]] = defaultdict(list)
        """Claims on the product and on packages."""

    def add(self, statement: ProseStatement) -> None:
        """Takes up what one document says."""
        told = {claim.subject for claim in statement.claims if not claim.part}
        for claim in statement.claims:
            if claim.part:
                self._add_named(claim, statement)
            elif claim.subject is Subject.CODE:
                self._add_whole(claim, statement)
            elif not self._add_below(claim, statement):
                self._add_part(replace(claim, part=_words(claim, statement.folder)), statement)
        for claim in statement.whole:
            self._add_whole(claim, statement)
            for subject in _SUBJECT.values():
                if subject not in told and not self._is_of_all(statement):
                    self._add_below(replace(claim, subject=subject), statement)

    def product(self) -> Component:
        """The product with what its documents say."""
        return _with_claims(self._product, self._of_whole[self._product.ref])

    def complete(self, component: Component) -> Component:
        """A component with what documents say of it."""
        claims = [*self._of_whole.get(component.ref, ()), *self._named.get(component.ref, ())]
        for subject in (Subject.WEIGHTS, Subject.DATA, Subject.OUTPUT):
            if component.ref not in self._named or subject is Subject.OUTPUT:
                claims += self._nearest.get((component.ref, subject), (0, []))[1]
        return _with_claims(component, claims)

    def _is_of_all(self, statement: ProseStatement) -> bool:
        """Whether what a document says without a subject is about the product or a package, from which its files inherit."""
        return not statement.folder or bool(statement.carrier)

    def _add_named(self, claim: LicenseClaim, statement: ProseStatement) -> None:
        found = [
            component for component in self._within[statement.carrier] if is_named(claim.part, component)
        ]
        wanted = _KIND.get(claim.subject)
        found = [component for component in found if wanted in {None, component.kind}]
        for component in found:
            subject = claim.subject if claim.subject is Subject.OUTPUT else _SUBJECT[component.kind]
            self._named[component.ref].append(
                replace(claim, part="", subject=subject, status=Status.DECLARED)
            )
        if not found:
            self._add_part(claim, statement)

    def _add_below(self, claim: LicenseClaim, statement: ProseStatement) -> bool:
        """Gives a claim to all components of its subject in the document's folder and below; whether there are any."""
        found = [
            component
            for component in self._within[statement.carrier]
            if component.kind is _KIND[claim.subject]
            and component.presence is Presence.SHIPPED
            and _is_below(component, statement.folder)
        ]
        for component in found:
            if not _has_nearer_terms(component, statement.folder):
                self._take_nearest(component.ref, claim, len(statement.folder))
        return bool(found)

    def _take_nearest(self, ref: str, claim: LicenseClaim, depth: int) -> None:
        known, claims = self._nearest.get((ref, claim.subject), (-1, []))
        if depth > known:
            claims = []
        if depth >= known:
            self._nearest[ref, claim.subject] = (depth, [*claims, claim])

    def _add_whole(self, claim: LicenseClaim, statement: ProseStatement) -> None:
        """Gives a claim on code, or on everything, to the product or the package; in a folder further down it is about that part."""
        if statement.carrier:
            self._add_part(claim, statement)
        elif statement.folder:
            self._add_part(replace(claim, part=statement.folder, status=Status.OBSERVED), statement)
        elif is_limiting(claim) or not (statement.is_aside or self._has_own_readme_claim()):
            self._of_whole[self._product.ref].append(claim)

    def _has_own_readme_claim(self) -> bool:
        return any(
            claim.said_by is SaidBy.README and not claim.part and claim.subject is Subject.CODE
            for claim in self._of_whole[self._product.ref]
        )

    def _add_part(self, claim: LicenseClaim, statement: ProseStatement) -> None:
        """Gives a limiting claim to the product, or to the package that ships the document."""
        ref = statement.carrier or self._product.ref
        if is_limiting(claim) and (ref == self._product.ref or ref in self._by_ref):
            self._of_whole[ref].append(claim)


def is_limiting(claim: LicenseClaim) -> bool:
    """Whether a claim limits use, or names a licence that nobody knows and that may."""
    if not claim.expression and not claim.clauses:
        return True
    return any(clause.kind in _LIMITS and not is_silent(clause) for clause in clauses_of_claim(claim))


def _words(claim: LicenseClaim, folder: str) -> str:
    """A name for what a claim is about where no component of the kind is at hand."""
    words = {Subject.WEIGHTS: "the model weights", Subject.DATA: "the data", Subject.OUTPUT: "the output"}
    name = words.get(claim.subject, "")
    return f"{name} of {folder}" if folder else name


def _is_below(component: Component, folder: str) -> bool:
    return not folder or f"{component.path}/".startswith(f"{folder}/")


def _has_nearer_terms(component: Component, folder: str) -> bool:
    """Whether a document in a folder further down states the component's terms."""
    depth = folder.count("/") + 1 if folder else 0
    return any(
        "/" in evidence.path and evidence.path.count("/") > depth
        for claim in component.licenses
        if claim.said_by not in _FROM_ELSEWHERE and claim.said_by is not SaidBy.README
        for evidence in claim.evidence
    )


def _with_claims(component: Component, claims: list[LicenseClaim]) -> Component:
    """The component with further claims, those that say the same once with all their places."""
    if not claims:
        return component
    return replace(component, licenses=tuple(dict.fromkeys((*component.licenses, *_merge(claims)))))


def _merge(claims: list[LicenseClaim]) -> Iterator[LicenseClaim]:
    alike: dict[tuple[object, ...], list[LicenseClaim]] = defaultdict(list)
    for claim in claims:
        kinds = tuple(clause.kind for clause in claim.clauses)
        stated = "" if claim.expression or claim.clauses else claim.stated
        alike[claim.expression, claim.subject, claim.part, kinds, stated].append(claim)
    for same in alike.values():
        evidence = dict.fromkeys(place for claim in same for place in claim.evidence)
        yield replace(same[0], evidence=tuple(evidence))
