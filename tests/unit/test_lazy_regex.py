# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import gc
import importlib
import pkgutil
import re

import pytest

import compliance
from compliance import lazy_regex
from compliance.lazy_regex import compile_lazily


def test_every_pattern_compiles() -> None:
    """A mistake in one would show only when somebody's file needs it."""
    for found in pkgutil.walk_packages(compliance.__path__, "compliance."):
        importlib.import_module(found.name)

    every = [one for one in gc.get_objects() if type(one) is lazy_regex._Pattern]

    assert len(every) > 200
    assert all(one.pattern == one._words for one in every)


def test_it_does_what_a_compiled_one_does() -> None:
    made, compiled = (
        compile_lazily(r"(?P<word>\w)-", re.IGNORECASE),
        re.compile(r"(?P<word>\w)-", re.IGNORECASE),
    )

    for _ in range(2):  # the first use, and one after it
        assert compiled.sub("+", "a-b-c") == made.sub("+", "a-b-c")
        assert compiled.findall("a-b-c") == made.findall("a-b-c")
        assert compiled.flags == made.flags


def test_what_no_pattern_has_is_missed_as_usual() -> None:
    with pytest.raises(AttributeError, match="searched"):
        compile_lazily("a").searched  # type: ignore[attr-defined] # noqa: B018


def test_bytes() -> None:
    assert compile_lazily(rb"\d").search(b"a1") is not None
