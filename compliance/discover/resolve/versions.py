# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""One package named with a version here and without one there is one component."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.interface import Discovery
from compliance.model import Component, Gap, Kind, Presence, Relation

_MANIFESTS = ("pyproject.toml", "setup.cfg", "setup.py", "package.json", "Cargo.toml", "composer.json")
_MOST = 8
"""Names that a gap spells out."""


def find_unversioned(components: Iterable[Component]) -> Iterator[Gap]:
    """A gap for each manifest that asks for packages of which nothing says the version."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in components:
        if one.kind is Kind.LIBRARY and not one.version and one.presence is Presence.LOCKED:
            for evidence in one.evidence:
                names[evidence.path].add(one.name)
    for path, asked in sorted(names.items()):
        if not path.endswith(_MANIFESTS):
            continue
        more = f" and {len(asked) - _MOST} more" if len(asked) > _MOST else ""
        listed = ", ".join(sorted(asked)[:_MOST]) + more
        yield Gap(
            path,
            f"No lock says which versions of {listed} ship, nor what they need; lock or install them",
        )


def resolve_versions(found: Iterable[Discovery]) -> Iterator[Discovery]:
    """The same, with what is said of a package without a version said of each version of it that is known."""
    items = list(found)
    versions = _find_versions(items)
    by_ref = {item.ref: item for item in items if isinstance(item, Component) and item.ref}
    for item in items:
        if isinstance(item, Component):
            yield from _resolve_component(item, versions, by_ref)
        elif isinstance(item, Relation):
            yield from _resolve_relation(item, versions)
        else:
            yield item


def _find_versions(items: Iterable[Discovery]) -> dict[str, list[str]]:
    """The refs of the versions of each package, by its purl without a version."""
    versions: dict[str, dict[str, None]] = defaultdict(dict)
    for item in items:
        if isinstance(item, Component) and item.kind is Kind.LIBRARY and item.version and not item.shipped_by:
            versions[item.purl.partition("@")[0]][item.ref] = None
    versions.pop("", None)
    return {purl: list(refs) for purl, refs in versions.items()}


def _resolve_component(
    item: Component, versions: dict[str, list[str]], by_ref: dict[str, Component]
) -> Iterator[Component]:
    refs = [] if item.version else versions.get(item.ref, [])
    if not refs:
        yield item
    for ref in refs:
        known = by_ref[ref]
        yield replace(item, ref=ref, version=known.version, purl=known.purl)


def _resolve_relation(item: Relation, versions: dict[str, list[str]]) -> Iterator[Relation]:
    for source in versions.get(item.source, [item.source]):
        for target in versions.get(item.target, [item.target]):
            yield replace(item, source=source, target=target)
