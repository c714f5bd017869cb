# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where what is installed differs from what is locked."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from compliance.model import Component, Evidence, Gap, Kind, Presence

_INSTALLED = ("METADATA", "/package.json")
"""Where an installed package describes itself."""


def find_installed_drift(components: list[Component]) -> Iterable[Gap]:
    """Packages whose installed version is none of the locked ones."""
    libraries = [one for one in components if one.kind is Kind.LIBRARY and not one.shipped_by]
    locked: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for component in libraries:
        if component.presence is Presence.LOCKED and component.version:
            locked[component.purl.partition("@")[0]][component.version] = component.evidence[0]
    for component in sorted(libraries, key=lambda component: component.purl):
        name, _, version = component.purl.partition("@")
        if name not in locked or not _is_only_installed(component):
            continue
        wanted, where = next(iter(locked[name].items()))
        yield Gap(
            where.path,
            f"{unquote(name.partition('/')[2])} is locked at {wanted} but {version} is installed; install from the lock, or lock again",
        )


def _is_only_installed(component: Component) -> bool:
    """Whether nothing but the installed package names this version."""
    if component.presence is not Presence.SHIPPED:
        return False
    return all(entry.path.endswith(_INSTALLED) for entry in component.evidence)
