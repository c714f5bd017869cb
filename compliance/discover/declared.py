# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that the configuration declares: facts about what was found, or components of their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.base import declared_parts, hub
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.licensing import expressions
from compliance.model import (
    Component,
    DatasetFacts,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    ModelFacts,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Subject,
)
from compliance.settings import DeclaredDataset, DeclaredModel, Settings


def discover(candidates: tuple[ScannedFile, ...], settings: Settings) -> Iterator[Discovery]:
    """A statement for what lies at the declared path; a component for what only has an id or a name."""
    where = Evidence(settings.source)
    paths: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        paths[candidate.carrier].add(candidate.path)
    for model in settings.models:
        claims = tuple(
            _read_declared_claims(
                ((model.license, Subject.WEIGHTS), (model.output_terms, Subject.OUTPUT)), where
            )
        )
        others = list(_name_declared(model, settings, where))
        yield from (component for _, component in others)
        edges = tuple((relation, component.ref) for relation, component in others)
        stated = ModelFacts(
            task=model.task,
            architecture=model.architecture,
            description=model.description,
            inputs=model.inputs,
            outputs=model.outputs,
            released=model.released,
        )
        facts = stated if stated != ModelFacts() else None
        if model.path:
            yield from _place_declared(
                model,
                paths,
                FolderStatement(
                    model.path.rstrip("/"),
                    "",
                    claims,
                    model=facts,
                    name=model.name,
                    relations=edges,
                    path=where.path,
                    version=model.version,
                ),
            )
            continue
        component = _elsewhere(model, Kind.MODEL, where, claims, model_facts=facts)
        yield component
        yield from (Relation(component.ref, RelationKind(kind), target, (where,)) for kind, target in edges)
    for dataset in settings.datasets:
        claims = tuple(_read_declared_claims(((dataset.license, Subject.DATA),), where))
        facts_ = DatasetFacts(
            personal_data=dataset.personal_data,
            provenance=dataset.provenance,
            description=dataset.description,
            statistics=dataset.statistics,
        )
        if dataset.path:
            yield from _place_declared(
                dataset,
                paths,
                FolderStatement(
                    dataset.path.rstrip("/"),
                    "",
                    claims,
                    dataset=facts_,
                    name=dataset.name,
                    path=where.path,
                    version=dataset.version,
                ),
            )
        else:
            yield _elsewhere(dataset, Kind.DATASET, where, claims, dataset_facts=facts_)


def resolve_declared(components: Iterable[Component]) -> tuple[dict[str, tuple[str, ...]], list[Gap]]:
    """What was found under the names that are declared alone: by ref of a mere name what it means, and gaps for what has facts of its own.

    An entry with a path means what lies there: one component, or several that share the folder.
    """
    found: dict[tuple[Kind, str], list[Component]] = defaultdict(list)
    alone: list[Component] = []
    for component in components:
        if component.ref.startswith(hub.DECLARED):
            alone.append(component)
        elif component.kind in {Kind.MODEL, Kind.DATASET}:
            found[component.kind, component.name].append(component)
    there = [component for same in found.values() for component in same if component.path]
    meant: dict[str, tuple[str, ...]] = {}
    gaps: list[Gap] = []
    for component in alone:
        if lying := _find_at_path(component, there):
            meant[component.ref] = lying
            continue
        twins = found[component.kind, component.name]
        if len(twins) == 1 and not (component.licenses or component.model or component.dataset):
            meant[component.ref] = (twins[0].ref,)
        elif twins:
            where = f"path = {twins[0].path!r}" if twins[0].path else f"id = {twins[0].name!r}"
            reason = f"It declares the {component.kind} {component.name!r} by its name alone, beside the one that was found: add {where} to speak of that one"
            gaps.append(Gap(component.evidence[0].path, reason))
    return meant, gaps


def _find_at_path(entry: Component, there: Iterable[Component]) -> tuple[str, ...]:
    """Refs of what lies at the path of an entry."""
    if not entry.path:
        return ()
    return tuple(
        component.ref
        for component in there
        if component.kind is entry.kind and f"{component.path}/".startswith(f"{entry.path}/")
    )


def _read_declared_claims(stated: tuple[tuple[str, Subject], ...], where: Evidence) -> Iterator[LicenseClaim]:
    for words, subject in stated:
        if words:
            expression = expressions.resolve_expression(words)
            yield LicenseClaim(
                expression,
                SaidBy.CONFIG,
                subject=subject,
                stated="" if words == expression else words,
                evidence=(Evidence(where.path, 0, words),),
            )


def _name_declared(
    model: DeclaredModel, settings: Settings, where: Evidence
) -> Iterator[tuple[RelationKind, Component]]:
    if model.base_model:
        yield RelationKind.FINE_TUNED_FROM, declared_parts.name_model(model.base_model, settings, where)
    if model.distilled_from:  # a student learns from what its teacher puts out
        yield RelationKind.TRAINED_ON, declared_parts.name_model(model.distilled_from, settings, where)
    for name in model.training_data:
        yield RelationKind.TRAINED_ON, declared_parts.name_training_data(name, settings, where)


def _place_declared(
    entry: DeclaredModel | DeclaredDataset, paths: dict[str, set[str]], statement: FolderStatement
) -> Iterator[Discovery]:
    """The statement for what lies there in the tree, or else in installed distributions, as RECORD spells it."""
    there = [
        carrier
        for carrier, listed in sorted(paths.items())
        if any(path == statement.folder or path.startswith(statement.folder + "/") for path in listed)
    ]
    for carrier in there if "" not in there else [""]:
        yield replace(statement, carrier=carrier, declared=True)
    if not there:
        yield Gap(statement.path, f"It declares {entry.path}, which is not there")


def _elsewhere(
    entry: DeclaredModel | DeclaredDataset,
    kind: Kind,
    where: Evidence,
    claims: tuple[LicenseClaim, ...],
    *,
    model_facts: ModelFacts | None = None,
    dataset_facts: DatasetFacts | None = None,
) -> Component:
    known = hub.hub_component(entry.id, kind, (where,)) if entry.id else None
    return Component(
        ref=known.ref if known else f"{hub.DECLARED}{kind}/{entry.name}",
        kind=kind,
        name=entry.name or entry.id,
        purl=known.purl if known else "",
        presence=Presence.REFERENCED,
        licenses=(*claims, *(known.licenses if known else ())),
        evidence=(where,),
        version=entry.version,
        supplier=entry.supplier or (known.supplier if known else ""),
        producer=known.producer if known else None,
        url=known.url if known else "",
        model=model_facts,
        dataset=dataset_facts,
    )
