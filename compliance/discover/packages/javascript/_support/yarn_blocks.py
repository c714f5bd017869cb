# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The format of Yarn 1's lock: blocks of patterns, fields indented by two, groups of them by four."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from compliance.lazy_regex import compile_lazily

_LINE = compile_lazily(r'( *)(?:"((?:[^"\\]|\\.)*)"|([^\s":,]+(?::[^\s":,]+)*))(:?)(?: +(.*))?\Z')
_PATTERN = compile_lazily(r'"((?:[^"\\]|\\.)*)"?|([^\s",]+)')


@dataclass(slots=True)
class YarnBlock:
    """What the lock says of one package."""

    patterns: list[str]
    """Name and range of each need that it answers."""
    line: int
    fields: dict[str, Any] = field(default_factory=dict)


def parse_blocks(document: str) -> tuple[list[YarnBlock], int]:
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
        self.blocks: list[YarnBlock] = []
        self.broken = 0
        self._group: dict[str, Any] = {}

    def start_block(self, number: int, line: str) -> None:
        """A line of patterns, which a colon ends."""
        patterns = [_unescape(quoted) or plain for quoted, plain in _PATTERN.findall(line.rstrip(":"))]
        self.broken += not line.endswith(":") or not patterns
        self.blocks.append(YarnBlock(patterns or [line], number))

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
