# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Two sightings of one component as one."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from compliance.discover.cards.aspects import first_of_each
from compliance.model import (
    Artifact,
    Component,
    DatasetFacts,
    Digest,
    Evidence,
    ModelFacts,
    Presence,
    Scope,
    Status,
)

_but_evidence = attrgetter(*(field.name for field in fields(Component) if field.name != "evidence"))
_NEEDED = [Scope.REQUIRED, Scope.OPTIONAL, Scope.EXCLUDED, Scope.UNSTATED]
_Facts = TypeVar("_Facts", ModelFacts, DatasetFacts)
_Ordered = TypeVar("_Ordered", Artifact, Digest, Evidence, str)


def merge_all_sightings(sightings: Sequence[Component]) -> Component:
    """All sightings of one component as one. Hundreds of locks in a repository may say the same of a package, each in another place."""
    one = sightings[0]
    if len(sightings) == 1:
        return one
    evidence = set(one.evidence)
    for other in sightings[1:]:
        evidence.update(other.evidence)
        if _but_evidence(one) != _but_evidence(other):
            one = merge_components(one, other)
    return replace(one, evidence=tuple(sorted(evidence)))


def merge_components(one: Component, other: Component) -> Component:
    """Two sightings of one component: what is shipped outweighs what is locked, which outweighs what is referenced; nothing is dropped."""
    if other.foreign != "{}" and "name" in json.loads(other.foreign):
        return _beside(one, other)
    rank = [Presence.SHIPPED, Presence.LOCKED, Presence.REFERENCED]
    first, second = sorted((one, other), key=lambda component: rank.index(component.presence))
    united: dict[str, Any] = {
        "digests": _both(first.digests, second.digests),
        "artifacts": _both(first.artifacts, second.artifacts),
        "licenses": tuple(dict.fromkeys((*first.licenses, *second.licenses))),
        "evidence": _both(first.evidence, second.evidence),
        "model": merge_model_facts(first.model, second.model),
        "dataset": merge_dataset_facts(first.dataset, second.dataset),
        "imported": _both(first.imported, second.imported),
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
        digests=_both(own.digests, theirs.digests),
        licenses=tuple(sorted(claims, key=lambda claim: claim.status is Status.OBSERVED)),
        evidence=_both(own.evidence, theirs.evidence),
        model=merge_model_facts(theirs.model, own.model),
        dataset=merge_dataset_facts(theirs.dataset, own.dataset),
        imported=_both(own.imported, theirs.imported),
        foreign=theirs.foreign,
    )


def _both(first: tuple[_Ordered, ...], second: tuple[_Ordered, ...]) -> tuple[_Ordered, ...]:
    """What either has, sorted."""
    return tuple(sorted(set(first).union(second)))


def merge_dataset_facts(first: _Facts | None, second: _Facts | None) -> _Facts | None:
    """The first one's facts, with the second's where the first has none."""
    if first is None or second is None:
        return first or second
    missing = {
        field.name: getattr(second, field.name) for field in fields(first) if not getattr(first, field.name)
    }
    return replace(first, **missing)


def merge_model_facts(first: ModelFacts | None, second: ModelFacts | None) -> ModelFacts | None:
    """The same for models, with the aspects of both."""
    united = merge_dataset_facts(first, second)
    aspects = [aspect for facts in (first, second) if facts for aspect in facts.aspects]
    return replace(united, aspects=first_of_each(aspects)) if united else None
