# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""yarn.lock of Yarn 1, in a format of its own, and of Yarn 2 and later, in YAML."""

import json
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
        return _berry(candidate, document, own)
    if _FIRST not in document:
        raise parse_file.Unreadable(
            "is no lock of Yarn: it has neither the first line of version 1 nor __metadata"
        )
    blocks, broken = _blocks(document)
    return _content(candidate, blocks, broken, own)


def _berry(candidate: ScannedFile, document: str, own: Mapping[str, dict[str, Any]]) -> Content:
    table = parse_file.parse_yaml(document)
    if not isinstance(table, dict):
        raise parse_file.Unreadable("is no lock of Yarn: it is no mapping")
    lines = {
        line[:-1].strip('"'): number
        for number, line in enumerate(document.splitlines(), 1)
        if line.endswith(":") and not line.startswith(" ")
    }
    blocks = []
    broken = 0
    for key, one in table.items():
        if not isinstance(one, dict):
            broken += 1
        elif key != "__metadata":
            blocks.append(_Block(key.split(", "), lines.get(key, 0), one))
    return _content(candidate, blocks, broken, own)


def _content(
    candidate: ScannedFile, blocks: list[_Block], broken: int, own: Mapping[str, dict[str, Any]]
) -> Content:
    answers = _Answers(blocks, Resolutions(own.get(candidate.folder, {})))
    foreign = [block for block in blocks if not is_local_reference(split_descriptor(_locator(block))[1])]
    entries = tuple(
        _read_yarn_entry(block, tuple(answers.to(block.fields, split_descriptor(block.patterns[0])[0])))
        for block in foreign
        if get_text(block.fields, "version")
    )
    gaps = missing_package_gap(candidate.path, answers.absent, broken + len(foreign) - len(entries))
    workspaces = {place: block for block in blocks if (place := _workspace(block))}
    asking = own or {place: block.fields for place, block in workspaces.items()}
    roots = [need for table in asking.values() for need in answers.to(table, get_text(table, "name"))]
    folders = {*(_below(candidate.folder, folder) for folder in own), *workspaces} - {"."}
    return Content(Lock(entries, tuple(roots), gaps), frozenset({"", *folders}))


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
    table = block.fields
    resolution, version = get_text(table, "resolution"), get_text(table, "version")
    if resolution:
        name, source = split_descriptor(resolution)
        url = unquote(source.partition("__archiveUrl=")[2]) if "__archiveUrl=" in source else ""
        url = url or (source if source.startswith(("https://", "http://", "ssh://", "git")) else "")
        digests: tuple[Digest, ...] = ()
    else:
        name = parse_alias(*split_descriptor(block.patterns[0]))[0]
        url, _, fragment = get_text(table, "resolved").partition("#")
        short = parse_lock_digest(f"sha1:{fragment}") if ".tgz" in url else None
        digests = tuple(sorted({*parse_integrity(get_text(table, "integrity")), *([short] if short else [])}))
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


def _blocks(document: str) -> tuple[list[_Block], int]:
    """The blocks of Yarn 1's format, and how many lines are none of it."""
    blocks: list[_Block] = []
    broken = 0
    group: dict[str, Any] = {}
    for number, line in enumerate(document.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            patterns = [_unquoted(quoted) or plain for quoted, plain in _PATTERN.findall(line.rstrip(":"))]
            broken += not line.endswith(":") or not patterns
            blocks.append(_Block(patterns or [line], number))
            continue
        match = _LINE.match(line)
        indent = len(match[1]) if match else 0
        if not match or not blocks or indent not in {2, 4}:
            broken += 1
            continue
        key = _unquoted(match[2] or "") or match[3] or ""
        if indent == 2 and match[4] and not match[5]:
            group = blocks[-1].fields.setdefault(key, {})
            broken += not isinstance(group, dict)
        elif match[5] is None:
            broken += 1
        else:
            (blocks[-1].fields if indent == 2 else group)[key] = _value(match[5])
    return blocks, broken


def _value(written: str) -> str:
    return _unquoted(written[1:-1]) if written.startswith('"') and written.endswith('"') else written


def _unquoted(inside: str) -> str:
    """What stands between quotation marks, written as in JSON."""
    if "\\" not in inside:
        return inside
    try:
        return str(json.loads(f'"{inside}"'))
    except ValueError:
        return inside
