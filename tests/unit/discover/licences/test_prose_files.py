# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from compliance.discover.interface import ScannedFile
from compliance.discover.licences.prose_files import (
    is_description,
    is_prose,
    select_documentation,
    strip_headers,
)


def scanned(path: str, carrier: str = "") -> ScannedFile:
    return ScannedFile(path, Path("/nowhere") / path, 99, carrier)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "README",
        "readme.rst",
        "README_CN.md",
        "README.zh-CN.md",
        "README-ja.md",
        "README.cn",
        "models/large/README.txt",
        "MODEL_CARD.md",
        "model-card.md",
        "docs/DATASHEET.md",
        "dataset_card.md",
        "DISCLAIMER",
        "NOTICE.md",
    ],
)
def test_what_people_write_terms_in(path: str) -> None:
    """READMEs in any language and format, cards, data sheets and disclaimers are read wherever they lie."""
    assert is_prose(scanned(path))


@pytest.mark.parametrize(
    "path",
    [
        "readme.py",
        "README.json",
        "readmeter.md",
        "tests/README.md",
        "third_party/zlib/README.md",
        "NOTICE",
        "docs/usage.md",
        "model_cards.py",
    ],
)
def test_what_is_no_prose_of_ours(path: str) -> None:
    """Code, tests, copies of other projects and notices of theirs are not read as our prose."""
    assert not is_prose(scanned(path))


def test_a_description_is_the_metadata_of_an_installed_package() -> None:
    """METADATA is a description at the top of an environment only."""
    assert is_description(scanned("a-1.dist-info/METADATA", "pkg:pypi/a@1"))
    assert not is_description(scanned("b/_vendor/a-1.dist-info/METADATA", "pkg:pypi/b@1"))
    assert not is_description(scanned("a-1.dist-info/METADATA"))


def test_lines_of_a_description_keep_their_numbers() -> None:
    """The body of the metadata stands on the lines on which it stands in the file."""
    body = strip_headers("Name: a\nVersion: 1\n\nFirst line.\n")

    assert body.splitlines().index("First line.") == 3


def test_documentation_is_bounded() -> None:
    """At most 200 pages of documentation are read, the ones nearest to the root first, none deeper than two folders."""
    pages = [scanned(f"docs/a/{number:03}.md") for number in range(300)]
    selected = select_documentation([*pages, scanned("docs/license.md"), scanned("docs/a/b/c/deep.md")])

    assert len(selected) == 200
    assert selected[0].path == "docs/license.md"
    assert "docs/a/b/c/deep.md" not in {page.path for page in selected}
