# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SBOM profiles: which fields a document asks for, and how a CycloneDX document stands to each of them. Facts, never a score."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from compliance.bom.document import Json
from compliance.bom.validation.profiles import bsi_tr_03183_2, cisa_2026, cyclonedx_ml, g7_ai, ntia_2021
from compliance.bom.validation.profiles._support import problems
from compliance.bom.validation.profiles._support.context import UNSAID, Context, FieldSubject
from compliance.bom.validation.profiles._support.paths import select_values
from compliance.bom.validation.profiles.interface import Check, Coverage, Field, FieldStatus, Profile, Row
from compliance.bom.validation.validate import Problem

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


def profile_names() -> tuple[str, ...]:
    """The names of all profiles."""
    return tuple(_PROFILES)


def find_profile(name: str) -> Profile:
    """The profile of this name.

    Raises:
        KeyError: there is none.
    """
    return _PROFILES[name]


def check_profile(document: Json, profile: str) -> list[Problem]:
    """What the document lacks by the profile: one problem for each field and status, with the components it holds for.

    Raises:
        KeyError: there is no such profile.
    """
    return problems.problems_of_coverage(measure_coverage(document, profile))


def measure_coverage(document: Json, profile: str) -> Coverage:
    """How the document stands to each field of the profile.

    Raises:
        KeyError: there is no such profile.
    """
    asked, context = _PROFILES[profile], Context(document)
    by_tag: dict[str, list[FieldSubject]] = defaultdict(list)
    for subject in context.subjects:
        for tag in subject.tags:
            by_tag[tag].append(subject)
    met = {subject.pointer for field in asked.fields for subject in by_tag[field.of]}
    return Coverage(
        asked,
        tuple(_row(field, by_tag[field.of], context) for field in asked.fields),
        left_out=len({subject.pointer for subject in context.subjects} - met - {""}),
    )


def find_unknown_fields(entry: Json, tags: Iterable[str], context: Context) -> list[str]:
    """The words for what any profile asks of a component with these tags and nothing in it answers, sorted."""
    words = {
        field.unknown
        for tag in tags
        for field in _stateable(tag)
        if (field.check or _reader(field))(entry, context) is FieldStatus.ABSENT
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


def _row(field: Field, subjects: list[FieldSubject], context: Context) -> Row:
    found: dict[FieldStatus, list[FieldSubject]] = defaultdict(list)
    last, those = None, []
    read = field.check or _reader(field)
    for subject in subjects:
        status = read(subject.entry, context)
        if status is FieldStatus.ABSENT and field.unknown:
            status = _take_profiles_statement(field, subject)
        if status is not last:  # most are like the one before, and an Enum is slow to hash
            last, those = status, found[status]
        those.append(subject)
    return Row(
        field,
        {status: tuple([one.pointer for one in those]) for status, those in found.items()},
        {status: tuple([one.name for one in those[:_NAMED]]) for status, those in found.items()},
    )


def _take_profiles_statement(field: Field, subject: FieldSubject) -> FieldStatus:
    """What is said of why nothing stands there."""
    if field.unknown in subject.unknown:
        return FieldStatus.UNKNOWN
    return FieldStatus.WITHHELD if field.unknown in subject.withheld else FieldStatus.ABSENT


@cache
def _reader(field: Field) -> Check:
    """What looks a field up at its paths."""
    selects = [select_values(path) for path in field.paths]
    allowed, once = field.values, field.once

    def status(entry: Json, _context: Context) -> FieldStatus:
        unsaid, sound = False, 0
        for values in selects:
            for value in values(entry):
                said = value.strip() if type(value) is str else value
                if not said and said in ("", {}, []):
                    continue
                if type(value) is str and said.lower() in UNSAID:
                    unsaid = True
                    continue
                if allowed and value not in allowed:
                    return FieldStatus.DOUBTFUL
                sound += 1
                if not (once or allowed):
                    break
            if sound and not once:
                return FieldStatus.PRESENT
        if sound:
            return FieldStatus.PRESENT if sound == 1 else FieldStatus.DOUBTFUL
        return FieldStatus.UNKNOWN if unsaid else FieldStatus.ABSENT

    return status
