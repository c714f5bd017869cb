# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Each field of each profile, taken out of a document that has them all."""

import json
from typing import Any

import jsonschema_rs
import pytest
from full_bom import asked, full, without

from compliance import own_schemas
from compliance.bom.validation import profiles, validate
from compliance.bom.validation.profiles.interface import SUBJECTS, Field, FieldStatus, Level, Profile, Row

EVERY = [
    (profiles.find_profile(name), field)
    for name in profiles.profile_names()
    for field in profiles.find_profile(name).fields
]
UNKNOWABLE = [(profile, field) for profile, field in EVERY if field.unknown]


def ids(value: object) -> str:
    """Names for the tests of a field."""
    return value.name if isinstance(value, Profile) else value.id if isinstance(value, Field) else ""


def row(document: dict[str, Any], profile: Profile, field: Field) -> Row:
    """The field's row of the table."""
    return next(row for row in profiles.measure_coverage(document, profile.name).rows if row.field == field)


def test_the_full_document_is_one() -> None:
    """It follows the schema of CycloneDX, and no profile finds anything to say of it."""
    assert validate.validate_document(full()) == []
    for name in profiles.profile_names():
        assert profiles.check_profile(full(), name) == [], name


def test_the_tables_are_whole() -> None:
    """BSI's 21 data fields and what else the guideline demands, 17 fields of CISA, 7 of NTIA, 50 elements of the G7; no id twice."""
    counts = {name: len(profiles.find_profile(name).fields) for name in profiles.profile_names()}

    assert {"bsi-tr-03183-2": 26, "cisa-2026": 17, "ntia-2021": 7, "g7-ai": 50, "cyclonedx-ml": 18} == counts
    for name, count in counts.items():
        assert count == len({field.id for field in profiles.find_profile(name).fields})


@pytest.mark.parametrize(("profile", "field"), EVERY, ids=ids)
def test_every_field_says_where_and_what(profile: Profile, field: Field) -> None:
    """Title, source, place, and what to fill in stand in the table, and the subject is one that there is."""
    assert all((field.title, field.section, field.paths, field.fill, profile.source))
    assert field.of in SUBJECTS


@pytest.mark.parametrize(("profile", "field"), EVERY, ids=ids)
def test_a_dropped_field_is_named(profile: Profile, field: Field) -> None:
    """Exactly one component lacks it, and the problem names field and component; what is optional stands in the table only."""
    found = row(without(profile, field), profile, field)
    problems = [
        problem
        for problem in profiles.check_profile(without(profile, field), profile.name)
        if problem.message.startswith(f"{profile.name}:{field.id} ")
    ]

    assert 1 == found.count(FieldStatus.ABSENT) + found.count(FieldStatus.DOUBTFUL)
    assert 0 == found.count(FieldStatus.UNKNOWN) + found.count(FieldStatus.WITHHELD)
    if field.level is Level.OPTIONAL:
        assert problems == []
        return
    (problem,) = problems
    expected = (
        "error"
        if field.level is Level.REQUIRED and (found.count(FieldStatus.ABSENT) or field.insists)
        else "warning"
    )
    assert expected == problem.severity
    assert ("profile", field.fill) == (problem.layer, problem.fix)
    if field.of != "document":
        assert str(asked(full(), field)["name"]) in problem.message


@pytest.mark.parametrize(("profile", "field"), UNKNOWABLE, ids=ids)
@pytest.mark.parametrize(
    ("said", "status"), [("unknown", FieldStatus.UNKNOWN), ("withheld", FieldStatus.WITHHELD)]
)
def test_what_is_stated_is_not_absent(profile: Profile, field: Field, said: str, status: FieldStatus) -> None:
    """Stated unknown, withheld and absent are three different things; a required field of BSI stays a warning, else it is a note."""
    document = without(profile, field)
    holder = document["metadata"] if field.of == "document" else asked(document, field)
    holder.setdefault("properties", []).append(
        {"name": f"lexbom:{said}", "value": f"else {field.unknown} more"}
    )
    problems = [
        problem.severity
        for problem in profiles.check_profile(document, profile.name)
        if problem.message.startswith(f"{profile.name}:{field.id} ")
    ]

    found = row(document, profile, field)

    assert (1, 0) == (found.count(status), found.count(FieldStatus.ABSENT))
    strict = profile.name == "bsi-tr-03183-2" and field.level is Level.REQUIRED
    assert (["warning"] if strict else ["note"]) == problems


@pytest.mark.parametrize("name", profiles.profile_names())
def test_the_schema_says_the_same(name: str) -> None:
    """The JSON Schema in schemas/ accepts the full document, and refuses it without any field that it speaks of."""
    schema = json.loads((own_schemas.schemas_folder() / f"profile-{name}.schema.json").read_text("utf-8"))
    validator = jsonschema_rs.Draft202012Validator(schema)
    spoken = [field for field in profiles.find_profile(name).fields if f"field-{field.id}" in schema["$defs"]]

    assert validator.is_valid(full())
    assert spoken
    for field in spoken:
        errors = validator.iter_errors(without(profiles.find_profile(name), field))
        assert f"field-{field.id}" in {step for error in errors for step in error.schema_path}, field.id
