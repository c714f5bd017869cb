# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence files are split into their own terms and the sections about parts."""

import pytest

from compliance.discover.licences._support.split_texts import split_sections

OWN = "Permission is hereby granted to anybody to use this.\n\n"
TEXT = "Copyright 2020 Some People\n\nPermission to use it is granted.\n\n"


def parts(text: str, path: str = "LICENSE") -> list[tuple[str, ...]]:
    """The parts of each section."""
    return [section.parts for section in split_sections(text, path)]


@pytest.mark.parametrize(
    "words",
    [
        "This software contains parts of Paintbox, which come under these terms:",
        "This project includes code from the Paintbox project.",
        "Portions of this software are derived from Paintbox, under the terms below.",
        "Paintbox is redistributed within all wheels of this package.",
        "The following license applies to Paintbox:",
        "License for Paintbox (https://paintbox.example)",
        "----\n\nPaintbox",
        "==========\nPaintbox\n==========",
        "Third-party notices\n-------------------\n\n1. Paintbox (https://paintbox.example)",
        "Third-party licenses\n\n## Paintbox",
        "Name: Paintbox\nLicense: Zlib",
    ],
)
def test_a_part_is_named_where_its_section_begins(words: str) -> None:
    """A sentence, a field, a heading between rules or in a list of others' parts."""
    assert parts(f"{OWN}{words}\n\n{TEXT}") == [(), ("Paintbox",)]


def test_sections_of_a_collection_follow_each_other() -> None:
    """Rules inside of a text end no section; names that share a text are one."""
    text = (
        f"{OWN}----\n\nALPHA\n\n--------------------\n\n{TEXT}--------------------\n\nIntroduction\n\n"
        f"----\n\nBETA\n\n{TEXT}"
    )
    assert parts(text) == [(), ("ALPHA",), ("BETA",)]


def test_sentences_that_a_collection_repeats_are_its_form() -> None:
    """Headings inside of the texts begin nothing there, and names before one text share it."""
    sections = "".join(
        f"{name} is redistributed within all packages.\n\n{TEXT}" for name in ("Alpha", "Beta")
    )
    shared = f"Gamma is redistributed within all packages.\n\nDelta and Epsilon are redistributed within all packages.\n\n{TEXT}"
    text = f"{sections}{shared}----\n\nCredits\n\n{TEXT}"

    assert parts(text, "LICENSE-3RD-PARTY.txt") == [("Alpha",), ("Beta",), ("Gamma", "Delta", "Epsilon")]


@pytest.mark.parametrize(
    "text",
    [
        "From Alpha:\n\nCopyright 2020 Some People\n\nFrom Beta:\n\nCopyright 2021 Others\n\n" + OWN,
        f"{OWN}1. Definitions\n--------------\n\nThe Work is this.\n\n2. Litigation\n-------------\n\nCopyright law holds.\n",
        f"{OWN}----\n\nAPPENDIX: How to apply these terms\n\n{TEXT}",
        f"{OWN}A copy of the license is included in the section entitled Terms.\n\n{TEXT}",
        f"{OWN}This program is distributed in the hope that it will be useful.\n\n{TEXT}",
        f"{OWN}This product includes software developed by the Example Institute.\n\n{TEXT}",
    ],
)
def test_a_text_of_its_own_stays_whole(text: str) -> None:
    """Holders before the terms, the headings of a licence, and sentences that licences have are no parts."""
    assert parts(text) == [()]


def test_a_section_knows_its_first_line() -> None:
    """So that findings can quote the line of the file."""
    (_, part) = split_sections(f"{OWN}----\n\nPaintbox\n\n{TEXT}", "LICENSE")

    assert (part.line, part.quote) == (5, "Paintbox")


def test_long_lines_are_looked_through_once() -> None:
    """A line of a megabyte of marks takes no time that grows with its square."""
    text = OWN + "-" * 1_000_000 + "x\n\n" + "- " * 500_000 + "\n\n" + TEXT

    assert parts(text) == [()]
