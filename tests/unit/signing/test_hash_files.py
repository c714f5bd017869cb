# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
import os
from pathlib import Path

import pytest
from trees import put

from compliance.errors import InputError, UsageError
from compliance.signing import hash_files
from compliance.signing.statement import SignedFile


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_its_own_root(tmp_path: Path) -> None:
    """It is listed under its name."""
    put(tmp_path, {"a b.whl": b"1"})

    assert [SignedFile("a b.whl", digest(b"1"))] == list(
        hash_files.hash_release_file(tmp_path / "a b.whl").named()
    )


def test_a_directory_has_all_files(tmp_path: Path) -> None:
    """Hidden ones, nested ones, and names that hardly anybody expects."""
    files: dict[str, str | bytes] = {
        "m/.hidden": b"1",
        "m/sub/ü\n\"x'.bin": b"2",
        "m/.git/config": b"3",
        "m/z": b"",
    }
    root = hash_files.hash_release_file(put(tmp_path, files) / "m")

    assert {name: digest(content) for name, content in files.items() if isinstance(content, bytes)} == {
        entry.name: entry.digest for entry in root.named()
    }


def test_a_directory_knows_its_name_from_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.` and `..` are called what they are."""
    put(tmp_path, {"m/sub/a": b"1"})
    monkeypatch.chdir(tmp_path / "m" / "sub")

    assert ["sub", "m"] == [hash_files.hash_release_file(Path(path)).name for path in (".", "..")]


@pytest.mark.parametrize("target", ["b", "/etc/passwd", "nowhere", ".", "a", "../s.json"])
def test_links_are_refused_or_listed(tmp_path: Path, target: str) -> None:
    """By where they point, followed never: into the directory, out of it, nowhere, and in a circle."""
    put(tmp_path, {"m/b": b"1"})
    (tmp_path / "m" / "a").symlink_to(target)

    with pytest.raises(InputError, match=r"a is a link.*--links"):
        hash_files.hash_release_file(tmp_path / "m")
    listed = hash_files.hash_release_file(tmp_path / "m", links=True, without=tmp_path / "s.json")
    assert (SignedFile("a", digest(target.encode()), target), SignedFile("b", digest(b"1"))) == listed.entries


def test_a_link_that_was_named_is_followed(tmp_path: Path) -> None:
    """Somebody wants that file, whatever it is called elsewhere."""
    put(tmp_path, {"b": b"1"})
    (tmp_path / "a").symlink_to("b")

    assert [SignedFile("a", digest(b"1"))] == list(hash_files.hash_release_file(tmp_path / "a").named())


def test_the_signature_is_no_part_of_what_it_signs(tmp_path: Path) -> None:
    """In the directory, or among the files that a pattern of the shell gave."""
    put(tmp_path, {"m/a": b"1", "m/s.json": b"{}"})
    signature = tmp_path / "m" / "s.json"

    assert ["a"] == [
        entry.name for entry in hash_files.hash_release_file(tmp_path / "m", without=signature).entries
    ]
    named = hash_files.hash_release_files([tmp_path / "m" / "a", signature], links=False, without=signature)
    assert ["a"] == [root.name for root in named]


def test_what_is_ignored_is_not_opened(tmp_path: Path) -> None:
    """A link below an ignored folder is nobody's concern."""
    put(tmp_path, {"m/a": b"1", "m/.git/x": b"1"})
    (tmp_path / "m" / ".git" / "link").symlink_to("nowhere")

    assert ["a"] == [
        entry.name for entry in hash_files.hash_release_file(tmp_path / "m", ignored=(".git",)).entries
    ]


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    """Reading it could wait for ever."""
    put(tmp_path, {"m/a": b"1"})
    os.mkfifo(tmp_path / "m" / "pipe")

    with pytest.raises(InputError, match="pipe is neither a file nor a folder"):
        hash_files.hash_release_file(tmp_path / "m", links=True)
    with pytest.raises(InputError, match="pipe is neither a file nor a folder"):
        hash_files.hash_release_file(tmp_path / "m" / "pipe")


def test_a_name_must_be_text(tmp_path: Path) -> None:
    """A statement is JSON, which has no words for other bytes."""
    (tmp_path / "m").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/m/\xff")).write_bytes(b"1")

    with pytest.raises(InputError, match="a name that is not valid UTF-8"):
        hash_files.hash_release_file(tmp_path / "m")


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """With what the system says."""
    with pytest.raises(InputError, match=r"gone\.whl can't be read: no such file"):
        hash_files.hash_release_file(tmp_path / "gone.whl")


def test_an_empty_directory_is_refused(tmp_path: Path) -> None:
    """A signature over nothing would be good for any directory without files."""
    (tmp_path / "m").mkdir()

    with pytest.raises(InputError, match="m is empty"):
        hash_files.hash_release_files([tmp_path / "m"], links=False, without=None)


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    """Nobody could tell which is meant."""
    put(tmp_path, {"x/a": b"1", "y/a": b"2"})

    with pytest.raises(UsageError, match="Two of the files are called a"):
        hash_files.hash_release_files([tmp_path / "x" / "a", tmp_path / "y" / "a"], links=False, without=None)
