# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Weight files that are one model: its shards, its formats, its manifests and what accompanies them, nested as files in one component.

A model in one weight file keeps that file's ref, path and digest, and only what accompanies it is nested. A model in several gets the ref
`<folder>/<name>.*`, and all of its files are nested with theirs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
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
    components = [item for item in items if isinstance(item, Component)]
    models = {one.ref: one for one in components if _is_model(one)}
    files = [one for one in components if one.kind is Kind.FILE and one.role]
    merged: list[Discovery] = []
    renamed: dict[str, str] = {}
    collected = _collect(models, files)
    lone_homes = _find_lone_homes(collected)
    for model in collected:
        whole = _build_whole(model, is_alone=_find_home(model) in lone_homes)
        merged.append(whole)
        merged.extend(_nest_files(model, whole))
        renamed.update((head.ref, whole.ref) for head in model.heads)
    taken = models.keys() | {file.ref for file in files}
    merged.extend(_keep_others(items, taken, renamed))
    return merged


def _keep_others(items: list[Discovery], taken: set[str], renamed: dict[str, str]) -> Iterator[Discovery]:
    """What is no part of a model, with edges moved to the models."""
    for item in items:
        if not (isinstance(item, Component) and item.ref in taken):
            yield _move_edge(item, renamed)


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
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for ref, component in models.items():
        first = families.first(ref)
        _add_head(collected[first], component, roles.get(ref, "weights"))
        for folder in {place_model(component.path).anchor, component.path.rpartition("/")[0]}:
            homes[component.shipped_by, folder].add(first)
    for file in files:
        if file.ref in models:
            continue
        is_listed = file.shipped_by in models
        owner = families.first(file.ref) if is_listed else _find_nearest(file, homes, collected)
        if owner:
            collected[owner].files.setdefault(file.ref, file)
    return list(collected.values())


def _add_head(model: _Model, component: Component, role: str) -> None:
    if component.role == "manifest":
        model.manifests.append(component)
    else:
        model.bodies.append(replace(component, role=role))


def _find_nearest(
    file: Component, homes: dict[tuple[str, str], set[str]], collected: dict[str, _Model]
) -> str:
    """The model that a tokeniser or configuration lies beside: the only one there, or the one whose name it starts with."""
    folder = file.path.rpartition("/")[0]
    for near in (folder, folder.rpartition("/")[0]):
        owners = homes.get((file.shipped_by, near), set())
        if len(owners) == 1:
            return next(iter(owners))
        if owners:
            named = [owner for owner in owners if _is_named_after(file, collected[owner])]
            return named[0] if len(named) == 1 else ""
    return ""


def _is_named_after(file: Component, model: _Model) -> bool:
    return any(file.name.startswith(place_model(head.path).stem) for head in model.heads)


def _find_home(model: _Model) -> tuple[str, str]:
    first = model.heads[0]
    return first.shipped_by, _find_place(model).anchor


def _find_lone_homes(collected: list[_Model]) -> set[tuple[str, str]]:
    """The folders that hold one model."""
    return {home for home, times in Counter(map(_find_home, collected)).items() if times == 1}


def _find_place(model: _Model) -> ModelPlace:
    """The place that speaks for all: the highest, then the one with the shortest name."""
    places = [place_model(head.path) for head in model.heads]
    return min(places, key=lambda one: (one.anchor.count("/"), one.anchor, len(one.stem), one.stem))


def _build_whole(model: _Model, *, is_alone: bool) -> Component:
    """The component of a model, with what all of its files say."""
    heads = sorted(model.heads, key=lambda head: head.path)
    claims = dict.fromkeys(chain.from_iterable(head.licenses for head in heads))
    evidence = set(chain.from_iterable(head.evidence for head in heads))
    if only := model.only:
        whole = replace(only, name=_name_single_file(only), role="")
    else:
        whole = _build_of_several(model, heads, is_alone=is_alone)
    return replace(
        whole, licenses=tuple(claims), evidence=tuple(sorted(evidence)), model=_collect_model_facts(model)
    )


def _build_of_several(model: _Model, heads: list[Component], *, is_alone: bool) -> Component:
    where = _find_place(model)
    path = f"{where.anchor}/{where.stem}" if where.anchor else where.stem
    carrier = heads[0].shipped_by
    stated = [head.name for head in heads if _has_own_name(head)]
    return Component(
        ref=f"{carrier}#{quote(path)}.*" if carrier else f"file:{path}.*",
        kind=Kind.MODEL,
        name=stated[0] if stated else where.name,
        purl=f"{carrier}#{quote(where.anchor)}" if carrier and where.anchor and is_alone else "",
        shipped_by=carrier,
        path=where.anchor,
        size=_sum_weights(model),
    )


def _has_own_name(head: Component) -> bool:
    """Whether the file states a name, and isn't called by its path only."""
    return head.name != head.path.rpartition("/")[2]


def _name_single_file(only: Component) -> str:
    """The name that the file states, else that of its folder, for files such as `model.safetensors` and for manifests."""
    own = place_model(only.path)
    is_unsaid = not _has_own_name(only) and (own.folder or only.role == "manifest")
    return own.name if is_unsaid else only.name


def _sum_weights(model: _Model) -> int:
    weights = [*model.bodies, *(file for file in model.files.values() if file.role in _WEIGHTS)]
    return sum(max(file.size, 0) for file in weights)


def _nest_files(model: _Model, whole: Component) -> Iterable[Component]:
    """The files of a model as parts of it."""
    for head in model.heads:
        if head.ref != whole.ref:
            yield replace(
                head,
                kind=Kind.FILE,
                name=head.path.rpartition("/")[2],
                shipped_by=whole.ref,
                licenses=(),
                model=None,
                evidence=head.evidence[:1],
            )
    for file in model.files.values():
        yield replace(file, shipped_by=whole.ref)


def _collect_model_facts(model: _Model) -> ModelFacts:
    """What all files say together; of what only one can be true the first to say it counts, manifests before weights."""
    heads = [*model.manifests, *sorted(model.bodies, key=lambda head: head.path)]
    known = [head.model for head in heads if head.model]
    formats = {facts.format for facts in known} - {""}
    return ModelFacts(
        format=", ".join(sorted(formats)),
        architecture=_take_first(facts.architecture for facts in known),
        task=_take_first(facts.task for facts in known),
        parameters=_count_parameters(model),
        precision=_unite(facts.precision for facts in known),
        languages=_unite(facts.languages for facts in known),
        producer=_take_first(facts.producer for facts in known),
        description=_take_first(facts.description for facts in known),
        unsafe_imports=tuple(sorted(_unite(facts.unsafe_imports for facts in known))),
    )


def _count_parameters(model: _Model) -> int:
    """Shards are summed, formats of one network are not, different networks are; a manifest's count may be larger."""
    families = group_networks(model.bodies)
    exports: dict[str, Counter[str]] = defaultdict(Counter)
    for body in model.bodies:
        parameters = body.model.parameters if body.model else 0
        exports[families.first(body.ref)][same_export(body.path)] += parameters
    counted = sum(max(variants.values()) for variants in exports.values())
    listed = max((head.model.parameters for head in model.manifests if head.model), default=0)
    return max(counted, listed)


def _take_first(words: Iterable[str]) -> str:
    return next(filter(None, words), "")


def _unite(each: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The words of all lists, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(each)))


def _move_edge(item: Discovery, renamed: dict[str, str]) -> Discovery:
    if not isinstance(item, Relation):
        return item
    source, target = renamed.get(item.source, item.source), renamed.get(item.target, item.target)
    return replace(item, source=source, target=target)
