# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""go.mod (go.dev/ref/mod). From Go 1.17 on it lists every module of the build; go.sum's hashes are of trees, not of files.

There are no edges in it: what is marked `// indirect` is needed by another module, and which one is not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry, read_each
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, Scope
from compliance.settings import Settings

_BLOCK = compile_lazily(r"(?P<word>[a-z]+)\s*\(\s*\Z")
_DIRECTIVES = frozenset(
    {"module", "go", "toolchain", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore"}
)
_COMPLETE = (1, 17)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    directive: str
    words: tuple[str, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class _Replacement:
    """The words of a `replace` on both sides of the arrow: a module, and a version or none."""

    replaced: tuple[str, ...]
    by: tuple[str, ...]


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The modules of each go.mod in the tree."""
    yield from read_each(candidates, lambda candidate: candidate.name == "go.mod", _read_go_mod_lock)


def _read_go_mod_lock(candidate: ScannedFile) -> Lock:
    text, clean = parse_file.read_text(candidate)
    if not clean:
        raise parse_file.Unreadable("is not UTF-8 text")
    lines = list(_split_go_mod_lines(text))
    if not any(line.directive == "module" for line in lines):
        raise parse_file.Unreadable("names no module")
    replaced = _read_replacements(lines)
    entries: list[LockedEntry] = []
    direct: set[str] = set()
    for line in filter(_is_requirement, lines):
        if "indirect" not in line.comment:
            direct.add(line.words[0])
        if entry := _read_go_mod_entry(line, replaced):
            entries.append(entry)
    roots = tuple((entry.key, Scope.REQUIRED) for entry in entries if entry.key in direct)
    return Lock(tuple(entries), roots, tuple(_find_gaps(candidate, lines)))


def _is_requirement(line: _Line) -> bool:
    return line.directive == "require" and len(line.words) == 2


def _read_replacements(lines: list[_Line]) -> dict[str, _Replacement]:
    """`replace module [version] => other [version]`, by the module that is replaced."""
    found: dict[str, _Replacement] = {}
    for line in lines:
        if line.directive == "replace" and "=>" in line.words:
            arrow = line.words.index("=>")
            found[line.words[0]] = _Replacement(line.words[:arrow], line.words[arrow + 1 :])
    return found


def _split_go_mod_lines(text: str) -> Iterator[_Line]:
    block = ""
    for number, raw in enumerate(text.splitlines(), 1):
        content, _, comment = raw.partition("//")
        content = content.strip()
        if match := _BLOCK.match(content):
            block = match["word"]
        elif content == ")":
            block = ""
        elif content:
            words = tuple(word.strip('"`') for word in content.split())
            yield _Line(number, block or words[0], words if block else words[1:], comment)


def _read_go_mod_entry(line: _Line, replaced: dict[str, _Replacement]) -> LockedEntry | None:
    """The module, or the one that stands for it; a replacement by a folder is the product itself."""
    module, version = line.words
    entry = LockedEntry(
        module, module, version, _purl(module, version), line=line.number, scope=Scope.REQUIRED
    )
    other = replaced.get(module)
    if not other or not other.by or (len(other.replaced) == 2 and other.replaced[1] != version):
        return entry
    if len(other.by) != 2:
        return None
    name, version = other.by
    return replace(entry, name=name, version=version, purl=_purl(name, version))


def _purl(module: str, version: str) -> str:
    space, _, name = module.rpartition("/")
    return build_purl("golang", name, version, namespace=space)


def _find_gaps(candidate: ScannedFile, lines: list[_Line]) -> Iterator[Gap]:
    strange = next(filter(_is_strange, lines), None)
    if strange:
        yield Gap(
            candidate.path,
            f"Line {strange.number} is no directive of a go.mod; what it asks for is missing from the BOM",
        )
    stated = next((line.words[0] for line in lines if line.directive == "go" and line.words), "")
    numbers = tuple(int(part) for part in stated.split(".")[:2] if part.isdecimal())
    if numbers < _COMPLETE:
        yield Gap(
            candidate.path,
            f"It is written for Go {stated or 'before 1.17'}, so modules that its own modules need are missing from the BOM; run go mod tidy with Go 1.17 or later",
        )


def _is_strange(line: _Line) -> bool:
    if line.directive == "require":
        return not _is_requirement(line)
    return line.directive not in _DIRECTIVES
