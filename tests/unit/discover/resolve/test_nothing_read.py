# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from compliance.bom.cyclonedx import read
from compliance.configuration import load_settings
from compliance.discover import discover

NOTHING = "Nothing was found to read: "


def told(root: Path, files: dict[str, str]) -> str:
    """What the gap for the folder says; empty without one."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    gaps = [gap.reason for gap in discover(root, load_settings(root)).gaps if gap.path == "."]
    return gaps[0] if gaps else ""


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "there is no file in it; check"),
        ({"notes.txt": "x"}, "none of its files is a manifest"),
        ({"notes.txt": "x", "logo.svg": "<svg/>"}, "none of its files is a manifest"),
        ({"README.md": "# Shop\n"}, "none of its files is a manifest"),
        ({"main.c": "int main(void) { return 0; }\n"}, "none of its files is a manifest"),
    ],
)
def test_nothing_to_read_is_a_gap(tmp_path: Path, files: dict[str, str], said: str) -> None:
    """An empty folder, and one that holds only what no reader understands, is told instead of passed."""
    assert told(tmp_path, files).startswith(NOTHING + said)


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": ""},
        {"tests/test_a.py": "x = 1\n"},
        {"requirements.txt": ""},
        {"pyproject.toml": '[project]\nname = "p"\n'},
        {"go.mod": "module example.org/p\n"},
        {"Makefile": "all:\n"},
        {"LICENSE": "Permission is granted to use this.\n"},
        {"README.md": "# Shop\n\n## License\n\nMIT\n"},
        {"lexbom.toml": '[[models]]\nid = "org/name"\n'},
    ],
)
def test_what_is_read_counts_even_without_a_component(tmp_path: Path, files: dict[str, str]) -> None:
    """Source code, a manifest or a licence alone is a product that was read."""
    assert told(tmp_path, files) == ""


def test_what_is_excluded_may_be_the_reason(tmp_path: Path) -> None:
    """If the configuration leaves everything out, the gap says where to look."""
    files = {"a.py": "", "lexbom.toml": '[scan]\nexclude = ["*.py"]\n'}

    assert "what [scan] exclude leaves out" in told(tmp_path, files)


def test_a_document_that_names_nothing_is_a_gap() -> None:
    """A document without a product and without components has nothing to assess."""
    empty = {"bomFormat": "CycloneDX", "specVersion": "1.6"}

    assert [gap.reason.startswith(NOTHING) for gap in read.read_inventory(empty).gaps] == [True]
    assert read.read_inventory({**empty, "components": [{"type": "library", "name": "a"}]}).gaps == ()
    assert (
        read.read_inventory({**empty, "metadata": {"component": {"type": "library", "name": "a"}}}).gaps == ()
    )


def test_what_a_run_wrote_into_the_folder_changes_nothing(tmp_path: Path) -> None:
    """The second run of a folder without anything to read says the same, though the BOM of the first lies there."""
    first = told(tmp_path, {"lexbom.toml": ""})

    assert told(tmp_path, {"p.cdx.json": "{}"}) == first
