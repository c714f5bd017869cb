# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Readers do twice the work on twice the text. Steps are counted, not seconds; `bench/adversarial.py` measures seconds."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from compliance.discover.cards import hub_cards
from compliance.discover.code import read_code
from compliance.discover.interface import ScannedFile
from compliance.discover.licences import license_files, readme
from compliance.discover.packages import requirements
from compliance.licensing.clauses import sentences
from compliance.licensing.matching.identify import match_text
from compliance.settings import Settings

MOST = 2.2
"""Times as many steps as half of the text takes; what a reader does once makes it less than two."""
LINES = 100
SHAPES = {
    "references": "from_pretrained('a/b')\n",
    "blank lines": "\n" * 20,
    "headings": "# License\n",
    "tags": "SPDX-License-Identifier: MIT\n",
    "short sentences": "Use it. Be ok.\n",
    "addresses": "https://example.org/licenses/mit?a=b\n",
    "brackets": "[({\n",
}


def as_python(shape: str) -> str:
    """Source that is worth parsing, with a shape that is no Python as a text."""
    code = shape if shape.startswith(("from_", "\n", "#")) else f"T = '''\n{shape}'''\n"
    return f"import openai\nopenai.chat(model='gpt-4')\n{code}"


def as_notebook(shape: str) -> str:
    """The same as the one cell of a notebook."""
    cell = {"cell_type": "code", "source": as_python(shape).splitlines(keepends=True)}
    return json.dumps({"cells": [cell], "nbformat": 4, "metadata": {"language_info": {"name": "python"}}})


def as_card(shape: str) -> str:
    """A model card with front matter."""
    return f"---\nlicense: mit\n---\n# Model\n\n{shape}"


READERS: tuple[tuple[ModuleType, str, Callable[[str], str]], ...] = (
    (read_code, "a.py", as_python),
    (read_code, "a.ipynb", as_notebook),
    (license_files, "LICENSE", str),
    (hub_cards, "README.md", as_card),
    (readme, "README.md", as_card),
    (requirements, "requirements.txt", str),
)


def steps(run: Callable[[], Any]) -> int:
    """How many functions are called, those written in C included, and how often generators go on."""
    count = 0

    def see(_frame: object, event: str, _value: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("reader", "name", "wrap"), READERS)
def test_twice_the_text_takes_twice_the_steps(
    tmp_path: Path, reader: ModuleType, name: str, wrap: Callable[[str], str], shape: str
) -> None:
    """No reader looks at what it has read once more for each line that follows."""
    file = tmp_path / name

    def count(lines: int) -> int:
        file.write_text(wrap(SHAPES[shape] * lines), "utf-8")
        candidate = ScannedFile(name, file, file.stat().st_size)
        match_text.cache_clear()
        return steps(lambda: list(reader.discover((candidate,), Settings())))

    count(2 * LINES)  # patterns are compiled and modules are loaded once

    assert count(2 * LINES) <= MOST * count(LINES)


class Counting:
    """A pattern that counts the characters that it is given."""

    def __init__(self, pattern: Any) -> None:
        self.pattern = pattern
        self.characters = 0

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> Any:
            self.characters += sum(len(one) for one in arguments if isinstance(one, str))
            return getattr(self.pattern, name)(*arguments)

        return call


@pytest.mark.parametrize("shape", SHAPES)
def test_no_pattern_sees_a_growing_part_of_the_text(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text that is twice as long the patterns for sentences are given twice as many characters."""
    names = ("_DECORATION", "_BLANK", "_ITEM", "_END", "_ABBREVIATION")
    patterns = {name: getattr(sentences, name) for name in names}

    def count(lines: int) -> int:
        counting = {name: Counting(pattern) for name, pattern in patterns.items()}
        for name, pattern in counting.items():
            monkeypatch.setattr(sentences, name, pattern)
        assert all(list(sentences.split_sentences(text)) for text in ["Use it. Be ok. " * lines])
        list(sentences.split_sentences(SHAPES[shape] * lines))
        return sum(pattern.characters for pattern in counting.values())

    assert 0 < count(2 * LINES) <= MOST * count(LINES)
