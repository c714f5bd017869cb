# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/headers.py`: reading the header of a safetensors and of a GGUF file of 500 MB, both sparse, in a process of its own.

Claims: milliseconds, and at most 50 MB of memory at the peak, interpreter and lexbom included. `before` is the peak when the file has
not been opened yet: the difference is what the file costs.
"""

import argparse
import json
import resource
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZE = 500_000_000
TENSORS = 290
"""As many as a language model with 32 layers has."""
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measure", type=Path, metavar="FILE", help="in the child: read this file's header")
    parser.add_argument("--make", type=Path, metavar="FOLDER", help="in the child: write the files")
    options = parser.parse_args()
    if options.make:
        _safetensors(options.make)
        _gguf(options.make)
    elif options.measure:
        print(json.dumps(_measure(options.measure)))
    else:
        _table()


def _table() -> None:
    """This process stays small: a child's peak starts with its parent's size."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, "--make", folder], check=True)
        files = {name: Path(folder) / f"model.{name}" for name in ("safetensors", "gguf")}
        print(f"{'':<14}{'size':>8}{'on disk':>10}{'tensors':>9}{'header':>12}{'before':>11}{'peak':>11}")
        for name, file in files.items():
            runs = [_child(file) for _ in range(ROUNDS)]
            status = file.stat()
            print(
                f"{name:<14}{status.st_size / 1e6:>5.0f} MB{status.st_blocks * 512 / 1e3:>7.0f} kB{TENSORS:>9}"
                f"{min(1000 * run['seconds'] for run in runs):>9.2f} ms{max(run['before'] for run in runs) / 1e6:>8.1f} MB"
                f"{max(run['peak'] for run in runs) / 1e6:>8.1f} MB"
                f"   {runs[0]['format']}, {runs[0]['parameters']:,} parameters (claim: at most 50 MB)"
            )


def _child(file: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", str(file)]
    done = subprocess.run(command, check=True, capture_output=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _measure(path: Path) -> dict[str, object]:
    from compliance.discover.interface import ScannedFile
    from compliance.discover.weights import reader
    from compliance.discover.weights._support import look
    from compliance.model import Component
    from compliance.settings import Settings

    candidate = ScannedFile(path.name, path, path.stat().st_size)
    look.load_formats()  # the readers are imported once for all files
    before = _peak()
    start = time.perf_counter()
    found = [
        one for one in reader.discover((candidate,), Settings()) if isinstance(one, Component) and one.model
    ]
    seconds = time.perf_counter() - start
    facts = found[0].model
    if facts is None or not facts.parameters:
        raise SystemExit(f"the header of {path.name} was not read")
    return {
        "seconds": seconds,
        "before": before,
        "peak": _peak(),
        "format": facts.format,
        "parameters": facts.parameters,
    }


def _peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _safetensors(folder: Path) -> None:
    """Half precision: 8 bytes of length, JSON, then a hole."""
    each = SIZE // TENSORS // 2
    tensors = {
        f"model.layers.{number}.weight": {
            "dtype": "F16",
            "shape": [each],
            "data_offsets": [2 * each * number, 2 * each * (number + 1)],
        }
        for number in range(TENSORS)
    }
    header = json.dumps({"__metadata__": {"format": "pt"}, **tensors}).encode()
    _sparse(folder / "model.safetensors", struct.pack("<Q", len(header)) + header, 2 * each * TENSORS)


def _gguf(folder: Path) -> None:
    """Version 3, a vocabulary of 128,000 tokens as real files have, half precision, then a hole."""
    each = SIZE // TENSORS // 2 // 32 * 32
    tokens = b"".join(_string(f"token{number}") for number in range(128_000))
    keys = [
        _string("general.architecture") + struct.pack("<I", 8) + _string("llama"),
        _string("general.license") + struct.pack("<I", 8) + _string("apache-2.0"),
        _string("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 128_000) + tokens,
    ]
    tensors = b"".join(
        _string(f"blk.{number}.weight") + struct.pack("<IQIQ", 1, each, 1, 2 * each * number)
        for number in range(TENSORS)
    )
    header = b"GGUF" + struct.pack("<IQQ", 3, TENSORS, len(keys)) + b"".join(keys) + tensors
    header += b"\0" * (-len(header) % 32)
    _sparse(folder / "model.gguf", header, 2 * each * TENSORS)


def _string(text: str) -> bytes:
    return struct.pack("<Q", len(text)) + text.encode()


def _sparse(path: Path, header: bytes, body: int) -> None:
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + body)


if __name__ == "__main__":
    main()
