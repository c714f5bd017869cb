# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How long one file may be read: loops whose work grows with a file ask here whether to go on.

The clock comes from the command line; without one nothing is limited. It counts computing time of the running thread, so that a busy
machine changes no result.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Clock = Callable[[], float]
"""Seconds, from any start; never goes back."""


class OutOfTime(Exception):  # noqa: N818 - it is caught where files are read and becomes a gap
    """Reading a file took longer than it may."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(
            f"Reading it took more than {seconds:g} s of computing time; what else it holds is missing."
            " Raise `seconds_per_file` under [scan], or name the file under `exclude`"
        )
        self.path = path


class _Budget:
    def __init__(self, clock: Clock, seconds: float) -> None:
        self.clock = clock
        self.seconds = seconds
        self.path = ""
        self.ends = float("inf")


_running: ContextVar[_Budget | None] = ContextVar("the time that is left for a file", default=None)


@contextmanager
def limited(clock: Clock | None, seconds: float) -> Iterator[None]:
    """Within it each file has so many seconds from `start` on."""
    token = _running.set(_Budget(clock, seconds) if clock else None)
    try:
        yield
    finally:
        _running.reset(token)


def start(path: str) -> None:
    """Begins the time of the file at `path`, and ends that of the file before."""
    budget = _running.get()
    if budget is not None:
        budget.path = path
        budget.ends = budget.clock() + budget.seconds


def check() -> None:
    """Goes on, or not.

    Raises:
        OutOfTime: the file that was started last has had its time.
    """
    budget = _running.get()
    if budget is not None and budget.clock() > budget.ends:
        raise OutOfTime(budget.path, budget.seconds)
