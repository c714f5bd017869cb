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
    "cargo.lock": "Cargo",
    "go.sum": "Go",
    "composer.lock": "Composer",
    "gemfile.lock": "Bundler",
    "packages.lock.json": "NuGet",
}


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A gap for each lock of another tool."""
    for candidate in candidates:
        kind = _KINDS.get(candidate.name.lower())
        if kind and not candidate.carrier and not candidate.is_test:
            yield Gap(
                candidate.path,
                f"{kind} locks are not read; its packages are missing from the BOM, give --venv to read what is installed",
            )
