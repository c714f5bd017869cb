# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence file as sections: its own terms first, then what it says of each part that others made.

A section begins with words that name a part: a sentence ("This software contains parts of X", "X is redistributed within ..."), a
`Name:` field, or a heading between rules. A rule with none of these doesn't end a section, since texts have rules of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from compliance import time_budget
from compliance.discover.licences._support import file_names, section_starts

_MOST = 1_000
"""Sections of a file that are told apart; the rest belongs to the last one."""
_FEW = 2
_STACKED = 6
"""Lines between two introductions that share the text below them."""
_LONGEST = 300


@dataclass(slots=True)
class TextSection:
    """Lines of a licence file that are about the same parts."""

    parts: tuple[str, ...]
    """The names of the parts; empty: the file's own terms."""
    line: int
    """Of its first line, from 1."""
    lines: list[str] = field(default_factory=list)
    quote: str = ""
    """The words that name the parts."""

    @property
    def text(self) -> str:
        """The section's text."""
        return "\n".join(self.lines)


def split_sections(text: str, path: str) -> list[TextSection]:
    """The sections of a licence file in their order; one for the whole file where nothing in it is about a part."""
    collective = file_names.is_about_third_parties(path)
    lines = text.splitlines()
    find = _finder(lines)
    sections = [TextSection((section_starts.OTHERS,) if collective else (), 1)]
    granted, rule = collective, ""
    for at, line in enumerate(lines):
        time_budget.check()
        granted = granted or section_starts.has_grant(line[:_LONGEST])
        above = section_starts.rule_above(lines, at)
        about_others = bool(sections[-1].parts)
        if (
            granted
            and len(sections) < _MOST
            and section_starts.may_start(lines, at)
            and (not rule or above == rule)
        ):
            found = find(lines, at, about_others)
            if found and not _joins(sections[-1], found, lines, at):
                sections.append(TextSection(found, at + 1, quote=line.strip()[:_LONGEST]))
                # The first rule above a name is the one between sections; others belong to the texts.
                rule = rule or above
        sections[-1].lines.append(line)
    return [section for section in sections if any(map(str.strip, section.lines))]


_Finder = Callable[[list[str], int, bool], tuple[str, ...] | None]


def _finder(lines: list[str]) -> _Finder:
    """What tells where a section begins: the form that a file repeats alone, or any form in a file without one."""
    if sum(line.startswith("Name: ") for line in lines) > 1:
        return lambda held, at, _: section_starts.find_field(held, at)
    if (
        sum(
            section_starts.passes_on(lines, at)
            for at in range(len(lines))
            if section_starts.may_start(lines, at)
        )
        > _FEW
    ):
        return lambda held, at, _: (
            section_starts.find_introduction(held, at) if section_starts.passes_on(held, at) else None
        )
    return _any_form


def _any_form(lines: list[str], at: int, about_others: bool) -> tuple[str, ...] | None:  # noqa: FBT001 - a state, not a switch
    found = section_starts.find_field(lines, at) or section_starts.find_introduction(lines, at)
    if not found and section_starts.speaks_of_others(lines, at):
        return (section_starts.OTHERS,)
    return found or section_starts.find_heading(lines, at, about_others=about_others)


def _joins(last: TextSection, parts: tuple[str, ...], lines: list[str], at: int) -> bool:
    """Whether the words belong to the section before: names that share a text, or what is said below a heading without a text yet."""
    quote = lines[at].strip()[:_LONGEST]
    near = at + 1 - last.line <= _STACKED * len(last.parts) and not section_starts.has_grant(last.text)
    if not (near and last.parts and last.quote):
        return False
    if last.parts == (section_starts.OTHERS,) and parts != (section_starts.OTHERS,):
        last.parts, last.quote = parts, quote
    elif section_starts.passes_on(lines, at):
        if any(map(section_starts.mentions_licence, last.lines[1:])):
            return False
        last.parts = tuple(dict.fromkeys((*last.parts, *parts)))
    return True
