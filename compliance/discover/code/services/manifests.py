# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Signs of hosted models outside of code: dependencies, environment files, and the models that configuration names."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from compliance.discover.base import redact
from compliance.discover.code.references.tables import ConfigTable
from compliance.discover.code.services import vendors
from compliance.discover.code.services.signals import Sign, Signal
from compliance.discover.code.services.vendors import Vendor
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Evidence
from compliance.untyped import as_table, dig

_REQUIREMENT = compile_lazily(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@#^].*)?$")
_QUOTED = compile_lazily(
    r"""\s*["']([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@^ ][^"']*)?["']\s*,?\s*(?:#.*)?$"""
)
_TABLE_ENTRY = compile_lazily(r"""\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=\s*["'{]""")
_VARIABLE = compile_lazily(
    rf"\s*(?:-\s*|export\s+|ENV\s+|ARG\s+)?({'|'.join(map(re.escape, vendors.KEYS))})\s*[:=]"
)
_OTHER_TABLES = compile_lazily(r"\b(?:dev|test|docs?|lint)\b|tool\.(?!poetry|pdm)|dependency-groups")
"""Headers of tables that ask for nothing, or for tools of development."""
_DEVELOPMENT = compile_lazily(r"(?:^|[-_./])(?:dev|test|tests|testing|docs?|lint)(?:[-_./]|$)")
_ADDRESSES = (
    "base_url",
    "api_base",
    "api_url",
    "endpoint",
    "url",
    "openai_api_base",
    "baseURL",
    "baseUrl",
    "host",
)
_MODEL_KEYS = frozenset(
    [
        "model",
        "modelname",
        "modelid",
        "llm",
        "llmmodel",
        "chatmodel",
        "embeddingmodel",
        "defaultmodel",
        "deploymentname",
        "engine",
    ]
)


def find_in_requirements(candidate: ScannedFile, text: str) -> Iterator[Signal]:
    """Client libraries that a requirements file or a pyproject.toml asks for; tools of development are left out."""
    if _DEVELOPMENT.search(candidate.path.lower()):
        return
    forms = (_REQUIREMENT,) if candidate.suffix == ".txt" else (_QUOTED, _TABLE_ENTRY)
    skipped = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            skipped = _OTHER_TABLES.search(line) is not None
        found = next(filter(None, (form.match(line[:500]) for form in forms)), None)
        name = re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""
        if name in vendors.PACKAGES and not skipped:
            yield _build_library(vendors.PACKAGES[name], candidate, number, line)


def find_in_package_json(candidate: ScannedFile, document: Any, text: str) -> Iterator[Signal]:
    """Client libraries among an npm package's dependencies, those of development left out."""
    lines = text.split("\n")
    for field in ("dependencies", "optionalDependencies"):
        for name in as_table(dig(document, field)):
            if vendor := vendors.NPM.get(name):
                number = _find_key_line(lines, name)
                line = lines[number - 1] if number else name
                yield _build_library(vendor, candidate, number, line)


def _find_key_line(lines: list[str], name: str) -> int:
    """The line that begins with a key of a JSON document; 0 without one."""
    quoted = json.dumps(name)
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(quoted)), 0)


def find_in_environment(candidate: ScannedFile, text: str) -> Iterator[Signal]:
    """Variables for API keys in an environment file, a Dockerfile or a compose file; their values are never repeated."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _VARIABLE.match(line[:500]):
            name = found[1]
            yield Signal(Sign.KEY, Evidence(candidate.path, number, name), vendors.KEYS[name].key)


def find_in_configuration(
    candidate: ScannedFile, tables: Iterable[ConfigTable], lines: list[str]
) -> Iterator[Signal]:
    """Hosted models under a configuration's keys, unless the same table sends them elsewhere."""
    for table in tables:
        address = table.get(*_ADDRESSES)
        for key, text, number in table.entries:
            if key.casefold().replace("_", "").replace("-", "") not in _MODEL_KEYS:
                continue
            vendor, model = _find_hosted(text)
            elsewhere = "://" in address and vendors.find_by_host(address) is not vendor
            if vendor and not elsewhere:
                words = lines[number - 1] if number else f"{key}: {text}"
                evidence = Evidence(candidate.path, number, redact.quote_line(words))
                yield Signal(Sign.MODEL, evidence, vendor.key, model)


def _find_hosted(text: str) -> tuple[Vendor | None, str]:
    """Vendor and model that a text names, in a router's words or plainly."""
    routed = vendors.find_routed(text)
    if routed and vendors.find_by_model(routed[1]):
        return routed
    return vendors.find_by_model(text), text


def _build_library(vendor: Vendor, candidate: ScannedFile, number: int, line: str) -> Signal:
    return Signal(Sign.LIBRARY, Evidence(candidate.path, number, redact.quote_line(line)), vendor.key)
