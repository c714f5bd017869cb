# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a distribution's licence files say of the parts that it bundles.

Three ways are in use: paragraphs of `Name:`, `Files:` and `License:` (numpy, scipy), sections that begin with a sentence such as
`FFmpeg is redistributed within all opencv-python packages.`, and one file for each part (`LICENSE.zeromq.txt`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from compliance.discover.base import licence_cache, parse_file
from compliance.discover.interface import ScannedFile
from compliance.discover.licences._support import file_names
from compliance.discover.licences._support.split_texts import split_sections
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import Evidence, LicenseClaim, SaidBy, Status

_LIMIT = 4 * parse_file.MEGABYTE
_FILE = compile_lazily(r"(?:licen[cs]e|copying|notice|third|3rd)", re.IGNORECASE)
_FIELD = compile_lazily(r"(Name|Files|License):[ \t]*(\S.*?)[ \t]*\Z")
_MOST = 500


@dataclass(frozen=True, slots=True)
class BundledPart:
    """A bundled part's terms, as a licence file states them."""

    claim: LicenseClaim
    names: frozenset[str] = frozenset()
    """In lower case, without `lib`."""
    patterns: tuple[str, ...] = ()
    """Globs of its files."""

    def speaks_of(self, path: str, name: str, project: str) -> bool:
        """Whether it is about the shared object at `path`, of this name, that belongs to this project."""
        if self.patterns:
            return any(
                fnmatchcase(path, f"*{pattern}{more}") for pattern in self.patterns for more in ("", ".*")
            )
        return not self.names.isdisjoint(
            {_simplify_bundled_parts(name), _simplify_bundled_parts(project)} - {""}
        )


def is_about_parts(candidate: ScannedFile) -> bool:
    """Whether the file is called like one that tells the terms of a distribution and its parts."""
    inside = ".dist-info/" in candidate.path or candidate.path.count("/") <= 1
    return (
        inside
        and _FILE.match(candidate.name) is not None
        and candidate.suffix not in {".py", ".json", ".html"}
    )


def read_bundled_parts(candidate: ScannedFile) -> Iterator[BundledPart]:
    """The parts that a licence file speaks of.

    Raises:
        files.Unreadable: it can't be read.
    """
    text, _ = parse_file.read_text(candidate, _LIMIT)
    lines = text.splitlines()
    yield from list(_paragraphs(candidate.path, lines))[:_MOST]
    yield from list(_sections(candidate.path, text))[:_MOST]
    if part := file_names.part_of_name(candidate.path):
        where = Evidence(candidate.path, 1, lines[0].strip()[:200] if lines else "")
        for expression in licence_cache.identify_licenses(text):
            yield BundledPart(
                _build_bundled_parts_claim(expression, where),
                frozenset({_simplify_bundled_parts(part)}),
            )


def _paragraphs(path: str, lines: list[str]) -> Iterator[BundledPart]:
    known: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not (match := _FIELD.match(line)):
            continue
        key, value = match.groups()
        known = {key: value} if key == "Name" else known | {key: value}
        if key == "License" and {"Name", "Files"} <= known.keys():
            expression = expressions.resolve_expression(value)
            where = Evidence(path, number, f"{known['Name']}: {known['Files']}: License: {value}")
            stated = "" if expression == value else value
            patterns = tuple(re.split(r"[,\s]+", known["Files"]))
            yield BundledPart(
                LicenseClaim(expression, SaidBy.TEXT, Status.DECLARED, stated=stated, evidence=(where,)),
                patterns=patterns,
            )


def _sections(path: str, text: str) -> Iterator[BundledPart]:
    """The sections that name parts, each with the licences in it."""
    for section in split_sections(text, path):
        names = frozenset(filter(None, map(_simplify_bundled_parts, section.parts)))
        if names:
            where = Evidence(path, section.line, section.quote[:200])
            for expression in licence_cache.identify_licenses(section.text):
                yield BundledPart(_build_bundled_parts_claim(expression, where), names)


def _build_bundled_parts_claim(expression: str, where: Evidence) -> LicenseClaim:
    return LicenseClaim(expression, SaidBy.TEXT, Status.DECLARED, evidence=(where,))


def _simplify_bundled_parts(name: str) -> str:
    return re.sub(r"[\s_.-]+|\d+\Z", "", name.lower()).removeprefix("lib")
