# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Secrets are planted in every string of every lock file that the tests know, and looked for in all that is written."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance import pipeline, report
from compliance.bom.cyclonedx import write
from compliance.bom.spdx import to_spdx3
from compliance.bom.xml import to_xml
from compliance.configuration import load_settings

LOCKS = Path(__file__).parents[1] / "locks"
FILES = sorted(
    path
    for path in LOCKS.glob("*/*/*")
    if path.is_file() and not path.is_symlink() and path.name != "expected.toml"
)
SECRET = "S3CR3T"  # noqa: S105 - a word that stands nowhere else
STRIDE = 5
"""Every fifth string at once, so that the file is still one of its format; five runs reach all."""
STRING = re.compile(r"[^\s\"',\[\]{}()=]+")
MOST = 4000
"""Strings of one file that are looked at; larger files repeat themselves."""


def planted(text: str, offset: int) -> str:
    """The file with secrets in each fifth string, in turn in each of the ways in which they stand in such files."""
    ways = (
        lambda words: (
            re.sub(r"//(?=\w)", f"//user:{SECRET}@", words)
            if "//" in words
            else f"https://{SECRET}@h.example/{words}"
        ),
        lambda words: f"{words}?token={SECRET}",
        lambda words: f"{words}-hf_{SECRET * 4}",
        lambda words: f"https://h.example/t/{SECRET}/{words}",
        lambda words: f"git+https://oauth2:{SECRET}@h.example/{words}.git#access_token={SECRET}",
        lambda words: f"ghp_{SECRET * 6}" if words else "",
    )
    number = 0

    def plant(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        if number > MOST or number % STRIDE != offset:
            return found[0]
        return ways[number // STRIDE % len(ways)](found[0])

    return STRING.sub(plant, text)


def written(root: Path) -> Iterator[tuple[str, str]]:
    """Everything that a run over the folder writes, by its name."""
    settings = load_settings(root)
    document = pipeline.build(root, settings).document
    result = pipeline.assess(document, settings)
    yield "cyclonedx-json", write.serialise_bom(document).decode()
    yield "cyclonedx-xml", to_xml.convert_to_xml(document)[0].decode()
    yield "spdx3-json", json.dumps(to_spdx3.convert_to_spdx3(document)[0])
    yield from ((name, report.render_report(name, result)) for name in report.FORMATS)
    yield "gaps", "\n".join(f"{gap.path}: {gap.reason}" for gap in result.inventory.gaps)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(LOCKS)))
def test_no_secret_of_a_lock_is_written(file: Path, tmp_path: Path) -> None:
    """Wherever in a lock or manifest a secret stands, it is in no document and in no report, and the BOM is valid."""
    for offset in range(STRIDE):
        root = tmp_path / str(offset)
        shutil.copytree(file.parent, root, ignore=shutil.ignore_patterns("expected.toml"))
        (root / file.name).write_text(planted(file.read_text("utf-8"), offset), "utf-8")

        leaks = [name for name, text in written(root) if SECRET.lower() in text.lower()]

        assert leaks == [], f"every fifth string from {offset}"
