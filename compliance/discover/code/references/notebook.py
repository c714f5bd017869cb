# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The code of a Jupyter notebook (nbformat 4): its Python as one module, its shell lines apart; outputs and prose are left out."""

import ast
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

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
    code = _Code(speaks_python=_read_language(document) == "python")
    locate = _Locator(raw.decode("utf-8", "replace").split("\n"))
    for cell in cells:
        # lines of prose are located too, since each line is looked for after the one before
        lines = [locate(text) for text in _read_source(cell)]
        if lines and cell.get("cell_type") == "code":
            code.add_cell(lines)
    text = "\n".join(line.text for line in code.python)
    parsed = module.parse_module(text, tuple(line.number for line in code.python))
    return Notebook(parsed, tuple(code.shell), code.broken)


@dataclass(slots=True)
class _Code:
    """The lines of a notebook's cells while they are collected."""

    speaks_python: bool
    python: list[Line] = field(default_factory=list)
    shell: list[Line] = field(default_factory=list)
    broken: int = 0

    def add_cell(self, lines: list[Line]) -> None:
        """A cell of code: for the shell, in Python, or in what another kernel or a magic command speaks."""
        first = lines[0].text
        if _SHELL_CELL.match(first):
            self.shell.extend(lines[1:])
        elif self.speaks_python and not first.startswith("%%"):
            self.shell.extend(_find_commands(lines))
            python = [_without_magic(line) for line in lines]
            if _is_python(python):
                self.python.extend(python)
            else:
                self.broken += 1


def _read_language(document: dict[str, Any]) -> Any:
    """The language of the kernel, Python where none is stated."""
    metadata = document.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    return kernel.get("language", "python") if isinstance(kernel, dict) else "python"


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


def _read_source(cell: Any) -> list[str]:
    """The lines of a cell, which is written as one text or as a list of them; none of one that is no cell."""
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


def _find_commands(lines: list[Line]) -> Iterator[Line]:
    """What stands behind `!`, which is for the shell."""
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
