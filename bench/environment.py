# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/environment.py`: the check of an installed environment beside `cyclonedx-py environment`.

The environment: magika, rapidocr-onnxruntime and palmerpenguins with what they need, and silero-vad without; 22 distributions that
ship 15 weight files and 2 data sets. Claims: all of them found with owner and SHA-256, no false model, at most half the wall time.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from side_by_side import environment, in_turn, own_command

WEIGHTS = {
    "pkg:pypi/magika": 1,
    "pkg:pypi/onnxruntime": 3,
    "pkg:pypi/rapidocr-onnxruntime": 3,
    "pkg:pypi/silero-vad": 8,
}
DATA = {"palmerpenguins/data/penguins.csv", "palmerpenguins/data/penguins-raw.csv"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "lexbom-bench",
        help="where the environments are made and kept",
    )
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    target = environment(
        options.work / "target",
        ["magika", "rapidocr-onnxruntime", "palmerpenguins"],
        without_dependencies=["silero-vad"],
    )
    peer = environment(options.work / "cyclonedx-py", ["cyclonedx-bom"])
    product = options.work / "product"
    product.mkdir(exist_ok=True)
    report = options.work / "report.json"
    ours = [
        own_command("lexbom"),
        "check",
        product,
        "--venv",
        target,
        "--fail-on",
        "never",
        "--sbom",
        options.work / "ours.json",
        "--json",
        report,
    ]
    theirs = [peer / "bin" / "cyclonedx-py", "environment", target, "-o", options.work / "theirs.json"]
    taken = in_turn({"lexbom check": ours, "cyclonedx-py environment": theirs}, options.rounds)
    for name, seconds in taken.items():
        print(f"{name:<26}{seconds:6.2f} s")
    print(
        f"{'ratio':<26}{taken['lexbom check'] / taken['cyclonedx-py environment']:6.2f}   (claim: at most 0.50)"
    )
    subprocess.run([str(part) for part in ours], check=True, capture_output=True)
    _found(json.loads(report.read_bytes())["components"])


def _found(components: list[dict[str, str]]) -> None:
    """Weight files and data sets that were found, against what is known to be there."""
    files = [
        one
        for one in components
        if one["sha256"] and one["path"] and (one["kind"] == "model" or one["role"] == "weights")
    ]
    owned: dict[str, int] = {}
    for one in files:
        owner = next(name for name in (one["bom_ref"].partition("@")[0],))
        owned[owner] = owned.get(owner, 0) + 1
    data = {one["path"] for one in components if one["kind"] == "dataset"}
    print(f"distributions {sum(one['kind'] == 'library' for one in components)} of 22")
    print(
        f"weight files  {sum(owned.values())} of {sum(WEIGHTS.values())}, false: {sorted(set(owned) - set(WEIGHTS))}, {'as known' if owned == WEIGHTS else owned}"
    )
    print(f"data sets     {len(data & DATA)} of {len(DATA)}, others: {sorted(data - DATA)}")


if __name__ == "__main__":
    main()
