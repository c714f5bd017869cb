# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Hosted models: in which countries their vendors offer them, as a dated list with its source; "not found" is a value."""

import json
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from compliance.licensing.knowledge_base import FOLDER
from compliance.model import Component, Evidence

FILE = FOLDER / "services.json"


@dataclass(frozen=True, slots=True)
class HostedService:
    """A vendor's hosted service."""

    name: str
    vendor: str
    names: tuple[str, ...]
    """What it is called in a component's name, in lower case."""
    hosts: tuple[str, ...]
    source: str
    read: str
    """The day on which the source was read, ISO 8601."""
    supported: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes; what is not listed is not supported. Empty: no list was found."""
    exceptions: tuple[tuple[str, str], ...] = ()
    """Code and what is special there."""
    ownership: str = ""
    """What the vendor says of customers owned from elsewhere."""

    @property
    def evidence(self) -> Evidence:
        """Where its countries were read."""
        return Evidence(source=f"{self.source}, read {self.read}")


def find_service(component: Component) -> HostedService | None:
    """The known service behind a component: by its endpoint if it has one, since clients talk to other servers too; else by supplier or name."""
    host = _host(component.url)
    words = set(re.split(r"[^a-z0-9]+", component.name.casefold())) | {component.name.casefold()}
    supplier = component.supplier.casefold()
    for service in known_services():
        if host:
            hit = host in service.hosts
        elif supplier:
            hit = supplier in {service.vendor.casefold(), *service.names}
        else:
            hit = not words.isdisjoint(service.names) and not words & {"azure", "bedrock", "vertex"}
        if hit:
            return service
    return None


@cache
def known_services() -> tuple[HostedService, ...]:
    """All services that are known, in the order of the file."""
    table = json.loads(FILE.read_text("utf-8"))["services"]
    return tuple(
        HostedService(
            **{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
            | {"exceptions": tuple(entry.get("exceptions", {}).items())}
        )
        for entry in table.values()
    )


def _host(url: str) -> str:
    """The host of an endpoint; an address that can't be read has a host that nobody has."""
    try:
        return (urlsplit(url if "://" in url else f"//{url}").hostname or "") if url else ""
    except ValueError:
        return "?"
