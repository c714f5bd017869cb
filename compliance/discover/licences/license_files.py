# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence texts and use policies: what each says, for the components beside it."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.discover.licences._support import file_names, named_by_manifest
from compliance.discover.licences._support.text_claims import claims_in
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, LicenseClaim, Subject
from compliance.settings import Settings

_LIMIT = 4 * parse_file.MEGABYTE
_HTML = frozenset({".html", ".htm"})
_UNSEEN = compile_lazily(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = compile_lazily(r"</?[A-Za-z][^<>]*>")


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A statement for each licence text and use policy, with the clauses that were read in it."""
    named = named_by_manifest.find_named_texts(candidates)
    for candidate in candidates:
        folder = None if candidate.carrier else named.get(candidate.path)
        if folder is not None or file_names.is_license(candidate):
            yield from parse_file.within_time(_parse_license(candidate, folder))


def read_license(candidate: ScannedFile, folder: str) -> Iterator[Discovery]:
    """The statement of a file that is named as a licence text, whatever it is called, for what lies in `folder`."""
    yield from parse_file.within_time(_parse_license(candidate, folder))


def _parse_license(candidate: ScannedFile, named_in: str | None) -> Iterator[Discovery]:
    """What a text says; `named_in` is the folder of the manifest or card that calls it the licence, None without one."""
    if file_names.is_unreadable(candidate):
        yield Gap(
            candidate.path,
            f"The licence is a {candidate.suffix.removeprefix('.').upper()} file, whose text is not read; its clauses are missing",
            fix="Put its text beside it as a .txt file, or declare the licence",
        )
        return
    try:
        text, clean = parse_file.read_text(candidate, _LIMIT)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"The licence text {error}; its clauses are missing", error.line)
        return
    if "\0" in text or not text.strip():
        yield Gap(candidate.path, "It is called like a licence but holds no text; its clauses are missing")
        return
    if not clean:
        yield Gap(
            candidate.path,
            "The licence text is not valid UTF-8; the bytes that aren't were replaced, save it as UTF-8",
        )
    plain = _without_tags(text) if candidate.suffix in _HTML else text
    claims = tuple(claims_in(plain, candidate.path))
    if named_in is not None and not (
        file_names.is_license(candidate) and file_names.names_subject(candidate)
    ):
        yield FolderStatement(named_in, candidate.carrier, claims, path=candidate.path)
    elif claims := _select_terms(claims, candidate):
        subject = file_names.subject_of_name(candidate.path)
        yield FolderStatement(
            candidate.licensed_folder,
            candidate.carrier,
            tuple(_attribute(claim, candidate, subject) for claim in claims),
            path=candidate.path,
            subject=subject,
        )


def _select_terms(claims: tuple[LicenseClaim, ...], candidate: ScannedFile) -> tuple[LicenseClaim, ...]:
    """All claims; of a file that need not hold terms those that name a licence or hold a clause."""
    if not file_names.is_about_holders(candidate.path):
        return claims
    return tuple(claim for claim in claims if claim.expression or claim.clauses)


def _attribute(claim: LicenseClaim, candidate: ScannedFile, subject: Subject | None) -> LicenseClaim:
    """The claim, on the part and the subject that the file's name says."""
    part = claim.part or _part_of_place(candidate)
    return replace(claim, part=part, subject=subject or claim.subject)


def _part_of_place(candidate: ScannedFile) -> str:
    """The part that a file's name names; in a distribution the folder below `licenses/`, which keeps the places of the source tree."""
    inside = candidate.path.partition(".dist-info/licenses/")[2] if candidate.carrier else ""
    folders = [one for one in inside.split("/")[:-1] if not re.fullmatch(r"licen[cs]es", one, re.IGNORECASE)]
    return file_names.part_of_name(candidate.path) or (folders[-1] if folders else "")


def _without_tags(text: str) -> str:
    """The words of an HTML page on the lines where they stand."""
    seen = _UNSEEN.sub(lambda match: "\n" * match[0].count("\n"), text)
    return html.unescape(_TAG.sub(lambda match: "\n" * match[0].count("\n") or " ", seen))
