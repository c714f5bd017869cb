# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Standard output and standard error that may be full, closed, or read by nobody."""

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from compliance.errors import OutputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CLOSED = -1
"""In place of a descriptor that was closed at the start: the number may be another file's by now."""


def guard_streams() -> None:
    """Make a failure of standard output an `OutputError`, and one of standard error nothing. Terminals stay as they are."""
    sys.stdout = _guarded(sys.stdout, 1)
    sys.stderr = _guarded(sys.stderr, 2)


def _guarded(stream: TextIO | None, descriptor: int) -> TextIO:
    if stream is not None and stream.isatty():
        return stream
    raw = _Checked(_CLOSED if stream is None else descriptor, silent=descriptor == 2)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding if stream else "utf-8",
        errors=stream.errors if stream else "backslashreplace",
        line_buffering=descriptor == 2,
    )


class _Checked(io.RawIOBase):
    """A descriptor that fails once, in a sentence, and swallows what comes after that."""

    def __init__(self, descriptor: int, *, silent: bool) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._silent = silent
        self._failed = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._descriptor

    def write(self, data: "ReadableBuffer", /) -> int:
        if not self._failed:
            try:
                return os.write(self._descriptor, data)
            except OSError as error:
                self._failed = True
                if not self._silent:
                    raise _explained(error) from error
        return memoryview(data).nbytes


def _explained(error: OSError) -> OutputError:
    if error.errno == errno.EPIPE:
        return OutputError(
            "Whoever read standard output has closed it", fix="Give a file with -o, or read it all"
        )
    words = "it is closed" if error.errno == errno.EBADF else (error.strerror or str(error)).lower()
    return OutputError(f"Standard output can't be written: {words}", fix="Give a file in place of it")
