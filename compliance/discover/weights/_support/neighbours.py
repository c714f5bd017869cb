# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The files around a weight file: what belongs to the same model, and what has to be there for it to be one."""

import fnmatch
import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from compliance.discover.interface import ScannedFile
from compliance.discover.weights._support.file_roles import role_of
from compliance.discover.weights.interface import Header

_MOST_MEMBERS = 10_000


class Around:
    """All candidates in order of carrier and path; only what was walked can be found, so no path leads out of the product."""

    def __init__(self, candidates: tuple[ScannedFile, ...]) -> None:
        self._candidates = candidates

    @cached_property
    def _sorted(self) -> list[ScannedFile]:
        return sorted(self._candidates, key=lambda candidate: (candidate.carrier, candidate.path))

    @cached_property
    def _keys(self) -> list[tuple[str, str]]:
        return [(candidate.carrier, candidate.path) for candidate in self._sorted]

    def below(self, carrier: str, folder: str) -> Iterator[ScannedFile]:
        """The files in a folder and below."""
        prefix = f"{folder}/" if folder else ""
        for at in range(bisect_left(self._keys, (carrier, prefix)), len(self._keys)):
            candidate = self._sorted[at]
            if candidate.carrier != carrier or not candidate.path.startswith(prefix):
                return
            yield candidate

    def matching(self, candidate: ScannedFile, pattern: str) -> Iterator[ScannedFile]:
        """Other files that match a pattern relative to the candidate's folder."""
        path = posixpath.normpath(posixpath.join(candidate.folder, pattern))
        if "*" not in pattern:
            at = bisect_left(self._keys, (candidate.carrier, path))
            if at < len(self._keys) and self._keys[at] == (candidate.carrier, path):
                yield self._sorted[at]
            return
        wanted = re.compile(fnmatch.translate(path.replace("[", "[[]")))
        fixed = path.partition("*")[0].rpartition("/")[0]
        for other in self.below(candidate.carrier, fixed):
            if other.path != candidate.path and wanted.match(other.path):
                yield other

    def is_proven(self, candidate: ScannedFile, header: Header) -> bool:
        """Whether what the header asks for lies beside the file."""
        return all(any(self.matching(candidate, pattern)) for pattern in header.beside)

    def members(
        self, candidate: ScannedFile, header: Header
    ) -> tuple[dict[str, tuple[ScannedFile, str]], list[str]]:
        """The other files of the model with their roles, by ref, and the stated ones that aren't there."""
        found: dict[str, tuple[ScannedFile, str]] = {}
        absent = []
        for member in header.members:
            others = list(self.matching(candidate, member.pattern)) if len(found) < _MOST_MEMBERS else []
            for other in others:
                found.setdefault(other.ref, (other, member.role))
            if member.stated and not others:
                absent.append(member.pattern)
        found.pop(candidate.ref, None)
        return found, absent

    def parts(self, carrier: str, folder: str) -> Iterator[tuple[ScannedFile, str]]:
        """Tokenisers and configurations in a folder that holds weights, with their roles."""
        start = len(folder) + 1 if folder else 0
        for candidate in self.below(carrier, folder):
            if candidate.path.count("/", start) <= 1 and (found := role_of(candidate.path[start:])):
                yield candidate, found
