# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Tar archives that hold one model: a description in JSON or YAML beside arrays (POSIX.1-1988 ustar; natasha/slovnet and navec, NVIDIA/NeMo)."""

from typing import BinaryIO

from compliance.discover.weights._support.json_texts import loads, text_of
from compliance.discover.weights.interface import Broken, Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "tar"
SUFFIXES = frozenset({".nemo"})
CALLED = ("*.tar", "*.nemo")
WEAK = True
_BLOCK = 512
_MOST_MEMBERS = 10_000
_LARGEST_TEXT = 1 << 16
_DESCRIPTION = compile_lazily(r"(?:\./)?(?:meta|model|config|model_config)\.(?:json|ya?ml)")
_WEIGHTS = compile_lazily(
    r"(?:\./)?(?:arrays/\d+\.bin|pq\.bin|(?:.*/)?(?:pytorch_)?(?:model|weights|model_weights)\.(?:bin|ckpt|pt|npz|h5)|.+\.(?:safetensors|onnx|tflite|gguf))"
)


def recognise(head: bytes, size: int) -> bool:
    return size >= 2 * _BLOCK and 0x20 < head[0] < 0x7F and b"\n" not in head


def read(file: BinaryIO, size: int) -> Header:
    members = _list_tars_members(file, size)
    described = [name for name in members if _DESCRIPTION.fullmatch(name)]
    weights = [name for name in members if _WEIGHTS.fullmatch(name)]
    if not described or not weights:
        raise NotThis
    facts = ModelFacts(format=NAME, description=f"{len(weights)} files of weights")
    return Header(facts, name=_choose_tars_name(file, members))


def _choose_tars_name(file: BinaryIO, members: dict[str, tuple[int, int]]) -> str:
    at, length = members.get("meta.json", (0, 0))
    if not 0 < length <= _LARGEST_TEXT:
        return ""
    file.seek(at)
    try:
        meta = loads(file.read(length))
    except Broken:
        return ""
    return (text_of(meta, "name") or text_of(meta, "id"))[:200]


def _list_tars_members(file: BinaryIO, size: int) -> dict[str, tuple[int, int]]:
    """Where each file starts and how long it is, from headers alone."""
    found: dict[str, tuple[int, int]] = {}
    at = 0
    while at + _BLOCK <= size and len(found) < _MOST_MEMBERS:
        file.seek(at)
        head = file.read(_BLOCK)
        if not head.strip(b"\0"):
            break
        length = _length(head)
        found[head[:100].partition(b"\0")[0].decode("utf-8", "replace")] = (at + _BLOCK, length)
        at += _BLOCK + -(-length // _BLOCK) * _BLOCK
    if at > size:
        raise Broken("has a member that ends after the file: it is truncated")
    return found


def _length(head: bytes) -> int:
    """The size of a member; a header whose checksum is wrong is none."""
    try:
        checksum, length = int(head[148:156].strip(b" \0"), 8), int(head[124:136].strip(b" \0") or b"0", 8)
    except ValueError as error:
        raise NotThis from error
    if checksum != sum(head[:148]) + sum(b" " * 8) + sum(head[156:]) or length < 0:
        raise NotThis
    return length
