# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""PyTorch: a zip that holds `<name>/data.pkl` (torch 1.6 and later, TorchScript too), or the older row of pickles. Never unpickled."""

import struct
import zipfile
from typing import BinaryIO

from compliance.discover.weights.header import Broken, Header, NotThis
from compliance.model import ModelFacts

NAME = "pytorch"
SUFFIXES = frozenset({".pt", ".pth", ".ckpt", ".jit", ".ptl"})
_LEGACY = bytes.fromhex("80028a0a6cfc9c46f9206aa85019")
"""Protocol 2, then the magic number 0x1950a86a20f9469cfc6c (pytorch/pytorch, torch/serialization.py)."""
_ZIP = b"PK\x03\x04"
_END = b"PK\x05\x06"
_LARGEST_DIRECTORY = 16 << 20


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith((_LEGACY, _ZIP))


def read(file: BinaryIO, size: int) -> Header:
    if file.read(4) != _ZIP:
        return Header(ModelFacts(format="pytorch (legacy pickles)"))
    _check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        struct.error,
        UnicodeDecodeError,
    ) as error:
        raise NotThis from error
    top = {name.rsplit("/", 1)[0] for name in names if name.endswith("/data.pkl")}
    if not any(f"{folder}/version" in names or f"{folder}/.data/version" in names for folder in top):
        raise NotThis
    script = any(name.startswith(f"{folder}/code/") for folder in top for name in names)
    return Header(ModelFacts(format="torchscript" if script else "pytorch (zip)"))


def _check_directory(file: BinaryIO, size: int) -> None:
    """A zip whose list of contents alone would fill the memory is refused before it is read."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Broken("is a zip archive without an end: it is truncated")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if _LARGEST_DIRECTORY < directory < 0xFFFFFFFF:
        raise Broken(f"is a zip archive with {directory} bytes of file names")
    file.seek(0)
