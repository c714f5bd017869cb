# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/kill.py [--kills 200]`: kills `lexbom check` with SIGKILL at random moments.

Claims: each output is byte for byte that of one run or not there; outputs of two runs are told apart by the digest that each names;
the next run leaves nothing behind but its outputs. Exits with 1 where one of them does not hold.

Two states of a product are checked in turn, whose outputs are known from runs that nobody killed. Half of the moments are spread over the
whole run, the other half over the few milliseconds in which outputs are written.
"""

import argparse
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from side_by_side import own_command

OUTPUTS = {
    "sbom": "b.cdx.json",
    "json": "r.json",
    "markdown": "r.md",
    "html": "r.html",
    "sarif": "r.sarif",
    "junit": "r.xml",
    "gitlab": "r.gitlab.json",
}
_HEADER = b'{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}'
_WEIGHTS = struct.pack("<Q", len(_HEADER)) + _HEADER + b"\0" * 16
_WRITING = 0.02
"""Seconds after the first draft over which the aimed kills are spread."""

State = dict[str, bytes]
"""What each output of a run that was not killed holds."""


class Bench:
    """A product, the folder of its outputs, and a home for caches and temporary files."""

    def __init__(self, folder: Path) -> None:
        self.product, self.out, self.home = folder / "product", folder / "out", folder / "home"
        for one in (self.product, self.out, self.home):
            one.mkdir()
        (self.product / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n", "utf-8")
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
            "XDG_CACHE_HOME": str(self.home),
            "TMPDIR": str(self.home),
        }

    def turn(self, state: int) -> None:
        """Bring the product into one of its two states."""
        (self.product / "w.safetensors").write_bytes(_WEIGHTS + bytes([state]) * 16)
        locked = "".join(f"package-{number}=={state + 1}.0\n" for number in range(40))
        (self.product / "requirements.txt").write_text(locked, "utf-8")

    def start(self) -> subprocess.Popen[bytes]:
        """A run with all outputs."""
        options = [part for name, file in OUTPUTS.items() for part in (f"--{name}", str(self.out / file))]
        command = [str(own_command("lexbom")), "check", str(self.product), *options]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet)

    def outputs(self) -> State:
        """The outputs that are there."""
        return {
            name: (self.out / file).read_bytes()
            for name, file in OUTPUTS.items()
            if (self.out / file).is_file()
        }

    def drafts(self) -> list[str]:
        """What lies beside the outputs."""
        return sorted(path.name for path in self.out.iterdir() if path.name not in OUTPUTS.values())

    def litter(self) -> list[str]:
        """What lies beside the outputs, and what no cache is called."""
        kept = {self.home, self.home / "lexbom"}
        strange = (path.name for path in self.home.rglob("*") if path not in kept and path.suffix != ".json")
        return [*self.drafts(), *strange]


def killed(bench: Bench, moment: float, *, aimed: bool) -> None:
    """Start a run and kill it `moment` seconds after its start, or after its first draft."""
    run = bench.start()
    until = time.monotonic() + 60
    while aimed and not bench.drafts() and run.poll() is None and time.monotonic() < until:
        time.sleep(0.0002)
    time.sleep(moment)
    run.kill()
    run.wait()


def faults(found: State, states: list[State]) -> tuple[list[str], bool]:
    """What is wrong with the outputs after a kill, and whether they are of two runs."""
    wrong = []
    owners = set()
    for name, content in found.items():
        of = [number for number, state in enumerate(states) if state[name] == content]
        if not of:
            wrong.append(f"{name} is not whole")
            continue
        owners.add(of[0])
        digest = sha256(states[of[0]]["sbom"]).hexdigest().encode()
        if name != "sbom" and digest not in content:
            wrong.append(f"{name} does not name its run")
    return wrong, len(owners) > 1


def expected(bench: Bench) -> list[State]:
    """The outputs of both states, from runs that end by themselves."""
    states = []
    for state in (0, 1):
        bench.turn(state)
        bench.start().wait()
        states.append(bench.outputs())
    if any(set(state) != set(OUTPUTS) for state in states) or states[0]["sbom"] == states[1]["sbom"]:
        sys.exit("A run that nobody killed did not write all outputs")
    return states


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    seen, wrong, done = Counter[str](), list[str](), 0
    folder = Path(tempfile.mkdtemp(prefix="lexbom-kill-"))
    try:
        bench = Bench(folder)
        states = expected(bench)
        begun = time.monotonic()
        bench.start().wait()
        whole_run = time.monotonic() - begun
        for number in range(options.kills):
            state, aimed = number % 2, number // 2 % 2 == 1
            bench.turn(state)
            killed(bench, dice.uniform(0, _WRITING if aimed else whole_run), aimed=aimed)
            found, mixed = faults(bench.outputs(), states)
            wrong += found
            seen["mixed"] += mixed
            seen["drafts left"] += bool(bench.drafts())
            seen["none renamed"] += not mixed and bench.outputs() == states[1 - state]
            seen["all renamed"] += not mixed and bench.outputs() == states[state]
            bench.start().wait()
            if bench.outputs() != states[state]:
                wrong.append("the next run wrote something else")
            wrong += [f"left behind: {name}" for name in bench.litter()]
            done += 1
    except KeyboardInterrupt:
        print("stopped early", file=sys.stderr)
    finally:
        shutil.rmtree(folder)
    told = ", ".join(f"{count} {what}" for what, count in seen.items())
    print(f"{done} kills: {told}; wrong: {len(wrong)}")
    for fault, count in Counter(wrong).items():
        print(f"  {count} x {fault}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
