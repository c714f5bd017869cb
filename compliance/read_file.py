# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Opening and reading files that may be anything: a pipe that nobody writes to, a device without an end, a file that grows.

What `stat` says of a size is a hint at most: it is 0 for files in /proc, and may be out of date. So limits hold while reading.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

_CHUNK = 1 << 20
_PATIENCE = 3.0
"""Seconds that a pipe has until somebody opens it for writing."""
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Opening never waits, and no terminal becomes ours; Windows lacks the first two and has the third."""


class TooLargeError(OSError):
    """The file holds more bytes than the limit."""


def open_file(path: Path) -> BufferedReader:
    """A regular file, opened for reading; links are followed.

    Raises:
        OSError: the system refuses, or it is a folder, a pipe, a socket or a device; `strerror` says which.
    """
    return open(path, "rb", opener=_open_regular)


def read_file(path: Path, limit: int) -> bytes:
    """The whole content of a regular file of at most `limit` bytes.

    Raises:
        TooLargeError: it holds more; never more than `limit` and one bytes are in memory.
        OSError: as `open_file`, or reading fails.
    """
    with open_file(path) as file:
        return _read_all(file, limit)


def read_file_or_pipe(path: Path, limit: int) -> bytes:
    """The same, also for a pipe such as /dev/stdin or a shell's `<(command)`; one that nobody writes to is empty.

    Raises:
        TooLargeError: it holds more than `limit` bytes.
        OSError: it is neither file nor pipe, or can't be read.
    """
    if not stat.S_ISFIFO(os.stat(path).st_mode):  # noqa: PTH116 - as everywhere in this module
        return read_file(path, limit)
    with os.fdopen(os.open(path, _FLAGS), "rb") as pipe:
        _require(os.fstat(pipe.fileno()).st_mode, path, stat.S_IFIFO)
        first = _wait_for_writer(pipe.fileno())
        return _read_all(pipe, limit, first)


def read_chunks(file: BufferedReader) -> Iterator[bytes]:
    """The rest of an open file in pieces of 1 MiB, up to the size that it has now.

    Raises:
        OSError: reading fails, or there is more: the file grows while it is read, or its size is made up.
    """
    left = os.fstat(file.fileno()).st_size - file.tell()
    while chunk := file.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise OSError(errno.EIO, "It grew while it was read, or holds more than its size says")
        yield chunk


def _open_regular(path: str, _flags: int) -> int:
    _require(os.stat(path).st_mode, path)  # noqa: PTH116 - merely opening some devices has effects
    descriptor = os.open(path, _FLAGS)
    try:
        _require(os.fstat(descriptor).st_mode, path)  # it may have been replaced in between
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _require(mode: int, path: str | Path, kind: int = stat.S_IFREG) -> None:
    found = stat.S_IFMT(mode)
    if found == kind:
        return
    if found == stat.S_IFDIR:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    what = _KINDS.get(found, "something else")
    raise OSError(errno.EINVAL, f"It is {what}, not a regular file", str(path))


def _read_all(file: BufferedReader, limit: int, first: bytes = b"") -> bytes:
    """Everything, with one read for a file that is as large as its size says."""
    expected = min(os.fstat(file.fileno()).st_size, limit)
    wanted = max(expected + 1 - len(first), 1)
    parts, total = [first], len(first)
    while total <= limit and (chunk := file.read(wanted)) != b"":
        if chunk is None:  # some files in /proc have nothing yet, and would make us wait
            raise BlockingIOError(errno.EAGAIN, "It gives nothing to read now", str(file.name))
        parts.append(chunk)
        total += len(chunk)
        wanted = min(_CHUNK, limit + 1 - total)
    if total > limit:
        raise TooLargeError(errno.EFBIG, f"It is larger than {limit:,} bytes", str(file.name))
    return b"".join(parts)


def _wait_for_writer(descriptor: int) -> bytes:
    """The first bytes of a pipe that was opened without waiting for a writer, who may never come; from then on reading waits."""
    until, first = time.monotonic() + _PATIENCE, b""
    while not first and time.monotonic() < until:
        try:
            first = os.read(descriptor, 65536)
        except BlockingIOError:  # somebody has opened it for writing, and hasn't written yet
            break
        time.sleep(0.02)
    os.set_blocking(descriptor, True)
    return first
