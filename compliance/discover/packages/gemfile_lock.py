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
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, Scope
from compliance.settings import Settings

_SPEC = compile_lazily(r"    (?P<name>\S+) \((?P<version>[^()-]+)(?:-(?P<platform>[^()]+))?\)\Z")
_NEED = compile_lazily(r"(?:      |  )(?P<name>[^\s!(]+)!?(?: \([^()]*\))?!?\Z")
_CHECKSUM = compile_lazily(r"  (?P<name>\S+) \((?P<version>[^()]+)\)(?: sha256=(?P<digest>[0-9a-f]+))?\Z")
_SOURCES = frozenset({"GEM", "GIT", "PLUGIN SOURCE"})


@dataclass(slots=True)
class _Sections:
    specs: dict[str, tuple[str, str, str, int, str]] = field(default_factory=dict)
    """By `name version-platform`: name, version, platform, line and remote."""
    needs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    roots: list[str] = field(default_factory=list)
    checksums: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
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
    for key, (name, *_rest) in read.specs.items():
        keys[name].append(key)
    entries = tuple(_read_gemfile_entry(key, read, keys) for key in read.specs)
    asked = [*read.roots, *(need for key, needs in read.needs.items() if key in read.own for need in needs)]
    roots = tuple((key, Scope.REQUIRED) for name in asked for key in keys.get(name, ()))
    absent = [
        (need, key.partition(" ")[0])
        for key, needs in read.needs.items()  # of what the product asks for, other platforms' gems are left out
        for need in needs
        if need not in keys and need not in {one.partition(" ")[0] for one in read.own} and need != "bundler"
    ]
    gaps = [*missing_gap(candidate, absent)]
    if read.strange:
        gaps.append(
            Gap(
                candidate.path,
                f"Line {read.strange[0]} can't be understood; what it names is missing from the BOM",
            )
        )
    return Lock(entries, roots, tuple(gaps))


def _parse_gemfile(text: str) -> _Sections:
    read = _Sections()
    for section, lines in _parted(text):
        if section in _SOURCES or section == "PATH":
            _read_source(section, lines, read)
        elif section == "DEPENDENCIES":
            matches = [(number, _NEED.match(line)) for number, line in lines]
            read.roots.extend(match["name"] for _, match in matches if match)
            read.strange.extend(number for number, match in matches if not match)
        elif section == "CHECKSUMS":
            found = [match for _, line in lines if (match := _CHECKSUM.match(line))]
            read.checksums.update(
                {f"{match['name']} {match['version']}": match["digest"] or "" for match in found}
            )
    return read


def _parted(text: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
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
    remote, current = "", ""
    for number, line in lines:
        if line.startswith("  remote: "):
            remote = line[10:].strip() if section == "GIT" else ""
        elif spec := _SPEC.match(line):
            name, version, platform = spec["name"], spec["version"], spec["platform"] or ""
            current = f"{name} {version}-{platform}"
            if section == "PATH":
                read.own.add(current)
            else:
                read.specs[current] = (name, version, platform, number, remote)
        elif current and (need := _NEED.match(line)):
            read.needs[current].append(need["name"])
        elif line.startswith("    "):
            read.strange.append(number)


def _read_gemfile_entry(key: str, read: _Sections, keys: dict[str, list[str]]) -> LockedEntry:
    name, version, platform, line, remote = read.specs[key]
    written = f"{name} {version}{'-' + platform if platform else ''}"
    return LockedEntry(
        key=key,
        name=name,
        version=version,
        purl=build_purl("gem", name, version, platform=platform),
        needs=tuple((other, Scope.REQUIRED) for need in read.needs[key] for other in keys.get(need, ())),
        digests=find_only_version((parse_lock_digest(f"sha256:{read.checksums.get(written, '')}"),)),
        url=remote,
        line=line,
    )
