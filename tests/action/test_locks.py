# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Locks are whole, and installed as they are: nothing that is published later changes what anybody gets."""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from action.jobs import ROOT
from action.locks import ALL, AUDIT, BUILD, RUN_TIME, TESTS, Pinned, read_lock
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
TARGETS = (
    ".venv/.installed",
    ".demo/lexbom/.installed",
    ".demo/product/.installed",
    ".demo/audit/.installed",
)
PAGES = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "docs").rglob("*.yml")),
    *sorted((ROOT / "hooks").rglob("*.*ml")),
    *sorted((ROOT / "hooks").rglob("*.sh")),
    *sorted((ROOT / "hooks").rglob("Jenkinsfile")),
    *sorted((ROOT / ".github").rglob("*.yml")),
)


def stated(path: Path) -> list[Requirement]:
    """What a .in file asks for."""
    lines = [line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def asked_by(pinned: Pinned) -> Iterator[Requirement]:
    """What the installed distribution asks for on this machine, with the extras that the lock gives it."""
    for line in metadata.requires(pinned.name) or ():
        requirement = Requirement(line)
        extras = ("", *pinned.requirement.extras)
        if requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in extras
        ):
            yield requirement


def unmet(requirements: list[Requirement], lock: list[Pinned]) -> list[str]:
    """What is not in the lock, not with its extras, or not in a version that will do."""
    by_name = {pinned.name: pinned for pinned in lock}
    missing = []
    for requirement in requirements:
        found = by_name.get(canonicalize_name(requirement.name))
        if (
            found is None
            or not requirement.extras <= found.requirement.extras
            or not requirement.specifier.contains(found.version, prereleases=True)
        ):
            missing.append(str(requirement))
    return missing


class TestContent:
    @pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
    def test_every_entry_has_one_version_and_hashes(self, path: Path) -> None:
        """By SHA-256; no address, no range, no entry without."""
        lock = read_lock(path)

        assert len(lock) > 5
        for pinned in lock:
            assert pinned.version, str(pinned.requirement)
            assert pinned.requirement.url is None
            assert pinned.hashes, str(pinned.requirement)
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in pinned.hashes)

    @pytest.mark.parametrize(
        "paths", [(RUN_TIME,), (BUILD,), (RUN_TIME, TESTS)], ids=["run time", "build", "tests"]
    )
    def test_they_are_closed(self, paths: tuple[Path, ...]) -> None:
        """What a locked distribution asks for, and each extra of it, is in the same lock."""
        lock = [pinned for path in paths for pinned in read_lock(path) if pinned.applies_here]

        asked = [requirement for pinned in lock for requirement in asked_by(pinned)]

        assert asked
        assert [] == unmet(asked, lock)

    def test_a_lost_extra_is_seen(self) -> None:
        """pytest-cov wants `coverage[toml]`: a lock with `coverage` alone is one that pip refuses."""
        lock = [*read_lock(RUN_TIME), *read_lock(TESTS)]
        without = [
            Pinned(Requirement(re.sub(r"\[.*?\]", "", str(one.requirement))), one.hashes) for one in lock
        ]
        asked = [one for pinned in lock if pinned.name == "pytest-cov" for one in asked_by(pinned)]

        assert [] == unmet(asked, lock)
        assert ["coverage[toml]"] == [one.partition(">")[0] for one in unmet(asked, without)]

    def test_they_answer_what_is_asked(self) -> None:
        """Each requirement of pyproject.toml and of the .in files is met by its lock."""
        project = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
        backend = [Requirement(line) for line in PROJECT["build-system"]["requires"]]

        assert [] == unmet(project, read_lock(RUN_TIME))
        assert [] == unmet([*backend, *stated(BUILD.with_suffix(".in"))], read_lock(BUILD))
        assert [] == unmet([*backend, *stated(TESTS.with_suffix(".in"))], read_lock(TESTS))
        assert [] == unmet(stated(AUDIT.with_suffix(".in")), read_lock(AUDIT))

    def test_one_version_everywhere(self) -> None:
        """What several of our environments hold is tested as it is shipped."""
        shipped = {pinned.name: pinned.version for path in (RUN_TIME, BUILD) for pinned in read_lock(path)}
        for pinned in read_lock(TESTS):
            assert pinned.version == shipped.get(pinned.name, pinned.version), pinned.name


class TestInstalling:
    def test_make(self) -> None:
        """Each environment takes locks with hashes and resolves nothing; lexbom is built with what they brought."""
        run = subprocess.run(
            ["make", "--dry-run", "--always-make", *TARGETS],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        )
        commands = [line for line in run.stdout.replace("\\\n", "").splitlines() if " pip " in line]

        assert 6 == len(commands)
        for command in commands:
            assert "--no-deps" in command
            assert "--require-hashes" in command or {"--no-build-isolation", "--no-index"} <= set(
                command.split()
            )

    def test_whatever_else_installs_a_lock(self) -> None:
        """Scripts, snippets and pages give pip `--no-deps --require-hashes` with every `-r`."""
        commands = [
            line
            for path in PAGES
            for line in path.read_text("utf-8").splitlines()
            if re.search(r"\bpip3? (install|download)\b.* (-r|--requirement)\b", line)
        ]

        assert len(commands) >= 3
        for command in commands:
            assert "--no-deps --require-hashes" in command
