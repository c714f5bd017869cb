# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Gemfile.lock (bundler.io): sections in capitals, specs indented by four, what they need by six.

Groups stand in the Gemfile, which is a program; so nothing here is for development by name.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import (
    Lock,
    LockedEntry,
    find_only_version,
    missing_gap,
    parse_lock_digest,
    read_each,
)
from compliance.discover.packages._support.needed_for import Need
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, Scope
from compliance.settings import Settings

_SPEC = compile_lazily(r"    (?P<name>\S+) \((?P<version>[^()-]+)(?:-(?P<platform>[^()]+))?\)\Z")
_NEED = compile_lazily(r"(?:      |  )(?P<name>[^\s!(]+)!?(?: \([^()]*\))?!?\Z")
_CHECKSUM = compile_lazily(r"  (?P<name>\S+) \((?P<version>[^()]+)\)(?: sha256=(?P<digest>[0-9a-f]+))?\Z")
_SOURCES = frozenset({"GEM", "GIT", "PLUGIN SOURCE"})


@dataclass(frozen=True, slots=True)
class _Spec:
    """A gem as a section lists it."""

    name: str
    version: str
    platform: str
    line: int
    remote: str
    """The address of the repository, for gems of git."""

    @property
    def key(self) -> str:
        """Unique in the lock: one version may be there for several platforms."""
        return f"{self.name} {self.version}-{self.platform}"

    @property
    def written(self) -> str:
        """As checksums name it."""
        return (
            f"{self.name} {self.version}-{self.platform}" if self.platform else f"{self.name} {self.version}"
        )


@dataclass(slots=True)
class _Sections:
    specs: dict[str, _Spec] = field(default_factory=dict)
    needs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names that each spec needs, by its key."""
    roots: list[str] = field(default_factory=list)
    checksums: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    """Names of the product's own gems by their keys."""
    strange: list[int] = field(default_factory=list)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The locked gems of each Gemfile.lock in the tree."""
    names = {"Gemfile.lock", "gems.locked"}
    yield from read_each(candidates, lambda candidate: candidate.name in names, _read_gemfile_lock)


def _read_gemfile_lock(candidate: ScannedFile) -> Lock:
    text, clean = parse_file.read_text(candidate)
    if not clean:
        raise parse_file.Unreadable("is not UTF-8 text")
    read = _parse_gemfile(text)
    if not read.specs and not read.own:
        raise parse_file.Unreadable("has no specs")
    keys: dict[str, list[str]] = defaultdict(list)
    for spec in read.specs.values():
        keys[spec.name].append(spec.key)
    entries = tuple(_read_gemfile_entry(spec, read, keys) for spec in read.specs.values())
    return Lock(entries, tuple(_find_roots(read, keys)), tuple(_find_gaps(candidate, read, keys)))


def _find_roots(read: _Sections, keys: dict[str, list[str]]) -> Iterator[Need]:
    """What the Gemfile asks for, and what the product's own gems do."""
    asked = list(read.roots)
    for key, needs in read.needs.items():
        if key in read.own:
            asked.extend(needs)
    for name in asked:
        yield from ((key, Scope.REQUIRED) for key in keys.get(name, ()))


def _find_gaps(candidate: ScannedFile, read: _Sections, keys: dict[str, list[str]]) -> Iterator[Gap]:
    """What gems need and the lock doesn't hold; of what the product asks for, other platforms' gems are rightly left out."""
    known = {*keys, *read.own.values(), "bundler"}
    absent: list[tuple[str, str]] = []
    for key, needs in read.needs.items():
        absent.extend((need, key.partition(" ")[0]) for need in needs if need not in known)
    yield from missing_gap(candidate, absent)
    if read.strange:
        yield Gap(
            candidate.path,
            f"Line {read.strange[0]} can't be understood; what it names is missing from the BOM",
        )


def _parse_gemfile(text: str) -> _Sections:
    read = _Sections()
    for section, lines in _split_sections(text):
        if section in _SOURCES or section == "PATH":
            _read_source(section, lines, read)
        elif section == "DEPENDENCIES":
            _read_dependencies(lines, read)
        elif section == "CHECKSUMS":
            _read_checksums(lines, read)
    return read


def _read_dependencies(lines: list[tuple[int, str]], read: _Sections) -> None:
    for number, line in lines:
        if match := _NEED.match(line):
            read.roots.append(match["name"])
        else:
            read.strange.append(number)


def _read_checksums(lines: list[tuple[int, str]], read: _Sections) -> None:
    for _, line in lines:
        if match := _CHECKSUM.match(line):
            read.checksums[f"{match['name']} {match['version']}"] = match["digest"] or ""


def _split_sections(text: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Each section's name and its lines with their numbers."""
    section, lines = "", list[tuple[int, str]]()
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line[0].isspace():
            yield section, lines
            section, lines = line.strip(), []
        elif line.strip():
            lines.append((number, line))
    yield section, lines


def _read_source(section: str, lines: list[tuple[int, str]], read: _Sections) -> None:
    """Specs are indented by four, what they need by six."""
    remote, current = "", ""
    for number, line in lines:
        if line.startswith("  remote: "):
            remote = line[10:].strip() if section == "GIT" else ""
        elif match := _SPEC.match(line):
            spec = _Spec(match["name"], match["version"], match["platform"] or "", number, remote)
            current = spec.key
            if section == "PATH":
                read.own[current] = spec.name
            else:
                read.specs[current] = spec
        elif current and (need := _NEED.match(line)):
            read.needs[current].append(need["name"])
        elif line.startswith("    "):
            read.strange.append(number)


def _read_gemfile_entry(spec: _Spec, read: _Sections, keys: dict[str, list[str]]) -> LockedEntry:
    needs: list[Need] = []
    for need in read.needs[spec.key]:
        needs.extend((other, Scope.REQUIRED) for other in keys.get(need, ()))
    checksum = parse_lock_digest(f"sha256:{read.checksums.get(spec.written, '')}")
    return LockedEntry(
        key=spec.key,
        name=spec.name,
        version=spec.version,
        purl=build_purl("gem", spec.name, spec.version, platform=spec.platform),
        needs=tuple(needs),
        digests=find_only_version((checksum,)),
        url=spec.remote,
        line=spec.line,
    )
