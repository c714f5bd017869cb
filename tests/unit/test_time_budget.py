# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from compliance import time_budget
from compliance.discover import discover
from compliance.model import Inventory
from compliance.settings import Scan, Settings

LICENSE = "Permission is granted to use it. " * 50 + "\n"
CODE = "from transformers import pipeline\npipeline('a', 'org/model')\n" * 50


def ticking(seconds: float = 1.0) -> Callable[[], float]:
    """A clock that goes on by so many seconds each time it is asked."""
    ticks = count(step=seconds)
    return lambda: float(next(ticks))


def look(root: Path, files: dict[str, str], seconds: float, clock: time_budget.Clock | None) -> Inventory:
    for name, content in files.items():
        (root / name).write_text(content)
    return discover(root, Settings(scan=Scan(seconds_per_file=seconds)), clock=clock)


def test_time_is_counted_from_the_start_of_each_file() -> None:
    """A file has its seconds from its own start, whatever others took."""
    with time_budget.limited(ticking(), 3):
        time_budget.start("a")
        time_budget.check()
        time_budget.start("b")
        time_budget.check()
        time_budget.check()
        time_budget.check()
        with pytest.raises(time_budget.OutOfTime, match="more than 3 s") as caught:
            time_budget.check()
    assert caught.value.path == "b"


def test_nothing_is_limited_without_a_clock() -> None:
    """Outside of `limited`, and without a clock, every check goes on."""
    time_budget.start("a")
    time_budget.check()
    with time_budget.limited(None, 0.001):
        time_budget.start("a")
        time_budget.check()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("LICENSE", LICENSE),
        ("README.md", f"# A\n\n## License\n\n{LICENSE}"),
        ("a.py", CODE),
    ],
)
def test_a_file_beyond_its_time_is_a_gap(tmp_path: Path, name: str, content: str) -> None:
    """A file that takes too long is one gap that names the setting, and the files beside it are read."""
    beside = {"b.py": "from transformers import pipeline\npipeline('a', 'org/other')\n"}
    found = look(tmp_path, {name: content, **beside}, 20, ticking())
    gaps = [gap for gap in found.gaps if gap.path == name]
    assert len(gaps) == 1
    assert "seconds_per_file" in gaps[0].reason
    assert "other" in {component.name.rpartition("/")[2] for component in found.components}


def test_files_within_their_time_are_read_as_without_a_limit(tmp_path: Path) -> None:
    """A limit that no file reaches changes nothing."""
    files = {"LICENSE": LICENSE, "a.py": CODE}
    assert look(tmp_path, files, 1e9, ticking()) == look(tmp_path, files, 10, None)
