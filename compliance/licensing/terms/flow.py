# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms along relations: what an upstream licence asks of what is linked with it, derived from it, trained on it or shipped beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.licensing.terms import clauses_of, compatibility, duties, readings
from compliance.licensing.terms.choices import expression_holds
from compliance.licensing.terms.compatibility import Standing
from compliance.model import (
    DERIVED_FROM,
    ClauseKind,
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
)

_FOLLOWING = (
    ClauseKind.NON_COMMERCIAL,
    ClauseKind.TERRITORY,
    ClauseKind.BEHAVIOURAL,
    ClauseKind.THRESHOLD,
    ClauseKind.NO_COMPETE,
    ClauseKind.SHARE_ALIKE,
)
"""Terms that stay with a derivative, the gravest first."""
_DATA = (ClauseKind.NON_COMMERCIAL, ClauseKind.NO_DERIVATIVES, ClauseKind.SHARE_ALIKE)
"""Terms of data that may reach weights, the gravest first."""
_COMMONS = frozenset({"permissive", "share-alike", "strong-copyleft", "network-copyleft", "weak-copyleft", "no-derivatives"})  # fmt: skip
"""Categories of texts that were not written for weights."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two components in a relation whose terms exclude each other, or one reading of them does."""

    source: Component
    target: Component
    path: tuple[Component, ...]
    """What lies between them."""
    words: str
    authority: str
    standing: Standing
    evidence: tuple[Evidence, ...]


def find_clashes(inventory: Inventory, *, commercial: bool) -> Iterator[Clash]:
    """All of them, by the rules R2, R4, R6, R8 and R9 of the flow model."""
    graph = _Graph(inventory)
    yield from _linked(graph)
    yield from _beside(graph)
    for model in inventory.components:
        if model.kind is Kind.MODEL:
            yield from _inherited(graph, model)
            yield from _trained(graph, model, commercial=commercial)


@dataclass(frozen=True, slots=True)
class _Needed:
    component: Component
    path: tuple[Component, ...] = ()
    """What lies between it and where the search began."""
    evidence: tuple[Evidence, ...] = ()
    """Of the first relation on the way."""


class _Graph:
    """The inventory's edges from each component."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.by_ref = inventory.by_ref()
        self.edges: dict[str, list[Relation]] = {}
        for relation in inventory.relations:
            self.edges.setdefault(relation.source, []).append(relation)

    def needs(
        self, source: Component, kinds: frozenset[RelationKind], through: Kind, *, deep: bool = True
    ) -> Iterator[_Needed]:
        """What can be reached over such relations and components of one kind, nearest first; only the nearest unless `deep`."""
        seen = {source.ref}
        queue = [_Needed(source)]
        for near in queue:
            for relation in self.edges.get(near.component.ref, ()):
                target = self.by_ref.get(relation.target)
                if relation.kind in kinds and target and target.ref not in seen and target.kind is through:
                    seen.add(target.ref)
                    path = (*near.path, near.component) if near.component is not source else ()
                    found = _Needed(target, path, near.evidence or relation.evidence)
                    yield found
                    if deep:
                        queue.append(found)


def main_license(component: Component) -> LicenseClaim | None:
    """The claim that speaks for the component as a whole: what is declared, before a classifier, a text and what is inherited."""
    last = (SaidBy.CLASSIFIER, SaidBy.TEXT, SaidBy.KNOWLEDGE, SaidBy.CARRIER)
    named = [claim for claim in component.own_licenses if claim.expression]
    return min(
        named, key=lambda claim: last.index(claim.said_by) + 1 if claim.said_by in last else 0, default=None
    )


def _linked(graph: _Graph) -> Iterator[Clash]:
    """R2 and R4: code with code. The product with all it needs, a library with what it needs itself."""
    depends = frozenset({RelationKind.DEPENDS_ON})
    for source in graph.inventory.everything():
        if source.kind not in {Kind.PRODUCT, Kind.LIBRARY} or not (own := main_license(source)):
            continue
        for needed in graph.needs(source, depends, Kind.LIBRARY, deep=source.kind is Kind.PRODUCT):
            other = main_license(needed.component)
            if other and (reason := compatibility.in_one_program(own.expression, other.expression)):
                where = (*needed.evidence[:1], *own.evidence[:1], *other.evidence[:1])
                said = compatibility.second_opinion(own.expression, other.expression)
                second = f" (second opinion, OSADL's matrix for copied code: {said})" if said else ""
                yield Clash(
                    source,
                    needed.component,
                    needed.path,
                    reason.words + second,
                    reason.authority,
                    reason.standing,
                    where,
                )


def _beside(graph: _Graph) -> Iterator[Clash]:
    """R4 for weights: GPL code with a model whose terms would be a further restriction on code."""
    for model in graph.inventory.components:
        terms_ = main_license(model)
        if model.kind is not Kind.MODEL or not terms_ or not compatibility.is_restricted(terms_.expression):
            continue
        users = [graph.by_ref.get(model.shipped_by)] if model.shipped_by else []
        if model.presence is Presence.SHIPPED and not model.shipped_by:
            users.append(graph.inventory.product)
        users += [
            graph.by_ref.get(relation.source)
            for relation in graph.inventory.relations
            if relation.target == model.ref and relation.kind is RelationKind.DEPENDS_ON
        ]
        for code in {user.ref: user for user in users if user}.values():
            own = main_license(code)
            if code.kind in {Kind.PRODUCT, Kind.LIBRARY} and own and compatibility.is_gnu(own.expression):
                words = f"{own.expression} allows no further restrictions and {terms_.expression} limits use; whether weights that code needs are a part of the program or stand beside it is open"
                where = (*own.evidence[:1], *terms_.evidence[:1])
                authority = "GPL-2.0 sections 2 and 6, GPL-3.0 sections 5, 7 and 10"
                yield Clash(code, model, (), words, authority, Standing.UNSETTLED, where)


def _inherited(graph: _Graph, model: Component) -> Iterator[Clash]:
    """R6: the terms of a base model were dropped."""
    if not any(clauses_of.known_license(claim) for claim in model.licenses):
        return
    for needed in graph.needs(model, DERIVED_FROM, Kind.MODEL):
        for claim in needed.component.licenses:
            if claim.said_by is not SaidBy.CARRIER and (dropped := _dropped(model, claim)):
                yield _upstream(model, needed, claim, dropped)
                break


def _upstream(
    model: Component, needed: _Needed, claim: LicenseClaim, dropped: tuple[ClauseKind, ...]
) -> Clash:
    own = main_license(model)
    words = f"{duties.duty_name(own) if own else 'its licence'} drops terms of {duties.duty_name(claim)} that stay with a derivative: {', '.join(dropped)}"
    categories = {license_.category for license_ in clauses_of.known_license(claim)}
    standing = Standing.CONSENSUS if categories <= _COMMONS else Standing.TEXT
    quoted = tuple(dict.fromkeys(duty.clause.evidence for duty in duties.duties_of_claim(claim, *dropped)))
    authority = quoted[0].source if quoted else claim.expression
    where = (*quoted, *needed.evidence[:1])
    return Clash(model, needed.component, needed.path, words, authority, standing, where)


def _dropped(model: Component, upstream: LicenseClaim) -> tuple[ClauseKind, ...]:
    """Kinds of terms of an upstream licence that no licence of the model has; none when it has that licence itself."""
    own = [license_ for claim in model.licenses for license_ in clauses_of.known_license(claim)]
    above = clauses_of.known_license(upstream)
    if {license_.id for license_ in own} & {license_.id for license_ in above}:
        return ()
    kept = {
        clause.kind for license_ in own for clause in license_.clauses if not clauses_of.is_silent(clause)
    }
    following = set(_FOLLOWING) - kept
    if expression_holds(upstream.expression, lambda part: following.isdisjoint(clauses_of.kinds_of(part))):
        return ()
    common = [frozenset(clause.kind for clause in license_.clauses) for license_ in above]
    all_have = (
        frozenset.intersection(*common) if common and not upstream.expression else frozenset().union(*common)
    )
    return tuple(kind for kind in _FOLLOWING if kind in following & all_have)


def _trained(graph: _Graph, model: Component, *, commercial: bool) -> Iterator[Clash]:
    """R8 and R9: data, or the output of another model, into weights."""
    own = {license_.id for claim in model.licenses for license_ in clauses_of.known_license(claim)}
    for relation in graph.edges.get(model.ref, ()):
        source = graph.by_ref.get(relation.target)
        if relation.kind is not RelationKind.TRAINED_ON or not source:
            continue
        for bound in duties.duties_of_component(source, ClauseKind.NO_COMPETE):
            if own.isdisjoint(license_.id for license_ in clauses_of.known_license(bound.claim)):
                words = f"{bound.license} limits what its output may train: {bound.duties[0].summary}; whether this model competes is for you to judge"
                authority = bound.duties[0].clause.evidence.source
                where = (*bound.evidence(), *relation.evidence[:1])
                yield Clash(model, source, (), words, authority, Standing.TEXT, where)
        if source.kind is Kind.DATASET:
            yield from _data(model, source, relation, own, commercial=commercial)


def _data(
    model: Component, data: Component, relation: Relation, own: set[str], *, commercial: bool
) -> Iterator[Clash]:
    """R9: what data terms mean for weights; terms that call models free results ask for nothing."""
    for bound in duties.duties_of_component(data, *_DATA):
        kinds = {duty.clause.kind for duty in bound.duties}
        free = duties.duties_of_claim(bound.claim, ClauseKind.DATA_TERMS)
        if not commercial and ClauseKind.NON_COMMERCIAL in kinds:
            continue
        if ClauseKind.NON_COMMERCIAL not in kinds and (free or own & _collect_flow_ids(bound.claim)):
            continue
        kind = next(kind for kind in _DATA if kind in kinds)
        words, authority = readings.words(bound, kind), readings.authority(bound, kind)
        where = (*bound.evidence(), *relation.evidence[:1])
        yield Clash(model, data, (), words, authority, Standing.UNSETTLED, where)


def _collect_flow_ids(claim: LicenseClaim) -> set[str]:
    return {license_.id for license_ in clauses_of.known_license(claim)}
