# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Digests: as long as their algorithm makes them, and one per algorithm."""

from collections.abc import Iterator
from typing import Any

from compliance.bom.document import list_entries, text_at
from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import Path
from compliance.lazy_regex import compile_lazily

DIGITS = {
    "MD5": 32,
    "SHA-1": 40,
    "SHA-256": 64,
    "SHA-384": 96,
    "SHA-512": 128,
    "SHA3-256": 64,
    "SHA3-384": 96,
    "SHA3-512": 128,
    "BLAKE2b-256": 64,
    "BLAKE2b-384": 96,
    "BLAKE2b-512": 128,
    "BLAKE3": 64,
    "Streebog-256": 64,
    "Streebog-512": 128,
}
"""Hexadecimal digits of the algorithms of CycloneDX 1.7. BLAKE3 has no fixed length (its default gives 64), so others are only doubtful."""
_EMPTY = {
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
}
"""MD5, SHA-1 and SHA-256 of nothing."""
_HEXADECIMAL = compile_lazily(r"[0-9a-fA-F]+\Z")


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Digests of the wrong length, of nothing, and contradicting ones of one algorithm."""
    for path, entries_ in index.digests:
        for number, entry in enumerate(entries_):
            yield from _of_wrong_length((*path, number, "content"), entry)
        if len(entries_) > 1:
            yield from _contradicting(path, entries_)
    yield from _of_nothing(index)


def _of_wrong_length(path: Path, entry: Any) -> Iterator[Fault]:
    algorithm, content = text_at(entry, "alg"), text_at(entry, "content")
    wanted = DIGITS.get(algorithm)
    if not wanted or len(content) == wanted or not _HEXADECIMAL.match(content):
        return
    others = [name for name, digits in DIGITS.items() if digits == len(content)][:2]
    yield Fault(
        "digest-length",
        "warning" if algorithm == "BLAKE3" else "error",
        path,
        f"a {algorithm} digest has {wanted} hexadecimal digits, this one has {len(content)}",
        f"Is it {' or '.join(others)}?" if others else "Give the whole digest",
    )


def _contradicting(path: Path, entries_: list[Any]) -> Iterator[Fault]:
    """One fault for each algorithm, at its second value."""
    seen: dict[str, dict[str, int]] = {}
    for number, entry in enumerate(entries_):
        seen.setdefault(text_at(entry, "alg"), {}).setdefault(text_at(entry, "content").lower(), number)
    for algorithm, places in seen.items():
        if len(places) > 1:
            yield Fault(
                "digest-twice",
                "warning",
                (*path, list(places.values())[1]),
                f"there are {len(places)} {algorithm} digests with different values",
                "Keep the one of the distributed file",
            )


def _of_nothing(index: DocumentIndex) -> Iterator[Fault]:
    """Files may well be empty; whatever else has the digest of nothing was not there when it was hashed."""
    for part in index.parts:
        if text_at(part.entry, "type") == "file":
            continue
        for number, entry in enumerate(list_entries(part.entry.get("hashes"))):
            if text_at(entry, "content").lower() in _EMPTY:
                yield Fault(
                    "digest-of-nothing",
                    "warning",
                    (*part.path, "hashes", number, "content"),
                    f"this is the {text_at(entry, 'alg')} of an empty file",
                    "Hash the component itself",
                )
