# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""PyTorch: a zip that holds `<name>/data.pkl` (torch 1.6 and later, TorchScript too), or the older row of pickles. Never unpickled."""

import io
from typing import BinaryIO

from compliance.discover.weights._support import zips
from compliance.discover.weights.interface import Header, NotThis
from compliance.model import ModelFacts

NAME = "pytorch"
SUFFIXES = frozenset({".pt", ".pth", ".ckpt", ".jit", ".ptl"})
WEAK = True
LEGACY = bytes.fromhex("80028a0a6cfc9c46f9206aa85019")
"""Protocol 2, then the magic number 0x1950a86a20f9469cfc6c (pytorch/pytorch, torch/serialization.py)."""
_LEGACY_PICKLES = 5
"""Magic number, protocol version, system, the object, the storages' keys; then raw storages."""
_LARGEST_PICKLE = 64 << 20


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith((LEGACY, zips.MAGIC))


def read(file: BinaryIO, size: int) -> Header:
    from compliance.discover.weights._support import scan_pickle

    if file.read(4) != zips.MAGIC:
        file.seek(0)
        found = scan_pickle.scan_pickle(file, size, at_most=_LEGACY_PICKLES)
        facts = ModelFacts(format="pytorch (legacy pickles)", unsafe_imports=found.unsafe)
        return Header(facts, remark=found.remark)
    with zips.open_archive(file, size) as archive:
        names = set(archive.namelist())
        top = sorted(name.rsplit("/", 1)[0] for name in names if name.endswith("/data.pkl"))
        top = [folder for folder in top if f"{folder}/version" in names or f"{folder}/.data/version" in names]
        if not top:
            raise NotThis
        raw = zips.read_member(archive, f"{top[0]}/data.pkl", _LARGEST_PICKLE)
    script = any(name.startswith(f"{top[0]}/code/") for name in names)
    found = scan_pickle.scan_pickle(io.BytesIO(raw), len(raw))
    form = "torchscript" if script else "pytorch (zip)"
    return Header(ModelFacts(format=form, unsafe_imports=found.unsafe), remark=found.remark)
