# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SBOM profiles: which fields a document asks for, and how a CycloneDX document stands to each of them. Facts, never a score."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from compliance.bom.document import Json, values
from compliance.bom.profiles import bsi_tr_03183_2, cisa_2026, cyclonedx_ml, g7_ai, ntia_2021, problems
from compliance.bom.profiles.context import UNSAID, Context, Subject
from compliance.bom.profiles.field import Coverage, Field, Profile, Row, Status
from compliance.bom.profiles.paths import select
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
    words = {
        field.unknown
        for tag in tags
        for field in _stateable(tag)
        if _status(field, entry, context) is Status.ABSENT
    }
    return sorted(words)


@cache
def _stateable(tag: str) -> tuple[Field, ...]:
    """The fields of all profiles that can be stated as unknown, the same question once."""
    found = {
        (field.unknown, field.paths, field.check): field
        for asked in _PROFILES.values()
        for field in asked.fields
        if field.of == tag and field.unknown
    }
    return tuple(found.values())


def _row(field: Field, subjects: list[Subject], context: Context) -> Row:
    found: dict[Status, list[Subject]] = defaultdict(list)
    for subject in subjects:
        found[_status(field, subject.entry, context)].append(subject)
    return Row(
        field,
        {status: tuple(one.pointer for one in those) for status, those in found.items()},
        {status: tuple(one.name for one in those[:_NAMED]) for status, those in found.items()},
    )


def _status(field: Field, entry: Json, context: Context) -> Status:
    status = field.check(entry, context) if field.check else _looked_up(field, entry)
    if status is not Status.ABSENT or not field.unknown:
        return status
    holder = context.metadata if entry is context.document else entry
    for name, stated in (("unknown", Status.UNKNOWN), ("withheld", Status.WITHHELD)):
        if any(field.unknown in words.split() for words in values(holder.get("properties"), name)):
            return stated
    return Status.ABSENT


def _looked_up(field: Field, entry: Json) -> Status:
    found = [value for path in field.paths for value in select(path)(entry) if value not in ("", {}, [])]
    said = [value for value in found if not (isinstance(value, str) and value.strip().lower() in UNSAID)]
    if not said:
        return Status.UNKNOWN if found else Status.ABSENT
    if (field.once and len(said) > 1) or (field.values and any(value not in field.values for value in said)):
        return Status.DOUBTFUL
    return Status.PRESENT
