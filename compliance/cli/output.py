# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The form in which a BOM leaves: its CycloneDX version. What that form has no place for is said on stderr."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from compliance.cli import common
from compliance.errors import InternalError


class SpecVersion(StrEnum):
    """The newest CycloneDX version that a BOM may follow."""

    NEW = "1.7"
    OLD = "1.6"


SpecVersionOption = Annotated[
    SpecVersion,
    typer.Option(
        "--spec-version", help="The CycloneDX version of the BOM: 1.6 for servers and tools that refuse 1.7."
    ),
]


def in_version(document: dict[str, Any], version: SpecVersion, *, quiet: bool) -> dict[str, Any]:
    """The document in that version, or as it is if it is older.

    Raises:
        InternalError: a valid document became one that breaks its schema.
    """
    if version is SpecVersion.NEW:
        return document
    from compliance.bom import downgrade, validate

    older, told = downgrade.downgrade(document)
    for sentence in () if quiet else told:
        common.say(f"lexbom: {sentence}")
    if (problems := validate.validate(older)) and not validate.validate(document):
        first = problems[0]
        raise InternalError(
            f"The BOM would not be valid as CycloneDX {version}: {first.pointer}: {first.message}",
            fix="Please report this with the file it names",
        )
    return older
