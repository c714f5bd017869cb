# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The labelled corpus of `models.py`: packages laid out on disk, and what a person says is in them (`models_labels.toml`)."""

import fnmatch
import hashlib
import re
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("models_labels.toml")
_PLATFORMS = [
    "manylinux2014_x86_64",
    *(f"manylinux_2_{minor}_x86_64" for minor in (17, 24, 26, 27, 28, 34, 35)),
]
_CODE = frozenset({".py", ".pyi", ".pyc"})


@dataclass(frozen=True)
class Truth:
    """One model or data set that is there."""

    kind: str
    """`model` or `dataset`."""
    name: str
    files: frozenset[str]
    """The weight files, or the files that hold the data."""
    parts: frozenset[str] = frozenset()
    """What belongs to it besides."""
    note: str = ""
    """Its format, and why it was labelled so."""


@dataclass(frozen=True)
class Package:
    """A package of the corpus on disk."""

    ecosystem: str
    name: str
    version: str
    root: Path
    """What a tool is given: a folder like site-packages, or the unpacked npm package."""
    labels: dict[str, Any] = field(repr=False)

    @cached_property
    def files(self) -> list[str]:
        """Paths of all files, relative to the root, without the installer's own records."""
        every = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return sorted(path.relative_to(self.root).as_posix() for path in every)

    @cached_property
    def truths(self) -> list[Truth]:
        """The models and data sets that are labelled.

        Raises:
            ValueError: a label names no file.
        """
        models = [truth for table in self.labels.get("models", ()) for truth in self._truths("model", table)]
        return models + [
            truth for table in self.labels.get("data", ()) for truth in self._truths("dataset", table)
        ]

    def doubtful(self, kind: str) -> dict[str, str]:
        """Files that may be called this kind or not, with the reason."""
        return {
            path: table["why"]
            for table in self.labels.get("doubtful", ())
            if table.get("kind", kind) == kind
            for path in self._match(table["files"])
        }

    @cached_property
    def traps(self) -> dict[str, str]:
        """Files that look like something and are nothing, with the reason."""
        tables = self.labels.get("traps", ())
        return {path: table["why"] for table in tables for path in self._match(table["files"])}

    def sha256(self, path: str) -> str:
        """Of one of its files, in lower-case hexadecimal."""
        with (self.root / path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _truths(self, kind: str, table: dict[str, Any]) -> Iterator[Truth]:
        note = "; ".join(table[key] for key in ("format", "why") if key in table)
        for path in self._match(table.get("each", ())):
            yield Truth(kind, path.rpartition("/")[2], frozenset({path}), note=note)
        for name in table.get("names", ()):
            below = self._match([f"{table['folder']}/{name}/**"])
            yield Truth(
                kind, name, frozenset(path for path in below if Path(path).suffix not in _CODE), note=note
            )
        if "files" in table:
            files = frozenset(self._match(table["files"]))
            yield Truth(
                kind, table["name"], files, frozenset(self._match(table.get("parts", ()))) - files, note
            )

    def _match(self, patterns: list[str] | tuple[str, ...]) -> list[str]:
        found = []
        for pattern in patterns:
            regex = re.compile(_translate(pattern))
            matching = [path for path in self.files if regex.fullmatch(path)]
            if not matching:
                raise ValueError(f"{self.name} {self.version}: no file matches the label {pattern}")
            found += matching
        return found


def _translate(pattern: str) -> str:
    """A glob as a regular expression; only `**` crosses a `/`."""
    parts = (fnmatch.translate(part)[4:-3] for part in re.split(r"\*\*/?", pattern))
    return ".*".join(part.replace(".*", "[^/]*") for part in parts)


def load(work: Path, pip: Path, only: list[str]) -> list[Package]:
    """The packages, fetched by name and pinned version if they aren't in `work` yet; nothing of them is run."""
    packages = []
    for labels in tomllib.loads(LABELS.read_text())["package"]:
        name, version = labels["name"], labels["version"]
        if only and name not in only:
            continue
        ecosystem = labels.get("ecosystem", "pypi")
        folder = work / ecosystem / f"{re.sub(r'[^a-z0-9.-]+', '-', name).strip('-')}-{version}"
        fetch = _npm if ecosystem == "npm" else _pypi
        if not (folder / ".ready").is_file():
            folder.mkdir(parents=True, exist_ok=True)
            fetch(folder, name, version, pip)
            (folder / ".ready").touch()
        packages.append(Package(ecosystem, name, version, folder / "package", labels))
    return packages


def _pypi(folder: Path, name: str, version: str, pip: Path) -> None:
    platforms = [part for platform in _PLATFORMS for part in ("--platform", platform)]
    subprocess.run(
        [
            *(str(pip), "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile"),
            *("--only-binary", ":all:", "--implementation", "cp", "--python-version", "3.11", *platforms),
            *("--target", str(folder / "package"), f"{name}=={version}"),
        ],
        check=True,
    )


def _npm(folder: Path, name: str, version: str, _pip: Path) -> None:
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for archive in folder.glob("*.tgz"):
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        archive.unlink()
