# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""REUSE 3.3: `<file>.license` beside a file, REUSE.toml, and the older .reuse/dep5 (reuse.software/spec-3.3)."""

import fnmatch
from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.licensing import expressions
from compliance.model import Evidence, Gap, LicenseClaim, SaidBy
from compliance.settings import Settings
from compliance.untyped import as_tables, as_texts

_CODE = frozenset(
    {".py", ".js", ".ts", ".c", ".h", ".cpp", ".rs", ".go", ".md", ".toml", ".yml", ".yaml", ".license"}
)
"""Files that never become components; a tag on them tells nothing here."""
_KEY = "SPDX-License-Identifier"


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A statement for each file that a sidecar or a table of annotations speaks of."""
    tree = [candidate for candidate in candidates if not candidate.carrier]
    subjects = [candidate for candidate in tree if candidate.suffix not in _CODE]
    for candidate in tree:
        try:
            if candidate.suffix == ".license":
                yield from _sidecar(candidate)
            elif candidate.name == "REUSE.toml":
                yield from _annotations(candidate, subjects)
            elif candidate.path == ".reuse/dep5":
                yield from _dep5(candidate, subjects)
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"It {error}; the licences it states are missing", error.line)


def _sidecar(candidate: ScannedFile) -> Iterator[FolderStatement]:
    from compliance.licensing.matching.identify import find_tags  # 10 ms that only such a file pays

    text, _ = parse_file.read_text(candidate)
    for line, words in enumerate(text.splitlines(), 1):
        for expression in find_tags(words):
            claim = LicenseClaim(
                expression, SaidBy.TAG, evidence=(Evidence(candidate.path, line, words.strip()),)
            )
            yield FolderStatement(candidate.path.removesuffix(".license"), "", (claim,), path=candidate.path)


def _annotations(candidate: ScannedFile, subjects: list[ScannedFile]) -> Iterator[FolderStatement]:
    for entry in as_tables(parse_file.parse_toml(candidate).get("annotations")):
        stated, paths = entry.get(_KEY), entry.get("path")
        patterns = [paths] if isinstance(paths, str) else as_texts(paths)
        if isinstance(stated, str):
            yield from _matching(candidate, subjects, patterns, stated, candidate.folder)


def _dep5(candidate: ScannedFile, subjects: list[ScannedFile]) -> Iterator[FolderStatement]:
    """Debian's machine-readable copyright file: paragraphs with Files and License."""
    text, _ = parse_file.read_text(candidate)
    for paragraph in text.split("\n\n"):
        fields = dict(
            line.split(":", 1) for line in paragraph.splitlines() if ":" in line and not line[:1].isspace()
        )
        if "Files" in fields and "License" in fields:
            yield from _matching(candidate, subjects, fields["Files"].split(), fields["License"].strip(), "")


def _matching(
    candidate: ScannedFile, subjects: list[ScannedFile], patterns: list[str], stated: str, base: str
) -> Iterator[FolderStatement]:
    expression = expressions.canonical_expression(stated)
    prefix = f"{base}/" if base else ""
    for subject in subjects:
        if any(fnmatch.fnmatchcase(subject.path, prefix + pattern) for pattern in patterns):
            evidence = (Evidence(candidate.path, 0, f"{_KEY}: {stated}"),)
            claim = LicenseClaim(
                expression, SaidBy.TAG, stated="" if expression == stated else stated, evidence=evidence
            )
            yield FolderStatement(subject.path, "", (claim,), path=candidate.path)
