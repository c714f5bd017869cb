# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""requirements*.txt as pip reads it, `-r` and `-c` inside the tree included (pip.pypa.io, "Requirements File Format")."""

import posixpath
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import pep508, python_manifest, repositories, requirements_via
from compliance.discover.packages._support.locked import LockedEntry, library_component, locked_component
from compliance.discover.packages._support.manifest import name_packages
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Evidence, Gap, Relation, RelationKind, Scope
from compliance.settings import Settings

if TYPE_CHECKING:
    from pip_requirements_parser import InstallRequirement, RequirementsFile

_NAME = compile_lazily(
    r"(?:.*/)?(?:(?:[^/]*[-_.])?requirements(?:[-_.][^/]*)?|requirements/[^/]+)\.txt\Z", re.IGNORECASE
)

_FOR_DEVELOPMENT = compile_lazily(
    r"(?:^|[-_./])(?:dev|development|tests?|testing|docs?|lint|typing|types|ci|build|bench|benchmarks?|examples?)(?:[-_./]|\Z)"
)
"""Words in the name of a file, or of a folder above it, that say its requirements aren't shipped."""

_MOST = 20_000
"""Requirements of a file: its parser takes half a millisecond and some kilobytes for each."""


def is_requirements(path: str) -> bool:
    """Whether a path is that of a requirements file, by the names that people give them; constraints (`-c`) ask for nothing."""
    return bool(_NAME.match(path)) and "constraint" not in path.rpartition("/")[2].lower()


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The requirements of each requirements file in the tree, and of the files they include; the tree's own projects are none."""
    tree = {candidate.path: candidate for candidate in candidates if not candidate.carrier}
    queue = _find_requirements_files(tree.values())
    seen = {candidate.path for candidate in queue}
    own = python_manifest.own(tree.values()) if queue else frozenset()
    for candidate in queue:
        included: list[str] = []
        try:
            yield from _read_requirements(candidate, own, included)
        except parse_file.Unreadable as error:
            yield Gap(
                candidate.path,
                f"The requirements file {error}; its packages are missing from the BOM",
                error.line,
            )
        for path in included:
            if path not in tree:
                yield Gap(candidate.path, f"It includes {path}, which is not there")
            elif path not in seen:
                seen.add(path)
                queue.append(tree[path])


def _find_requirements_files(tree: Iterable[ScannedFile]) -> list[ScannedFile]:
    return [one for one in tree if is_requirements(one.path) and not one.is_test]


def _read_requirements(
    candidate: ScannedFile, own: frozenset[str], included: list[str]
) -> Iterator[Discovery]:
    """What a file asks for; the paths of the files that it includes are added to `included`."""
    text = _read_checked_text(candidate)
    deep = frozenset(number for number, line in enumerate(text.split("\n"), 1) if pep508.is_too_deep(line))
    for number in sorted(deep):
        reason = "Brackets are nested too deeply in a requirement, so it was left out"
        yield Gap(candidate.path, reason, number)
    parsed = _parse_requirements(candidate, text, deep)
    listed = list(_build_foreign_packages(candidate, parsed, own))
    yield from requirements_via.read_via_edges(listed, text)
    yield from _explain_unpinned(candidate, [one for one in listed if isinstance(one, Component)])
    for option in parsed.options:
        for path in option.options.get("requirements") or ():
            included.append(posixpath.normpath(posixpath.join(candidate.folder, str(path))))
    for line in parsed.invalid_lines:
        number, words = line.requirement_line.line_number, " ".join(line.requirement_line.line.split())
        yield Gap(candidate.path, f"Line {number} is no requirement and was left out: {words[:80]}")


def _read_checked_text(candidate: ScannedFile) -> str:
    """The text of a file that the parser can take.

    Raises:
        Unreadable: it is no text, or holds more requirements than are read.
    """
    text, clean = parse_file.read_text(candidate)
    if not clean or "\0" in text:
        raise parse_file.Unreadable("is not UTF-8 text")
    if text.count("\n") - text.count("\\\n") > _MOST:
        raise parse_file.Unreadable(f"has more than the {_MOST:,} requirements that are read of such a file")
    return text


def _parse_requirements(candidate: ScannedFile, text: str, deep: frozenset[int]) -> "RequirementsFile":
    from pip_requirements_parser import RequirementsFile  # 50 ms that only such a file pays

    if deep:
        return _parse_without(text, deep)
    return RequirementsFile.from_file(str(candidate.file), include_nested=False)


def _build_foreign_packages(
    candidate: ScannedFile, parsed: "RequirementsFile", own: frozenset[str]
) -> Iterator[Discovery]:
    """What the requirements give, without the tree's own projects."""
    for requirement in parsed.requirements:
        for found in _requirement(candidate, requirement):
            if isinstance(found, Gap) or _ref(found) not in own:
                yield found


def _parse_without(text: str, left_out: frozenset[int]) -> "RequirementsFile":
    """What the other lines ask for: the parser only reads files, so that these stand in one of their own."""
    from pip_requirements_parser import RequirementsFile

    kept = ("" if number in left_out else line for number, line in enumerate(text.split("\n"), 1))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text("\n".join(kept), "utf-8")
        return RequirementsFile.from_file(str(file), include_nested=False)


def _requirement(candidate: ScannedFile, requirement: "InstallRequirement") -> Iterator[Discovery]:
    line = requirement.requirement_line
    words = " ".join(line.line.split("--hash")[0].split())
    evidence = Evidence(candidate.path, line.line_number, words)
    if requirement.is_editable or (requirement.is_local_path and not requirement.is_url):
        return  # the product itself, or a folder of it that the walk sees
    scope = Scope.EXCLUDED if _FOR_DEVELOPMENT.search(candidate.path.lower()) else Scope.REQUIRED
    if not requirement.name:
        yield from _build_addressed(words, evidence, scope)
        return
    version = requirement.get_pinned_version or ""
    package = library_component(requirement.name, version, evidence, requirement.hash_options or (), scope)
    yield package
    yield Relation("", RelationKind.DEPENDS_ON, package.ref, (evidence,))


def _build_addressed(words: str, evidence: Evidence, scope: Scope) -> Iterator[Discovery]:
    """What an address alone names: the repository, at the revision that is asked for."""
    repository = repositories.parse_required_repository(words)
    if not repository:
        yield Gap(
            evidence.path,
            f"Line {evidence.line} names an address and no package, so it is missing from the BOM: {words[:80]}",
        )
        return
    url, revision = repository
    name, ref = repositories.name_repository(url, revision)
    entry = LockedEntry(ref, name, revision, ref, url=url)
    yield replace(locked_component(entry, evidence.path, scope), evidence=(evidence,))
    yield Relation("", RelationKind.DEPENDS_ON, ref, (evidence,))


def _ref(found: Discovery) -> str:
    if isinstance(found, Relation):
        return found.target
    return found.ref if isinstance(found, Component) else ""


def _explain_unpinned(candidate: ScannedFile, listed: list[Component]) -> Iterator[Gap]:
    """One gap for all that has no version; what isn't shipped needs none."""
    unpinned = sorted({one.name for one in listed if not one.version and one.scope is Scope.REQUIRED})
    if not unpinned:
        return
    number, some = len({one.name for one in listed}), len(unpinned)
    few = f"{some} of its {number} packages {'have' if some > 1 else 'has'} no"
    which = "No package in it has a" if some == number else few
    yield Gap(
        candidate.path, f"{which} fixed version ({name_packages(unpinned)}); lock them to know what ships"
    )
