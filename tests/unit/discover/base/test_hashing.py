# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Forms and digests of files."""

import gzip
import hashlib
import io
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from compliance.discover.base import hashing
from compliance.discover.base.file_kind import detect_file_kind
from compliance.discover.base.hashing import Cache, resolve_digests, stat_file
from compliance.discover.interface import ScannedFile
from compliance.model import Component, Digest, Gap, Kind


def tar() -> bytes:
    """An archive with one file."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"), io.BytesIO())
    return whole.getvalue()


def packed(name: str) -> bytes:
    """A zip archive whose first entry has this name."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(name, b"x")
        archive.writestr("other", b"y")
    return whole.getvalue()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (packed("a.npy"), "zip"),
        (packed("archive/data.pkl"), "pickle-zip"),
        (tar(), "tar"),
        (gzip.compress(tar(), mtime=0), "tar"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "plain"),
        (b"\x1f\x8bbroken", "plain"),
        (b"\x7fELF\x02", "elf"),
        (b"#!/bin/sh\n", "script"),
        (b"\x80\x04\x95", "pickle"),
        (b"\x80\x01", "plain"),
        (b"GGUF", "plain"),
        (b"", "plain"),
        (b"PK\x03\x04", "zip"),
    ],
)
def test_forms(head: bytes, expected: str) -> None:
    """Archives and programs are known by their first bytes; a packed file that is no archive is plain."""
    assert expected == detect_file_kind(head[:1024])


def run(file: Path, cache: Cache, *, sha256: str = "", size: int | None = None) -> Component:
    """The file as a component, after hashing."""
    candidate = ScannedFile(file.name, file, file.stat().st_size)
    stated = (Digest("SHA-256", sha256),) if sha256 else ()
    component = Component(
        ref=candidate.ref,
        kind=Kind.MODEL,
        name=file.name,
        path=file.name,
        size=candidate.size if size is None else size,
        digests=stated,
    )
    (found,) = resolve_digests([component], (candidate,), cache, lambda *_: None)
    assert isinstance(found, Component)
    return found


def both(content: bytes) -> tuple[Digest, ...]:
    """The two digests of a content."""
    return (
        Digest("SHA-256", hashlib.sha256(content).hexdigest()),
        Digest("SHA-512", hashlib.sha512(content).hexdigest()),
    )


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_one_pass_gives_both(tmp_path: Path, size: int) -> None:
    """SHA-256 and SHA-512 are those of the whole content, whatever its length."""
    (tmp_path / "w.bin").write_bytes(b"x" * size)

    found = run(tmp_path / "w.bin", Cache(None))

    assert (both(b"x" * size), "plain") == (found.digests, found.form)


def test_what_record_vouches_for_is_only_peeked_at(tmp_path: Path) -> None:
    """A plain file keeps RECORD's digest alone; an archive is read for the SHA-512 that BSI asks for."""
    plain, archive = tmp_path / "w.bin", tmp_path / "w.pt"
    plain.write_bytes(b"plain")
    archive.write_bytes(packed("a"))

    assert (("SHA-256",), "plain") == (
        tuple(one.algorithm for one in run(plain, Cache(None), sha256="ab" * 32).digests),
        "plain",
    )
    stated = Digest("SHA-256", "ab" * 32)
    assert (stated, both(archive.read_bytes())[1]) == run(archive, Cache(None), sha256=stated.value).digests


def test_a_pointer_is_not_what_it_points_to(tmp_path: Path) -> None:
    """The bytes of a git-lfs pointer say nothing of the file that it stands for."""
    (tmp_path / "w.bin").write_text("version https://git-lfs.github.com/spec/v1\n")

    found = run(tmp_path / "w.bin", Cache(None), sha256="ab" * 32, size=123456)

    assert ((Digest("SHA-256", "ab" * 32),), "") == (found.digests, found.form)


def test_the_cache_spares_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads nothing; a changed file, and an entry that lacks what is needed, are read again."""
    file, kept = tmp_path / "w.bin", tmp_path / "digests.json"
    file.write_bytes(b"content")
    reads: list[Path] = []

    def counted(path: Path, *, vouched: bool, stop: Event | None) -> hashing.Seen:
        reads.append(path)
        return stat_file(path, vouched=vouched, stop=stop)

    monkeypatch.setattr(hashing, "stat_file", counted)

    peeked = run(file, Cache(kept), sha256="ab" * 32)
    first = run(file, Cache(kept))
    second = run(file, Cache(kept))
    file.write_bytes(b"another")
    changed = run(file, Cache(kept))

    assert 3 == len(reads)
    assert first == second == replace(peeked, digests=both(b"content"))
    assert both(b"another") == changed.digests


@pytest.mark.parametrize("broken", ["[]", '{"X": [1, 2, 3, "ab"]}', '{"X": [7, 1, 1, "f", 1, 2]}', "{"])
def test_a_strange_cache_is_no_cache(tmp_path: Path, broken: str) -> None:
    """One of an earlier version, or a broken one, is written anew."""
    file, kept = tmp_path / "w.bin", tmp_path / "digests.json"
    file.write_bytes(b"content")
    kept.write_text(broken.replace("X", str(file)))

    assert both(b"content") == run(file, Cache(kept)).digests


def test_a_file_that_is_gone_is_a_gap(tmp_path: Path) -> None:
    """Between the walk and the reading anything may happen."""
    candidate = ScannedFile("w.bin", tmp_path / "w.bin", 1)
    component = Component(ref=candidate.ref, kind=Kind.MODEL, name="w", path="w.bin", size=1)

    gap, same = resolve_digests([component], (candidate,), Cache(None), lambda *_: None)

    assert isinstance(gap, Gap)
    assert "no such file" in gap.reason
    assert component == same
