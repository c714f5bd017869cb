# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What an embedded SBOM says of a file that was found itself is said once: with the file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.interface import Discovery
from compliance.model import Component, Kind, Relation

_EMBEDDED = ".dist-info/sboms/"
_FILES = frozenset({Kind.MODEL, Kind.DATASET, Kind.FILE})


def merge_embedded_copies(found: Iterable[Discovery]) -> Iterator[Discovery]:
    """The same without embedded components that have the digest of a file at hand, or of whose parts every one has; edges are kept."""
    items = list(found)
    listed = [item for item in items if isinstance(item, Component) and _is_embedded(item)]
    if not listed:
        yield from items
        return
    at_hand = {
        digest: item.ref
        for item in items
        if isinstance(item, Component) and item.kind in _FILES and not _is_embedded(item)
        for digest in item.digests
    }
    same = {
        item.ref: ref
        for item in listed
        for ref in [next((at_hand[digest] for digest in item.digests if digest in at_hand), "")]
        if ref
    }
    same |= _wholes(
        listed, same, {item.ref: item.shipped_by for item in items if isinstance(item, Component)}
    )
    for item in items:
        if isinstance(item, Component):
            if item.ref not in same:
                yield item
        elif isinstance(item, Relation):
            yield replace(
                item, source=same.get(item.source, item.source), target=same.get(item.target, item.target)
            )
        else:
            yield item


def _is_embedded(component: Component) -> bool:
    return bool(component.evidence) and all(_EMBEDDED in evidence.path for evidence in component.evidence)


def _wholes(listed: list[Component], same: dict[str, str], carriers: dict[str, str]) -> dict[str, str]:
    """Data sets and models in several files, by the one at hand whose files theirs are."""
    parts: dict[str, list[str]] = defaultdict(list)
    for component in listed:
        parts[component.shipped_by].append(component.ref)
    return {
        whole.ref: carriers[same[parts[whole.ref][0]]]
        for whole in listed
        if whole.kind in _FILES and parts[whole.ref] and all(ref in same for ref in parts[whole.ref])
    }
