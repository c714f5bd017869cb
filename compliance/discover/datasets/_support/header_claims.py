# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The licences and limits that a few lines about a data file state."""

from collections.abc import Iterator
from dataclasses import replace

from compliance.discover.datasets._support.header_lines import Lines
from compliance.lazy_regex import compile_lazily
from compliance.licensing.clauses import read_clauses
from compliance.licensing.matching.identify import find_tags
from compliance.licensing.prose.license_names import find_license_names
from compliance.model import Clause, Evidence, LicenseClaim, SaidBy, Subject

_FREE_DOCUMENTATION = compile_lazily(
    r"(?i)\b(?:GNU Free Documentation Licen[cs]e|GFDL)\b,? ?(?:version |v)?(1\.[123])?(.{0,30}\blater\b)?"
)
_SPEAKS_OF_TERMS = compile_lazily(
    r"(?i)licen[cs]|permission|copyright|\bterms\b|public domain|spdx|commercial"
)
_LONGEST = 300


def read_header_claims(lines: Lines, path: str) -> tuple[LicenseClaim, ...]:
    """One claim for each licence, at the line that names it; without any, one for the limits that the lines state."""
    if not any(_SPEAKS_OF_TERMS.search(words) for _, words in lines):
        return ()
    first: dict[str, LicenseClaim] = {}
    for line, words, quote in _joined(lines):
        for expression in _licences(words):
            where = (Evidence(path, line, quote[:_LONGEST]),)
            claim = LicenseClaim(expression, SaidBy.HEADER, subject=Subject.DATA, evidence=where)
            first.setdefault(expression, claim)
    return tuple(first.values()) or tuple(_limits(lines, path))


def _joined(lines: Lines) -> Iterator[tuple[int, str, str]]:
    """Each line together with the next one, since names break at its end; licences of the next line alone are left to it."""
    for number, (line, words) in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else (0, "")
        is_next = following[0] == line + 1
        yield line, f"{words} {following[1]}" if is_next and _is_open(words) else words, words


def _is_open(words: str) -> bool:
    """Whether a sentence goes on behind the end of its line."""
    return bool(words) and not words.endswith((".", ":", ";"))


def _licences(words: str) -> Iterator[str]:
    if tags := find_tags(words):
        yield from tags
        return
    if found := _FREE_DOCUMENTATION.search(words):
        later = found[2] or not found[1]  # without a version any that was published (GFDL 1.3, section 10)
        yield f"GFDL-{found[1] or '1.1'}-{'or-later' if later else 'only'}"
        return
    if _SPEAKS_OF_TERMS.search(words):
        yield from (term.expression for term in find_license_names(words) if term.expression)


def _limits(lines: Lines, path: str) -> Iterator[LicenseClaim]:
    numbers = [line for line, _ in lines]
    text = "\n".join(words for _, words in lines)
    clauses = tuple(_at_line(clause, numbers) for clause in read_clauses.read_clauses(text, path))
    if clauses:
        stated = clauses[0].evidence.quote[:_LONGEST]
        yield LicenseClaim(
            "",
            SaidBy.HEADER,
            subject=Subject.DATA,
            stated=stated,
            evidence=(clauses[0].evidence,),
            clauses=clauses,
        )


def _at_line(clause: Clause, numbers: list[int]) -> Clause:
    at = min(max(clause.evidence.line, 1), len(numbers)) - 1
    return replace(clause, evidence=replace(clause.evidence, line=numbers[at]))
