# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences that are named in free words: a family without its version, a choice of which one branch is open."""

import re
from functools import cache

from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import LicenseClaim

_LONGEST = 300
"""Longer words are a licence text that was pasted into a field."""
_CHOICE = compile_lazily(r"\s+or\s+(?!later|any|newer|higher|greater|above)|\s*[/|;]\s*", re.IGNORECASE)
_LEADING = compile_lazily(
    r"^(?:dual|multi|triple)?[- ]?licen[cs]ed?(?:\s+under)?\s*[:\-]?\s*|^either\s+", re.IGNORECASE
)
_FAMILIES = (
    ("AGPL", ("3.0", "1.0"), compile_lazily(r"\bagpl|\baffero\b", re.IGNORECASE)),
    (
        "LGPL",
        ("3.0", "2.1", "2.0"),
        compile_lazily(r"\blgpl|\blesser\b|\blibrary general public", re.IGNORECASE),
    ),
    (
        "GPL",
        ("3.0", "2.0", "1.0"),
        compile_lazily(r"\bgpl|\bgnu\b|\bgeneral public licen[cs]e", re.IGNORECASE),
    ),
)
"""The narrower first, since `gnu` and `general public` are in the names of all; versions with the strictest first."""
_SOURCE_AVAILABLE = (
    ("SSPL-1.0", compile_lazily(r"\bsspl|\bserver side public", re.IGNORECASE)),
    ("LicenseRef-RSALv2", compile_lazily(r"\brsal|\bredis source available", re.IGNORECASE)),
)
_OTHER = compile_lazily(
    r"compatible|\bnon-?gpl\b|\bnot\s+(?:a\s+)?gpl|free documentation|\bfdl\b|all[- ]permissive",
    re.IGNORECASE,
)
_VERSION = compile_lazily(
    r"(?:\bv|version|gpl|[\s\-,(]|license)\s*v?\.?\s*([123])(?:\.([01]))?(?![\d.]*\d{2})", re.IGNORECASE
)
_LATER = compile_lazily(r"\+|>=|or[- ](?:any[- ])?(?:later|newer)", re.IGNORECASE)


def expression_of_claim(claim: LicenseClaim) -> str:
    """The expression that a claim states, or that its words mean; empty when neither names a licence."""
    return claim.expression or expression_of_words(claim.stated)


@cache
def expression_of_words(words: str) -> str:
    """The expression behind free words; a GNU family without its version stands for its newest, the strictest.

    Of a choice, branches that name no licence ("or commercial") are left out: who took that branch has to state it.
    """
    if not words or len(words) > _LONGEST:
        return ""
    if known := expressions.resolve_expression(words):
        return known
    stripped = _LEADING.sub("", words.strip())
    branches = [found for one in _CHOICE.split(stripped) if (found := _expression_of_branch(one))]
    return " OR ".join(dict.fromkeys(branches))


def is_version_stated(claim: LicenseClaim) -> bool:
    """Whether the claim names a licence with its version, rather than a family of them."""
    return bool(claim.expression) or bool(_VERSION.search(claim.stated))


def versions_of(part: str) -> tuple[str, ...]:
    """All ids that a GNU family named without its version may mean, by the one that stands for it; others as they are."""
    for family, versions, _ in _FAMILIES:
        if part.startswith(f"{family}-"):
            return tuple(f"{family}-{version}-{end}" for version in versions for end in ("only", "or-later"))
    return (part,)


def _expression_of_branch(words: str) -> str:
    words = words.strip(" ,.()")
    return expressions.resolve_expression(words) or _source_available(words) or _gnu(words)


def _source_available(words: str) -> str:
    return next((identifier for identifier, name in _SOURCE_AVAILABLE if name.search(words)), "")


def _gnu(words: str) -> str:
    if _OTHER.search(words):
        return ""
    for family, versions, name in _FAMILIES:
        if name.search(words):
            ending = "or-later" if _LATER.search(words) else "only"
            return f"{family}-{_version(words, versions)}-{ending}"
    return ""


def _version(words: str, known: tuple[str, ...]) -> str:
    """The version that is stated, if the family has it; else the strictest."""
    stated = _VERSION.search(words)
    if not stated:
        return known[0]
    version = f"{stated[1]}.{stated[2] or '0'}"
    return version if version in known else next((one for one in known if one[0] == version[0]), known[0])
