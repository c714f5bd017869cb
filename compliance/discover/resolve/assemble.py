# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the sources found, as one inventory: the same component once, statements with what they speak of, the product's own claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter

from compliance.discover.base.edges import Edges
from compliance.discover.base.percent_encode import encode_addresses
from compliance.discover.declared import resolve_declared
from compliance.discover.interface import PRODUCT, Discovery, FolderStatement, ProseStatement
from compliance.discover.resolve import place_texts, producers
from compliance.discover.resolve.inherit_claims import inherit_claims
from compliance.discover.resolve.installed_vs_locked import find_installed_drift
from compliance.discover.resolve.lineage import find_loose_ends
from compliance.discover.resolve.merge_sightings import (
    merge_all_sightings,
    merge_components,
    merge_dataset_facts,
    merge_model_facts,
)
from compliance.discover.resolve.prose_claims import join_prose
from compliance.discover.resolve.tagged_files import drop_other_texts
from compliance.discover.resolve.unplaced_cards import place_cards
from compliance.discover.resolve.versions import find_unversioned
from compliance.licensing import expressions
from compliance.model import (
    Component,
    Evidence,
    Gap,
    Inventory,
    Kind,
    LicenseClaim,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Status,
    Subject,
)
from compliance.settings import Settings

_SUBJECT = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}
_OF_THE_PRODUCT = frozenset({SaidBy.TEXT, SaidBy.README, SaidBy.METADATA})


def assemble_inventory(found: Iterable[Discovery], settings: Settings) -> Inventory:
    """One inventory of all that was found."""
    sighted: dict[str, list[Component]] = defaultdict(list)
    edges = Edges()
    gaps: set[Gap] = set()
    statements: list[FolderStatement] = []
    prose: list[ProseStatement] = []
    for item in found:
        if isinstance(item, Component):
            sighted[item.ref].append(item)
        elif isinstance(item, Relation):
            edges.add(item)
        elif isinstance(item, Gap):
            gaps.add(item)
        elif isinstance(item, ProseStatement):
            prose.append(item)
        else:
            statements.append(item)
    names = {one.ref: one.name for group in sighted.values() for one in group[:1]}
    statements, parts = place_texts.separate_parts(statements, names | {"": settings.product.name})
    product = _product(settings, statements)
    if known := sighted.pop(PRODUCT, None):
        product = merge_components(merge_all_sightings(known), product)
    said: dict[str, list[FolderStatement]] = defaultdict(list)
    for statement in statements:
        said[statement.carrier].append(statement)
    taken: set[int] = set()
    described = [
        producers.resolve_producer(
            _describe(component, said.get(_speaker(component, said), []), edges, taken), settings.suppliers
        )
        for component in map(merge_all_sightings, sighted.values())
    ]
    alone = [one for one in statements if id(one) not in taken]
    parts += place_texts.claims_without_component(alone)
    described, left = place_texts.give_to_parts(parts, described)
    described = [place_texts.hold_claims(component, left.get(component.ref, ())) for component in described]
    product = place_texts.hold_claims(
        place_texts.drop_taken(product, statements, taken), left.get(PRODUCT, ())
    )
    product, described = join_prose(product, described, prose)
    meant, doubled = resolve_declared(described)
    gaps.update(doubled)
    described = [component for component in described if component.ref not in meant]
    edges.redirect(meant)
    product, described = place_cards(product, described, statements)
    relations = sorted(edges, key=attrgetter("source", "kind", "target"))
    carried = {component.ref: component for component in described} | {PRODUCT: product}
    complete = [encode_addresses(inherit_claims(component, carried)) for component in described]
    gaps.update(find_installed_drift(complete))
    gaps.update(find_unversioned(complete))
    gaps.update(find_loose_ends(relations, carried))
    return Inventory(
        product=product,
        components=tuple(sorted(complete, key=lambda component: component.ref)),
        relations=tuple(relation for relation in relations if relation.target in carried),
        gaps=tuple(sorted(gaps)),
        installed=any(
            component.kind is Kind.LIBRARY
            and component.presence is Presence.SHIPPED
            and not component.shipped_by
            for component in complete
        ),
    )


def _product(settings: Settings, statements: list[FolderStatement]) -> Component:
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
        expression = expressions.resolve_expression(own.license)
        where = Evidence(own.licensed_in or settings.source, 0, f"license = {own.license}")
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


def _speaker(component: Component, said: Mapping[str, list[FolderStatement]]) -> str:
    """The carrier whose statements are about the component: of an installed library its own, of what it ships the library's."""
    return component.ref if component.kind is Kind.LIBRARY and component.ref in said else component.shipped_by


def _describe(
    component: Component, statements: list[FolderStatement], edges: Edges, taken: set[int]
) -> Component:
    """The component with what the texts and cards nearest to it say of it; a library's texts lie anywhere in it."""
    if component.kind is Kind.LIBRARY:
        return place_texts.describe_library(component, statements, taken)
    if component.kind not in _SUBJECT or component.presence is not Presence.SHIPPED:
        return component
    for statement in _nearest(component, statements):
        if statement.dataset and component.kind is not Kind.DATASET:
            continue
        taken.add(id(statement))
        for kind, target in statement.relations:
            edges.add(Relation(component.ref, RelationKind(kind), target, (Evidence(statement.path),)))
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
            licenses=drop_other_texts(tuple(dict.fromkeys((*component.licenses, *claims)))),
            model=merge_model_facts(component.model, statement.model)
            if component.kind is Kind.MODEL
            else None,
            dataset=merge_dataset_facts(component.dataset, statement.dataset)
            if component.kind is Kind.DATASET
            else None,
        )
    return component


def _nearest(component: Component, statements: list[FolderStatement]) -> list[FolderStatement]:
    """For each kind of statement those in the nearest folder above the component; the root's only for what lies in the root."""
    if component.shipped_by:
        statements = [
            statement
            for statement in statements
            if "/" in statement.folder or (statement.folder and _is_card(statement))
        ]  # higher up a text speaks of the whole package, a card of what lies beside it
    paths = {component.path, *(evidence.path for evidence in component.evidence)}
    groups: dict[str, dict[int, list[FolderStatement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        folder = statement.folder
        if statement.subject not in {None, _SUBJECT[component.kind], Subject.OUTPUT}:
            continue
        # A text at the root whose name says "data" or "weights" is about all of them, not only about what lies in the root.
        anywhere = not folder and not component.shipped_by
        above = any(
            path == folder
            or path.startswith(folder + "/")
            or (anywhere and ("/" not in path or statement.subject is not None))
            for path in paths
        )
        if above:
            said = (
                f"{_sort(statement)} of output" if statement.subject is Subject.OUTPUT else _sort(statement)
            )
            depth = 2 * len(folder) + (statement.subject is not None)
            groups[said][depth].append(statement)
    return [statement for by_depth in groups.values() for statement in by_depth[max(by_depth)]]


def _is_card(statement: FolderStatement) -> bool:
    return any(claim.said_by is SaidBy.CARD for claim in statement.claims)


def _speaks(claim: LicenseClaim, component: Component) -> bool:
    """A README says which of code, weights and data it means; all else speaks of what it lies beside."""
    return claim.said_by is not SaidBy.README or claim.subject is _SUBJECT[component.kind]


def _about(claim: LicenseClaim, subject: Subject) -> LicenseClaim:
    return claim if claim.subject is Subject.OUTPUT else replace(claim, subject=subject)


def _sort(statement: FolderStatement) -> str:
    """Texts outweigh texts, cards outweigh cards, and so on; none outweighs one of another sort."""
    if statement.declared:
        return "declared"
    if statement.evidence:
        return "signature"
    if statement.model and statement.model.aspects and not statement.claims:
        return "aspects"
    return next((str(claim.said_by) for claim in statement.claims), "card")
