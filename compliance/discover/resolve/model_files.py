# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Weight files that are one model: its shards, its formats, its manifests and what accompanies them, nested as files in one component.

A model in one weight file keeps that file's ref, path and digest, and only what accompanies it is nested. A model in several gets the ref
`<folder>/<name>.*`, and all of its files are nested with theirs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from compliance.discover.interface import Discovery
from compliance.discover.resolve.same_network import group_networks
from compliance.discover.weights._support.model_places import ModelPlace, place_model, same_export
from compliance.model import Component, Kind, ModelFacts, Presence, Relation

_WEIGHTS = frozenset({"weights", "shard", "external-data"})


@dataclass(slots=True)
class _Model:
    """The parts of one model while they are collected."""

    bodies: list[Component] = field(default_factory=list)
    """Weight files with a header."""
    manifests: list[Component] = field(default_factory=list)
    files: dict[str, Component] = field(default_factory=dict)
    """All other files, by ref."""

    @property
    def heads(self) -> list[Component]:
        return [*self.bodies, *self.manifests]

    @property
    def only(self) -> Component | None:
        """The one file that stands for the model, if there is one."""
        return (self.bodies or self.manifests)[0] if len(self.bodies or self.manifests) == 1 else None


def merge_model_files(found: Iterable[Discovery]) -> list[Discovery]:
    """The same, with each shipped model as one component and its files nested in it; relations start at the model, wherever they did."""
    items = list(found)
    models = {item.ref: item for item in items if isinstance(item, Component) and _is_model(item)}
    files = [item for item in items if isinstance(item, Component) and item.kind is Kind.FILE and item.role]
    collected = _collect(models, files)
    alone = _alone(collected)
    built: list[Discovery] = []
    renamed: dict[str, str] = {}
    for model in collected:
        whole = _whole(model, alone=_home(model) in alone)
        built.extend((whole, *_collect_model(model, whole)))
        renamed.update((head.ref, whole.ref) for head in model.heads)
    taken = {file.ref for file in files} | models.keys()
    others = [item for item in items if not (isinstance(item, Component) and item.ref in taken)]
    return [*built, *(_moved(item, renamed) for item in others)]


def _is_model(component: Component) -> bool:
    return component.kind is Kind.MODEL and component.presence is Presence.SHIPPED and bool(component.path)


def _collect(models: dict[str, Component], files: list[Component]) -> list[_Model]:
    """Models and their files, brought together by what their headers list and by their names."""
    families = group_networks(models.values())
    for file in files:
        if file.shipped_by in models:
            families.join(file.ref, file.shipped_by)
    collected: dict[str, _Model] = defaultdict(_Model)
    roles = {file.ref: file.role for file in reversed(files) if file.shipped_by in models}
    for ref, component in models.items():
        model = collected[families.first(ref)]
        manifest = component.role == "manifest"
        role = "manifest" if manifest else roles.get(ref, "weights")
        (model.manifests if manifest else model.bodies).append(replace(component, role=role))
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for ref, component in models.items():
        for folder in {place_model(component.path).anchor, component.path.rpartition("/")[0]}:
            homes[component.shipped_by, folder].add(families.first(ref))
    for file in files:
        if file.ref not in models:
            owner = (
                families.first(file.ref) if file.shipped_by in models else _nearest(file, homes, collected)
            )
            if owner:
                collected[owner].files.setdefault(file.ref, file)
    return list(collected.values())


def _nearest(file: Component, homes: dict[tuple[str, str], set[str]], collected: dict[str, _Model]) -> str:
    """The model that a tokeniser or configuration lies beside: the only one there, or the one whose name it starts with."""
    folder = file.path.rpartition("/")[0]
    for near in (folder, folder.rpartition("/")[0]):
        owners = homes.get((file.shipped_by, near), set())
        if len(owners) == 1:
            return next(iter(owners))
        named = [
            owner
            for owner in owners
            if any(file.name.startswith(place_model(head.path).stem) for head in collected[owner].heads)
        ]
        if owners:
            return named[0] if len(named) == 1 else ""
    return ""


def _home(model: _Model) -> tuple[str, str]:
    first = model.heads[0]
    return first.shipped_by, _where(model).anchor


def _alone(collected: list[_Model]) -> set[tuple[str, str]]:
    """The folders that hold one model."""
    return {home for home, times in Counter(map(_home, collected)).items() if times == 1}


def _where(model: _Model) -> ModelPlace:
    """The place that speaks for all: the highest, then the one with the shortest name."""
    places = [place_model(head.path) for head in model.heads]
    return min(places, key=lambda one: (one.anchor.count("/"), one.anchor, len(one.stem), one.stem))


def _whole(model: _Model, *, alone: bool) -> Component:
    where = _where(model)
    heads = sorted(model.heads, key=lambda head: head.path)
    claims = tuple(dict.fromkeys(claim for head in heads for claim in head.licenses))
    evidence = tuple(sorted({one for head in heads for one in head.evidence}))
    facts = _collect_model_facts(model)
    if only := model.only:
        own = place_model(only.path)
        unsaid = only.name == only.path.rpartition("/")[2] and (own.folder or only.role == "manifest")
        name = own.name if unsaid else only.name
        return replace(only, name=name, role="", licenses=claims, evidence=evidence, model=facts)
    path = f"{where.anchor}/{where.stem}" if where.anchor else where.stem
    carrier = heads[0].shipped_by
    stated = (head.name for head in heads if head.name != head.path.rpartition("/")[2])
    weights = [*model.bodies, *(file for file in model.files.values() if file.role in _WEIGHTS)]
    return Component(
        ref=f"{carrier}#{quote(path)}.*" if carrier else f"file:{path}.*",
        kind=Kind.MODEL,
        name=next(stated, where.name),
        purl=f"{carrier}#{quote(where.anchor)}" if carrier and where.anchor and alone else "",
        shipped_by=carrier,
        path=where.anchor,
        size=sum(max(file.size, 0) for file in weights),
        licenses=claims,
        evidence=evidence,
        model=facts,
    )


def _collect_model(model: _Model, whole: Component) -> Iterable[Component]:
    for head in model.heads:
        if head.ref != whole.ref:
            name = head.path.rpartition("/")[2]
            yield replace(
                head, kind=Kind.FILE, name=name, shipped_by=whole.ref, licenses=(), model=None,
                evidence=head.evidence[:1],
            )  # fmt: skip
    for file in model.files.values():
        yield replace(file, shipped_by=whole.ref)


def _collect_model_facts(model: _Model) -> ModelFacts:
    """What all files say: shards are summed, formats of one network are not, different networks are; a manifest's count may be larger."""
    heads = [*model.manifests, *sorted(model.bodies, key=lambda head: head.path)]
    known = [head.model for head in heads if head.model]
    families = group_networks(model.bodies)
    exports: dict[str, Counter[str]] = defaultdict(Counter)
    for body in model.bodies:
        exports[families.first(body.ref)][same_export(body.path)] += (
            body.model.parameters if body.model else 0
        )
    counted = sum(max(variants.values()) for variants in exports.values())
    listed = max((head.model.parameters for head in model.manifests if head.model), default=0)
    formats = dict.fromkeys(facts.format for facts in known if facts.format)
    return ModelFacts(
        format=", ".join(sorted(formats)),
        architecture=next((facts.architecture for facts in known if facts.architecture), ""),
        task=next((facts.task for facts in known if facts.task), ""),
        parameters=max(counted, listed),
        precision=tuple(dict.fromkeys(dtype for facts in known for dtype in facts.precision)),
        languages=tuple(dict.fromkeys(language for facts in known for language in facts.languages)),
        producer=next((facts.producer for facts in known if facts.producer), ""),
        description=next((facts.description for facts in known if facts.description), ""),
        unsafe_imports=tuple(sorted({name for facts in known for name in facts.unsafe_imports})),
    )


def _moved(item: Discovery, renamed: dict[str, str]) -> Discovery:
    if isinstance(item, Relation) and (item.source in renamed or item.target in renamed):
        return replace(
            item,
            source=renamed.get(item.source, item.source),
            target=renamed.get(item.target, item.target),
        )
    return item
