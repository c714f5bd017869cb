# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""gradle.lockfile (docs.gradle.org, "Locking dependency versions"): `group:name:version=configuration,...`, without edges."""

import re
from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry, read_each
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, Scope
from compliance.settings import Settings

_LINE = compile_lazily(r"(?P<group>[^:=\s]+):(?P<name>[^:=\s]+):(?P<version>[^:=\s]+)=(?P<used>\S*)\Z")
_SHIPPED = compile_lazily(r"(?:^|,)(?!test|\w*Test)\w*(?:runtime|Runtime)Classpath", re.ASCII)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked artifacts of each gradle.lockfile in the tree."""
    names = {"gradle.lockfile", "buildscript-gradle.lockfile"}
    yield from read_each(candidates, lambda candidate: candidate.name in names, _read_lock)


def _read_lock(candidate: ScannedFile) -> Lock:
    text, clean = parse_file.read_text(candidate)
    if not clean:
        raise parse_file.Unreadable("is not UTF-8 text")
    entries, strange = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if match := _LINE.match(line.strip()):
            entries.append(_read_entry(match, number))
        elif line.strip() and not line.startswith(("#", "empty=")):
            strange.append(number)
    reason = f"Line {strange[0]} is no artifact; what it names is missing from the BOM" if strange else ""
    return Lock(tuple(entries), gaps=(Gap(candidate.path, reason),) if strange else ())


def _read_entry(match: re.Match[str], number: int) -> LockedEntry:
    name = f"{match['group']}:{match['name']}"
    return LockedEntry(
        key=name + match["version"],
        name=name,
        version=match["version"],
        purl=build_purl("maven", match["name"], match["version"], namespace=match["group"]),
        line=number,
        scope=Scope.REQUIRED if _SHIPPED.search(match["used"]) else Scope.EXCLUDED,
    )
