# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Writes the weights of models/species-notes: two real files of their formats, with random numbers and few of them."""

import json
import random
import struct
from pathlib import Path

FOLDER = Path(__file__).parent / "models" / "species-notes"
SHAPES = {"embed.weight": [64, 16], "head.weight": [16, 8], "head.bias": [8]}


def weights() -> dict[str, list[float]]:
    """The same numbers in each run."""
    source = random.Random(2026)  # noqa: S311 - no secret
    return {name: [source.gauss(0, 0.02) for _ in range(_length(shape))] for name, shape in SHAPES.items()}


def safetensors() -> bytes:
    """The weights as safetensors (huggingface/safetensors, README)."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, values in weights().items():
        start = len(body)
        body += struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": SHAPES[name], "data_offsets": [start, len(body)]}
    text = json.dumps(header, sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def gguf() -> bytes:
    """The weights as GGUF version 3 (ggml-org/ggml, docs/gguf.md)."""
    keys = {
        "general.architecture": "llama",
        "general.name": "Species Notes",
        "general.license": "other",
        "general.license.name": "tencent-hunyuan-a13b",
    }
    out = b"GGUF" + struct.pack("<IQQ", 3, len(SHAPES), len(keys) + 1)
    for key, value in keys.items():
        out += _text(key) + struct.pack("<I", 8) + _text(value)
    out += _text("general.file_type") + struct.pack("<II", 4, 0)
    body = b""
    for name, values in weights().items():
        shape = SHAPES[name][::-1]
        out += (
            _text(name)
            + struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
            + struct.pack("<IQ", 0, len(body))
        )
        body += struct.pack(f"<{len(values)}f", *values)
        body += bytes(-len(body) % 32)
    return out + bytes(-len(out) % 32) + body


def _text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def _length(shape: list[int]) -> int:
    length = 1
    for side in shape:
        length *= side
    return length


if __name__ == "__main__":
    (FOLDER / "species-notes.safetensors").write_bytes(safetensors())
    (FOLDER / "species-notes.gguf").write_bytes(gguf())
