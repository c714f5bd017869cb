# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What changed between two inventories: parts, licences, contents, territories and lineage. Pure; parts are matched by name without version."""

from collections import defaultdict
from collections.abc import Iterator

from compliance.finding_identity import find_renamed, part_name, version_of
from compliance.findings import Change
from compliance.licensing.terms import clauses_of, relicensed
from compliance.model import DERIVED_FROM, ClauseKind, Component, Inventory, Kind, Relation, RelationKind

TOPICS = ("licences", "territories", "weights", "data", "parts", "lineage")
"""The most important first."""
_CONTENT = {Kind.MODEL: "weights", Kind.FILE: "weights", Kind.DATASET: "data"}
_MADE = DERIVED_FROM | {RelationKind.TRAINED_ON}
_DIGITS = 12
_Parts = dict[str, list[Component]]


def diff_inventories(old: Inventory, new: Inventory) -> tuple[Change, ...]:
    """All changes, by topic and name; none between a document and itself."""
    moved = find_renamed(old, new)
    before, after = _collect_diff_parts(old, {}), _collect_diff_parts(new, moved)
    found = {
        *_parts_changed(before, after),
        *_moved(moved, old, new),
        *_contents(before, after, old.by_ref(), new.by_ref()),
        *_licences(old, new),
        *_territories(before, after),
        *_lineage(old, new, moved),
    }
    return tuple(sorted(found, key=lambda change: (TOPICS.index(change.topic), change.component, change)))


def _collect_diff_parts(inventory: Inventory, moved: dict[str, str]) -> _Parts:
    """Components by name; a renamed one under the name that it had."""
    found: _Parts = defaultdict(list)
    for component in inventory.components:
        found[moved.get(part_name(component), part_name(component))].append(component)
    return found


def _parts_changed(before: _Parts, after: _Parts) -> Iterator[Change]:
    for name in before.keys() | after.keys():
        old, new = before.get(name, []), after.get(name, [])
        any_ = (new or old)[0]
        if any_.kind is Kind.FILE and any_.shipped_by:
            continue  # files of a model are told with its weights
        if not old:
            yield Change(_topic(any_), "added", any_.name, "", _versions(new))
        elif not new:
            yield Change(_topic(any_), "removed", any_.name, _versions(old), "")
        elif _versions(old) != _versions(new):
            yield Change(_topic(any_), "updated", any_.name, _versions(old), _versions(new))


def _topic(component: Component) -> str:
    return {Kind.MODEL: "weights", Kind.DATASET: "data"}.get(component.kind, "parts")


def _versions(components: list[Component]) -> str:
    return ", ".join(sorted({component.version for component in components if component.version}))


def _moved(moved: dict[str, str], old: Inventory, new: Inventory) -> Iterator[Change]:
    paths = {part_name(component): component.path for component in old.components}
    for component in new.components:
        was = paths.get(moved.get(part_name(component), ""), "")
        if was and component.path and was != component.path:
            topic = _CONTENT.get(component.kind, "parts")
            yield Change(topic, "moved", component.name, was, component.path)


def _contents(
    before: _Parts, after: _Parts, old: dict[str, Component], new: dict[str, Component]
) -> Iterator[Change]:
    """Other content under the same name, and whether under the same version too: that is not supposed to happen."""
    for name in before.keys() & after.keys():
        for component in after[name]:
            version = version_of(component, new)
            same = [one for one in before[name] if version_of(one, old) == version]
            what = f"replaced under {version}" if version and same else "new content"
            yield from _compare_content((same or before[name])[0], component, what)


def _compare_content(before: Component, after: Component, what: str) -> Iterator[Change]:
    """A change called `what` if both have a SHA-256 and the two differ."""
    topic = _CONTENT.get(after.kind)
    was, is_ = _sha256(before), _sha256(after)
    if topic and was and is_ and was != is_:
        yield Change(topic, what, after.path or after.name, f"SHA-256 {was}...", f"{is_}...")


def _sha256(component: Component) -> str:
    digests = (digest.value for digest in component.digests if digest.algorithm == "SHA-256")
    return next(digests, "")[:_DIGITS]


def _licences(old: Inventory, new: Inventory) -> Iterator[Change]:
    for change in relicensed.find_relicensed(old, new):
        what = "relicensed, stricter" if change.stricter else "relicensed"
        yield Change(
            "licences",
            what,
            change.after.name,
            clauses_of.license_title(change.old),
            clauses_of.license_title(change.new),
        )


def _territories(before: _Parts, after: _Parts) -> Iterator[Change]:
    for name in before.keys() | after.keys():
        old, new = _limits(before.get(name, [])), _limits(after.get(name, []))
        called = (after.get(name) or before[name])[0].name
        for limit in new - old:
            yield Change("territories", "new limit", called, "", limit)
        for limit in old - new:
            yield Change("territories", "limit gone", called, limit, "")


def _limits(components: list[Component]) -> set[str]:
    return {
        f"{clause.effect} {', '.join(clause.territories)}{f' ({clause.scope})' if clause.scope else ''}"
        for component in components
        for _, clause in clauses_of.clauses_of_component(component, ClauseKind.TERRITORY)
    }


def _lineage(old: Inventory, new: Inventory, moved: dict[str, str]) -> Iterator[Change]:
    before, after = _build_diff_edges(old, {}), _build_diff_edges(new, moved)
    for edge in after.keys() - before.keys():
        relation, source, target = after[edge]
        yield Change("lineage", "added", source, "", f"{relation.kind} {target}")
    for edge in before.keys() - after.keys():
        relation, source, target = before[edge]
        yield Change("lineage", "removed", source, f"{relation.kind} {target}", "")


def _build_diff_edges(
    inventory: Inventory, moved: dict[str, str]
) -> dict[tuple[str, str, str], tuple[Relation, str, str]]:
    by_ref = inventory.by_ref()
    found = {}
    for relation in inventory.relations:
        source, target = by_ref.get(relation.source), by_ref.get(relation.target)
        if relation.kind in _MADE and source and target:
            ends = (part_name(source), part_name(target))
            key = (moved.get(ends[0], ends[0]), str(relation.kind), moved.get(ends[1], ends[1]))
            found[key] = (relation, source.name, target.name)
    return found
