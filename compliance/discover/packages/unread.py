# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Manifests and locks that are known but not read: each is a gap, so that nobody takes the BOM for complete."""

from collections.abc import Iterator

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.model import Gap
from compliance.settings import Settings

_KINDS = {
    "poetry.lock": "Poetry",
    "pdm.lock": "PDM",
    "pipfile.lock": "Pipenv",
    "environment.yml": "conda",
    "conda-lock.yml": "conda-lock",
    "pixi.lock": "Pixi",
    "bun.lockb": "Bun's binary",
    "cargo.lock": "Cargo",
    "go.sum": "Go",
    "composer.lock": "Composer",
    "gemfile.lock": "Bundler",
    "packages.lock.json": "NuGet",
}
_READ = ("uv.lock", "pylock.toml")


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A gap for each lock of another tool, and for a pyproject.toml whose dependencies nothing locks."""
    tree = [candidate for candidate in candidates if not candidate.carrier and not candidate.is_test]
    for candidate in tree:
        if kind := _KINDS.get(candidate.name.lower()):
            yield Gap(
                candidate.path,
                f"{kind} locks are not read; its packages are missing from the BOM, give --venv to read what is installed",
            )
    locked = {
        candidate.folder
        for candidate in tree
        if candidate.name in _READ or candidate.name.lower() in _KINDS or "requirements" in candidate.name
    }
    installed = any(candidate.carrier.startswith("pkg:pypi/") for candidate in candidates)
    for candidate in tree:
        if candidate.name == "pyproject.toml":
            yield from _unlocked(candidate, locked=bool(locked) or installed)


def _unlocked(candidate: Candidate, *, locked: bool) -> Iterator[Gap]:
    try:
        project = files.parse_toml(candidate).get("project", {})
    except files.Unreadable as error:
        yield Gap(candidate.path, f"It {error}; name, version and dependencies are not known from it")
        return
    dependencies = project.get("dependencies") if isinstance(project, dict) else None
    if dependencies and not locked:
        yield Gap(
            candidate.path,
            f"Its {len(dependencies)} dependencies are not locked, so the versions that ship are not known; lock them or give --venv",
        )
