# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/fuzz.py --examples 10000 [FORMAT...]`: broken documents of each format; any exception that nobody expected is printed.

Claim: no document of a product ends a run. Each line has the format, how many examples it survived, and what it did not: the kind of
exception, where it was raised, and a file with the shortest document that raised it. `--list` names the formats.
"""

import argparse
import hashlib
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import fuzzing


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="all of them without any")
    parser.add_argument("--examples", type=int, default=1000, help="of each format")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="name the formats")
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path(tempfile.gettempdir()) / "lexbom-fuzz",
        help="where documents go that raise",
    )
    options = parser.parse_args()
    if options.list:
        print("\n".join(fuzzing.SEEDS))
        return 0
    failed = 0
    for name in options.formats or fuzzing.SEEDS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            count, faults = _run(fuzzing.SEEDS[name], Path(folder), options)
        print(
            f"{name:<40}{count:>8} examples{time.monotonic() - began:>8.1f} s{len(faults):>4} faults",
            flush=True,
        )
        for words, document in faults.items():
            kept = _kept(options.keep, name, document)
            print(f"    {words}\n    {kept}", flush=True)
        failed += len(faults)
    return 1 if failed else 0


def _run(one: fuzzing.Seed, folder: Path, options: argparse.Namespace) -> tuple[int, dict[str, bytes]]:
    """How many documents were tried, and the shortest one for each kind of exception."""
    root = fuzzing.put(folder, one)
    faults: dict[str, bytes] = {}
    count = 0

    @seed(options.seed)
    @settings(
        max_examples=options.examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(fuzzing.documents(one))
    def survive(document: bytes) -> None:
        nonlocal count
        count += 1
        try:
            fuzzing.survive(root, one, document)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            words = _words(error)
            if words not in faults or len(document) < len(faults[words]):
                faults[words] = document

    survive()
    return count, faults


def _words(error: Exception) -> str:
    """The kind of exception and its innermost frames in lexbom."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "/compliance/" in one.filename]
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames[-3:]))
    reason = str(error).encode("utf-8", "replace").decode()[:100] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {reason} {places}"


def _kept(folder: Path, name: str, document: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = (
        folder
        / f"{name.replace('/', '_').replace(' ', '_').replace(':', '_')}-{hashlib.sha256(document).hexdigest()[:8]}"
    )
    path.write_bytes(document)
    return path


if __name__ == "__main__":
    sys.exit(main())
