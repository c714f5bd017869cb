# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the sources found, as one inventory: the same component once, statements with what they speak of, the product's own claims."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from compliance.discover import producers
from compliance.discover.aspects import first_of_each
from compliance.discover.candidates import PRODUCT, Found, Statement
from compliance.discover.declared import by_name
from compliance.discover.drift import drift
from compliance.discover.iris import addressed
from compliance.discover.lineage import loose_ends
from compliance.discover.pinning import loose
from compliance.licensing import expressions
from compliance.model import (
    Component,
    DatasetFacts,
    Evidence,
    Gap,
    Inventory,
    Kind,
    LicenseClaim,
    ModelFacts,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
    Status,
    Subject,
)
from compliance.settings import Settings

_SUBJECT = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}
_Facts = TypeVar("_Facts", ModelFacts, DatasetFacts)
_OF_THE_PRODUCT = frozenset({SaidBy.TEXT, SaidBy.README, SaidBy.METADATA})
_NEEDED = [Scope.REQUIRED, Scope.OPTIONAL, Scope.EXCLUDED, Scope.UNSTATED]


def assemble(found: Iterable[Found], settings: Settings) -> Inventory:
    """One inventory of all that was found."""
    components: dict[str, Component] = {}
    relations: dict[tuple[str, str, str], Relation] = {}
    gaps: set[Gap] = set()
    statements: list[Statement] = []
    for item in found:
        if isinstance(item, Component):
            components[item.ref] = merge(components[item.ref], item) if item.ref in components else item
        elif isinstance(item, Relation):
            relate(relations, item)
        elif isinstance(item, Gap):
            gaps.add(item)
        else:
            statements.append(item)
    product = _product(settings, statements)
    if known := components.pop(PRODUCT, None):
        product = merge(known, product)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.carrier].append(statement)
    described = [
        producers.stated(
            _describe(component, said.get(_speaker(component, said), []), relations), settings.suppliers
        )
        for component in components.values()
    ]
    meant, doubled = by_name(described)
    gaps.update(doubled)
    described = [component for component in described if component.ref not in meant]
    for relation in [one for one in relations.values() if one.target in meant]:
        relate(relations, replace(relation, target=meant[relation.target]))
    carried = {component.ref: component for component in described} | {PRODUCT: product}
    complete = [addressed(_inherit(component, carried)) for component in described]
    gaps.update(drift(complete))
    gaps.update(loose(complete))
    gaps.update(loose_ends([one for one in relations.values() if one.target not in meant], carried))
    return Inventory(
        product=product,
        components=tuple(sorted(complete, key=lambda component: component.ref)),
        relations=tuple(sorted(relation for relation in relations.values() if relation.target in carried)),
        gaps=tuple(sorted(gaps)),
        installed=any(
            component.kind is Kind.LIBRARY
            and component.presence is Presence.SHIPPED
            and not component.shipped_by
            for component in complete
        ),
    )


def merge(one: Component, other: Component) -> Component:
    """Two sightings of one component: what is shipped outweighs what is locked, which outweighs what is referenced; nothing is dropped."""
    if "name" in json.loads(other.foreign):
        return _beside(one, other)
    rank = [Presence.SHIPPED, Presence.LOCKED, Presence.REFERENCED]
    first, second = sorted((one, other), key=lambda component: rank.index(component.presence))
    united: dict[str, Any] = {
        "digests": tuple(sorted({*first.digests, *second.digests})),
        "artifacts": tuple(sorted({*first.artifacts, *second.artifacts})),
        "licenses": tuple(dict.fromkeys((*first.licenses, *second.licenses))),
        "evidence": tuple(sorted({*first.evidence, *second.evidence})),
        "model": _model(first.model, second.model),
        "dataset": _facts(first.dataset, second.dataset),
        "imported": tuple(sorted({*first.imported, *second.imported})),
    }
    filled: dict[str, Any] = {
        name: getattr(first, name) or getattr(second, name)
        for name in ("version", "purl", "shipped_by", "path", "role", "supplier", "producer", "form", "url")
    }
    scope = min(first.scope, second.scope, key=_NEEDED.index)
    return replace(first, **filled, **united, scope=scope, size=max(first.size, second.size))


def _beside(own: Component, theirs: Component) -> Component:
    """A component of ours that another tool's document names too: what the document states stays, what it doesn't is filled."""
    stated: dict[str, Any] = {
        name: getattr(theirs, name) or getattr(own, name)
        for name in ("name", "version", "purl", "supplier", "url")
    }
    filled: dict[str, Any] = {
        name: getattr(own, name) or getattr(theirs, name) for name in ("shipped_by", "path", "role")
    }
    claims = (*theirs.licenses, *(claim for claim in own.licenses if claim not in theirs.licenses))
    return replace(
        own,
        **stated,
        **filled,
        scope=min(own.scope, theirs.scope, key=_NEEDED.index),
        digests=tuple(sorted({*own.digests, *theirs.digests})),
        licenses=tuple(sorted(claims, key=lambda claim: claim.status is Status.OBSERVED)),
        evidence=tuple(sorted({*own.evidence, *theirs.evidence})),
        model=_model(theirs.model, own.model),
        dataset=_facts(theirs.dataset, own.dataset),
        imported=tuple(sorted({*own.imported, *theirs.imported})),
        foreign=theirs.foreign,
    )


def _facts(first: _Facts | None, second: _Facts | None) -> _Facts | None:
    """The first one's facts, with the second's where the first has none."""
    if first is None or second is None:
        return first or second
    missing = {
        field.name: getattr(second, field.name) for field in fields(first) if not getattr(first, field.name)
    }
    return replace(first, **missing)


def _model(first: ModelFacts | None, second: ModelFacts | None) -> ModelFacts | None:
    """The same for models, with the aspects of both."""
    united = _facts(first, second)
    aspects = [aspect for facts in (first, second) if facts for aspect in facts.aspects]
    return replace(united, aspects=first_of_each(aspects)) if united else None


def relate(relations: dict[tuple[str, str, str], Relation], relation: Relation) -> None:
    """Adds an edge. The same edge from two sources is one edge with the evidence of both; an empty source is the product."""
    source = relation.source or PRODUCT
    key = (source, relation.kind, relation.target)
    before = relations[key].evidence if key in relations else ()
    evidence = tuple(sorted({*before, *relation.evidence})) if before or relation.evidence else ()
    relations[key] = Relation(source, relation.kind, relation.target, evidence)


def _product(settings: Settings, statements: list[Statement]) -> Component:
    own = settings.product
    beside = [
        claim
        for statement in statements
        if not (statement.folder or statement.carrier) and statement.path != settings.source
        for claim in statement.claims
    ]
    claims: list[LicenseClaim] = [
        claim for claim in beside if claim.said_by in _OF_THE_PRODUCT or claim.status is Status.CONCLUDED
    ]
    if own.license:
        expression = expressions.resolve(own.license)
        where = Evidence(settings.source or "pyproject.toml", 0, f"license = {own.license}")
        claims.insert(
            0,
            LicenseClaim(
                expression,
                SaidBy.CONFIG,
                stated="" if expression == own.license else own.license,
                evidence=(where,),
            ),
        )
    return Component(
        ref=PRODUCT,
        kind=Kind.PRODUCT,
        name=own.name,
        version=own.version,
        licenses=tuple(claims),
        purl=own.purl,
        supplier=own.manufacturer.name,
        producer=own.manufacturer if own.manufacturer != Party() else None,
        url=own.manufacturer.url,
    )


def _speaker(component: Component, said: Mapping[str, list[Statement]]) -> str:
    """The carrier whose statements are about the component: of an installed library its own, of what it ships the library's."""
    return component.ref if component.kind is Kind.LIBRARY and component.ref in said else component.shipped_by


def _describe(
    component: Component, statements: list[Statement], relations: dict[tuple[str, str, str], Relation]
) -> Component:
    """The component with what the texts and cards nearest to it say of it; a library's texts lie anywhere in it."""
    if component.kind is Kind.LIBRARY:
        texts = [
            claim
            for statement in statements
            if (
                "/" not in statement.folder
                if statement.carrier
                else component.path and statement.folder == component.path
            )
            for claim in statement.claims
        ]
        own = [claim for claim in texts if claim.said_by is SaidBy.TEXT or claim.status is Status.CONCLUDED]
        licenses = tuple(dict.fromkeys((*component.licenses, *own)))
        return replace(component, licenses=licenses) if licenses != component.licenses else component
    if component.kind not in _SUBJECT or component.presence is not Presence.SHIPPED:
        return component
    for statement in _nearest(component, statements):
        if statement.dataset and component.kind is not Kind.DATASET:
            continue
        for kind, target in statement.relations:
            relate(
                relations, Relation(component.ref, RelationKind(kind), target, (Evidence(statement.path),))
            )
        claims = [
            _about(claim, _SUBJECT[component.kind]) for claim in statement.claims if _speaks(claim, component)
        ]
        component = replace(
            component,
            name=statement.name or component.name,
            evidence=tuple(sorted({*component.evidence, *statement.evidence})),
            version=component.version or statement.version,
            purl=component.purl or statement.purl,
            url=component.url or statement.url,
            licenses=tuple(dict.fromkeys((*component.licenses, *claims))),
            model=_model(component.model, statement.model) if component.kind is Kind.MODEL else None,
            dataset=_facts(component.dataset, statement.dataset) if component.kind is Kind.DATASET else None,
        )
    return component


def _nearest(component: Component, statements: list[Statement]) -> list[Statement]:
    """For each kind of statement those in the nearest folder above the component; the root's only for what lies in the root."""
    if component.shipped_by:
        statements = [
            statement for statement in statements if "/" in statement.folder
        ]  # higher up a text speaks of the whole package
    paths = {component.path, *(evidence.path for evidence in component.evidence)}
    groups: dict[str, dict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        folder = statement.folder
        above = any(
            path == folder
            or path.startswith(folder + "/")
            or (not folder and "/" not in path and not component.shipped_by)
            for path in paths
        )
        if above:
            said = _sort(statement)
            groups[said][len(folder)].append(statement)
    return [statement for by_depth in groups.values() for statement in by_depth[max(by_depth)]]


def _speaks(claim: LicenseClaim, component: Component) -> bool:
    """A README says which of code, weights and data it means; all else speaks of what it lies beside."""
    return claim.said_by is not SaidBy.README or claim.subject is _SUBJECT[component.kind]


def _about(claim: LicenseClaim, subject: Subject) -> LicenseClaim:
    return claim if claim.subject is Subject.OUTPUT else replace(claim, subject=subject)


def _sort(statement: Statement) -> str:
    """Texts outweigh texts, cards outweigh cards, and so on; none outweighs one of another sort."""
    if statement.declared:
        return "declared"
    if statement.evidence:
        return "signature"
    if statement.model and statement.model.aspects and not statement.claims:
        return "aspects"
    return next((str(claim.said_by) for claim in statement.claims), "card")


def _inherit(component: Component, carried: dict[str, Component]) -> Component:
    """A shipped file without any claim of its own takes its carrier's, marked as inherited and unverified."""
    if component.kind not in _SUBJECT or component.presence is not Presence.SHIPPED or component.licenses:
        return component
    carrier = carried.get(component.shipped_by or PRODUCT)
    claims = carrier.licenses if carrier else ()
    exact = [claim for claim in claims if claim.subject is _SUBJECT[component.kind]]
    taken: dict[tuple[str, str], LicenseClaim] = {}
    for claim in exact or claims:
        key = (claim.expression, "" if claim.expression else claim.stated)
        if claim.expression or claim.said_by is not SaidBy.CLASSIFIER:
            evidence = (*(taken[key].evidence if key in taken else ()), *claim.evidence)
            taken[key] = LicenseClaim(
                claim.expression,
                SaidBy.CARRIER,
                subject=_SUBJECT[component.kind],
                stated=key[1],
                evidence=evidence,
            )
    return replace(component, licenses=tuple(taken.values()))
