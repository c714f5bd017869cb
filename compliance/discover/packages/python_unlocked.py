# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Python manifests that no lock goes with: their packages by name, for at the very least those are known."""

from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import manifest, python_manifest, setup_py
from compliance.discover.packages.requirements import is_requirements
from compliance.model import Component, Gap, Relation
from compliance.settings import Settings

_LOCKS = frozenset(
    {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pixi.lock", "conda-lock.yml", "pylock.toml"}
)

_COMPUTED = "It works out what it requires when it is run, so those packages are missing from the BOM; lock or install them"


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The packages of each manifest without a lock; of an installed environment only those that it holds."""
    tree = [one for one in candidates if not one.carrier and not one.is_test]
    locks = [one for one in tree if one.name in _LOCKS or is_requirements(one.path)]
    installed = frozenset(
        one.carrier.partition("@")[0] for one in candidates if one.carrier.startswith("pkg:pypi/")
    )
    for candidate in tree:
        if candidate.name in python_manifest.NAMES:
            try:
                wanted = python_manifest.read_wanted(candidate)
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path,
                    f"It {error}; name, version and dependencies are not known from it",
                    error.line,
                )
                continue
            if not manifest.find_governing_lock(candidate, locks):
                if not installed and candidate.name == "setup.py" and _computes(candidate):
                    yield Gap(candidate.path, _COMPUTED)
                found = manifest.find_unlocked(candidate, wanted)
                yield from _installed(found, installed) if installed else found


def _computes(setup: ScannedFile) -> bool:
    return ("install_requires", setup_py.UNKNOWN) in setup_py.read_setup_arguments(setup)


def _installed(found: Iterator[Discovery], installed: frozenset[str]) -> Iterator[Discovery]:
    """What is installed has its versions from there, so it is no gap that nothing locks it."""
    for item in found:
        ref = item.ref if isinstance(item, Component) else item.target if isinstance(item, Relation) else ""
        if ref in installed:
            yield item
