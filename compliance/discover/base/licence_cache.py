# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which licences a text was found to hold in an earlier run, by the text's digest; what is remembered changes no result, only the time."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import compliance
from compliance.disk_cache import save_cache
from compliance.read_file import read_file

_MOST = 20_000
_LARGEST = 1 << 30
_known: ContextVar[dict[str, list[str]] | None] = ContextVar("licences found in earlier runs", default=None)


@contextmanager
def remember_licenses(path: Path | None) -> Iterator[None]:
    """Within it `identify_licenses` asks the file at `path` first, and afterwards the file holds what was new. Without a path nothing is kept."""
    known = _load(path)
    before = len(known)
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)
        if path is not None and before < len(known) <= _MOST:
            save_cache(path, known)


def identify_licenses(text: str) -> tuple[str, ...]:
    """The expressions of the licences in a text: by its words, else by its SPDX tags."""
    known = _known.get()
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() + _edition()
    if known is None or key not in known:
        from compliance.licensing.matching.identify import (  # 10 ms that only a text pays
            find_tags,
            identify_license,
        )

        found = identify_license(text) or find_tags(text)
        if known is not None and found:
            known[key] = list(found)
        return found
    return tuple(known[key])


@cache
def _edition() -> str:
    """Other fingerprints or another version may find something else."""
    from compliance.licensing.matching import fingerprints

    return f"-{compliance.__version__}-{zlib.crc32(fingerprints.FILE.read_bytes()):08x}"


def _load(path: Path | None) -> dict[str, list[str]]:
    try:
        table = json.loads(read_file(path, _LARGEST)) if path else {}
    except (OSError, ValueError, RecursionError):
        return {}
    entries = table.items() if isinstance(table, dict) else ()
    return {
        key: value
        for key, value in entries
        if isinstance(value, list) and all(isinstance(one, str) for one in value)
    }
