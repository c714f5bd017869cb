# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from itertools import pairwise
from typing import Any

import pytest

from compliance.discover.base import parse_file


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("language: no\nversion: 1.10\nnone: null\nempty:\n", {"language": "no", "version": "1.10", "none": "null", "empty": ""}),
        ("- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("'@a/b@1': {x: \"\\u00e9\"}\n", {"@a/b@1": {"x": "é"}}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("a: 1\na: 2\n", {"a": "2"}),
        ("<<: {a: 1}\n", {"<<": {"a": "1"}}),
        ("!!int 5", "5"),
        ("", None),
        ("just text", "just text"),
        ("a: &x 1\nb: *x\nc: [*x]", {"a": "1", "b": "1", "c": ["1"]}),
        ("a: &x {p: 1, q: 2}\nb:\n  p: 3\n  <<: *x\n  r: 4\n", {"a": {"p": "1", "q": "2"}, "b": {"p": "3", "q": "2", "r": "4"}}),
    ],
)  # fmt: skip
def test_yaml_holds_text_lists_and_mappings(document: str, expected: Any) -> None:
    """Nothing is guessed: all scalars are text, the last of equal keys counts."""
    assert expected == parse_file.parse_yaml(document)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xff", "is no valid JSON: it is not UTF-8 text"),
        (b"[" * 100_000, "is no valid JSON: it is nested too deeply"),
        (b"{1", "is no valid JSON: Expecting property name"),
    ],
)
def test_what_a_parser_says_is_put_into_words_of_the_file(raw: bytes, reason: str) -> None:
    """No codecs, no recursion, no names of Python's own."""
    with pytest.raises(parse_file.Unreadable, match=f"^{reason}"):
        parse_file.parse_json(raw)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("a: &x [*x]\n", "nothing is called 'x'"),
        ("b: *x\n", "nothing is called 'x'"),
        (
            "a: &a [x, x]\n"
            + "".join(f"{two}: &{two} [*{one}, *{one}]\n" for one, two in pairwise("abcdefghijklmnopqrst")),
            "too many values",
        ),
        (
            "a: &a " + "[" * 150 + "]" * 150 + "\nb: " + "[" * 100 + "*a" + "]" * 100 + "\n",
            "nested too deeply",
        ),
        ("a: !!python/object:os.system x\n", "could not determine a constructor"),
        ("a: !own x\n", "could not determine a constructor"),
        ("[" * 300 + "]" * 300, "nested too deeply"),
        ("a: {\n", "is no valid"),
        ("? [a]\n: b\n", "unhashable"),
        ("? {a: b}\n: b\n", "unhashable"),
        ("a: 1\n---\nb: 2\n", "several documents"),
        ("a: \x00", "is no valid"),
        ("a: \ud800", "is no valid"),
    ],
)
def test_yaml_that_is_hostile_or_broken_is_refused(document: str, reason: str) -> None:
    """Aliases, tags that make objects, depth without end and broken syntax all end in one sentence."""
    with pytest.raises(parse_file.Unreadable, match=reason) as caught:
        parse_file.parse_yaml(document)
    assert str(caught.value).startswith("is no valid YAML: ")


def test_a_stream_holds_several_documents() -> None:
    """They come in order."""
    assert [{"a": "1"}, ["b"]] == parse_file.parse_yaml_all("a: 1\n---\n- b\n")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ('// one\n{"a": 1, /* two\n */ "b": [1, 2, ], // three\n}', {"a": 1, "b": [1, 2]}),
        ('{"a": "// no /* comment */ , ]", "b\\"//": "x"}', {"a": "// no /* comment */ , ]", 'b"//': "x"}),
        ("[1 /* never ends", None),
    ],
)
def test_json_as_people_write_it(document: str, expected: Any) -> None:
    """Comments and commas too many are left out, but not where they are text."""
    if expected is None:
        with pytest.raises(parse_file.Unreadable, match="no valid JSON"):
            parse_file.parse_commented_json(document)
    else:
        assert expected == parse_file.parse_commented_json(document)


def test_a_fault_in_commented_json_keeps_its_line() -> None:
    """Comments that are left out count as lines."""
    with pytest.raises(parse_file.Unreadable) as raised:
        parse_file.parse_commented_json('/* one\ntwo */\n{"a": 1,\n b}')

    assert raised.value.line == 4
