# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance.licensing.matching.normalise import split_words

SAME = {
    "case": ("The Software", "THE SOFTWARE"),
    "spelling": ("licence of an organisation", "license of an organization"),
    "punctuation": ('the "Software", as is;', "the Software as is"),
    "quotes": ("the \u201cSoftware\u201d", 'the "Software"'),
    "dashes": ("non\u2013exclusive", "non-exclusive"),
    "hyphen": ("noncommercial", "non-commercial"),
    "parted word": ("sub-license", "sublicense"),
    "owner": ("copyright owner", "copyright holder"),
    "comment": ("// the software\n// as is", "the software as is"),
    "box": ("/*\n * the software\n */", "the software"),
    "bullet": ("1. the software", "* the software"),
    "inline bullet": ("the following: (a) the software; (b) data", "the following: the software; data"),
    "paragraph number": ("1.1 Definitions", "Definitions"),
    "markup": ("<p>the <b>software</b></p>", "the software"),
    "link": ("[the licence](https://example.org/licence)", "the licence"),
    "scheme": ("https://www.example.org/licence", "http://example.org/licence"),
    "entity": ("&quot;the software&quot;", "the software"),
    "full width": ("\uff34\uff48\uff45 software", "the software"),
    "rights": ("as is. All rights reserved.", "as is."),
    "copyright line": ("Copyright (c) 2020 A. Author\nthe software", "the software"),
    "copyright without sign": ("Copyright 2020 A. Author\nthe software", "the software"),
    "holder's address": ("Copyright (c) 2020 A\n<https://a.example>\nthe software", "the software"),
    "tag": ("# SPDX-License-Identifier: MIT\nthe software", "the software"),
    "unwrapped copyright": (
        "Copyright 2020 A. All rights reserved. The software is free.",
        "the software is free",
    ),
}


@pytest.mark.parametrize("kind", SAME)
def test_what_says_nothing_is_left_out(kind: str) -> None:
    """Texts that differ as the SPDX matching guidelines allow have the same words."""
    one, other = SAME[kind]
    assert split_words(other).words == split_words(one).words


OTHER = {
    "negation": ("may not be used", "may be used"),
    "version": ("Version 2.0", "Version 3.0"),
    "number": ("100 million users", "1 million users"),
    "notice": ("the above copyright notice", "the above notice"),
}


@pytest.mark.parametrize("kind", OTHER)
def test_what_says_something_is_kept(kind: str) -> None:
    """Words that make the difference between two licences stay."""
    one, other = OTHER[kind]
    assert split_words(other).words != split_words(one).words


def test_a_sentence_on_copyright_is_no_copyright_line() -> None:
    """A line that breaks off before `Copyright` goes on with it."""
    sentence = "must retain the following notice within a text file that says:\nCopyright 2020 A"
    going_on = "must retain the following notice within a text file, namely\nCopyright 2020 A"
    assert "copyright" not in split_words(sentence).words
    assert "copyright" in split_words(going_on).words


def test_each_word_has_its_line() -> None:
    """Lines are counted from 1, blank ones included."""
    found = split_words("one\n\ntwo three\n")
    assert (["one", "two", "three"], [1, 3, 3]) == (found.words, found.lines)


def test_characters_of_chinese_are_words() -> None:
    """Text without spaces is cut at each character."""
    assert ["\u8bb8", "\u53ef", "v2"] == split_words("\u8bb8\u53efv2").words
