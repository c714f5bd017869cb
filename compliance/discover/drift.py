# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where what is installed differs from what is locked."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from compliance.model import Component, Evidence, Gap, Kind, Presence


def drift(components: list[Component]) -> Iterable[Gap]:
    """Packages whose installed version is none of the locked ones."""
    locked: dict[str, dict[str, Evidence]] = defaultdict(dict)
    shipped: set[str] = set()
    both: set[str] = set()
    for component in components:
        if component.kind is Kind.LIBRARY and component.presence is Presence.SHIPPED:
            shipped.add(component.purl)
            if any(not entry.path.endswith(_INSTALLED) for entry in component.evidence):
                both.add(component.purl)
        elif component.kind is Kind.LIBRARY and component.presence is Presence.LOCKED and component.version:
            locked[component.purl.partition("@")[0]][component.version] = component.evidence[0]
    for purl in sorted(shipped - both):
        name, _, version = purl.partition("@")
        if locked.get(name):
            wanted, where = next(iter(locked[name].items()))
            yield Gap(
                where.path,
                f"{unquote(name.partition('/')[2])} is locked at {wanted} but {version} is installed; install from the lock, or lock again",
            )


_INSTALLED = ("METADATA", "/package.json")
"""What an installed package says of itself; all else that names it is a lock or a manifest."""
