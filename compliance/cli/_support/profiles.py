# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Profiles for people: the table of `lexbom validate --profile`, and the pages of `lexbom explain`."""

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from compliance.english import plural
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.bom.validation.profiles.interface import Coverage, Field, FieldStatus, Row

_COLUMNS = ("present", "doubtful", "unknown", "withheld", "absent")
_ALWAYS = frozenset({"present", "absent"})
_WIDTH = 100
_LEAST = 24
"""A table is no wider than this, unless that left less for names."""


def require_profile(names: list[str]) -> None:
    """Accept the names of profiles only.

    Raises:
        UsageError: one is none.
    """
    from compliance.bom.validation import profiles

    for name in names:
        if name not in profiles.profile_names():
            near = [one for one in profiles.profile_names() if name in one]
            near = near or difflib.get_close_matches(name, profiles.profile_names(), n=1)
            raise UsageError(
                f"{name!r} is no profile",
                fix=f"Did you mean {near[0]}?"
                if near
                else f"There are {', '.join(profiles.profile_names())}",
            )


def render_profile_table(coverage: "Coverage") -> Iterator[str]:
    """One line for each field: its level, and of how many components what is said; columns in which nothing stands are left out."""
    profile = coverage.profile
    width = max(len(field.id) for field in profile.fields)
    levels = max(len(_level(field)) for field in profile.fields)
    columns = _list_columns(coverage)
    yield f"  {profile.name}: {profile.title}, {profile.version}"
    yield f"  {profile.standing}"
    yield f"  {'field':<{width}}  {'level':<{levels}}  {'  '.join(word for word, _ in columns)}  lacking"
    for row in coverage.rows:
        counts = "  ".join(f"{row.count(status) or '-':>{len(word)}}" for word, status in columns)
        line = f"  {row.field.id:<{width}}  {_level(row.field):<{levels}}  {counts}  "
        yield (line + _lacking(row, max(_WIDTH - len(line), _LEAST))).rstrip()
    if coverage.left_out:
        yield f"  {plural(coverage.left_out, 'component')} not assessed: {profile.leaves_out}"


def _list_columns(coverage: "Coverage") -> "list[tuple[str, FieldStatus]]":
    """The columns that are always there, and those in which a row has something."""
    from compliance.bom.validation.profiles.interface import FieldStatus

    columns = []
    for word, status in zip(_COLUMNS, FieldStatus, strict=True):
        if word in _ALWAYS or any(row.count(status) for row in coverage.rows):
            columns.append((word, status))
    return columns


def _level(field: "Field") -> str:
    return f"{field.level}, free text" if field.free_text else str(field.level)


def _lacking(row: "Row", width: int) -> str:
    """The first components without a sound value as far as they fit, or that there is nobody to ask."""
    from compliance.bom.validation.profiles.interface import FieldStatus

    if not row.assessed:
        return "(none in the document)"
    if row.field.of == "document":
        return ""
    names = [
        name
        for status in FieldStatus
        if status is not FieldStatus.PRESENT
        for name in row.named.get(status, ())
    ]
    more = row.assessed - row.count(FieldStatus.PRESENT) > len(names[:3])
    said = ", ".join(names[:3]) + (", ..." if more else "")
    return said if len(said) <= width else f"{said[: width - 3]}..."


def as_json(coverage: "Coverage") -> dict[str, Any]:
    """The same for programs, with a pointer to each component."""
    from compliance.bom.validation.profiles.interface import FieldStatus

    return {
        "profile": coverage.profile.name,
        "version": coverage.profile.version,
        "not_assessed": coverage.left_out,
        "fields": [
            {
                "id": row.field.id,
                "level": str(row.field.level),
                "free_text": row.field.free_text,
                **{str(status): list(row.pointers.get(status, ())) for status in FieldStatus},
            }
            for row in coverage.rows
        ],
    }


def render_profile_page(identifier: str) -> str:
    """What is known of a profile, or of its field after a colon; nothing when the part before the colon is no profile.

    Raises:
        UsageError: the profile has no such field.
    """
    from compliance.bom.validation import profiles
    from compliance.bom.validation.profiles.interface import about

    name, _, wanted = identifier.partition(":")
    if name not in profiles.profile_names():
        return ""
    profile = profiles.find_profile(name)
    if not wanted:
        width = max(len(field.id) for field in profile.fields)
        lines = [f"{field.id:<{width}}  {field.level:<16}  {field.title}" for field in profile.fields]
        head = [f"{profile.title}, {profile.version}", profile.standing, profile.source, ""]
        return "\n".join([*head, *lines, "", f"lexbom explain {name}:FIELD says what to fill in and where."])
    field = profile.field(wanted)
    if field is None:
        near = difflib.get_close_matches(wanted, [field.id for field in profile.fields], n=1)
        raise UsageError(
            f"{name} has no field {wanted!r}",
            fix=f"Did you mean {name}:{near[0]}?" if near else f"lexbom explain {name} lists them",
        )
    told = [
        f"{heading + ':':<12}" + text.replace("\n", "\n" + " " * 12)
        for heading, text in about(profile, field)
    ]
    return "\n".join([f"{name}:{field.id}", field.title, "", *told])
