# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the benchmarks share: environments made once, commands timed in turn, so that the machine's mood hits all alike."""

import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

Command = Sequence[str | Path]


def environment(
    folder: Path, requirements: Sequence[str], *, without_dependencies: Sequence[str] = ()
) -> Path:
    """A virtual environment with these packages, made if it isn't there yet."""
    if not (folder / ".ready").is_file():
        venv.create(folder, with_pip=True)
        python = str(folder / "bin" / "python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for arguments in ([*requirements], ["--no-deps", *without_dependencies]):
            if arguments and arguments != ["--no-deps"]:
                subprocess.run([*pip, *arguments], check=True)
        (folder / ".ready").touch()
    return folder


def in_turn(commands: dict[str, Command], rounds: int) -> dict[str, float]:
    """The median wall time of each command in seconds; one warm-up round, then the commands take turns."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(
                [str(part) for part in command],
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if turn:
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def own_command(name: str) -> Path:
    """A command of the environment that runs this benchmark."""
    return Path(sys.executable).with_name(name)
