# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The code of a Jupyter notebook (nbformat 4): its Python as one module, its shell lines apart; outputs and prose are left out."""

import ast
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.discover.base import parse_file
from compliance.discover.code.syntax import BROKEN, module
from compliance.discover.code.syntax.module import Module
from compliance.lazy_regex import compile_lazily

_SHELL_CELL = compile_lazily(r"%%(?:bash|sh|shell|!)\b|%%script (?:bash|sh)\b")
_INDENT = compile_lazily(r"\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of code, and where it stands in the file."""

    text: str
    number: int
    """0 when the file holds the whole cell in one line that can't be told apart."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """What of a notebook can be run."""

    python: Module
    shell: tuple[Line, ...]
    broken: int
    """Cells that are no Python."""


def read_notebook(raw: bytes) -> Notebook:
    """The code in a notebook.

    Raises:
        Unreadable: it is no JSON, or no notebook.
    """
    document = parse_file.parse_json(raw)
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        raise parse_file.Unreadable("is no notebook of format 4")
    language = document.get("metadata", {}) if isinstance(document.get("metadata"), dict) else {}
    kernel = language.get("kernelspec")
    spoken = kernel.get("language", "python") if isinstance(kernel, dict) else "python"
    locate = _Locator(raw.decode("utf-8", "replace").split("\n"))
    python: list[Line] = []
    shell: list[Line] = []
    broken = 0
    for cell in cells:
        source = _source(cell)
        lines = [locate(text) for text in source]
        if not source or not (isinstance(cell, dict) and cell.get("cell_type") == "code"):
            continue
        if _SHELL_CELL.match(source[0]):
            shell.extend(lines[1:])
        elif spoken == "python" and not source[0].startswith("%%"):
            code = [_without_magic(line) for line in lines]
            shell.extend(_commands(lines))
            broken += not _is_python(code)
            python.extend(code if _is_python(code) else [])
    parsed = module.parse_module(
        "\n".join(line.text for line in python), tuple(line.number for line in python)
    )
    return Notebook(parsed, tuple(shell), broken)


class _Locator:
    """Finds the lines of cells in the file, each after the one before: in a notebook as Jupyter writes it, each has its own."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next = 0

    def __call__(self, text: str) -> Line:
        for written in (json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1]):
            for number in range(self._next, min(len(self._lines), self._next + 20_000) if written else 0):
                if written in self._lines[number]:
                    self._next = number + 1 if len(self._lines) > 1 else 0
                    return Line(text, number + 1)
        return Line(text, self._next)


def _source(cell: object) -> list[str]:
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source.split("\n") if isinstance(source, str) and source.strip() else []


def _without_magic(line: Line) -> Line:
    """The line, or `pass` in its place where it speaks to the shell or to IPython."""
    if not line.text.lstrip().startswith(("%", "!", "?")):
        return line
    indent = _INDENT.match(line.text)
    return Line(f"{indent.group() if indent else ''}pass", line.number)


def _commands(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        text = line.text.lstrip()
        if text.startswith("!"):
            yield Line(text[1:], line.number)


def _is_python(lines: list[Line]) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse("\n".join(line.text for line in lines))
    except BROKEN:
        return False
    return True
