# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Embedded-SBOM entries for files that we found ourselves: each file is one component."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.interface import Discovery
from compliance.model import Component, Digest, Kind, Relation

_EMBEDDED = ".dist-info/sboms/"
_FILES = frozenset({Kind.MODEL, Kind.DATASET, Kind.FILE})


def merge_embedded_copies(found: Iterable[Discovery]) -> Iterator[Discovery]:
    """Drops embedded-SBOM entries for files that we found ourselves, by their digests; their edges start and end at the files."""
    items = list(found)
    components = [item for item in items if isinstance(item, Component)]
    listed = [one for one in components if _is_embedded(one)]
    if not listed:
        yield from items
        return
    same = _match_files(listed, _index_digests(components))
    same |= _match_wholes(listed, same, {one.ref: one.shipped_by for one in components})
    for item in items:
        if isinstance(item, Relation):
            source, target = same.get(item.source, item.source), same.get(item.target, item.target)
            yield replace(item, source=source, target=target)
        elif not (isinstance(item, Component) and item.ref in same):
            yield item


def _index_digests(components: list[Component]) -> dict[Digest, str]:
    """The refs of the files at hand by their digests."""
    at_hand: dict[Digest, str] = {}
    for one in components:
        if one.kind in _FILES and not _is_embedded(one):
            at_hand.update(dict.fromkeys(one.digests, one.ref))
    return at_hand


def _match_files(listed: list[Component], at_hand: dict[Digest, str]) -> dict[str, str]:
    """The refs of the files that embedded entries describe, by those of the entries."""
    same: dict[str, str] = {}
    for one in listed:
        ref = next((at_hand[digest] for digest in one.digests if digest in at_hand), "")
        if ref:
            same[one.ref] = ref
    return same


def _is_embedded(component: Component) -> bool:
    return bool(component.evidence) and all(_EMBEDDED in evidence.path for evidence in component.evidence)


def _match_wholes(listed: list[Component], same: dict[str, str], carriers: dict[str, str]) -> dict[str, str]:
    """Data sets and models in several files, by the one at hand whose files theirs are."""
    parts: dict[str, list[str]] = defaultdict(list)
    for component in listed:
        parts[component.shipped_by].append(component.ref)
    found: dict[str, str] = {}
    for whole in listed:
        refs = parts.get(whole.ref, [])
        if whole.kind in _FILES and refs and all(ref in same for ref in refs):
            found[whole.ref] = carriers[same[refs[0]]]
    return found
