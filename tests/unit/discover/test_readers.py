# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path, PosixPath

import pytest

from compliance import discover
from compliance.discover import readers
from compliance.discover.interface import ScannedFile
from compliance.settings import Settings

PACKAGE = discover.__name__
TESTS = Path(__file__).parents[2]
BESIDE = {
    f"{PACKAGE}.datasets.data_files": re.compile(r"(?i)(?:readme|modelcard|model_card|dataset_card)\.md"),
    f"{PACKAGE}.packages.vendored": re.compile(r"\.gitmodules"),
}
"""What a source looks at only to know more about what it finds elsewhere."""
CARRIERS = ("", "pkg:pypi/other@1.0", "pkg:npm/other@1.0")


class Untouched(PosixPath):
    """A file that nobody may look into."""

    def open(self, *_: object, **__: object) -> None:  # type: ignore[override]
        raise AssertionError(f"{self} was opened")

    def __fspath__(self) -> str:
        """What every function of the system asks a path for."""
        raise AssertionError(f"{self} was handed to the system")


MORE = (
    "COPYING",
    "UNLICENSE",
    "Model Use Policy.txt",
    "third_party/zlib/COPYING",
    "a.dist-info/licenses/AUTHORS",
    "a.dist-info/sboms/a.cdx.json",
    "a/_vendor/vendor.txt",
    "a.libs/libgomp-1234.so.1",
    f"models--a--b/snapshots/{'0' * 40}/weights",
    "manifests/registry.ollama.ai/library/a/latest",
    "data/pictures/1.webp",
    "pylock.dev.toml",
    "environment-gpu.yml",
    "linux.conda-lock.yml",
    "api.Dockerfile",
    "docker-compose.override.yml",
)
"""What the tests put together."""


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(discover.__path__, f"{PACKAGE}."):
        if not found.ispkg and hasattr(importlib.import_module(found.name), "discover"):
            yield found.name


def named_in_tests() -> list[str]:
    """All paths that the tests speak of, and all that they hold."""
    found = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*") if path.is_file()}
    for path in TESTS.rglob("*.py"):
        found.update(re.findall(r"[\"']((?:[\w@.+-]+/)*[\w@.+-]+)[\"']", path.read_text("utf-8")))
    return sorted({*found, *MORE})


def concerned(path: str) -> set[str]:
    return {source.__name__ for source in readers.select_readers([ScannedFile(path, Path(path), 99)])}  # type: ignore[attr-defined]


NAMES = named_in_tests()
CONCERNED = {path: concerned(path) for path in NAMES}


def test_the_table_names_every_source_in_order() -> None:
    assert sorted(modules()) == sorted(f"{PACKAGE}.{name}" for name in readers._LOOK_AT)


@pytest.mark.parametrize("name", sorted(set(modules()) - concerned("nothing/at.all")))
def test_a_source_looks_at_no_other_files_than_those_the_table_gives_it(name: str) -> None:
    beside = BESIDE.get(name, re.compile(r"(?!)"))
    others = [
        path
        for path in NAMES
        if name not in CONCERNED[path] and not beside.fullmatch(path.rpartition("/")[2])
    ]
    candidates = tuple(
        ScannedFile(path, Untouched("/") / path, 99, carrier) for path in others for carrier in CARRIERS
    )

    assert list(importlib.import_module(name).discover(candidates, Settings())) == []
