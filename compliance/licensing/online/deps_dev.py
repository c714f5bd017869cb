# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""deps.dev, API v3, GetVersion (docs.deps.dev/api/v3): SPDX expressions, or `non-standard`."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from compliance.licensing.online import Package, Question, as_mapping

NAME = "deps.dev"
BASE = "https://api.deps.dev"
_SYSTEMS = {"pypi": "pypi", "npm": "npm", "cargo": "cargo", "golang": "go", "maven": "maven", "nuget": "nuget", "gem": "rubygems"}  # fmt: skip
_UNSAID = frozenset({"non-standard", "unknown"})


def questions(packages: Sequence[Package]) -> Iterator[Question]:
    """One question a package."""
    for one in packages:
        if system := _SYSTEMS.get(one.type):
            joint = ":" if one.type == "maven" else "/"
            name = f"{one.namespace}{joint}{one.name}" if one.namespace else one.name
            path = (
                f"/v3/systems/{system}/packages/{quote(name, safe='')}/versions/{quote(one.version, safe='')}"
            )
            yield Question(path, (one,))


def answers(question: Question, content: Any) -> Iterator[tuple[str, str]]:
    """Several expressions all apply."""
    stated = as_mapping(content).get("licenses")
    licenses = [one for one in stated if isinstance(one, str)] if isinstance(stated, list) else []
    known = [one for one in licenses if one.casefold() not in _UNSAID]
    if known and len(known) == len(licenses):
        words = (
            known[0] if len(known) == 1 else " AND ".join(f"({one})" if " " in one else one for one in known)
        )
        yield question.packages[0].purl, words
