# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SBOM profiles: which fields a document asks for, and how a CycloneDX document stands to each of them. Facts, never a score."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from compliance.bom.document import Json
from compliance.bom.profiles import bsi_tr_03183_2, cisa_2026, cyclonedx_ml, g7_ai, ntia_2021, problems
from compliance.bom.profiles.context import UNSAID, Context, Subject
from compliance.bom.profiles.field import Coverage, Field, Profile, Row, Status
from compliance.bom.profiles.paths import first, select
from compliance.bom.validate import Problem

_PROFILES = {
    one.name: one
    for one in (
        bsi_tr_03183_2.PROFILE,
        cisa_2026.PROFILE,
        ntia_2021.PROFILE,
        g7_ai.PROFILE,
        cyclonedx_ml.PROFILE,
    )
}
_NAMED = 3
"""So many components are named for each status."""


def names() -> tuple[str, ...]:
    """The names of all profiles."""
    return tuple(_PROFILES)


def profile(name: str) -> Profile:
    """The profile of this name.

    Raises:
        KeyError: there is none.
    """
    return _PROFILES[name]


def check(document: Json, profile: str) -> list[Problem]:
    """What the document lacks by the profile: one problem for each field and status, with the components it holds for.

    Raises:
        KeyError: there is no such profile.
    """
    return problems.of(coverage(document, profile))


def coverage(document: Json, profile: str) -> Coverage:
    """How the document stands to each field of the profile.

    Raises:
        KeyError: there is no such profile.
    """
    asked, context = _PROFILES[profile], Context(document)
    by_tag: dict[str, list[Subject]] = defaultdict(list)
    for subject in context.subjects:
        for tag in subject.tags:
            by_tag[tag].append(subject)
    met = {subject.pointer for field in asked.fields for subject in by_tag[field.of]}
    return Coverage(
        asked,
        tuple(_row(field, by_tag[field.of], context) for field in asked.fields),
        left_out=len({subject.pointer for subject in context.subjects} - met - {""}),
    )


def unknown(entry: Json, tags: Iterable[str], context: Context) -> list[str]:
    """The words for what any profile asks of a component with these tags and nothing in it answers, sorted."""
    words: set[str] = set()
    for field, firsts in _stateable(frozenset(tags)):
        if field.unknown not in words and (
            (firsts and firsts.isdisjoint(entry)) or _answer(field, entry, context) is Status.ABSENT
        ):
            words.add(field.unknown)
    return sorted(words)


@cache
def _stateable(tags: frozenset[str]) -> tuple[tuple[Field, frozenset[str]], ...]:
    """The fields of all profiles that can be stated as unknown of what has these tags, the same question once.

    With each the keys at which its paths begin, if it is only looked up: without any of them it is absent.
    """
    found = {
        (field.unknown, field.paths, field.check): field
        for asked in _PROFILES.values()
        for field in asked.fields
        if field.of in tags and field.unknown
    }
    return tuple(
        (field, frozenset() if field.check else frozenset(map(first, field.paths)))
        for field in found.values()
    )


def _row(field: Field, subjects: list[Subject], context: Context) -> Row:
    found: dict[Status, list[Subject]] = defaultdict(list)
    for subject in subjects:
        found[_status(field, subject, context)].append(subject)
    return Row(
        field,
        {status: tuple(one.pointer for one in those) for status, those in found.items()},
        {status: tuple(one.name for one in those[:_NAMED]) for status, those in found.items()},
    )


def _status(field: Field, subject: Subject, context: Context) -> Status:
    status = _answer(field, subject.entry, context)
    if status is Status.ABSENT and field.unknown:
        if field.unknown in subject.unknown:
            return Status.UNKNOWN
        if field.unknown in subject.withheld:
            return Status.WITHHELD
    return status


def _answer(field: Field, entry: Json, context: Context) -> Status:
    return field.check(entry, context) if field.check else _looked_up(field, entry)


def _looked_up(field: Field, entry: Json) -> Status:
    unsaid, sound = False, 0
    for path in field.paths:
        if first(path) not in entry:  # most paths end here
            continue
        for value in select(path)(entry):
            if value is None or value in ("", {}, []):
                continue
            if isinstance(value, str) and value.strip().lower() in UNSAID:
                unsaid = True
                continue
            if field.values and value not in field.values:
                return Status.DOUBTFUL
            sound += 1
        if sound and not field.once:
            return Status.PRESENT
    if sound:
        return Status.PRESENT if sound == 1 else Status.DOUBTFUL
    return Status.UNKNOWN if unsaid else Status.ABSENT
