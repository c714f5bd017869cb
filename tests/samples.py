# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Small real files of each format, written byte by byte, for tests."""

import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path


def safetensors(metadata: dict[str, str] | None = None, values: int = 6) -> bytes:
    """One F32 tensor of this many values."""
    header: dict[str, object] = {
        "weight": {"dtype": "F32", "shape": [values], "data_offsets": [0, 4 * values]}
    }
    if metadata is not None:
        header["__metadata__"] = metadata
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(4 * values)


def gguf(keys: dict[str, str] | None = None, tensors: int = 1) -> bytes:
    """GGUF 3 with text keys and F16 tensors of shape 4 x 2."""
    pairs = keys or {"general.architecture": "llama"}
    out = b"GGUF" + struct.pack("<IQQ", 3, tensors, len(pairs))
    for key, value in pairs.items():
        out += _text(key) + struct.pack("<I", 8) + _text(value)
    for number in range(tensors):
        out += _text(f"blk.{number}.weight") + struct.pack("<IQQIQ", 2, 4, 2, 1, 0)
    return out + bytes(64)


def onnx(properties: dict[str, str] | None = None) -> bytes:
    """A ModelProto with one node and one F32 initialiser of 2 x 3."""
    tensor = _field(1, 2) + _field(1, 3) + _field(2, 1) + _field(8, b"w") + _field(9, bytes(24))
    node = _field(1, b"x") + _field(2, b"y") + _field(4, b"Relu")
    graph = _field(1, node) + _field(2, b"g") + _field(5, tensor)
    props = b"".join(
        _field(14, _field(1, key.encode()) + _field(2, value.encode()))
        for key, value in (properties or {}).items()
    )
    opset = _field(8, _field(1, b"") + _field(2, 17))
    return _field(1, 8) + _field(2, b"pytorch") + _field(3, b"2.9") + _field(7, graph) + opset + props


def pytorch(script: bool = False) -> bytes:  # noqa: FBT001, FBT002 - one obvious switch
    """A zip as torch.save writes it; the pickle in it is never looked at."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("net/data.pkl", b"\x80\x02}q\x00.")
        archive.writestr("net/version", b"3\n")
        if script:
            archive.writestr("net/code/__torch__.py", b"")
    return out.getvalue()


def distribution(
    site: Path, name: str, version: str, metadata: str = "", files: dict[str, bytes] | None = None
) -> None:
    """An installed distribution with METADATA, RECORD and its files."""
    import base64
    import hashlib

    info = f"{name.replace('-', '_')}-{version}.dist-info"
    content = {
        f"{info}/METADATA": f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{metadata}\nBody\n".encode(),
        **(files or {}),
    }
    rows = []
    for path, data in content.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(data)}")
    (site / info / "RECORD").write_text("\n".join([*rows, f"{info}/RECORD,,"]) + "\n", "utf-8")


MIT = """MIT License

Copyright (c) 2026 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def _text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def _field(number: int, value: bytes | int) -> bytes:
    """A protobuf field: a varint, or a length-delimited block."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def parquet(rows: int, columns: list[tuple[str, int]]) -> bytes:
    """A Parquet file without row groups: its footer has these columns, each with its number of children, in depth-first order."""

    def element(name: str, children: int) -> bytes:
        plain = name.encode()
        return (
            b"\x48"
            + _varint(len(plain))
            + plain
            + (b"\x15" + _varint(children * 2) if children else b"")
            + b"\0"
        )

    nested, top = 0, 0
    for _, children in columns:
        top += not nested
        nested += children - 1 if nested else children
    elements = [element("schema", top), *(element(name, children) for name, children in columns)]
    footer = b"\x15\x02" + b"\x19" + bytes([len(elements) << 4 | 12]) + b"".join(elements)
    footer += b"\x16" + _varint(rows * 2) + b"\x19\x0c" + b"\0"
    return b"PAR1" + footer + struct.pack("<I", len(footer)) + b"PAR1"
