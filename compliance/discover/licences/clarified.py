# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`[[licenses.clarify]]`: a licence that the owner concluded for one file, valid as long as the file's content is the same."""

from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.discover.licences._support import file_names
from compliance.licensing import expressions
from compliance.model import Evidence, Gap, LicenseClaim, SaidBy, Status
from compliance.settings import Clarification, Settings


def discover(candidates: tuple[ScannedFile, ...], settings: Settings) -> Iterator[Discovery]:
    """A concluded claim for what each clarified file speaks of; a gap when the file is gone or has changed."""
    by_path = {candidate.path: candidate for candidate in candidates}
    for entry in settings.licenses.clarify:
        candidate = by_path.get(entry.path)
        if candidate is None:
            yield Gap(entry.path, "A clarification names it, but it is not there")
        elif _digest(candidate) != entry.sha256:
            yield Gap(
                entry.path, "It changed since its licence was clarified; read it again, then renew the sha256"
            )
        else:
            yield FolderStatement(
                candidate.licensed_folder,
                candidate.carrier,
                (_build_clarified_claim(entry),),
                path=settings.source + "#clarify",
                subject=file_names.subject_of_name(entry.path),
            )


def _build_clarified_claim(entry: Clarification) -> LicenseClaim:
    expression = expressions.resolve_expression(entry.expression)
    stated = "" if expression == entry.expression else entry.expression
    return LicenseClaim(
        expression,
        SaidBy.CONFIG,
        Status.CONCLUDED,
        stated=stated,
        evidence=(Evidence(entry.path, 0, entry.reason),),
        part=file_names.part_of_name(entry.path),
    )


def _digest(candidate: ScannedFile) -> str:
    try:
        return parse_file.hash_file(candidate.file)
    except OSError:
        return ""
