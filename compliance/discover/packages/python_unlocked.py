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
        if candidate.name not in python_manifest.NAMES:
            continue
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
            yield from _build_unlocked(candidate, wanted, installed)


def _build_unlocked(
    candidate: ScannedFile, wanted: tuple[manifest.Wanted, ...], installed: frozenset[str]
) -> Iterator[Discovery]:
    found = manifest.find_unlocked(candidate, wanted)
    if installed:
        yield from _keep_installed(found, installed)
        return
    if candidate.name == "setup.py" and _computes_requirements(candidate):
        yield Gap(candidate.path, _COMPUTED)
    yield from found


def _computes_requirements(setup: ScannedFile) -> bool:
    return ("install_requires", setup_py.UNKNOWN) in setup_py.read_setup_arguments(setup)


def _keep_installed(found: Iterator[Discovery], installed: frozenset[str]) -> Iterator[Discovery]:
    """What is installed has its versions from there, so it is no gap that nothing locks it."""
    for item in found:
        is_package = isinstance(item, Component) and item.ref in installed
        is_edge = isinstance(item, Relation) and item.target in installed
        if is_package or is_edge:
            yield item
