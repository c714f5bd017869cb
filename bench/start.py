# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/start.py`: a warm `lexbom --version` beside a bare `python -c pass`. Claim: at most five times as long."""

import sys

from side_by_side import in_turn, own_command


def main() -> None:
    taken = in_turn(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "lexbom --version": [own_command("lexbom"), "--version"],
        },
        25,
    )
    for name, seconds in taken.items():
        print(f"{name:<18}{1000 * seconds:6.1f} ms")
    print(f"{'ratio':<18}{taken['lexbom --version'] / taken['python -c pass']:6.1f}   (claim: at most 5)")


if __name__ == "__main__":
    main()
