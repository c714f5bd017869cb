# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""yarn.lock of Yarn 1, in a format of its own, and of Yarn 2 and later, in YAML."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl
from compliance.discover.interface import ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry, parse_lock_digest
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_text
from compliance.discover.packages.javascript._support.common import (
    Content,
    build_archives,
    is_local_reference,
    missing_package_gap,
    parse_alias,
    parse_integrity,
    read_asked,
    split_descriptor,
)
from compliance.discover.packages.javascript._support.resolutions import Resolutions
from compliance.discover.packages.javascript._support.workspaces import find_members
from compliance.lazy_regex import compile_lazily
from compliance.model import Digest, Scope

NAMES = ("yarn.lock",)
_FIRST = "# yarn lockfile v1"
_LINE = compile_lazily(r'( *)(?:"((?:[^"\\]|\\.)*)"|([^\s":,]+(?::[^\s":,]+)*))(:?)(?: +(.*))?\Z')
_PATTERN = compile_lazily(r'"((?:[^"\\]|\\.)*)"?|([^\s",]+)')


@dataclass(slots=True)
class _Block:
    """What the lock says of one package."""

    patterns: list[str]
    """Name and range of each need that it answers."""
    line: int
    fields: dict[str, Any] = field(default_factory=dict)


def read(candidate: ScannedFile, manifests: Mapping[str, dict[str, Any]]) -> Content:
    """The packages by the ranges that they answer."""
    document, clean = parse_file.read_text(candidate)
    if not clean or "\0" in document:
        raise parse_file.Unreadable("is not UTF-8 text")
    own = find_members(candidate.folder, manifests)
    if "__metadata:" in document:
        return _read_yaml_lock(candidate, document, own)
    if _FIRST not in document:
        raise parse_file.Unreadable(
            "is no lock of Yarn: it has neither the first line of version 1 nor __metadata"
        )
    blocks, broken = _parse_blocks(document)
    return _build_content(candidate, blocks, broken, own)


def _read_yaml_lock(candidate: ScannedFile, document: str, own: Mapping[str, dict[str, Any]]) -> Content:
    """The lock of Yarn 2 and later."""
    table = parse_file.parse_yaml(document)
    if not isinstance(table, dict):
        raise parse_file.Unreadable("is no lock of Yarn: it is no mapping")
    lines = _find_top_lines(document)
    blocks = []
    broken = 0
    for key, one in table.items():
        if not isinstance(one, dict):
            broken += 1
        elif key != "__metadata":
            blocks.append(_Block(key.split(", "), lines.get(key, 0), one))
    return _build_content(candidate, blocks, broken, own)


def _find_top_lines(document: str) -> dict[str, int]:
    """The lines of the keys that are not indented."""
    found: dict[str, int] = {}
    for number, line in enumerate(document.splitlines(), 1):
        if line.endswith(":") and not line.startswith(" "):
            found[line[:-1].strip('"')] = number
    return found


def _build_content(
    candidate: ScannedFile, blocks: list[_Block], broken: int, own: Mapping[str, dict[str, Any]]
) -> Content:
    answers = _Answers(blocks, Resolutions(own.get(candidate.folder, {})))
    foreign = [block for block in blocks if not is_local_reference(split_descriptor(_locator(block))[1])]
    entries = tuple(_build_entries(foreign, answers))
    workspaces = {place: block for block in blocks if (place := _workspace(block))}
    asking = own or {place: block.fields for place, block in workspaces.items()}
    gaps = missing_package_gap(candidate.path, answers.absent, broken + len(foreign) - len(entries))
    roots: list[Need] = []
    for table in asking.values():
        roots.extend(answers.to(table, get_text(table, "name")))
    folders = {*(_below(candidate.folder, folder) for folder in own), *workspaces} - {"."}
    return Content(Lock(entries, tuple(roots), gaps), frozenset({"", *folders}))


def _build_entries(foreign: list[_Block], answers: "_Answers") -> Iterator[LockedEntry]:
    """The packages of others that have a version."""
    for block in foreign:
        if get_text(block.fields, "version"):
            parent = split_descriptor(block.patterns[0])[0]
            yield _read_yarn_entry(block, tuple(answers.to(block.fields, parent)))


def _locator(block: _Block) -> str:
    """Name and source of a package; Yarn 1 has only what was asked for."""
    return get_text(block.fields, "resolution") or block.patterns[0]


def _workspace(block: _Block) -> str:
    """The folder of a package of the product."""
    return get_text(block.fields, "resolution").partition("@workspace:")[2]


def _below(folder: str, inner: str) -> str:
    return inner.removeprefix(folder).lstrip("/")


class _Answers:
    """Which entry answers a need."""

    def __init__(self, blocks: list[_Block], resolutions: Resolutions) -> None:
        self._resolutions = resolutions
        self._by_pattern = {pattern: block.patterns[0] for block in blocks for pattern in block.patterns}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for pattern, key in self._by_pattern.items():
            self._by_name[split_descriptor(pattern)[0]].add(key)
        self.absent: list[str] = []
        """Names of what has to be there and is not."""

    def to(self, table: Any, parent: str) -> Iterator[Need]:
        """The entries that a manifest, or an entry, needs."""
        for one in read_asked(table):
            words = self._resolutions.range(one.name, one.range, parent)
            if key := self._to(one.name, words):
                yield key, one.scope
            elif one.scope is not Scope.OPTIONAL and not is_local_reference(words):
                self.absent.append(one.name)

    def _to(self, name: str, words: str) -> str:
        """The entry for these very words, or the only one of that name. A patch's words go on with where it was asked for."""
        for pattern in (f"{name}@{words}", f"{name}@npm:{words}"):
            if pattern in self._by_pattern:
                return self._by_pattern[pattern]
        named = self._by_name.get(name, set())
        if words.startswith("patch:"):
            return min((key for key in named if key.startswith(f"{name}@{words}::")), default="")
        return next(iter(named)) if len(named) == 1 and not is_local_reference(words) else ""


def _read_yarn_entry(block: _Block, needed: tuple[Need, ...]) -> LockedEntry:
    version = get_text(block.fields, "version")
    resolution = get_text(block.fields, "resolution")
    name, url, digests = _read_resolution(resolution) if resolution else _read_resolved(block)
    is_archive = ".tgz" in url or "tar.gz" in url
    return LockedEntry(
        key=block.patterns[0],
        name=name,
        version=version,
        purl=build_npm_purl(name, version),
        needs=needed,
        artifacts=build_archives(url, digests) if is_archive else (),
        digests=digests,
        url="" if is_archive else url.removeprefix("git+"),
        line=block.line,
    )


def _read_resolution(resolution: str) -> tuple[str, str, tuple[Digest, ...]]:
    """Name and address as Yarn 2 and later write them; their checksums are of another archive than the registry's."""
    name, source = split_descriptor(resolution)
    url = unquote(source.partition("__archiveUrl=")[2])
    if not url and source.startswith(("https://", "http://", "ssh://", "git")):
        url = source
    return name, url, ()


def _read_resolved(block: _Block) -> tuple[str, str, tuple[Digest, ...]]:
    """Name, address and digests as Yarn 1 writes them: a SHA-1 may stand in the fragment of the address."""
    name = parse_alias(*split_descriptor(block.patterns[0]))[0]
    url, _, fragment = get_text(block.fields, "resolved").partition("#")
    digests = {*parse_integrity(get_text(block.fields, "integrity"))}
    short = parse_lock_digest(f"sha1:{fragment}") if ".tgz" in url else None
    if short:
        digests.add(short)
    return name, url, tuple(sorted(digests))


def _parse_blocks(document: str) -> tuple[list[_Block], int]:
    """The blocks of Yarn 1's format, and how many lines are none of it."""
    reader = _BlockReader()
    for number, line in enumerate(document.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            reader.read_field(line)
        else:
            reader.start_block(number, line)
    return reader.blocks, reader.broken


class _BlockReader:
    """Yarn 1's format line by line: what is not indented starts a block, two spaces give a field, four an entry of a group."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.broken = 0
        self._group: dict[str, Any] = {}

    def start_block(self, number: int, line: str) -> None:
        """A line of patterns, which a colon ends."""
        patterns = [_unescape(quoted) or plain for quoted, plain in _PATTERN.findall(line.rstrip(":"))]
        self.broken += not line.endswith(":") or not patterns
        self.blocks.append(_Block(patterns or [line], number))

    def read_field(self, line: str) -> None:
        """A key with its value, or the start of a group."""
        match = _LINE.match(line)
        if not match or not self.blocks or len(match[1]) not in {2, 4}:
            self.broken += 1
            return
        is_field = len(match[1]) == 2
        key, written = _read_key(match), match[5]
        if is_field and match[4] and not written:
            self._start_group(key)
        elif written is None:
            self.broken += 1
        else:
            table = self.blocks[-1].fields if is_field else self._group
            table[key] = _read_value(written)

    def _start_group(self, key: str) -> None:
        group = self.blocks[-1].fields.setdefault(key, {})
        self.broken += not isinstance(group, dict)
        self._group = group if isinstance(group, dict) else {}


def _read_key(match: re.Match[str]) -> str:
    return _unescape(match[2] or "") or match[3] or ""


def _read_value(written: str) -> str:
    return _unescape(written[1:-1]) if written.startswith('"') and written.endswith('"') else written


def _unescape(inside: str) -> str:
    """What stands between quotation marks, written as in JSON."""
    if "\\" not in inside:
        return inside
    try:
        return str(json.loads(f'"{inside}"'))
    except ValueError:
        return inside
