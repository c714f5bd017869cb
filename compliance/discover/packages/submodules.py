# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Git submodules: .gitmodules says where from, git's index which commit (git-scm.com/docs/gitmodules, /gitformat-index)."""

import struct
from collections.abc import Iterator
from pathlib import Path

from compliance.discover.base import parse_file as files
from compliance.discover.interface import TEST_FOLDERS, Discovery, ScannedFile
from compliance.discover.packages._support import repositories
from compliance.discover.packages._support.tables import find_line
from compliance.model import Component, Evidence, Gap, Kind, Presence, Relation, RelationKind
from compliance.read_file import read_file
from compliance.settings import Settings

_GITLINK = 0o160000
_EXTENDED = 0x4000
"""The flag of an entry that has two more bytes of flags."""
_INDEX_LIMIT = 256 * files.MEGABYTE


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A library for each submodule, with the commit that the product is at; one that isn't checked out is a gap."""
    folders: set[str] = set()
    for candidate in candidates:
        if not candidate.carrier:
            folders.update(_list_folders(candidate.path))
    for candidate in candidates:
        if candidate.name == ".gitmodules" and not candidate.carrier and not candidate.is_test:
            try:
                yield from _read_submodules(candidate, folders)
            except files.Unreadable as error:
                yield Gap(candidate.path, f"It {error}; the submodules are missing from the BOM", error.line)


def _list_folders(path: str) -> Iterator[str]:
    """All folders above a path."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _read_submodules(candidate: ScannedFile, folders: set[str]) -> Iterator[Discovery]:
    text = files.read_text(candidate)[0]
    lines = text.splitlines()
    parser = files.parse_ini("\n".join(line.strip() for line in lines), "git configuration")
    commits = _read_commits(candidate.file.parent / ".git" / "index")
    for section in parser.sections():
        below, url = parser[section].get("path", "").strip("/"), parser[section].get("url", "")
        if not section.startswith("submodule") or not below or not url:
            continue
        path = f"{candidate.folder}/{below}" if candidate.folder else below
        if not TEST_FOLDERS.isdisjoint(path.lower().split("/")[:-1]):
            continue
        evidence = Evidence(candidate.path, find_line(lines, below), url)
        yield from _build_submodule(evidence, path, url, commits.get(below, ""))
        if path not in folders:
            yield Gap(
                path,
                "The submodule is not checked out, so what is in it is missing from the BOM; run git submodule update --init",
            )


def _build_submodule(evidence: Evidence, path: str, url: str, commit: str) -> Iterator[Discovery]:
    name, ref = repositories.name_repository(url, commit)
    yield Component(
        ref=ref,
        kind=Kind.LIBRARY,
        name=name,
        version=commit,
        purl=ref,
        presence=Presence.SHIPPED,
        path=path,
        evidence=(evidence,),
        url=url if url.startswith(("https://", "http://", "ssh://")) else "",
    )
    yield Relation("", RelationKind.DEPENDS_ON, ref, (evidence,))
    if not commit:
        yield Gap(path, "Which commit of the submodule the product is at can't be read from git's index")


def _read_commits(index: Path) -> dict[str, str]:
    """The commit of each gitlink in an index of version 2 or 3; nothing for another one or none."""
    try:
        raw = read_file(index, _INDEX_LIMIT)
    except OSError:
        return {}
    if raw[:4] != b"DIRC" or len(raw) < 12:
        return {}
    version, count = struct.unpack_from(">II", raw, 4)
    return dict(_read_gitlinks(raw, count)) if version in {2, 3} else {}


def _read_gitlinks(raw: bytes, count: int) -> Iterator[tuple[str, str]]:
    """Path and commit of each entry whose mode is that of a submodule."""
    at = 12
    for _ in range(count):
        end = raw.find(b"\0", at + 62)
        if end < 0:
            return
        mode = int.from_bytes(raw[at + 24 : at + 28])
        flags = int.from_bytes(raw[at + 60 : at + 62])
        start = at + (64 if flags & _EXTENDED else 62)
        if mode == _GITLINK:
            yield raw[start:end].decode("utf-8", "replace"), raw[at + 40 : at + 60].hex()
        at += (end - at + 8) // 8 * 8  # entries are padded to multiples of eight bytes
