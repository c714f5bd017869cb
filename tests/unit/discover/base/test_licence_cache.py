# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path

import pytest
import samples

from compliance.discover.base import licence_cache


def ask(path: Path | None, text: str = samples.MIT) -> tuple[str, ...]:
    with licence_cache.remember_licenses(path):
        return licence_cache.identify_licenses(text)


def test_what_was_found_is_remembered(tmp_path: Path) -> None:
    """The second run takes the answer from the file."""
    path = tmp_path / "cache" / "licences.json"
    assert ask(path) == ("MIT",)
    table = json.loads(path.read_bytes())
    path.write_text(json.dumps({key: ["Remembered"] for key in table}), "utf-8")

    assert ask(path) == ("Remembered",)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"x": 1, "y": [2]}'])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    """What can't be understood is not believed."""
    path = tmp_path / "licences.json"
    path.write_bytes(content)

    assert ask(path) == ("MIT",)


def test_nothing_is_kept_without_a_place() -> None:
    """Without a path, and outside of a run, texts are simply read."""
    assert ask(None) == ("MIT",)
    assert licence_cache.identify_licenses(samples.MIT) == ("MIT",)


def test_a_changed_text_is_another_text(tmp_path: Path) -> None:
    """One word more, and it is looked at anew."""
    path = tmp_path / "licences.json"
    ask(path)

    assert ask(path, samples.MIT.replace("without restriction", "for non-commercial purposes only")) == ()
