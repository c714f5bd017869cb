# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.read_file import TooLargeError, open_file, read_chunks, read_file, read_file_or_pipe


def pipe(path: Path) -> None:
    os.mkfifo(path)


def socket_file(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket has at most 107 characters
        try:
            bound.bind(path.name)
        finally:
            os.chdir(here)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


OTHERS: list[tuple[Callable[[Path], None], str]] = [
    (pipe, "It is a pipe, not a regular file"),
    (socket_file, "It is a socket, not a regular file"),
    (device, "It is a device, not a regular file"),
    (Path.mkdir, "Is a directory"),
]


@pytest.mark.parametrize(("make", "reason"), OTHERS)
@pytest.mark.parametrize("linked", [False, True])
def test_only_regular_files_are_read(
    tmp_path: Path, make: Callable[[Path], None], reason: str, *, linked: bool
) -> None:
    """A pipe, a socket, a device and a folder are refused at once and by what they are, also behind a link."""
    make(tmp_path / "x")
    (tmp_path / "link").symlink_to("x")

    with pytest.raises(OSError, match=r".*") as caught:
        read_file(tmp_path / ("link" if linked else "x"), 10)

    assert caught.value.strerror == reason


def test_a_file_up_to_the_limit_is_read_whole(tmp_path: Path) -> None:
    """The limit itself is allowed, one byte more is not."""
    path = tmp_path / "x"
    path.write_bytes(b"12345")

    assert read_file(path, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_file(path, 4)


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    """Nothing is no error."""
    (tmp_path / "x").touch()

    assert read_file(tmp_path / "x", 5) == b""


def test_a_size_that_is_made_up_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file with more than its size says, as in /proc, is read to its end or to the limit."""
    path = tmp_path / "x"
    path.write_bytes(b"1" * 3_000_000)
    real = os.fstat

    def empty(descriptor: int) -> os.stat_result:
        return os.stat_result((*real(descriptor)[:6], 0, *real(descriptor)[7:]))

    monkeypatch.setattr(os, "fstat", empty)

    assert len(read_file(path, 3_000_000)) == 3_000_000
    with pytest.raises(TooLargeError):
        read_file(path, 2_999_999)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
def test_files_without_a_size_are_read() -> None:
    """Files in /proc have size 0 and content."""
    assert b"Name:" in read_file(Path("/proc/self/status"), 100_000)


def test_a_file_that_grows_while_it_is_hashed_is_an_error(tmp_path: Path) -> None:
    """Chunks end with the size at the start, so that a log that is written to can't be read for ever."""
    path = tmp_path / "x"
    path.write_bytes(b"1" * (1 << 20))

    with open_file(path) as file, pytest.raises(OSError, match="grew while it was read"):  # noqa: PT012
        for _ in read_chunks(file):
            with path.open("ab") as more:
                more.write(b"2")


def test_chunks_are_the_rest_of_the_file(tmp_path: Path) -> None:
    """From where the file stands to its end."""
    path = tmp_path / "x"
    path.write_bytes(b"123" * 1_000_000)

    with open_file(path) as file:
        file.read(1)
        rest = b"".join(read_chunks(file))

    assert len(rest) == 2_999_999


def test_a_pipe_is_read_to_its_end_or_to_the_limit(tmp_path: Path) -> None:
    """What comes through a pipe is bounded like a file."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    for limit in (500_000, 499_999):
        writer = threading.Thread(target=_write, args=(path, b"1" * 500_000))
        writer.start()
        if limit == 500_000:
            assert len(read_file_or_pipe(path, limit)) == 500_000
        else:
            with pytest.raises(TooLargeError):
                read_file_or_pipe(path, limit)
        writer.join()


def test_where_pipes_are_read_devices_are_not(tmp_path: Path) -> None:
    """`/dev/zero` has no end, whoever names it."""
    device(tmp_path / "zero")

    with pytest.raises(OSError, match="a device"):
        read_file_or_pipe(tmp_path / "zero", 10)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except BrokenPipeError:
        return  # the reader has had enough
