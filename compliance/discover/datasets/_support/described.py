# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the descriptions of data sets (Croissant, Frictionless, DVC, Kaggle) have in common: licences, digests, files beside them."""

import hashlib
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.licensing import expressions
from compliance.model import Component, Digest, Evidence, Gap, Kind, LicenseClaim, Presence, SaidBy, Subject

LIMIT = 20 * parse_file.MEGABYTE
"""Descriptions up to this size are read."""
_CHECKED = 64 * parse_file.MEGABYTE
"""Stated digests are compared for files up to this size."""
_UNSAID = frozenset(
    {
        "",
        "unknown",
        "none",
        "null",
        "other",
        "notspecified",
        "not specified",
        "unspecified",
        "undefined",
        "n/a",
    }
)
_ALGORITHMS = {
    "md5": ("MD5", 32),
    "sha1": ("SHA-1", 40),
    "sha256": ("SHA-256", 64),
    "sha384": ("SHA-384", 96),
    "sha512": ("SHA-512", 128),
}
_LONGEST = 4000


class DescribedFiles:
    """The files at hand, by place and by name."""

    def __init__(self, candidates: Iterable[ScannedFile]) -> None:
        self.by_path: dict[tuple[str, str], ScannedFile] = {}
        self.by_name: dict[tuple[str, str], list[ScannedFile]] = defaultdict(list)
        for candidate in candidates:
            self.by_path[candidate.carrier, candidate.path] = candidate
            self.by_name[candidate.carrier, candidate.name].append(candidate)

    def at(self, beside: ScannedFile, path: str) -> ScannedFile | None:
        """The file that a description means by a relative path."""
        inside = join_path(beside.folder, path)
        return self.by_path.get((beside.carrier, inside)) if inside else None

    def below(self, beside: ScannedFile, path: str, size: int) -> ScannedFile | None:
        """The one file of this size somewhere below the description whose path ends like this."""
        inside = join_path("", path)
        prefix = f"{beside.folder}/" if beside.folder else ""
        found = [
            candidate
            for candidate in self.by_name.get((beside.carrier, inside.rpartition("/")[2]), ())
            if candidate.path.startswith(prefix)
            and f"/{candidate.path}".endswith(f"/{inside}")
            and candidate.size == size
        ]
        return found[0] if len(found) == 1 else None

    def under(self, beside: ScannedFile, path: str) -> list[ScannedFile]:
        """The files below a folder that a description names."""
        inside = join_path(beside.folder, path)
        return [
            candidate
            for (carrier, place), candidate in self.by_path.items()
            if inside and carrier == beside.carrier and place.startswith(f"{inside}/")
        ]


def join_path(folder: str, path: str) -> str:
    """A relative path below a folder; nothing for an absolute one, an address, or one that leads out of the product."""
    if not path or path.startswith(("/", "~")) or "://" in path or "\\" in path or "\0" in path:
        return ""
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "" if joined.startswith("..") or joined == "." else joined


def plain_text_of(table: Any, *keys: str) -> str:
    """The first text under one of these keys, white space folded and cut where no one would read on."""
    for key in keys:
        value = table.get(key) if isinstance(table, dict) else None
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:_LONGEST]
    return ""


def mappings_in(value: Any) -> list[dict[str, Any]]:
    """The objects in a list, or the one object."""
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, dict)]


def describe_dataset(value: Any) -> int:
    """A number of bytes, rows or files that is none of the absurd ones, else 0."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
        value = int(value)
    return value if type(value) is int and 0 < value < 1 << 50 else 0


def claim_license(
    names: Iterable[str],
    evidence: Evidence,
    *,
    subject: Subject = Subject.DATA,
    said_by: SaidBy = SaidBy.CARD,
) -> LicenseClaim | None:
    """The claim behind a licence's id, title and address, whichever is known; nothing where they say nothing."""
    stated = [name for name in names if name.lower().strip(" .") not in _UNSAID]
    if not stated:
        return None
    expression = next((found for name in stated if (found := expressions.resolve_expression(name))), "")
    if not expression and all(name.rstrip("/").endswith("/undefined") for name in stated):
        return None  # choosealicense.com/licenses/undefined
    return LicenseClaim(
        expression,
        said_by,
        subject=subject,
        stated="" if stated[0] == expression else stated[0],
        evidence=(evidence,),
    )


def parse_digest(written: str, algorithm: str = "md5") -> Digest | None:
    """A digest written as `sha256:<hexadecimal>`, or bare and then of the default algorithm; nothing when it has the wrong length."""
    prefix, colon, value = written.strip().lower().rpartition(":")
    name, length = _ALGORITHMS.get((prefix if colon else algorithm).replace("-", ""), ("", 0))
    hexadecimal = len(value) == length and all(letter in "0123456789abcdef" for letter in value)
    return Digest(name, value) if name and hexadecimal else None


def explain_difference(
    candidate: ScannedFile, stated: Digest | None, size: int, description: str
) -> Iterator[Gap]:
    """A gap if the file at hand is not the one that the description means."""
    if size and size != candidate.size:
        yield Gap(
            candidate.path,
            f"{description} states {size} bytes but the file has {candidate.size}; the file or its description is out of date",
        )
    elif stated and candidate.size <= _CHECKED:
        try:
            found = _other(candidate, stated)
        except parse_file.Unreadable:
            return  # whoever needs the file's SHA-256 reports it
        if found:
            yield Gap(
                candidate.path,
                f"{description} states {stated.algorithm} {stated.value} but the file has {found}; the file or its description is out of date",
            )


def _other(candidate: ScannedFile, stated: Digest) -> str:
    """The file's digest if it isn't the stated one, which as SHA-1 may also be git's name for the content."""
    raw = parse_file.read_bytes(candidate, _CHECKED)
    algorithm = stated.algorithm.replace("-", "").lower()
    found = hashlib.new(algorithm, raw, usedforsecurity=False).hexdigest()
    if found == stated.value:
        return ""
    if algorithm == "sha1":
        git = hashlib.sha1(b"blob %d\0" % len(raw), usedforsecurity=False)
        git.update(raw)
        return "" if git.hexdigest() == stated.value else found
    return found


def describe_file(candidate: ScannedFile, owner: str, evidence: Evidence) -> Component:
    """A file at hand as a part of a described data set."""
    return Component(
        ref=candidate.ref,
        kind=Kind.FILE,
        name=candidate.name,
        purl=candidate.ref if candidate.carrier else "",
        presence=Presence.SHIPPED,
        shipped_by=owner,
        path=candidate.path,
        size=candidate.size,
        digests=(Digest("SHA-256", candidate.sha256),) if candidate.sha256 else (),
        evidence=(evidence,),
    )


def line_of(document: str, key: str, value: str) -> int:
    """The line on which a JSON or YAML document has this pair; 0 when it can't be told."""
    for spelling in (f'"{key}": "{value}"', f'"{key}":"{value}"', f"{key}: {value}"):
        at = document.find(spelling)
        if at >= 0:
            return document.count("\n", 0, at) + 1
    return 0


def find_address(url: str) -> str:
    """An address that a CycloneDX reference can hold, or nothing."""
    plain = url.strip().removeprefix("git+")
    legal = plain.isascii() and not any(letter in plain for letter in ' <>"{}|\\^`') and plain.isprintable()
    return plain if legal and plain.startswith(("https://", "http://")) and len(plain) < 2000 else ""
