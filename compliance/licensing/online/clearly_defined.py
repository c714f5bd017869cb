# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""ClearlyDefined, POST /definitions (docs.clearlydefined.io): the declared licence of many coordinates at once."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from compliance.licensing.online import Package, Question, as_mapping

NAME = "ClearlyDefined"
BASE = "https://api.clearlydefined.io"
_PROVIDERS = {
    "pypi": ("pypi", "pypi"),
    "npm": ("npm", "npmjs"),
    "cargo": ("crate", "cratesio"),
    "golang": ("go", "golang"),
    "maven": ("maven", "mavencentral"),
    "nuget": ("nuget", "nuget"),
    "gem": ("gem", "rubygems"),
    "composer": ("composer", "packagist"),
    "conda": ("conda", "conda-forge"),
}
_UNSAID = frozenset({"NOASSERTION", "NONE", "OTHER"})
_AT_ONCE = 100


def questions(packages: Sequence[Package]) -> Iterator[Question]:
    """One question for each hundred packages."""
    known = [one for one in packages if one.type in _PROVIDERS]
    for start in range(0, len(known), _AT_ONCE):
        some = tuple(known[start : start + _AT_ONCE])
        yield Question("/definitions", some, json.dumps([_coordinates(one) for one in some]).encode())


def answers(question: Question, content: Any) -> Iterator[tuple[str, str]]:
    """By the coordinates that were asked for."""
    found = as_mapping(content)
    for one in question.packages:
        declared = as_mapping(as_mapping(found.get(_coordinates(one))).get("licensed")).get("declared")
        if isinstance(declared, str) and declared not in _UNSAID:
            yield one.purl, declared


def _coordinates(one: Package) -> str:
    """type/provider/namespace/name/revision."""
    type_, provider = _PROVIDERS[one.type]
    space = one.namespace.replace("/", "%2f") or "-"
    return f"{type_}/{provider}/{space}/{one.name}/{one.version}"
