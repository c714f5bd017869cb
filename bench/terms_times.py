# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How long a README takes to read, and how that grows with one long line."""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

PAGE = 3000
"""Characters of a printed page."""
LONG_LINE = "The weights of this project may be used for non-commercial research purposes only; the code is under MIT. "
SIZES = (20, 40, 80, 160, 310, 620, 1250, 2500, 5000)
"""Kilobytes of the long line: each about twice the one before."""
PATIENCE = 20
"""Seconds after which no longer line is tried."""


def print_times(checkouts: list[Path]) -> None:
    """How long reading takes for each root README alone, and for one long line; start and empty folder taken off."""
    pages = []
    for checkout in checkouts:
        for readme in checkout.glob("README*"):
            text = readme.read_text("utf-8", errors="replace") if readme.is_file() else ""
            if text:
                milliseconds = 1000 * reading_time(text)
                pages.append((milliseconds / max(1, len(text) / PAGE), milliseconds, readme))
    if pages:
        each = [page for page, _, _ in pages]
        print(
            f"{len(pages)} READMEs, a page: median {statistics.median(each):.2f} ms, most {max(each):.2f} ms (bar: 5 ms)"
        )
    for page, milliseconds, readme in sorted(pages, reverse=True)[:5]:
        print(f"  {page:6.2f} ms a page, {milliseconds:7.1f} ms  {readme.parent.name}/{readme.name}")
    _print_growth()


def _print_growth() -> None:
    """One line, again and again twice as long: linear time doubles with it."""
    before = 0.0
    for kilobytes in SIZES:
        text = "# License\n\n" + LONG_LINE * (kilobytes * 1000 // len(LONG_LINE))
        seconds = reading_time(text, rounds=1)
        growth = f", {seconds / before:.1f} times the one before" if before else ""
        print(f"one line of {kilobytes:>4} kB: {seconds:6.2f} s{growth} (bar: about 2)", flush=True)
        if seconds > PATIENCE:
            print("longer ones are not tried")
            return
        before = seconds


def reading_time(text: str, rounds: int = 5) -> float:
    """Seconds for a README of this text beyond those of a README of one word; the best of some rounds."""
    return max(0.0, _discovery_time(text, rounds) - _discovery_time("word\n", rounds))


def _discovery_time(text: str, rounds: int) -> float:
    from compliance.discover import discover
    from compliance.settings import Settings

    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "README.md").write_text(text, "utf-8")
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            discover(folder, Settings())
            taken.append(time.perf_counter() - start)
    finally:
        shutil.rmtree(folder)
    return min(taken)
