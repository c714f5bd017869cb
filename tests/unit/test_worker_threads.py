# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
from pathlib import Path
from threading import Event

import pytest

from compliance.worker_threads import WorkStopped, sha256_until, stoppable_pool


def test_an_exception_drops_what_waits() -> None:
    """The flag is set, nothing new begins, and the exception goes on."""
    begun, release = list[int](), Event()

    def work(number: int) -> None:
        begun.append(number)
        release.wait(20)

    with pytest.raises(KeyboardInterrupt), stoppable_pool(1) as (pool, stop):  # noqa: PT012 - what ends the block is under test
        futures = [pool.submit(work, number) for number in range(3)]
        while not begun:
            release.wait(0.01)
        raise KeyboardInterrupt
    release.set()

    assert stop.is_set()
    assert [False, True, True] == [future.cancelled() for future in futures]
    assert [0] == begun


def test_hashing_heeds_the_flag(tmp_path: Path) -> None:
    """The digest without it, no digest with it."""
    file, stop = tmp_path / "a", Event()
    file.write_bytes(b"x" * 3_000_000)

    assert hashlib.sha256(file.read_bytes()).hexdigest() == sha256_until(file, stop)
    stop.set()
    with pytest.raises(WorkStopped):
        sha256_until(file, stop)
