# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The library that a requirement of Python names."""

from collections.abc import Collection
from dataclasses import replace

from compliance.discover.base.purls import build_purl
from compliance.discover.packages._support.locked import (
    LockedEntry,
    find_only_version,
    index_by_hash,
    locked_component,
    parse_lock_digest,
)
from compliance.model import Component, Evidence, Scope


def library_component(
    name: str, version: str, evidence: Evidence, hashes: Collection[str] = (), scope: Scope = Scope.UNSTATED
) -> Component:
    """The Python package that a requirement names."""
    entry = LockedEntry(
        name,
        name,
        version,
        build_purl("pypi", name, version),
        artifacts=index_by_hash(hashes),
        digests=find_only_version(tuple(map(parse_lock_digest, hashes))),
    )
    return replace(locked_component(entry, evidence.path, scope), evidence=(evidence,))
