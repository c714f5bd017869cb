# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Git submodules: .gitmodules says where from, git's index which commit (git-scm.com/docs/gitmodules, /gitformat-index)."""

import struct
from collections.abc import Iterator
from pathlib import Path

from compliance.discover.base import parse_file as files
from compliance.discover.interface import TEST_FOLDERS, Discovery, ScannedFile
from compliance.discover.packages._support import repositories
from compliance.model import Component, Evidence, Gap, Kind, Presence, Relation, RelationKind
from compliance.read_file import read_file
from compliance.settings import Settings

_GITLINK = 0o160000
_INDEX_LIMIT = 256 * files.MEGABYTE


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A library for each submodule, with the commit that the product is at; one that isn't checked out is a gap."""
    folders = {part for one in candidates if not one.carrier for part in _folders(one.path)}
    for candidate in candidates:
        if candidate.name == ".gitmodules" and not candidate.carrier and not candidate.is_test:
            try:
                yield from _modules(candidate, folders)
            except files.Unreadable as error:
                yield Gap(candidate.path, f"It {error}; the submodules are missing from the BOM", error.line)


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _modules(candidate: ScannedFile, folders: set[str]) -> Iterator[Discovery]:
    text = files.read_text(candidate)[0]
    parser = files.parse_ini("\n".join(line.strip() for line in text.splitlines()), "git configuration")
    commits = _commits(candidate.file.parent / ".git" / "index")
    for section in parser.sections():
        below, url = parser[section].get("path", "").strip("/"), parser[section].get("url", "")
        if not section.startswith("submodule") or not below or not url:
            continue
        path = f"{candidate.folder}/{below}" if candidate.folder else below
        if not TEST_FOLDERS.isdisjoint(path.lower().split("/")[:-1]):
            continue
        line = next((number for number, words in enumerate(text.splitlines(), 1) if below in words), 0)
        yield from _module(Evidence(candidate.path, line, url), path, url, commits.get(below, ""))
        if path not in folders:
            yield Gap(
                path,
                "The submodule is not checked out, so what is in it is missing from the BOM; run git submodule update --init",
            )


def _module(evidence: Evidence, path: str, url: str, commit: str) -> Iterator[Discovery]:
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


def _commits(index: Path) -> dict[str, str]:
    """The commit of each gitlink in an index of version 2 or 3; nothing for another one or none."""
    try:
        raw = read_file(index, _INDEX_LIMIT)
    except OSError:
        return {}
    found: dict[str, str] = {}
    if raw[:4] != b"DIRC" or len(raw) < 12 or struct.unpack(">I", raw[4:8])[0] not in {2, 3}:
        return {}
    at = 12
    for _ in range(struct.unpack(">I", raw[8:12])[0]):
        end = raw.find(b"\0", at + 62)
        if end < 0:
            break
        mode, flags = (
            struct.unpack(">I", raw[at + 24 : at + 28])[0],
            struct.unpack(">H", raw[at + 60 : at + 62])[0],
        )
        start = at + (64 if flags & 0x4000 else 62)
        if mode == _GITLINK:
            found[raw[start:end].decode("utf-8", "replace")] = raw[at + 40 : at + 60].hex()
        at += (end - at + 8) // 8 * 8
    return found
