# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""bun.lock, versions 0 and 1: JSON with commas too many (bun.sh/docs, "Lockfile")."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl
from compliance.discover.interface import ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_mapping, get_text, get_texts
from compliance.discover.packages.javascript._support.common import (
    DEEPEST,
    LONGEST,
    Content,
    apply_override,
    build_archives,
    find_key_lines,
    missing_package_gap,
    parse_integrity,
    read_needs,
    split_descriptor,
)

NAMES = ("bun.lock",)
_OWN = ("workspace:", "link:", "root:", "file:")
_ARCHIVES = (".tgz", ".tar.gz", ".tar")


def read(candidate: ScannedFile) -> Content:
    """The packages by where they are put: `a/b` is the b that only a gets."""
    document, clean = parse_file.read_text(candidate)
    if not clean:
        raise parse_file.Unreadable("is not UTF-8 text")
    table = _parse_table(document)
    packages, workspaces = get_mapping(table, "packages"), get_mapping(table, "workspaces")
    lines = find_key_lines(document)
    absent: list[str] = []
    roots: list[Need] = []
    for folder, one in workspaces.items():
        place = get_text(one, "name")[:LONGEST] if folder else ""
        roots.extend(_read_bun_needs(get_mapping(one), place, packages, absent))
    entries: list[LockedEntry] = []
    broken = sum(not isinstance(one, dict) for one in workspaces.values())
    for key, one in packages.items():
        descriptor = _read_descriptor(one)
        if not descriptor or key.count("/") > DEEPEST:
            broken += 1
        elif not _is_own(split_descriptor(descriptor)[1]):
            needed = _read_bun_needs(_read_facts(one), key, packages, absent)
            line = (lines.get(key) or [0])[-1]
            entries.append(_read_bun_entry(key, descriptor, get_texts(one), needed, line))
    lock = Lock(tuple(entries), tuple(roots), missing_package_gap(candidate.path, absent, broken))
    return Content(lock, frozenset({"", *workspaces}), apply_override(table))


def _parse_table(document: str) -> dict[str, Any]:
    """The lock's table.

    Raises:
        Unreadable: it is none of Bun's.
    """
    table = parse_file.parse_commented_json(document)
    if not isinstance(table, dict) or "lockfileVersion" not in table:
        raise parse_file.Unreadable("is no lock of Bun: it has no lockfileVersion")
    for part in ("workspaces", "packages"):
        if not isinstance(table.get(part, {}), dict):
            raise parse_file.Unreadable(f"is no lock of Bun: its {part} are no table")
    return table


def _read_descriptor(one: Any) -> str:
    """`name@version`, the first of a package's list; empty if that is damaged."""
    texts = get_texts(one)
    return texts[0] if texts and isinstance(one[0], str) else ""


def _read_facts(one: list[Any]) -> dict[str, Any]:
    """The table in a package's list, whose place differs by the kind of the package."""
    for part in one:
        if isinstance(part, dict):
            return part
    return {}


def _read_bun_needs(
    table: dict[str, Any], place: str, packages: Mapping[str, Any], absent: list[str]
) -> tuple[Need, ...]:
    return read_needs(table, partial(_found, packages, place), absent)


def _found(packages: Mapping[str, Any], place: str, name: str) -> str:
    while place:
        if (key := f"{place}/{name}") in packages:
            return key
        place = _list_bun_folders(place)
    return name if name in packages else ""


def _list_bun_folders(place: str) -> str:
    """The place without its last package, whose name may have a scope."""
    head, _, _ = place.rpartition("/")
    return head.rpartition("/")[0] if head.rpartition("/")[2].startswith("@") else head


def _read_bun_entry(
    key: str, descriptor: str, stated: list[str], needed: tuple[Need, ...], line: int
) -> LockedEntry:
    name, version = split_descriptor(descriptor)
    foreign = ":" in version
    url = version.replace("github:", "https://github.com/", 1) if foreign else ""
    digests = next((found for one in reversed(stated[1:]) if (found := parse_integrity(one))), ())
    archive = next((one for one in (url, *stated[1:2]) if one.endswith(_ARCHIVES)), "")
    return LockedEntry(
        key=key,
        name=name,
        version="" if foreign else version,
        purl=build_npm_purl(name, "" if foreign else version),
        needs=needed,
        artifacts=build_archives(archive, digests),
        digests=digests,
        url="" if archive else url.removeprefix("git+"),
        line=line,
    )


def _is_own(version: str) -> bool:
    return version.startswith(_OWN) and not version.endswith(_ARCHIVES)
