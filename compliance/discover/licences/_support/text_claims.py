# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a licence text claims: on the component that it lies beside, and on each part that a section of it is about."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.discover.base import licence_cache
from compliance.discover.licences._support import file_names
from compliance.discover.licences._support.split_texts import TextSection, split_sections
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions, knowledge_base
from compliance.licensing.clauses import read_clauses
from compliance.licensing.clauses.locate import fold_for_locating, locate_clauses
from compliance.licensing.knowledge_base import License
from compliance.licensing.terms import clauses_of
from compliance.model import Clause, ClauseKind, Evidence, LicenseClaim, SaidBy, Status

if TYPE_CHECKING:
    from compliance.licensing.matching.identify import Match

_COPY = 0.8
"""The share of a licence's words from which on a text is called an altered copy of it."""
_LONGEST = 400
_MOST_PLACES = 12
_LONGEST_TITLE = 80
_NOTICE_WORDS = 160
"""A notice that refers to a licence is shorter than any licence with terms of its own."""
_NOTICE = compile_lazily(
    r"(?i:licen[cs]ed|released|distributed|available|published|provided|covered) (?i:to you )?(?:under|by) (?:the )?(?:terms (?:and conditions )?of )?(?:the )?(?P<name>[A-Z][\w.+-]*(?:[ ,]+[\w.+()-]+){0,8})"
)
_STATED = compile_lazily(r"^ *licen[cs]e(?: type)? *: *(?P<name>\S.*?) *$", re.IGNORECASE | re.MULTILINE)
_LIMITS = frozenset(
    {
        ClauseKind.NON_COMMERCIAL,
        ClauseKind.TERRITORY,
        ClauseKind.THRESHOLD,
    }
)
"""Kinds that words beside a known text may add; its warranty, liability and law are the known text's own."""


def claims_in(text: str, path: str) -> Iterator[LicenseClaim]:
    """What a licence text claims: the licences it holds, with the clauses that are known of them and where they stand.

    A text that departs from a known one in its terms has no licence's name, only the places where it departs. For a text that nothing
    identifies, and for a use policy: its title, with the clauses read in it. What a section says of a part is a claim on that part.
    """
    for section in split_sections(text, path):
        claims = [_shift(claim, section.line - 1) for claim in _claims_of_section(section, path)]
        for part in section.parts:
            yield from (replace(claim, part=part) for claim in claims)
        if not section.parts:
            yield from claims


def _claims_of_section(section: TextSection, path: str) -> Iterator[LicenseClaim]:
    return _claims_on_part(section, path) if section.parts else _claims_of_text(section.text, path)


def _claims_on_part(section: TextSection, path: str) -> Iterator[LicenseClaim]:
    """What a section says of its parts: the licences it names or holds, and the limits that no known licence explains."""
    where = (Evidence(path, 1, section.quote),)
    found = licence_cache.identify_licenses(section.text) or _named_licenses(section.text)
    known = [one for expression in found for one in _find_license(expression)]
    for expression in found:
        yield LicenseClaim(expression, SaidBy.TEXT, Status.OBSERVED, evidence=where)
    read = _once(read_clauses.read_clauses(section.text, path))
    added = tuple(_select_limits(read, known)) if found else read
    if added or not found:
        yield LicenseClaim(
            "", SaidBy.TEXT, Status.OBSERVED, stated=_title_of_section(section), evidence=where, clauses=added
        )


def _title_of_section(section: TextSection) -> str:
    """The first line below the words that name the part, if it can be a title; else those words."""
    from compliance.licensing.matching.identify import find_title

    below = next((at for at, line in enumerate(section.lines) if at and not line.strip()), 0)
    title = find_title("\n".join(section.lines[below:]))
    is_title = title and len(title) <= _LONGEST_TITLE and not title.endswith(".") and "opyright" not in title
    return title if is_title else section.quote.rstrip(":")[:_LONGEST_TITLE] or "other terms"


def _shift(claim: LicenseClaim, lines: int) -> LicenseClaim:
    """The claim with the lines of the whole file."""
    if not lines:
        return claim
    return replace(
        claim,
        evidence=tuple(replace(one, line=one.line + lines) for one in claim.evidence),
        clauses=tuple(
            replace(one, evidence=replace(one.evidence, line=one.evidence.line + lines))
            for one in claim.clauses
        ),
        altered=tuple(replace(one, line=one.line + lines) for one in claim.altered),
    )


def _named_licenses(text: str) -> tuple[str, ...]:
    """The licences that a `License:` field names, or a short notice: "Licensed under the Apache License, Version 2.0"."""
    fields = (expressions.resolve_expression(match["name"]) for match in _STATED.finditer(text[:2_000]))
    if found := tuple(dict.fromkeys(filter(None, fields))):
        return found
    if len(text.split()) > _NOTICE_WORDS:
        return ()
    folded = " ".join(text.split())
    named = (_longest_name(match["name"]) for match in _NOTICE.finditer(folded))
    return tuple(dict.fromkeys(filter(None, named)))


def _longest_name(words: str) -> str:
    """The licence that the most words from the beginning name."""
    pieces = words.split(" ")
    readings = (" ".join(pieces[:end]).rstrip(".,;") for end in range(len(pieces), 0, -1))
    return next((found for reading in readings if (found := expressions.resolve_expression(reading))), "")


def _select_limits(read: tuple[Clause, ...], known: list[License]) -> Iterator[Clause]:
    """The limits among the clauses that the known licences of the text don't have."""
    kinds = {clause.kind for one in known for clause in one.clauses}
    reviewed = {clause.territories for one in known for clause in one.of(ClauseKind.TERRITORY)}
    for clause in read:
        if clause.kind is ClauseKind.TERRITORY:
            if clause.territories not in reviewed:
                yield clause
        elif clause.kind in _LIMITS and clause.kind not in kinds:
            yield clause


def _claims_of_text(text: str, path: str) -> Iterator[LicenseClaim]:
    from compliance.licensing.matching.identify import find_title  # 10 ms that only a text pays

    policy = file_names.is_policy(path)
    found = () if policy else (licence_cache.identify_licenses(text) or _named_licenses(text))
    if not found:
        yield _unknown_text(text, path, policy=policy)
        return
    whole = (Evidence(path, 1, find_title(text)),)
    known = {expression: _find_license(expression) for expression in found}
    read = _once(read_clauses.read_clauses(text, path))
    added = tuple(_select_limits(read, [one for licenses in known.values() for one in licenses]))
    own = _read_of_unreviewed(read, known)
    folded = fold_for_locating(text)
    for expression, licenses in known.items():
        standing = tuple(clause for one in licenses for clause in locate_clauses(one, folded, path))
        yield LicenseClaim(
            expression, SaidBy.TEXT, Status.OBSERVED, evidence=whole, clauses=(*standing, *own)
        )
    if added := tuple(clause for clause in added if clause not in own):
        yield LicenseClaim(
            "", SaidBy.TEXT, Status.OBSERVED, stated=find_title(text), evidence=whole, clauses=added
        )


def _read_of_unreviewed(read: tuple[Clause, ...], known: dict[str, list[License]]) -> tuple[Clause, ...]:
    """What belongs to the licence itself: all that was read of a text whose one licence nobody reviewed, else its territories."""
    if len(known) > 1:
        return ()
    (licenses,) = known.values()
    if not licenses:
        return read
    reviewed = {clause.territories for one in licenses for clause in one.of(ClauseKind.TERRITORY)}
    return tuple(
        clause
        for clause in read
        if clause.kind is ClauseKind.TERRITORY and clause.territories not in reviewed
    )


def _unknown_text(text: str, path: str, *, policy: bool) -> LicenseClaim:
    """A use policy, an altered copy of a known text, or a text that nothing identifies."""
    from compliance.licensing.matching.identify import find_title, match_text

    changed = () if policy else tuple(one for one in match_text(text) if one.score >= _COPY)
    title = find_title(text)
    read = _once(read_clauses.read_clauses(text, path))
    stated = title
    altered: tuple[Evidence, ...] = ()
    if len(changed) == 1 and not clauses_of.is_licence_of_its_own(changed[0].expression, title, read):
        stated, altered = f"{changed[0].expression}, altered", _places(changed[0], path)
    return LicenseClaim(
        "",
        SaidBy.TEXT,
        Status.OBSERVED,
        stated=stated,
        evidence=(Evidence(path, 1, title),),
        clauses=read,
        altered=altered,
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
