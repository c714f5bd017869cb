# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences of packages that a lock names: from wheels in the tree, and from package caches where these may be asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Component, Gap, Kind, LicenseClaim, Presence


def resolve_licences_at_hand(
    found: Iterable[Discovery], candidates: Iterable[ScannedFile], folders: Sequence[str]
) -> Iterator[Discovery]:
    """The same, with licence claims for what is locked and has none; `folders` are those of package caches, the first that knows wins."""
    items = list(found)
    wheels = [one for one in candidates if not one.carrier and one.path.lower().endswith(".whl")]
    silent = _find_silent(items) if folders or wheels else {}
    if not silent:
        yield from items
        return
    claims: dict[str, tuple[LicenseClaim, ...]] = {}
    yield from _read_claims(silent, wheels, folders, claims)
    for item in items:
        more = claims.pop(item.ref, ()) if isinstance(item, Component) else ()
        yield replace(item, licenses=more) if isinstance(item, Component) and more else item


def _read_claims(
    silent: dict[str, Component],
    wheels: list[ScannedFile],
    folders: Sequence[str],
    claims: dict[str, tuple[LicenseClaim, ...]],
) -> Iterator[Gap]:
    """Adds what wheels and caches state to `claims`, by ref; a package that can't be read is a gap."""
    from compliance.discover.caches._support.shelf import PackageShelf

    shelf = PackageShelf.of(silent.values(), wheels, [Path(folder) for folder in folders])
    for ref, component in silent.items():
        try:
            claims[ref] = shelf.claims(component)
        except parse_file.Unreadable as error:
            yield Gap(
                component.evidence[0].path,
                f"The licence of {component.name} is not known: a package at hand {error}",
                error.line,
            )


def _find_silent(items: Iterable[Discovery]) -> dict[str, Component]:
    """The locked packages by their refs that nobody states a licence of, and that are not installed."""
    silent: dict[str, Component] = {}
    spoken = set()
    for item in items:
        if not isinstance(item, Component) or item.kind is not Kind.LIBRARY:
            continue
        if item.licenses or item.presence is not Presence.LOCKED:
            spoken.add(item.ref)
        elif item.version:
            known = silent.get(item.ref)
            both = replace(item, artifacts=(*known.artifacts, *item.artifacts)) if known else item
            silent[item.ref] = both
    return {ref: component for ref, component in silent.items() if ref not in spoken}
