# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Manifests and locks that are known but not read: each is a gap, so that nobody takes the BOM for complete."""

from collections.abc import Iterator

from compliance.discover.candidates import Candidate, Found
from compliance.model import Gap
from compliance.settings import Settings

_KINDS = {
    "package-lock.json": "npm",
    "pnpm-lock.yaml": "pnpm",
    "yarn.lock": "Yarn",
    "bun.lock": "Bun",
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


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A gap for each lock of another tool."""
    locked = {candidate.folder for candidate in candidates if candidate.name == "gradle.lockfile"}
    for candidate in candidates:
        kind = _KINDS.get(candidate.name.lower())
        if kind == "Gradle" and candidate.folder in locked:
            continue
        if kind and not candidate.carrier and not candidate.is_test:
            yield Gap(
                candidate.path,
                f"{kind} files are not read, so what they name is missing from the BOM; give --import a BOM made by {kind}'s own plug-in or by another tool",
            )
