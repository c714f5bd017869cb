# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""One package named with a version here and without one there is one component."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.candidates import Found
from compliance.model import Component, Kind, Relation


def pinned(found: Iterable[Found]) -> Iterator[Found]:
    """The same, with what is said of a package without a version said of each version of it that is known."""
    items = list(found)
    versions: dict[str, dict[str, None]] = defaultdict(dict)
    for item in items:
        if isinstance(item, Component) and item.kind is Kind.LIBRARY and item.version and not item.shipped_by:
            versions[item.purl.partition("@")[0]][item.ref] = None
    versions.pop("", None)
    by_ref = {item.ref: item for item in items if isinstance(item, Component) and item.ref}
    for item in items:
        if isinstance(item, Component):
            refs = [] if item.version else list(versions.get(item.ref, ()))
            for ref in refs:
                known = by_ref[ref]
                yield replace(item, ref=ref, version=known.version, purl=known.purl)
            if not refs:
                yield item
        elif isinstance(item, Relation):
            sources = list(versions.get(item.source, ())) or [item.source]
            targets = list(versions.get(item.target, ())) or [item.target]
            for source in sources:
                for target in targets:
                    yield replace(item, source=source, target=target)
        else:
            yield item
