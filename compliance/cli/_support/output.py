# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Output version and format of a BOM. What that form has no place for is said on stderr."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer

from compliance.cli._support import terminal
from compliance.errors import InputError, InternalError, UsageError


class SpecVersion(StrEnum):
    """The newest CycloneDX version that a BOM may follow."""

    NEW = "1.7"
    OLD = "1.6"


class OutputFormat(StrEnum):
    """How a BOM can be written."""

    JSON = "cyclonedx-json"
    XML = "cyclonedx-xml"
    SPDX = "spdx3-json"


FormatOption = Annotated[
    OutputFormat,
    typer.Option(
        "--format", help="How the BOM is written. CycloneDX JSON holds all; what another can't hold is said."
    ),
]
SpecVersionOption = Annotated[
    SpecVersion,
    typer.Option(
        "--spec-version", help="The CycloneDX version of the BOM: 1.6 for servers and tools that refuse 1.7."
    ),
]


def convert_to_version(document: dict[str, Any], version: SpecVersion, *, quiet: bool) -> dict[str, Any]:
    """The document in that version, or as it is if it is older.

    Raises:
        InternalError: a valid document became one that breaks its schema.
    """
    if version is SpecVersion.NEW:
        return document
    from compliance.bom.cyclonedx import downgrade
    from compliance.bom.validation import validate

    older, told = downgrade.downgrade_bom(document)
    _tell(told, quiet=quiet)
    if (problems := validate.validate_document(older)) and not validate.validate_document(document):
        raise InternalError(
            f"The BOM would not be valid as CycloneDX {version}: {problems[0].pointer}: {problems[0].message}",
            fix="Please report this with the file it names",
        )
    return older


def render_document(document: dict[str, Any], form: OutputFormat, *, quiet: bool) -> bytes:
    """The document's bytes in that format.

    Raises:
        InputError: the XSD refuses what the JSON schema allows, such as a ref that is given twice.
    """
    from compliance.bom.cyclonedx.write import serialise_bom

    if form is OutputFormat.JSON:
        return serialise_bom(document)
    from compliance.bom.spdx import to_spdx3
    from compliance.bom.xml import to_xml, xml_schema

    if form is OutputFormat.SPDX:
        spdx, told = to_spdx3.convert_to_spdx3(document)
        _tell(told, quiet=quiet)
        return serialise_bom(spdx)
    raw, told = to_xml.convert_to_xml(document)
    _tell(told, quiet=quiet)
    if problems := xml_schema.validate_xml(raw, "the BOM"):
        raise InputError(
            f"What was imported can't be written as valid XML: {problems[0].pointer}: {problems[0].message}",
            fix="Repair that document, or write cyclonedx-json",
        )
    return raw


def _tell(told: Iterable[str], *, quiet: bool) -> None:
    for sentence in () if quiet else told:
        terminal.print_to_stderr(f"lexbom: {sentence}")


def refuse_older_spdx(version: SpecVersion, form: OutputFormat) -> None:
    """`--spec-version` speaks of CycloneDX."""
    if form is OutputFormat.SPDX and version is SpecVersion.OLD:
        raise UsageError(
            "--spec-version 1.6 is a version of CycloneDX, not of SPDX", fix="Give one of the two options"
        )
