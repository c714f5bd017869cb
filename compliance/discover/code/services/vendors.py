# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Vendors of hosted models: how their client libraries, keys, hosts and models are called, and whose terms apply."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomli

from compliance.lazy_regex import compile_lazily


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who answers when a product calls a hosted model."""

    key: str
    name: str
    service: str
    """What the service is called."""
    endpoint: str = ""
    """Empty where it depends on the customer's region or account."""
    hosts: tuple[str, ...] = ()
    """A leading dot stands for any host below it."""
    keys: tuple[str, ...] = ()
    """Environment variables that hold its API key."""
    modules: tuple[str, ...] = ()
    """Python modules that call it."""
    packages: tuple[str, ...] = ()
    """On PyPI, normalised."""
    npm: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    """Patterns of the names that only this vendor's hosted models have."""
    prefixes: tuple[str, ...] = ()
    """By which routers such as litellm name it, `anthropic/claude...`."""
    terms: str = ""
    """The knowledge file with its terms, where they were read."""


def _load() -> tuple[Vendor, ...]:
    table = tomli.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(Vendor(key, **dict(map(_frozen, entry.items()))) for key, entry in table.items())


def _frozen(item: tuple[str, Any]) -> tuple[str, Any]:
    name, value = item
    return name, tuple(value) if isinstance(value, list) else value


_ALL = _load()
VENDORS = {vendor.key: vendor for vendor in _ALL}
KEYS = {name: vendor for vendor in _ALL for name in vendor.keys}
MODULES = {name: vendor for vendor in _ALL for name in vendor.modules}
PACKAGES = {name: vendor for vendor in _ALL for name in vendor.packages}
NPM = {name: vendor for vendor in _ALL for name in vendor.npm}
_PREFIXES = {name: vendor for vendor in _ALL for name in vendor.prefixes}
_LOCAL = compile_lazily(
    r"localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|::1?"
    r"|[^.]*|.*\.(?:local|localhost|internal|lan|svc|cluster\.local|example|test|invalid)\Z|(?:.*\.)?example\.(?:com|org|net)"
)


def find_by_host(url: str) -> Vendor | None:
    """The vendor behind a URL."""
    name = host_of(url)
    for vendor in _ALL:
        for known in vendor.hosts:
            fits = name.endswith(known) if known[0] in ".-" else name == known
            if fits and (vendor.key != "bedrock" or name.startswith("bedrock")):
                return vendor
    return None


def host_of(url: str) -> str:
    """The host in a URL, in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def is_local_host(url: str) -> bool:
    """Whether a URL is that of the machine itself, of its network or of an example."""
    return bool(_LOCAL.fullmatch(host_of(url)))


def find_by_module(name: str) -> Vendor | None:
    """The vendor whose client library an imported name belongs to."""
    parts = name.split(".")
    return next(
        (
            MODULES[prefix]
            for size in range(len(parts), 0, -1)
            if (prefix := ".".join(parts[:size])) in MODULES
        ),
        None,
    )


@cache
def find_by_model(name: str) -> Vendor | None:
    """The one vendor whose hosted models are called like this."""
    return next(
        (vendor for vendor in _ALL if any(re.fullmatch(pattern, name) for pattern in vendor.models)), None
    )


def find_routed(name: str) -> tuple[Vendor, str] | None:
    """Vendor and model in a router's name such as `anthropic/claude-3-haiku` or `openai:gpt-4o`."""
    for separator in "/:":
        prefix, found, model = name.partition(separator)
        vendor = _PREFIXES.get(prefix) if found else None
        if vendor and model:
            return vendor, model
    return None


def find_by_provider(name: str) -> Vendor | None:
    """The vendor that a router calls by this name."""
    return _PREFIXES.get(name)
