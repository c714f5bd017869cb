# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path

import trees


def notebook(*cells: tuple[str, str], indent: int | None = 1, language: str = "python") -> str:
    """A notebook as Jupyter writes it."""
    written = [
        {"cell_type": kind, "metadata": {}, "outputs": [], "source": source.splitlines(keepends=True)}
        for kind, source in cells
    ]
    metadata = {"kernelspec": {"name": "k", "language": language}}
    return json.dumps({"cells": written, "metadata": metadata, "nbformat": 4}, indent=indent)


def test_cells_are_one_module_with_the_files_lines(tmp_path: Path) -> None:
    """A constant of one cell is followed into the next, and the evidence has the line in the file."""
    text = notebook(
        ("code", "NAME = 'acme/m'"), ("markdown", "# x"), ("code", "%time\nm = from_pretrained(NAME)\n")
    )

    (found,) = trees.components(tmp_path, {"a.ipynb": text})

    line = text.splitlines()[found.evidence[0].line - 1]
    assert found.ref == "hub:acme/m"
    assert line.strip() == '"m = from_pretrained(NAME)\\n"'


def test_shell_lines_and_cells_are_read(tmp_path: Path) -> None:
    """`!` and `%%bash` speak to the shell."""
    text = notebook(("code", "!ollama pull llama3\nx = 1"), ("code", "%%bash\nhf download acme/m\n"))

    assert trees.refs(tmp_path, {"a.ipynb": text}) == ["hub:acme/m", "ollama:llama3"]


def test_prose_and_outputs_are_no_code(tmp_path: Path) -> None:
    """Markdown, raw cells and other languages name nothing."""
    prose = notebook(("markdown", "from_pretrained('acme/m')"), ("raw", "from_pretrained('acme/m')"))
    other = notebook(("code", "from_pretrained('acme/m')"), language="R")

    assert trees.refs(tmp_path, {"a.ipynb": prose, "b.ipynb": other}) == []


def test_one_line_of_json_is_read_too(tmp_path: Path) -> None:
    """A notebook that a program wrote in one line loses its lines, not its ids."""
    text = notebook(("code", "x = 1\nfrom_pretrained('acme/m')"), indent=None)

    (found,) = trees.components(tmp_path, {"a.ipynb": text})

    assert (found.ref, found.evidence[0].line) == ("hub:acme/m", 1)


def test_broken_cells_and_broken_files_are_gaps(tmp_path: Path) -> None:
    """A cell that is no Python is counted, the others are read; a file that is no notebook is named."""
    broken = notebook(("code", "from_pretrained('acme/m')"), ("code", "key = <your key>"))
    files: trees.Files = {
        "a.ipynb": broken,
        "b.ipynb": "{from_pretrained",
        "c.ipynb": '["from_pretrained"]',
        "d.ipynb": '{"cells": [3, {"cell_type": "code"}, {"cell_type": "code", "source": [1, "from_pretrained(1)"]}]}',
    }

    assert trees.refs(tmp_path, files) == ["hub:acme/m"]
    assert [gap.path for gap in trees.gaps(tmp_path, files)] == ["a.ipynb", "b.ipynb", "c.ipynb"]
