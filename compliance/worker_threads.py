# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Threads that let go at once when a run is stopped: what waits is dropped, what runs sees a flag."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from compliance.read_file import open_file, read_chunks

if TYPE_CHECKING:
    from concurrent.futures import Executor


class WorkStopped(Exception):  # noqa: N818 - nobody sees it: whoever stopped the work has gone on
    """The work was given up before it was done."""


@contextmanager
def stoppable_pool(workers: int | None = None) -> Iterator["tuple[Executor, Event]"]:
    """A pool, and a flag that is set when an exception ends the block, such as Ctrl-C. Nothing is waited for then."""
    from concurrent.futures import ThreadPoolExecutor  # 5 ms that only a run with files to hash pays

    pool, stop = ThreadPoolExecutor(workers), Event()
    try:
        yield pool, stop
    except BaseException:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def sha256_until(path: Path, stop: Event) -> str:
    """The SHA-256 of a file's content, in hexadecimal.

    Raises:
        OSError: it can't be read, is no regular file, or grows.
        WorkStopped: the flag was set between two blocks.
    """
    digest = hashlib.sha256()
    with open_file(path) as file:
        for chunk in read_chunks(file):
            if stop.is_set():
                raise WorkStopped
            digest.update(chunk)
    return digest.hexdigest()
