# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Conda's packages: their purls, and conda's environment.yml (docs.conda.io, "Creating an environment file manually").

The purl type `conda` has build, channel, subdir and type as qualifiers (package-url/purl-spec, types/conda). They are left out, so that
one package locked for four platforms is one component; build and channel stand in the addresses of its archives.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import python_manifest
from compliance.discover.packages._support.locked import Lock, LockedEntry, build_discoveries
from compliance.discover.packages._support.tables import get_mapping, get_texts
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, Scope
from compliance.settings import Settings

_NAME = compile_lazily(r"environment(?:[-_.][^/]*)?\.ya?ml\Z", re.IGNORECASE)
_LOCKS = ("conda-lock.yml", "conda-lock.yaml", "pixi.lock")
_SPEC = compile_lazily(r"(?:[^:\s]+::?)?(?P<name>[\w.-]+)\s*(?:\[[^\]]*\])?\s*(?P<rest>.*)\Z")
_PINNED = compile_lazily(r"={1,2}\s*(?P<version>\d[\w.!+-]*)(?:=(?P<build>[\w.*]+))?\Z")
_ARCHIVE = compile_lazily(
    r"(?P<base>.*)/(?P<subdir>[^/]+)/(?P<name>[^/]+)-(?P<version>[^/-]+)-(?P<build>[^/-]+?)(?:\.tar\.bz2|\.conda)\Z"
)


class Archive(NamedTuple):
    """What the address of a conda package says."""

    name: str
    version: str


def build_conda_archive(url: str) -> Archive | None:
    """Name and version in the address of a conda package; nothing if it is none."""
    match = _ARCHIVE.match(url)
    return Archive(match["name"], match["version"]) if match else None


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The packages of each environment.yml in the tree, conda's and pip's below them, unless a lock lies beside it."""
    locked = frozenset(one.folder for one in candidates if one.name.endswith(_LOCKS))
    for candidate in candidates:
        if _NAME.match(candidate.name) and candidate.folder not in locked and not candidate.is_test:
            try:
                yield from build_discoveries(candidate, _read_environment(candidate))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path,
                    f"It {error}; if it is conda's, its packages are missing from the BOM",
                    error.line,
                )


def _read_environment(candidate: ScannedFile) -> Lock:
    document = parse_file.read_text(candidate)[0]
    listed = get_mapping(parse_file.parse_yaml(document)).get("dependencies")
    if not isinstance(listed, list):
        raise parse_file.Unreadable("has no list of dependencies")
    entries = tuple(_list_entries(listed, document.splitlines()))
    loose = sorted(entry.name for entry in entries if not entry.version)
    gaps = (
        Gap(
            candidate.path,
            f"{len(loose)} of its {len(entries)} packages have no fixed version ({', '.join(loose[:8])}); lock them, or give --import an SBOM of the environment",
        ),
    )
    return Lock(entries, tuple((entry.key, Scope.REQUIRED) for entry in entries), gaps if loose else ())


def _list_entries(listed: list[Any], lines: list[str]) -> Iterator[LockedEntry]:
    for one in listed:
        if isinstance(one, str) and (match := _SPEC.match(one.strip())):
            pinned = _PINNED.match(match["rest"])
            version = pinned["version"] if pinned else ""
            name = match["name"].lower()
            yield LockedEntry(
                one, name, version, build_purl("conda", name, version), line=_find_conda_line(one, lines)
            )
        for line in get_texts(one.get("pip")) if isinstance(one, dict) else ():
            for wanted in python_manifest.parse_requirement(line, Scope.REQUIRED):
                version = python_manifest.find_exact_version(wanted.words)
                yield LockedEntry(
                    f"pip/{line}",
                    wanted.name,
                    version,
                    build_purl("pypi", wanted.name, version),
                    line=_find_conda_line(line, lines),
                )


def _find_conda_line(words: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if words in line), 0)
