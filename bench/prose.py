# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/prose.py [FOLDER]`: what it costs to read terms in prose, and how the cost grows.

Claims: a page of a README (3,000 characters) takes at most 5 ms of CPU time, and a line of 5 MB takes at most 5.3 times as long as one of 1.25 MB
(exponent 1.2; noise included). With a folder, each README in it is measured as well. Ends with 1 if a claim doesn't hold.
"""

import argparse
import math
import sys
import time
from pathlib import Path

from compliance.licensing.prose.read_prose import read_statements

PAGE = 3000
"""Characters."""
MOST = 0.005
"""Seconds a page."""
STEEPEST = 1.2
SIZES = (5 << 18, 5 << 20)
REPEATS = 2
PAGES = """# Net

A network for pictures. It was trained on a large corpus and evaluated on three benchmarks; the code runs on one machine.

## Usage

```python
net.load("weights.pth")
```

- **Fast**: a picture takes 20 ms.
- **Small**: the weights take 40 MB and are available for download.

| Model | Size | License |
|-------|------|---------|
| small | 40 MB | Apache-2.0 |
| large | 1 GB | CC BY-NC 4.0 |

## License

The code is released under the [MIT License](LICENSE). The pretrained weights are for non-commercial research use only.

## Acknowledgements

We thank the authors of Foo, whose code is under Apache-2.0.

"""
LINES = {
    "words": "the network and the pictures of it ",
    "limits": "the weights may only be used for non-commercial research purposes, ",
    "licences": "the code is released under the MIT License and CC BY-NC 4.0, ",
    "links": "[the licence](https://creativecommons.org/licenses/by/4.0/) ",
    "open brackets": "[a](b",
    "dots": "a. B",
}


def seconds(text: str) -> float:
    """The CPU time of the fastest of some runs."""
    taken: list[float] = []
    while len(taken) < REPEATS and (not taken or taken[0] < 1):
        started = time.process_time()
        read_statements(text)
        taken.append(time.process_time() - started)
    return min(taken)


def holds_a_page(name: str, text: str) -> bool:
    """Prints what a page takes, and whether that is within the claim."""
    page = seconds(text) * PAGE / max(len(text), PAGE)
    print(
        f"{name:60} {len(text):9,} characters {page * 1000:6.2f} ms a page {'' if page <= MOST else '  <- too slow'}"
    )
    return page <= MOST


def holds_a_line(name: str, piece: str) -> bool:
    """Prints how the time for one line grows with its length, and whether that is within the claim."""
    short, long = (seconds(piece * (size // len(piece))) for size in SIZES)
    exponent = math.log(long / short) / math.log(SIZES[1] / SIZES[0])
    print(
        f"{name:60} {short:6.2f} s, {long:6.2f} s, exponent {exponent:.2f} {'' if exponent <= STEEPEST else '  <- too steep'}"
    )
    return exponent <= STEEPEST


def main() -> int:
    """Measures all; 1 if a claim doesn't hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    texts = {"made up, 20 times": PAGES * 20}
    if folder:
        files = [
            file
            for file in sorted(folder.rglob("*"))
            if file.name.lower().startswith("readme") and file.is_file()
        ]
        texts |= {str(file.relative_to(folder)): file.read_text("utf-8", "replace") for file in files}
    read_statements(PAGES)  # patterns are compiled when they are first used
    held = [holds_a_page(name, text) for name, text in texts.items()]
    held += [holds_a_line(name, piece) for name, piece in LINES.items()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
