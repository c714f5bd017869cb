# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The corpus of `packages.py` (`packages_corpus.toml`): manifests and locks of real repositories at a commit, laid out on disk."""

import fnmatch
import subprocess
import tomllib
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from lock_counts import Counts, count

CORPUS = Path(__file__).with_name("packages_corpus.toml")


@dataclass(frozen=True)
class Case:
    """A repository with locks of one kind."""

    name: str
    kind: str
    """The lock's file name."""
    repository: str
    """`owner/name` on GitHub."""
    commit: str
    locks: tuple[str, ...]
    """Patterns of paths, as `fnmatch` has them: `*` also stands for slashes."""
    manifests: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    install: str = ""
    """How its packages can be installed, if that is easy: `uv`, `pip` or `npm`."""

    def lay_out(self, folder: Path, mirrors: Path | None) -> Path:
        """The case's checkout, made from a mirror or from GitHub if it isn't there yet."""
        checkout = folder / self.name
        if not (checkout / ".ready").is_file():
            git = ["git", "--git-dir", str(self._repository(folder, mirrors))]
            listed = _output([*git, "ls-tree", "-r", "--name-only", self.commit]).decode().splitlines()
            for path in filter(self._wanted, listed):
                target = checkout / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(_output([*git, "show", f"{self.commit}:{path}"]))
            (checkout / ".ready").touch()
        return checkout

    def truth(self, checkout: Path) -> Counts:
        """What its locks hold."""
        paths = (path.relative_to(checkout).as_posix() for path in sorted(checkout.rglob(self.kind)))
        return reduce(or_, (count(checkout / path) for path in paths if _any(path, self.locks)))

    def _wanted(self, path: str) -> bool:
        return _any(path, (*self.locks, *self.manifests)) and not _any(path, self.exclude)

    def _repository(self, folder: Path, mirrors: Path | None) -> Path:
        if mirrors and (mirror := mirrors / self.repository.replace("/", "+") / "repo").is_dir():
            return mirror
        clone = folder / ".clones" / self.repository.replace("/", "+")
        if not clone.is_dir():
            address = f"https://github.com/{self.repository}"
            subprocess.run(["git", "init", "--quiet", "--bare", str(clone)], check=True)
            subprocess.run(
                ["git", "--git-dir", str(clone), "fetch", "--quiet", "--depth=1", address, self.commit],
                check=True,
            )
        return clone


def load(only: list[str]) -> list[Case]:
    """All cases, or those of these names."""
    tables: list[dict[str, Any]] = tomllib.loads(CORPUS.read_text("utf-8"))["case"]
    fields: list[dict[str, Any]] = [
        {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
        for table in tables
    ]
    cases = [Case(**one) for one in fields]
    return [case for case in cases if not only or case.name in only]


def _any(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def _output(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout
