# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Signals that end a run: SIGTERM and SIGHUP clean up as Ctrl-C does."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from compliance.errors import EXIT_BY_SIGNAL

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # Windows has no SIGHUP


class Stopped(BaseException):
    """A signal asked for the end of the run. Not an Exception, so that nothing on the way takes it for a fault of an input."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = EXIT_BY_SIGNAL + number


def raise_on_signals() -> None:
    """Let each of the signals raise `Stopped` in the main thread; one that is ignored, as by nohup, stays ignored."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


@contextmanager
def signals_held() -> Iterator[None]:
    """Within it signals wait, for a few steps that belong together."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave(code: int) -> NoReturn:
    """End the process without waiting for threads, which may hang in a read or a name server's answer."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or full
            stream.flush()
    os._exit(code)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """Raise once. While the run cleans up, further signals do nothing, but a second Ctrl-C ends it at once."""
    for other in _ENDING:
        signal.signal(other, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise Stopped(number)
