# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""NTIA, The Minimum Elements for a Software Bill of Materials, July 2021: seven data fields. Superseded, and still cited in contracts."""

from dataclasses import replace

from compliance.bom.validation.profiles import cisa_2026
from compliance.bom.validation.profiles.interface import Field, Level, Profile


def _as(identifier: str, title: str, taken: str) -> Field:
    """A field that goes where its successor of 2026 goes."""
    field = cisa_2026.PROFILE.field(taken)
    assert field is not None
    return replace(field, id=identifier, title=title, section=f"data fields, {title}", note="")


PROFILE = Profile(
    name="ntia-2021",
    title="NTIA Minimum Elements for an SBOM",
    version="July 2021",
    source="The report was read in a public copy.",
    standing="Superseded by the minimum elements of 2026; contracts still name it.",
    leaves_out="the files that a model or data set consists of are looked at as parts of it",
    fields=(
        Field(
            "supplier-name",
            "Supplier Name",
            Level.REQUIRED,
            "data fields, Supplier Name",
            "component",
            ("supplier.name",),
            '[[suppliers]] components = ["pkg:..."], producer = { name, email, url }; state it as unknown if nobody can tell',
            unknown="supplier",
        ),
        _as("component-name", "Component Name", "component-name"),
        _as("component-version", "Version of the Component", "component-version"),
        replace(
            _as("identifiers", "Other Unique Identifiers", "identifiers"), paths=("purl", "cpe", "swid.tagId")
        ),
        _as("dependency-relationship", "Dependency Relationship", "dependency-relationship"),
        _as("author", "Author of SBOM Data", "sbom-author"),
        _as("timestamp", "Timestamp", "timestamp"),
    ),
)
