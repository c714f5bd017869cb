# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Our own locks, read as the requirements that they are."""

from dataclasses import dataclass
from pathlib import Path

from action.jobs import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUN_TIME = ROOT / "hooks" / "action" / "requirements.txt"
BUILD = ROOT / "hooks" / "action" / "build-requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"
AUDIT = ROOT / "scripts" / "audit-requirements.txt"
ALL = (RUN_TIME, BUILD, TESTS, AUDIT)


@dataclass(frozen=True)
class Pinned:
    """One entry of a lock."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The only version that it takes; empty if it takes more than one."""
        operators = {one.operator: one.version for one in self.requirement.specifier}
        return operators["=="] if set(operators) == {"=="} and "*" not in operators["=="] else ""

    @property
    def applies_here(self) -> bool:
        marker = self.requirement.marker
        return marker is None or marker.evaluate()


def read_lock(path: Path) -> list[Pinned]:
    """The entries of a lock, each with its hashes."""
    entries = []
    for line in path.read_text("utf-8").replace("\\\n", "").splitlines():
        stated, *hashes = line.partition("#")[0].split("--hash=")
        if stated.strip():
            entries.append(Pinned(Requirement(stated.strip()), tuple(one.strip() for one in hashes)))
    return entries
