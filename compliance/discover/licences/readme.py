# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The licence section of a README: one claim for each sentence that names one licence, for code, weights or data as the sentence says."""

import re
from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.licensing.clauses.sentences import split_sentences
from compliance.model import Evidence, LicenseClaim, SaidBy, Subject
from compliance.settings import Settings

_LIMIT = 2 * parse_file.MEGABYTE
_HEADING = compile_lazily(r"^(#+)\s*(?:\d+[.)]\s*)?(?:[\w&/]+\s+){0,3}licen[cs](?:e|es|ing)\b", re.IGNORECASE)
_ANY_HEADING = compile_lazily(r"^(#+)\s")
_LINK = compile_lazily(r"\[([^\]]+)\]\([^)]*\)")
_NAME = compile_lazily(
    r"\b(?:[A-Z][\w.+]*-[\w.+-]*\d[\w.+-]*|(?:[A-Z][\w.+-]*|\d[\d.]*|v\d[\d.]*)(?:[ ,]+(?:[A-Z][\w.+-]*|\d[\d.]*|v\d[\d.]*)){0,5})"
)
_SUBJECTS = (
    (Subject.WEIGHTS, compile_lazily(r"\b(?:weights?|checkpoints?|models?|parameters)\b", re.IGNORECASE)),
    (Subject.DATA, compile_lazily(r"\b(?:data ?sets?|data|corpus|annotations)\b", re.IGNORECASE)),
    (
        Subject.CODE,
        compile_lazily(r"\b(?:code|software|scripts?|repository|project|library|package)\b", re.IGNORECASE),
    ),
)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What each README in the tree, or in a nested folder of a distribution, says under its licence heading."""
    for candidate in candidates:
        if (
            candidate.name.lower() in {"readme.md", "readme"}
            and ("/" in candidate.folder or not candidate.carrier)
            and not candidate.is_test
        ):
            try:
                document, _ = parse_file.read_text(candidate, _LIMIT)
            except parse_file.Unreadable:
                continue  # cards.py, which reads the same file, reports it
            yield from parse_file.within_time(_statement(candidate, document))


def _statement(candidate: ScannedFile, document: str) -> Iterator[FolderStatement]:
    if claims := tuple(_read_readme_claims(document, candidate.path)):
        yield FolderStatement(candidate.folder, candidate.carrier, claims, path=candidate.path)


def _read_readme_claims(document: str, path: str) -> Iterator[LicenseClaim]:
    for sentence in split_sentences(_section(document)):
        plain = _LINK.sub(r"\1", sentence.text)
        named = _licenses(plain)
        subjects = [subject for subject, words in _SUBJECTS if words.search(plain)]
        if len(named) == 1 and len(subjects) <= 1:
            (expression,) = named
            evidence = (Evidence(path, sentence.line, plain[:300]),)
            for subject in subjects or (Subject.CODE, Subject.WEIGHTS, Subject.DATA):
                yield LicenseClaim(expression, SaidBy.README, subject=subject, evidence=evidence)


def _section(document: str) -> str:
    """The licence sections' lines, all other lines blank, so that line numbers stay."""
    depth, lines = 0, []
    for line in document.splitlines():
        heading = _ANY_HEADING.match(line)
        if heading and (not depth or len(heading[1]) <= depth):
            depth = len(heading[1]) if _HEADING.match(line) else 0
            lines.append("")
        else:
            lines.append(line if depth else "")
    return "\n".join(lines)


def _licenses(sentence: str) -> set[str]:
    """The licences whose names stand in a sentence; of a name the longest reading that is known."""
    found = set()
    for match in _NAME.finditer(sentence):
        words = match[0].rstrip(".,").split(" ")
        spans = (
            (start, end)
            for length in range(len(words), 0, -1)
            for start in range(len(words) - length + 1)
            for end in (start + length,)
        )
        known = (
            expressions.resolve_expression(" ".join(words[start:end]).strip(",")) for start, end in spans
        )
        if expression := next((one for one in known if one), ""):
            found.add(expression)
    return found
