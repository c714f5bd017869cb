# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence badges of shields.io: a label with the subject, and the name of a licence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from compliance.lazy_regex import compile_lazily

_BADGE = compile_lazily(r"img\.shields\.io/badge/([^\s()\"'<>?/]{3,200})", re.IGNORECASE)
_LABEL = compile_lazily(r"licen[cs]e|许可|协议|ライセンス", re.IGNORECASE)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge shows."""

    line: int
    label: str
    message: str


def find_license_badges(document: str) -> Iterator[Badge]:
    """The licence badges of a document."""
    if "img.shields.io/badge/" not in document:
        return
    for number, line in enumerate(document.splitlines(), 1):
        for match in _BADGE.finditer(line):
            parts = unquote(match[1]).replace("--", "\0").split("-")
            if len(parts) > _LEAST and _LABEL.search(parts[0]):
                message = "-".join(parts[1:-1])  # an author often forgets to double a hyphen
                yield Badge(number, _plain(parts[0]), _plain(message))


def _plain(piece: str) -> str:
    return " ".join(piece.replace("__", "\1").replace("_", " ").replace("\1", "_").replace("\0", "-").split())
