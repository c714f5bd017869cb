# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a profile is: fields with a source, a level, a place in CycloneDX, and what to fill in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from compliance.bom.document import Json

if TYPE_CHECKING:
    from compliance.bom.validation.profiles._support.context import Context


class Level(StrEnum):
    """How much a document insists on a field."""

    REQUIRED = "required"
    IF_EXISTS = "must if it exists"
    RECOMMENDED = "recommended"
    """A minimum element of a voluntary list, or what a guide advises."""
    OPTIONAL = "optional"


class FieldStatus(StrEnum):
    """What a document says of one field of one component."""

    PRESENT = "present"
    DOUBTFUL = "doubtful"
    """Something is there, but not in the form that the profile asks for."""
    UNKNOWN = "stated unknown"
    WITHHELD = "withheld"
    ABSENT = "absent"


Check = Callable[[Json, "Context"], FieldStatus]
"""For what no path can say: the status of a field of a component, or of the whole document."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a profile asks for."""

    id: str
    title: str
    level: Level
    section: str
    """Where the document says so."""
    of: str
    """Whose field it is: a tag of `context.FieldSubject`."""
    paths: tuple[str, ...]
    """Where it goes in CycloneDX, from the component or, for fields of the document, from its top; one of them is enough."""
    fill: str
    """What to fill in, and with which configuration key or tool."""
    values: tuple[str, ...] = ()
    """The values allowed; empty for any."""
    once: bool = False
    """Whether more than one value is one too many."""
    unknown: str = ""
    """The word that states it is not known, in the property `lexbom:unknown`; empty where that can't be stated."""
    check: Check | None = None
    """In place of the paths, which then only say where it goes."""
    insists: bool = False
    """Whether a doubtful value is as bad as none."""
    free_text: bool = False
    """A machine can tell that something stands there, not what it is worth."""
    note: str = ""
    """How far the source, or the place, is certain."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A document that says what belongs into an SBOM."""

    name: str
    title: str
    version: str
    source: str
    """Where it was read, and with which confidence."""
    standing: str
    """Whether it binds anybody."""
    fields: tuple[Field, ...]
    takes_unknown: bool = True
    """Whether a field that is stated as unknown is answered."""
    leaves_out: str = ""
    """Which components it doesn't ask anything of, in words."""

    def field(self, identifier: str) -> Field | None:
        """The field of this id."""
        return next((field for field in self.fields if field.id == identifier), None)


@dataclass(frozen=True, slots=True)
class Row:
    """How a document stands to one field: for each status the pointers (RFC 6901) of those components it holds for."""

    field: Field
    pointers: dict[FieldStatus, tuple[str, ...]]
    named: dict[FieldStatus, tuple[str, ...]]
    """The names of the first few of them."""

    def count(self, status: FieldStatus) -> int:
        """Components, or 1 for the document itself."""
        return len(self.pointers.get(status, ()))

    @property
    def assessed(self) -> int:
        """How many components were looked at; with none the row says nothing."""
        return sum(map(len, self.pointers.values()))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a document stands to a profile, field by field; never a sum over fields."""

    profile: Profile
    rows: tuple[Row, ...]
    left_out: int
    """Components of which the profile asks nothing."""


def about(profile: Profile, field: Field) -> tuple[tuple[str, str], ...]:
    """What is known of a field, as pairs of a heading and a text; what `lexbom explain` and docs/profiles.md show."""
    told = {
        "Source": f"{profile.title}, {profile.version}: {field.section}",
        "Level": field.level + (", free text: only its presence is checked" if field.free_text else ""),
        "Asked of": SUBJECTS[field.of],
        "Goes to": "\n".join(field.paths),
        "Values": " | ".join(field.values),
        "Fill in": field.fill,
        "If unknown": f'the word "{field.unknown}" in the property lexbom:unknown' if field.unknown else "",
        "Confidence": field.note,
    }
    return tuple((heading, text) for heading, text in told.items() if text)


SUBJECTS = {
    "document": "the document",
    "product": "the product (metadata.component)",
    "component": "each component and the product; not the files that a model or data set consists of",
    "identified": "each component and the product; not files that say they are neither executable nor an archive",
    "described": "each delivered component that no other BOM describes, and the product; not files that say they are neither executable nor an archive",
    "file": "each delivered component that is one file, and no mere file, which says it is neither executable nor an archive",
    "model": "each model",
    "dataset": "each data set",
}
"""The tags of `context.FieldSubject`, in words."""
