# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Manifests and locks that are known but not read: each is a gap, so that nobody takes the BOM for complete."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Gap
from compliance.settings import Settings

_BUN = "Bun's binary lock is not read, so what it names is missing from the BOM; write it as text with bun install --save-text-lockfile"
_KINDS = {
    "pom.xml": "Maven",
    "build.gradle": "Gradle",
    "build.gradle.kts": "Gradle",
    "package.resolved": "Swift",
    "pubspec.lock": "Dart",
    "mix.lock": "Hex",
    "podfile.lock": "CocoaPods",
    "cartfile.resolved": "Carthage",
    "conan.lock": "Conan",
    "vcpkg.json": "vcpkg",
}


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A gap for each lock of another tool, and one for all the modules of a build together."""
    tree = [one for one in candidates if not one.carrier and not one.is_test]
    places = {(one.folder, one.name) for one in tree}
    builds: dict[str, list[ScannedFile]] = defaultdict(list)
    for candidate in sorted(tree, key=_measure_depth):
        kind = _KINDS.get(candidate.name.lower(), "")
        if candidate.name == "bun.lockb" and (candidate.folder, "bun.lock") not in places:
            yield Gap(candidate.path, _BUN)
        elif kind and not (kind == "Gradle" and (candidate.folder, "gradle.lockfile") in places):
            builds[kind].append(candidate)
    for kind, members in builds.items():
        for top, below in _find_topmost(members):
            yield _explain_unread(kind, top, below)


def _measure_depth(candidate: ScannedFile) -> tuple[int, str]:
    """Sorts the files of outer folders first."""
    depth = candidate.folder.count("/") if candidate.folder else -1
    return depth, candidate.path


def _explain_unread(kind: str, top: ScannedFile, below: int) -> Gap:
    more = f" (this and {below} more below its folder)" if below else ""
    return Gap(
        top.path,
        f"{kind} files are not read{more}, so what they name is missing from the BOM; give --import a BOM made by {kind}'s own plug-in or by another tool",
    )


def _find_topmost(members: Iterable[ScannedFile]) -> Iterator[tuple[ScannedFile, int]]:
    """The topmost files of a kind, each with the number of those below its folder."""
    below: dict[ScannedFile, int] = {}
    for one in members:
        top = next((top for top in below if _is_below(one, top)), None)
        if top is None:
            below[one] = 0
        else:
            below[top] += 1
    yield from below.items()


def _is_below(one: ScannedFile, top: ScannedFile) -> bool:
    return not top.folder or f"{one.folder}/".startswith(f"{top.folder}/")
