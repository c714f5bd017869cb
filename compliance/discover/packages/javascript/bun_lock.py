# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""bun.lock, versions 0 and 1: JSON with commas too many (bun.sh/docs, "Lockfile")."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import npm
from compliance.discover.interface import Candidate
from compliance.discover.packages._support.locked import Entry, Lock
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import mapping, text, texts
from compliance.discover.packages.javascript._support.common import (
    DEEPEST,
    LONGEST,
    Content,
    archives,
    integrity,
    key_lines,
    missing,
    needs,
    overridden,
    parted,
)

NAMES = ("bun.lock",)
_OWN = ("workspace:", "link:", "root:", "file:")
_ARCHIVES = (".tgz", ".tar.gz", ".tar")


def read(candidate: Candidate) -> Content:
    """The packages by where they are put: `a/b` is the b that only a gets."""
    document, clean = parse_file.text(candidate)
    if not clean:
        raise parse_file.Unreadable("is not UTF-8 text")
    table = parse_file.parse_commented_json(document)
    if not isinstance(table, dict) or "lockfileVersion" not in table:
        raise parse_file.Unreadable("is no lock of Bun: it has no lockfileVersion")
    for part in ("workspaces", "packages"):
        if not isinstance(table.get(part, {}), dict):
            raise parse_file.Unreadable(f"is no lock of Bun: its {part} are no table")
    packages, workspaces = mapping(table, "packages"), mapping(table, "workspaces")
    lines = key_lines(document)
    absent: list[str] = []
    entries: list[Entry] = []
    roots: list[Need] = []
    broken = 0
    for folder, one in workspaces.items():
        place = text(one, "name")[:LONGEST] if folder else ""
        roots.extend(_needs(one if isinstance(one, dict) else {}, place, packages, absent))
        broken += not isinstance(one, dict)
    for key, one in packages.items():
        descriptor = texts(one)[0] if texts(one) and isinstance(one[0], str) else ""
        if not descriptor or key.count("/") > DEEPEST:
            broken += 1
        elif not _is_own(parted(descriptor)[1]):
            info = next((part for part in one if isinstance(part, dict)), {})
            needed = _needs(info, key, packages, absent)
            entries.append(_entry(key, descriptor, texts(one), needed, (lines.get(key) or [0])[-1]))
    lock = Lock(tuple(entries), tuple(roots), missing(candidate.path, absent, broken))
    return Content(lock, frozenset({"", *workspaces}), overridden(table))


def _needs(
    table: dict[str, Any], place: str, packages: Mapping[str, Any], absent: list[str]
) -> tuple[Need, ...]:
    return needs(table, partial(_found, packages, place), absent)


def _found(packages: Mapping[str, Any], place: str, name: str) -> str:
    while place:
        if (key := f"{place}/{name}") in packages:
            return key
        place = _above(place)
    return name if name in packages else ""


def _above(place: str) -> str:
    """The place without its last package, whose name may have a scope."""
    head, _, _ = place.rpartition("/")
    return head.rpartition("/")[0] if head.rpartition("/")[2].startswith("@") else head


def _entry(key: str, descriptor: str, stated: list[str], needed: tuple[Need, ...], line: int) -> Entry:
    name, version = parted(descriptor)
    foreign = ":" in version
    url = version.replace("github:", "https://github.com/", 1) if foreign else ""
    digests = next((found for one in reversed(stated[1:]) if (found := integrity(one))), ())
    archive = next((one for one in (url, *stated[1:2]) if one.endswith(_ARCHIVES)), "")
    return Entry(
        key=key,
        name=name,
        version="" if foreign else version,
        purl=npm(name, "" if foreign else version),
        needs=needed,
        artifacts=archives(archive, digests),
        digests=digests,
        url="" if archive else url.removeprefix("git+"),
        line=line,
    )


def _is_own(version: str) -> bool:
    return version.startswith(_OWN) and not version.endswith(_ARCHIVES)
