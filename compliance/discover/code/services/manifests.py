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

_REQUIREMENT = compile_lazily(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@#^].*)?$")
_QUOTED = compile_lazily(
    r"""\s*["']([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@^ ][^"']*)?["']\s*,?\s*(?:#.*)?$"""
)
_TABLE_ENTRY = compile_lazily(r"""\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=\s*["'{]""")
_VARIABLE = compile_lazily(
    rf"\s*(?:-\s*|export\s+|ENV\s+|ARG\s+)?({'|'.join(map(re.escape, vendors.KEYS))})\s*[:=]"
)
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
    skipped = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            skipped = bool(
                re.search(r"\b(?:dev|test|docs?|lint)\b|tool\.(?!poetry|pdm)|dependency-groups", line)
            )
        forms = (_REQUIREMENT,) if candidate.suffix == ".txt" else (_QUOTED, _TABLE_ENTRY)
        found = next(filter(None, (form.match(line[:500]) for form in forms)), None)
        name = re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""
        if name in vendors.PACKAGES and not skipped:
            yield _build_manifests_library(vendors.PACKAGES[name], candidate, number, line)


def find_in_package_json(candidate: ScannedFile, document: Any, text: str) -> Iterator[Signal]:
    """Client libraries among an npm package's dependencies, those of development left out."""
    if not isinstance(document, dict):
        return
    for field in ("dependencies", "optionalDependencies"):
        wanted = document.get(field)
        for name in wanted if isinstance(wanted, dict) else ():
            if vendor := vendors.NPM.get(name):
                quoted = json.dumps(name)
                at = next(
                    (n for n, line in enumerate(text.split("\n"), 1) if line.strip().startswith(quoted)), 0
                )
                line = text.split("\n")[at - 1] if at else name
                yield _build_manifests_library(vendor, candidate, at, line)


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
            routed = vendors.find_routed(text)
            vendor, model = (
                routed if routed and vendors.find_by_model(routed[1]) else (vendors.find_by_model(text), text)
            )
            elsewhere = "://" in address and vendors.find_by_host(address) is not vendor
            if vendor and not elsewhere:
                words = lines[number - 1] if number else f"{key}: {text}"
                evidence = Evidence(candidate.path, number, redact.quote_line(words))
                yield Signal(Sign.MODEL, evidence, vendor.key, model)


def _build_manifests_library(vendor: Vendor, candidate: ScannedFile, number: int, line: str) -> Signal:
    return Signal(Sign.LIBRARY, Evidence(candidate.path, number, redact.quote_line(line)), vendor.key)
