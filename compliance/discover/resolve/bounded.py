# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The one gate for names and versions, whichever reader they come from: on one line, clean, and no longer than a document may hold."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.interface import Discovery
from compliance.model import Component, Gap
from compliance.untyped import LONGEST_NAME, as_name

_LONGEST_REASON = 2000
"""Characters of a gap's reason, which may quote what a file holds."""


def bounded(found: Iterable[Discovery]) -> Iterator[Discovery]:
    """The same, with names and versions that fit; CycloneDX 1.7 allows 1,024 characters of a version. What is cut is a gap."""
    for item in found:
        if isinstance(item, Gap) and len(item.reason) > _LONGEST_REASON:
            yield replace(item, reason=f"{item.reason[:_LONGEST_REASON]}...")
        elif isinstance(item, Component) and not _fits(item):
            yield replace(item, name=as_name(item.name) or "unnamed", version=as_name(item.version))
            if max(len(item.name), len(item.version)) > LONGEST_NAME:
                yield _explain_cut(item)
        else:
            yield item


def _explain_cut(item: Component) -> Gap:
    where = item.evidence[0] if item.evidence else None
    return Gap(
        where.path if where else item.path or ".",
        f"A name or version has more than {LONGEST_NAME:,} characters and was cut: {as_name(item.name)[:40]}...",
        where.line if where else 0,
    )


def _fits(item: Component) -> bool:
    name, version = item.name, item.version
    return (
        0 < len(name) <= LONGEST_NAME
        and len(version) <= LONGEST_NAME
        and name.isprintable()
        and version.isprintable()
    )
