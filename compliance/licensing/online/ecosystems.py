# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""ecosyste.ms, packages/lookup (packages.ecosyste.ms/docs): what a package's newest version declares."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from compliance.licensing.online import Package, Question, as_mapping

NAME = "ecosyste.ms"
BASE = "https://packages.ecosyste.ms"


def questions(packages: Sequence[Package]) -> Iterator[Question]:
    """One question a package, without its version."""
    for one in packages:
        yield Question(f"/api/v1/packages/lookup?purl={quote(one.purl.rpartition('@')[0], safe='')}", (one,))


def answers(question: Question, content: Any) -> Iterator[tuple[str, str]]:
    """Taken only if the newest version is the one in question, for a licence may change."""
    (one,) = question.packages
    for found in content if isinstance(content, list) else ():
        licenses = as_mapping(found).get("licenses")
        if (
            isinstance(licenses, str)
            and licenses
            and as_mapping(found).get("latest_release_number") == one.version
        ):
            yield one.purl, licenses
            return
