# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a coverage means for whoever wrote the document: one problem for each field, with how many components it holds for."""

from collections.abc import Iterator

from compliance.bom.validation.profiles.interface import Coverage, Field, FieldStatus, Level, Profile, Row
from compliance.bom.validation.validate import Problem

_ABSENT = {Level.REQUIRED: "error", Level.IF_EXISTS: "warning", Level.RECOMMENDED: "warning"}


def problems_of_coverage(coverage: Coverage) -> list[Problem]:
    """Errors first, else in the order of the profile. What is optional and absent stands in the table only."""
    found = [problem for row in coverage.rows for problem in _of_row(coverage.profile, row)]
    return sorted(found, key=lambda problem: ("error", "warning", "note").index(problem.severity))


def _of_row(profile: Profile, row: Row) -> Iterator[Problem]:
    for status in (FieldStatus.ABSENT, FieldStatus.DOUBTFUL, FieldStatus.UNKNOWN, FieldStatus.WITHHELD):
        severity = _severity(profile, row.field, status)
        if severity and row.count(status):
            yield Problem(
                layer="profile",
                severity=severity,
                pointer=row.pointers[status][0],
                message=_message(profile, row, status),
                fix=row.field.fill,
            )


def _severity(profile: Profile, field: Field, status: FieldStatus) -> str:
    """Nothing where it is no problem: what is optional, and may be unknown or absent."""
    if field.level is Level.OPTIONAL and status is not FieldStatus.DOUBTFUL:
        return ""
    if status is FieldStatus.ABSENT:
        return _ABSENT[field.level]
    if status is FieldStatus.DOUBTFUL:
        return "error" if field.insists else "warning"
    return "note" if profile.takes_unknown or field.level is not Level.REQUIRED else "warning"


def _message(profile: Profile, row: Row, status: FieldStatus) -> str:
    field, number, names = row.field, row.count(status), row.named[status]
    where = "" if field.of == "document" else f" in {number} of {row.assessed} components"
    named = f" ({', '.join(names)}{', ...' if number > len(names) else ''})" if where else ""
    return f"{profile.name}:{field.id} {field.title}: {status}{where}{named} [{field.section}]"
