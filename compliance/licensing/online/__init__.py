# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Services that say which licence a package declares. Each is a module: which questions to ask, and what an answer says.

Nothing here opens a connection; the command line does, and only when it is asked to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import unquote

from compliance.licensing import expressions
from compliance.model import Component, Evidence, Kind, LicenseClaim, SaidBy


@dataclass(frozen=True, slots=True)
class Package:
    """A package at one version, as its purl names it."""

    purl: str
    type: str
    namespace: str
    """With `/` between its parts; empty where there is none."""
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Question:
    """An HTTP request about some packages."""

    path: str
    """After the service's base address, with its query."""
    packages: tuple[Package, ...]
    body: bytes = b""
    """JSON for a POST; a GET without."""


class LicenceService(Protocol):
    """A service that can be asked."""

    NAME: str
    BASE: str

    def questions(self, packages: Sequence[Package]) -> Iterator[Question]:
        """What to ask about those of the packages that the service may know."""

    def answers(self, question: Question, content: Any) -> Iterator[tuple[str, str]]:
        """Purl and licence, in the service's words, from the parsed JSON of an answer."""


def parse_package(purl: str) -> Package | None:
    """The parts of a purl with a version; nothing for another one."""
    body, _, version = purl.removeprefix("pkg:").partition("?")[0].partition("#")[0].rpartition("@")
    type_, _, path = body.partition("/")
    space, _, name = path.rpartition("/")
    if not purl.startswith("pkg:") or not (type_ and name and version):
        return None
    return Package(purl, type_, unquote(space), unquote(name), unquote(version))


def find_unlicensed(components: Sequence[Component]) -> list[Package]:
    """The libraries about whose licence nobody says anything."""
    asked = [one for one in components if one.kind is Kind.LIBRARY and not one.own_licenses]
    return [found for one in asked if (found := parse_package(one.purl))]


def claim_online_license(service: str, address: str, words: str) -> LicenseClaim:
    """The claim that an answer makes: declared, by the service, which read it somewhere else."""
    expression = expressions.resolve_expression(words)
    stated = "" if expression == words else words
    return LicenseClaim(
        expression, SaidBy.ONLINE, stated=stated, evidence=(Evidence(source=f"{service}, {address}"),)
    )


def as_mapping(value: Any) -> Mapping[str, Any]:
    """What should be a JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}
