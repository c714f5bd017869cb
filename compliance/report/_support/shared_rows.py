# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What every format shows: a result as rows of plain values, the same in text, JSON, Markdown and the formats to come."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from compliance.findings import Verdict
from compliance.licensing.terms import clauses_of
from compliance.model import (
    DERIVED_FROM,
    AspectName,
    Clause,
    ClauseKind,
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A territory clause that reaches a component."""

    component: Component
    license: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Warranty:
    """What one licence of a component says of warranty and liability."""

    component: Component
    license: str
    warranty: str
    liability: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Openness:
    """What can be told of a model's openness; facts, no grade."""

    component: Component
    weights: str
    license: str
    category: str
    training_data: tuple[str, ...]
    base_models: tuple[str, ...]
    aspects: dict[str, str]
    """What of its making is present, referenced or absent, for all that was looked for."""


def outermost_component(component: Component, by_ref: dict[str, Component]) -> Component:
    """The model or data set that a file is a part of; the component itself if it is none."""
    carrier = by_ref.get(component.shipped_by)
    return (
        carrier
        if carrier and component.kind is Kind.FILE and carrier.kind in {Kind.MODEL, Kind.DATASET}
        else component
    )


def shipped_by_name(component: Component, by_ref: dict[str, Component]) -> str:
    """The ref of the package that ships a component, also when it is a part of a model or data set."""
    return outermost_component(component, by_ref).shipped_by


def limit_rows(inventory: Inventory) -> Iterator[Limit]:
    """All territory clauses, each component's once for each effect and territory."""
    for component in inventory.everything():
        found: dict[tuple[str, tuple[str, ...]], Limit] = {}
        for claim, clause in clauses_of.clauses_of_component(component, ClauseKind.TERRITORY):
            known = found.setdefault(
                (clause.effect, clause.territories), Limit(component, clauses_of.license_title(claim), clause)
            )
            basis = tuple(dict.fromkeys((*known.clause.basis, *clause.basis)))
            found[clause.effect, clause.territories] = replace(
                known, clause=replace(known.clause, basis=basis)
            )
        yield from found.values()


def scoped(clause: Clause) -> str:
    """What a territory clause is limited to, to stand behind its basis; nothing when it is about all."""
    return f" ({clause.scope})" if clause.scope not in {"", "all"} else ""


def warranty_rows(inventory: Inventory) -> Iterator[Warranty]:
    """One row for each component and licence whose terms are known or at hand."""
    for component in inventory.everything():
        by_license: dict[str, LicenseClaim] = {}
        for claim in component.licenses:
            by_license.setdefault(clauses_of.license_title(claim), claim)
            if claim.clauses:
                by_license[clauses_of.license_title(claim)] = claim
        for license_, claim in by_license.items():
            clauses = {kind: _first(claim, kind) for kind in (ClauseKind.WARRANTY, ClauseKind.LIABILITY)}
            warranty, liability = clauses[ClauseKind.WARRANTY], clauses[ClauseKind.LIABILITY]
            if warranty or liability:
                evidence = tuple(clause.evidence for clause in (warranty, liability) if clause)
                yield Warranty(component, license_, _grade(warranty), _grade(liability), evidence)


def openness_rows(inventory: Inventory) -> Iterator[Openness]:
    """One row for each model."""
    names = {component.ref: component.name for component in inventory.components}
    parts = Counter(component.shipped_by for component in inventory.components if component.kind is Kind.FILE)
    for component in inventory.components:
        if component.kind is Kind.MODEL:
            edges = [relation for relation in inventory.relations if relation.source == component.ref]
            yield _openness(component, edges, names, parts.get(component.ref, 0))


def _openness(component: Component, edges: list[Relation], names: dict[str, str], parts: int) -> Openness:
    """The row of one model, of the relations that start at it."""
    claim = next(iter(component.own_licenses), None)
    facts = clauses_of.known_license(claim) if claim else ()
    known = [edge for edge in edges if edge.target in names]
    return Openness(
        component=component,
        weights="shipped" if component.presence is Presence.SHIPPED else "elsewhere",
        license=clauses_of.license_title(claim) if claim else "",
        category=facts[0].category if facts else "unknown",
        training_data=tuple(names[edge.target] for edge in known if edge.kind is RelationKind.TRAINED_ON),
        base_models=tuple(names[edge.target] for edge in known if edge.kind in DERIVED_FROM),
        aspects=_aspects(component, edges, parts),
    )


def _aspects(component: Component, edges: list[Relation], parts: int) -> dict[str, str]:
    facts = component.model
    known = {str(aspect.name): aspect.status for aspect in facts.aspects} if facts else {}
    shipped = component.presence is Presence.SHIPPED and bool(component.digests or parts)
    trained = any(edge.kind is RelationKind.TRAINED_ON for edge in edges)
    derived = {
        "weights": "present" if shipped else "referenced",
        "architecture": "present" if facts and facts.architecture else "absent",
        "training-data": "referenced" if trained else "absent",
    }
    return derived | {str(name): known.get(str(name), "absent") for name in AspectName}


def describe_comparison(verdict: Verdict) -> str:
    """`N new, M unchanged, K fixed` against the baseline; empty without one."""
    return ", ".join(f"{number} {state}" for state, number in verdict.baseline.items())


def format_place(evidence: Evidence) -> str:
    """`path:line`, or the source it was read in."""
    where = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
    return where or evidence.source


def make_printable(text: str) -> str:
    """The text without characters that steer a terminal (Unicode categories Cc and Cf): product files can hold any."""
    return "".join(character if character.isprintable() else " " for character in text)


def shorten_text(text: str, width: int) -> str:
    """The text, cut at `width` characters."""
    return text if len(text) <= width else text[: max(width - 1, 1)].rstrip() + "…"


def format_size(number: int) -> str:
    """Bytes for people, in powers of 1000."""
    amount = float(number)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.3g} {unit}"
        amount /= 1000
    return f"{amount:.3g} GB"


def _first(claim: LicenseClaim, kind: ClauseKind) -> Clause | None:
    return next((clause for clause in clauses_of.clauses_of_claim(claim) if clause.kind is kind), None)


def _grade(clause: Clause | None) -> str:
    return clause.grade if clause else "not read"
