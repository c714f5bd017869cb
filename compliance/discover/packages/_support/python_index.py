# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How a lock of Python packages finds its own entries: by name, and among several versions by the constraint."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion

from compliance.discover.packages._support.manifest import Wanted
from compliance.discover.packages._support.needed_for import Need
from compliance.model import Scope


def name_key(name: str, version: str) -> str:
    """What an entry is called in its lock."""
    return f"{canonicalize_name(name)}@{version}"


class PythonIndex:
    """The entries of a lock by name."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._versions: dict[str, list[str]] = defaultdict(list)
        for name, version in dict.fromkeys(entries):
            self._versions[canonicalize_name(name)].append(version)

    def __contains__(self, name: str) -> bool:
        return canonicalize_name(name) in self._versions

    def needs(
        self, name: str, constraint: str, scope: Scope = Scope.REQUIRED, extras: Iterable[str] = ()
    ) -> Iterator[Need]:
        """The entries that a constraint may mean, with the extras it asks for."""
        versions = self._versions.get(canonicalize_name(name), [])
        for version in _choose_meeting(versions, constraint) if len(versions) > 1 else versions:
            yield name_key(name, version), scope
            yield from ((f"{name_key(name, version)}[{extra}]", scope) for extra in extras)

    def roots(self, wanted: Iterable[Wanted]) -> tuple[Need, ...]:
        """The entries that a manifest asks for."""
        return tuple(
            need for one in wanted for need in self.needs(one.name, one.words, one.scope, one.extras)
        )


def _choose_meeting(versions: list[str], constraint: str) -> list[str]:
    """The versions that meet it; all of them, where it is written in other ways than PEP 440's."""
    try:
        specifier = SpecifierSet(constraint)
        return [one for one in versions if specifier.contains(one, prereleases=True)] or versions
    except (InvalidSpecifier, InvalidVersion):
        return versions
