# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.licensing.matching import fingerprints
from compliance.licensing.matching.identify import (
    MatchKind,
    find_tags,
    find_title,
    identify_license,
    match_text,
)
from compliance.licensing.matching.template import Flag

TEXTS = Path(__file__).parents[3] / "data" / "licenses"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))


def text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text("utf-8")


def unwrapped(name: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text(name).split("\n\n"))


def wrapped(words: str) -> str:
    return "\n\n".join(textwrap.fill(" ".join(part.split()), 60) for part in words.split("\n\n"))


@pytest.mark.parametrize("name", NAMES)
def test_a_licence_is_called_by_its_name(name: str) -> None:
    """The canonical text of a licence is that licence, and nothing else is found in it."""
    assert (name,) == identify_license(text(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_canonical_text_is_exact(name: str) -> None:
    """A canonical text departs from itself nowhere."""
    (found,) = match_text(text(name))
    assert (name, MatchKind.EXACT, ()) == (found.expression, found.kind, found.altered)


PRINTINGS: dict[str, Callable[[str], str]] = {
    "wrapped": wrapped,
    "upper case": str.upper,
    "C comment": lambda words: "/*\n" + "".join(f" * {line}\n" for line in words.splitlines()) + " */",
    "hash comment": lambda words: "".join(f"# {line}\n" for line in words.splitlines()),
    "typographic quotes": lambda words: re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", words).replace(
        "'", "\u2019"
    ),
    "British": lambda words: re.sub(r"\b([Ll])icense", r"\1icence", words),
    "windows": lambda words: words.replace("\n", "\r\n"),
    "holders": lambda words: (
        f"Copyright (c) 2019-2024 Jane Doe and contributors\nAll rights reserved.\n\n{words}"
    ),
    "byte order mark": lambda words: f"\ufeff{words}",
}


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("name", NAMES)
def test_how_a_text_is_printed_says_nothing(name: str, printing: str) -> None:
    """Wrapping, case, comment marks, quotes, spelling and copyright lines are no part of a licence."""
    assert (name,) == identify_license(PRINTINGS[printing](text(name)))


def test_a_title_may_be_missing() -> None:
    """By the SPDX matching guidelines a title is optional."""
    assert ("MIT",) == identify_license(text("MIT").removeprefix("MIT License\n"))


def test_holders_stand_where_the_text_names_them() -> None:
    """BSD texts with a project's name in them are the same licence."""
    named = (
        text("BSD-3-Clause")
        .replace("the copyright holder nor", "Example Corp. nor")
        .replace("COPYRIGHT HOLDERS AND CONTRIBUTORS", "REGENTS OF EXAMPLE UNIVERSITY")
    )
    assert ("BSD-3-Clause",) == identify_license(named)


def test_a_slip_of_the_pen_changes_nothing() -> None:
    """A misspelt word leaves the licence what it is, and is reported as wording."""
    slipped = text("MIT").replace("restriction", "restricton")
    (found,) = match_text(slipped)
    assert ("MIT",) == identify_license(slipped)
    assert [("restricton", "restriction", False)] == [
        (alteration.text, alteration.canonical, alteration.material) for alteration in found.altered
    ]


def test_neighbours_are_told_apart() -> None:
    """A text without the third clause of BSD-3-Clause is BSD-2-Clause, not a BSD-3-Clause that lacks something."""
    paragraphs = text("BSD-3-Clause").split("\n\n")
    without = "\n\n".join(part for part in paragraphs if "endorse or promote" not in part)
    assert ("BSD-2-Clause",) == identify_license(without)


CHANGES = {
    "MIT: a condition": ("MIT", "shall be included", "shall not be included"),
    "MIT: warranty": ("MIT", "WITHOUT WARRANTY OF ANY KIND", "WITH WARRANTY OF ANY KIND"),
    "MIT: liability": ("MIT", "IN NO EVENT SHALL", "IN ANY EVENT SHALL"),
    "MIT: a right": ("MIT", "and/or sell copies", "copies"),
    "MIT: use": ("MIT", "without restriction,", "without restriction for non-commercial purposes,"),
    "BSD-3-Clause: names": ("BSD-3-Clause", "may be used to endorse", "must be used to endorse"),
    "Apache-2.0: version": ("Apache-2.0", "Version 2.0, January 2004", "Version 3.0, January 2004"),
    "Apache-2.0: patents": ("Apache-2.0", "irrevocable", "revocable"),
    "Apache-2.0: appendix": ("Apache-2.0", "you may not use this file", "you may use this file"),
    "ISC: fee": ("ISC", "with or without fee", "without fee"),
    "Zlib: use": ("Zlib", "including commercial applications", "excluding commercial applications"),
    "CC-BY-4.0: title": ("CC-BY-4.0", "Creative Commons Attribution 4.0", "Creative Commons Attribution 9.0"),
    "CC-BY-NC-4.0: use": ("CC-BY-NC-4.0", "for NonCommercial purposes only", "for commercial purposes"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_clause_takes_the_name(change: str) -> None:
    """A text with one clause turned isn't called by the licence's name, and the place is reported."""
    name, before, after = CHANGES[change]
    assert before in unwrapped(name)
    changed = unwrapped(name).replace(before, after, 1)
    assert () == identify_license(changed)
    assert any(found.expression == name and not found.sure for found in match_text(changed))


ADDED = (
    "This License does not apply in the European Union.",
    "The Software may be used for non-commercial research purposes only.",
    "The Software shall be used for Good, not Evil.",
    "You must not use the Software to improve any other large language model.",
    "If you have more than 100 million monthly active users, you must request a license from us.",
    'The License does not grant to you the right to Sell the Software ("Commons Clause").',
)


@pytest.mark.parametrize("sentence", ADDED)
@pytest.mark.parametrize("name", ["MIT", "Apache-2.0"])
def test_an_added_restriction_takes_the_name(name: str, sentence: str) -> None:
    """A licence with a restriction before or after it is another one."""
    for changed in (f"{sentence}\n\n{text(name)}", f"{text(name)}\n\n{sentence}\n"):
        assert () == identify_license(changed)
        (found,) = match_text(changed)
        assert (name, MatchKind.SIMILAR, "added") == (found.expression, found.kind, found.altered[0].change)


def test_an_altered_warranty_comes_first() -> None:
    """Of several departures those on warranty and liability are named first, with line, words and canonical words."""
    changed = text("MIT").replace("free of charge", "for a fee").replace("WITHOUT WARRANTY", "WITH WARRANTY")
    (found,) = match_text(changed)
    first = found.altered[0]
    line = next(number for number, words in enumerate(changed.splitlines(), 1) if "WITH WARRANTY" in words)
    assert ("warranty", "changed", line, "with", "without") == (
        first.about,
        first.change,
        first.line,
        first.text,
        first.canonical,
    )


def test_a_removed_warranty_is_reported() -> None:
    """A text without its disclaimer is an altered copy; what is missing is about warranty and liability."""
    (found,) = match_text(text("MIT").partition("THE SOFTWARE IS PROVIDED")[0])
    about = {alteration.about for alteration in found.altered if alteration.change == "removed"}
    assert ("MIT", False) == (found.expression, found.sure)
    assert {"warranty and liability"} == about


def test_all_licences_of_a_file_are_found() -> None:
    """A file of several texts has all their licences, each where it begins."""
    both = f"Parts are under MIT:\n\n{text('MIT')}\n\nOther parts:\n\n{text('BSD-3-Clause')}\n{text('Apache-2.0')}"
    assert ("Apache-2.0", "BSD-3-Clause", "MIT") == identify_license(both)
    found = match_text(both)
    assert ["MIT", "BSD-3-Clause", "Apache-2.0"] == [one.expression for one in found]
    assert {MatchKind.CONTAINED} == {one.kind for one in found}
    assert sorted(one.line for one in found) == [one.line for one in found]


def test_an_altered_text_leaves_the_others_their_names() -> None:
    """In a file of several texts only the altered one loses its name."""
    altered = text("BSD-3-Clause").replace("are permitted provided", "are prohibited unless provided")
    assert ("Zlib",) == identify_license(f"{text('Zlib')}\n\n{altered}")


def test_the_notice_of_a_licence_names_it() -> None:
    """The words that a licence wants in source files stand for it; its own appendix isn't a second licence."""
    notice = text("Apache-2.0").partition("Copyright [yyyy]")[2]
    assert ("Apache-2.0",) == identify_license(notice)
    assert ["notice"] == [found.source for found in match_text(notice)]


PROSE = (
    "",
    "\0" * 1000,
    "This software is licensed under the terms of the MIT license, see the file LICENSE.",
    "Permission is hereby granted. Redistribution and use are permitted. The software is provided as is.",
    "The quick brown fox jumps over the lazy dog. " * 400,
)


@pytest.mark.parametrize("prose", PROSE)
def test_prose_is_no_licence(prose: str) -> None:
    """Words about a licence aren't its text."""
    assert () == identify_license(prose)


HOSTILE = {
    "one word": "license " * 130_000,
    "one phrase": "permission is hereby granted free of charge to any person obtaining a copy of " * 12_000,
    "no space": "a" * 1_000_000,
    "zeros": "\0" * 1_000_000,
    "a place for names": "this software is provided by " + "x " * 400_000 + "as is",
    "links": "](" * 400_000,
    "half of a character": "\ud800 license " * 10_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_no_licence(kind: str) -> None:
    """A megabyte of nonsense is read to its end and has no name."""
    assert () == identify_license(HOSTILE[kind])


def test_a_licence_is_found_behind_nonsense() -> None:
    """A text after a megabyte of one word is found all the same."""
    assert ("MIT",) == identify_license("word " * 200_000 + "\n\n" + text("MIT"))


def test_tags_are_read() -> None:
    """SPDX tags give their expressions, sorted, each once."""
    lines = "# SPDX-License-Identifier: MIT\n/* SPDX-License-Identifier: Apache-2.0 OR BSD-3-Clause */\n"
    assert ("Apache-2.0 OR BSD-3-Clause", "MIT") == find_tags(lines + lines)


def test_a_title_is_the_first_line_with_words() -> None:
    """Decoration and blank lines are passed over."""
    assert "ACME LICENSE" == find_title("\n=====\n\n# ACME LICENSE\nYou may ...")


@pytest.mark.parametrize("name", ["MPL-2.0", "ODC-By-1.0", "PDDL-1.0", "ODbL-1.0"])
def test_a_preamble_or_exhibit_that_is_left_out_is_no_alteration(name: str) -> None:
    """What carries no terms may be missing: the text keeps its name."""
    known = fingerprints.load_fingerprints()
    number = next(
        number
        for number, entry in enumerate(known.header["templates"])
        if entry[:2] == [name, "text"] and known.template(number).words
    )
    template = known.template(number)
    words: list[str] = []
    start = 0
    for size, flag in zip(template.sizes, template.flags, strict=True):
        if not flag & Flag.OPTIONAL:
            words += template.words[start : start + size]
        start += size

    assert identify_license(" ".join(words)) == (name,)
