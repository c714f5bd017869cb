# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence texts and use policies: what each says, for the components beside it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.discover.base import licence_cache, parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions, knowledge_base
from compliance.licensing.clauses import read_clauses
from compliance.licensing.clauses.locate import fold_for_locating, locate_clauses
from compliance.licensing.knowledge_base import License
from compliance.model import Clause, ClauseKind, Evidence, Gap, LicenseClaim, SaidBy, Status
from compliance.settings import Settings

if TYPE_CHECKING:
    from compliance.licensing.matching.identify import Match

_LIMIT = 4 * parse_file.MEGABYTE
_COPY = 0.8
"""The share of a licence's words from which on a text is called an altered copy of it."""
_LONGEST = 400
_MOST_PLACES = 12
_NAME = compile_lazily(
    r"(?:un)?licen[cs]e|copying|.*(?:use[-_ ]?policy|usage[-_ ]?policy|model[-_ ]?licen[cs]es?|terms[-_ ]of[-_ ]use).*",
    re.IGNORECASE,
)
_NO_TEXT = frozenset(
    {
        ".py",
        ".pyc",
        ".pyi",
        ".js",
        ".ts",
        ".c",
        ".h",
        ".json",
        ".toml",
        ".yaml",
        ".yml",
        ".png",
        ".html",
        ".csv",
        ".so",
        ".tsv",
    }
)
_ABOUT_PEOPLE = compile_lazily(
    r"(?:authors|contributors|notice|thanks|readme|changelog|credits)", re.IGNORECASE
)
_USE_POLICY = compile_lazily(r"polic", re.IGNORECASE)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A statement for each licence text and use policy, with the clauses that were read in it."""
    for candidate in candidates:
        if is_license(candidate):
            yield from read_license(candidate, candidate.licensed_folder)


def read_license(candidate: ScannedFile, folder: str) -> Iterator[Discovery]:
    """The statement of a file that is known to hold a licence, for what lies in `folder`."""
    yield from parse_file.within_time(_parse_license(candidate, folder))


def is_license(candidate: ScannedFile) -> bool:
    """Whether a file is called, or lies, like a licence text or a use policy."""
    folders = candidate.folder.lower().split("/")
    if candidate.suffix in _NO_TEXT or _ABOUT_PEOPLE.match(candidate.name):
        return False
    return (
        _NAME.match(candidate.name) is not None
        or folders[-1] in {"licenses", "licences"}
        or (bool(candidate.carrier) and ".dist-info/licenses/" in candidate.path)
    )


def _parse_license(candidate: ScannedFile, folder: str) -> Iterator[Discovery]:
    try:
        text, clean = parse_file.read_text(candidate, _LIMIT)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"The licence text {error}; its clauses are missing", error.line)
        return
    if "\0" in text or not text.strip():
        yield Gap(candidate.path, "It is called like a licence but holds no text; its clauses are missing")
        return
    if not clean:
        yield Gap(
            candidate.path,
            "The licence text is not valid UTF-8; the bytes that aren't were replaced, save it as UTF-8",
        )
    yield FolderStatement(
        folder,
        candidate.carrier,
        tuple(claims_in(text, candidate.path)),
        path=candidate.path,
    )


def claims_in(text: str, path: str) -> Iterator[LicenseClaim]:
    """What a licence text claims: the licences it holds, with the clauses that are known of them and where they stand.

    A text that departs from a known one in its terms has no licence's name, only the places where it departs. For a text that nothing
    identifies, and for a use policy: its title, with the clauses read in it.
    """
    from compliance.licensing.matching.identify import find_title, match_text  # 10 ms that only a text pays

    whole = (Evidence(path, 1, find_title(text)),)
    is_policy = _USE_POLICY.search(path.rpartition("/")[2]) is not None
    found = () if is_policy else licence_cache.identify_licenses(text)
    if not found:
        changed = () if is_policy else tuple(one for one in match_text(text) if one.score >= _COPY)
        read = _once(read_clauses.read_clauses(text, path))
        stated, altered = (
            (f"{changed[0].expression}, altered", _places(changed[0], path))
            if len(changed) == 1
            else (find_title(text), ())
        )
        yield LicenseClaim(
            "", SaidBy.TEXT, Status.OBSERVED, stated=stated, evidence=whole, clauses=read, altered=altered
        )
        return
    known = {expression: _find_license(expression) for expression in found}
    alone = len(found) == 1
    reviewed = {
        clause.territories
        for licenses in known.values()
        for one in licenses
        for clause in one.of(ClauseKind.TERRITORY)
    }
    read = _once(read_clauses.read_clauses(text, path, territories_only=not alone or bool(known[found[0]])))
    added = tuple(
        clause
        for clause in read
        if clause.kind is not ClauseKind.TERRITORY or clause.territories not in reviewed
    )
    folded = fold_for_locating(text)
    for expression, licenses in known.items():
        standing = tuple(clause for one in licenses for clause in locate_clauses(one, folded, path))
        said = (*standing, *added) if alone else standing
        yield LicenseClaim(expression, SaidBy.TEXT, Status.OBSERVED, evidence=whole, clauses=said)
    if added and not alone:
        yield LicenseClaim(
            "", SaidBy.TEXT, Status.OBSERVED, stated=find_title(text), evidence=whole, clauses=added
        )


def _find_license(expression: str) -> list[License]:
    return [
        one
        for part in sorted(expressions.license_ids_in(expression))
        for one in knowledge_base.find_license(part)
    ]


def _places(changed: "Match", path: str) -> tuple[Evidence, ...]:
    """Where the terms of a text depart from the canonical ones, with both wordings as far as they may be shown."""
    return tuple(
        Evidence(
            path,
            place.line,
            place.text[:_LONGEST] or f"(left out: {place.canonical[:_LONGEST]})",
            f"{changed.expression} has here: {place.canonical[:_LONGEST]}"
            if place.text and place.canonical
            else "",
        )
        for place in changed.altered
        if place.material
    )[:_MOST_PLACES]


def _once(read: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Of clauses that say the same the first one."""
    first = {
        (clause.kind, clause.grade, clause.effect, clause.territories): clause for clause in reversed(read)
    }
    return tuple(reversed(first.values()))
