# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Names and versions that no document can hold."""

from pathlib import Path

import pytest
from looking import look

from compliance.discover.resolve.bounded import bounded
from compliance.model import Component, Gap, Kind


@pytest.mark.parametrize(
    ("name", "version", "kept"),
    [
        ("a", "1.0", ("a", "1.0")),
        ("größe", "", ("größe", "")),
        ("", "1", ("unnamed", "1")),
        ("a\nb\x1b[31m", "1\0", ("a b\ufffd[31m", "1\ufffd")),
        ("\ud800", "", ("\ufffd", "")),
        ("x" * 1024, "1", ("x" * 1024, "1")),
    ],
)
def test_names_are_clean(name: str, version: str, kept: tuple[str, str]) -> None:
    """What steers a terminal or is no Unicode is replaced, and everything has a name."""
    (item,) = bounded([Component("r", Kind.LIBRARY, name, version)])

    assert isinstance(item, Component)
    assert (item.name, item.version) == kept


def test_a_reason_that_quotes_too_much_is_cut() -> None:
    """A gap is a sentence, whatever the file holds."""
    (gap,) = bounded([Gap("a", "x" * 70_000, 3, "fix")])

    assert isinstance(gap, Gap)
    assert len(gap.reason) < 2100
    assert (gap.line, gap.fix) == (3, "fix")


def test_what_is_too_long_is_cut_and_said(tmp_path: Path) -> None:
    """The BOM is valid, and the gap names the file and the line."""
    lock = f'[[package]]\nname = "alpha"\nversion = "{"1." * 9000}1"\n'

    inventory = look(tmp_path, {"poetry.lock": lock})

    (library,) = inventory.components
    assert len(library.version) == 1024
    assert [(gap.path, gap.line) for gap in inventory.gaps] == [("poetry.lock", 1)]
