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
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import Evidence, LicenseClaim, SaidBy, Status

_LIMIT = 4 * parse_file.MEGABYTE
_FILE = compile_lazily(r"(?:licen[cs]e|copying|notice|third|3rd)", re.IGNORECASE)
_PART_FILE = compile_lazily(
    r"(?:licen[cs]e|copying)[-_. ]+(?P<part>[\w+-]+?)(?:\.(?:txt|md|rst))?\Z", re.IGNORECASE
)
_FIELD = compile_lazily(r"(Name|Files|License):[ \t]*(\S.*?)[ \t]*\Z")
_SECTION = compile_lazily(
    r"(?P<names>[\w+. ,/-]{2,300}?) (?:is|are) (?:re)?distributed (?:with|within|in|as part of) .*"
)
_RULE = compile_lazily(r"[-=*]{10,}\s*\Z")
_FILLER = frozenset({"library", "libraries", "and", "utility", "headers", "the"})
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
        return not self.names.isdisjoint({_simplify_name(name), _simplify_name(project)} - {""})


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
    yield from list(_read_paragraphs(candidate.path, lines))[:_MOST]
    yield from list(_read_sections(candidate.path, lines))[:_MOST]
    if match := _PART_FILE.match(candidate.name):
        where = Evidence(candidate.path, 1, lines[0].strip()[:200] if lines else "")
        for expression in licence_cache.identify_licenses(text):
            yield BundledPart(
                _build_claim(expression, where),
                frozenset({_simplify_name(match["part"])}),
            )


def _read_paragraphs(path: str, lines: list[str]) -> Iterator[BundledPart]:
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


def _read_sections(path: str, lines: list[str]) -> Iterator[BundledPart]:
    """From a sentence that names parts to the next rule, or the next sentence after a licence has been told."""
    names: set[str] = set()
    first, last, quote = 0, 0, ""
    for number, line in enumerate([*lines, "-" * 10], 1):
        match = _SECTION.match(line.strip())
        is_end = _RULE.match(line) is not None or (match is not None and number - last > _HEADINGS)
        if names and is_end:
            yield from _identify_section(lines[first - 1 : number - 1], names, Evidence(path, first, quote))
            names = set()
        if match:
            if not names:
                first, quote = number, line.strip()[:200]
            last = number
            names |= _split_names(match["names"])


def _identify_section(lines: list[str], names: set[str], where: Evidence) -> Iterator[BundledPart]:
    """A part for each licence in a section's text."""
    for expression in licence_cache.identify_licenses("\n".join(lines)):
        yield BundledPart(_build_claim(expression, where), frozenset(names))


def _split_names(words: str) -> set[str]:
    """The names in `FFmpeg, libvpx and the zlib library`, in their plain form."""
    return {_simplify_name(_without_filler(word)) for word in re.split(r",| and |/", words)} - {""}


_HEADINGS = 6
"""Lines between two sentences that introduce one text together."""


def _build_claim(expression: str, where: Evidence) -> LicenseClaim:
    return LicenseClaim(expression, SaidBy.TEXT, Status.DECLARED, evidence=(where,))


def _without_filler(words: str) -> str:
    return " ".join(word for word in words.split() if word.lower() not in _FILLER)


def _simplify_name(name: str) -> str:
    return re.sub(r"[\s_.-]+|\d+\Z", "", name.lower()).removeprefix("lib")
