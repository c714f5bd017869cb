# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""GGUF versions 2 and 3: typed key-value pairs, then tensor infos (ggml-org/ggml, docs/gguf.md)."""

import struct
from typing import Any, BinaryIO

from compliance.discover.weights.interface import Broken, Header, count_parameters
from compliance.model import ModelFacts

NAME = "gguf"
SUFFIXES = frozenset({".gguf"})
_MOST_PAIRS = 100_000
_MOST_TENSORS = 1_000_000
_LONGEST_TEXT = 1 << 20
_ARRAY, _STRING = 9, 8
_SCALARS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_KEPT_ITEMS = 64
"""Of an array only this many items are kept; vocabularies have hundreds of thousands."""
_TYPES = {0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 9: "Q8_1", 10: "Q2_K", 11: "Q3_K", 12: "Q4_K", 13: "Q5_K", 14: "Q6_K", 15: "Q8_K",
          16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64",
          28: "F64", 29: "IQ1_M", 30: "BF16", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4"}  # fmt: skip


def recognise(head: bytes, _size: int) -> bool:
    return head[:4] == b"GGUF"


def read(file: BinaryIO, size: int) -> Header:
    reader = _Reader(file, size)
    _, version, tensors, pairs = struct.unpack("<4sIQQ", reader.take(24))
    if version not in {2, 3}:
        raise Broken(f"is GGUF version {version}; 2 and 3 are read")
    if tensors > _MOST_TENSORS or pairs > _MOST_PAIRS:
        raise Broken(f"states {tensors} tensors and {pairs} keys, which no model has")
    keys = dict(reader.pair() for _ in range(pairs))
    parameters, precision = count_parameters(reader.tensor() for _ in range(tensors))
    general = {
        key.removeprefix("general."): value for key, value in keys.items() if key.startswith("general.")
    }
    facts = ModelFacts(
        format=NAME,
        architecture=_take_gguf_text(general, "architecture"),
        parameters=parameters,
        precision=precision,
        languages=tuple(map(str, general.get("languages", ())))
        if isinstance(general.get("languages"), list)
        else (),
        producer=_take_gguf_text(general, "quantized_by"),
        description=_take_gguf_text(general, "description"),
    )
    return Header(
        facts,
        name=_take_gguf_text(general, "name"),
        licenses=tuple(
            (f"general.{key}", _take_gguf_text(general, key))
            for key in ("license", "license.name")
            if _take_gguf_text(general, key)
        ),
        base_models=_list_gguf(general, "base_model"),
        datasets=_list_gguf(general, "dataset"),
    )


class _Reader:
    """Sequential reads that never pass the end of the file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.file = file
        self.left = size

    def take(self, length: int) -> bytes:
        if length > self.left:
            raise Broken("ends in the middle of its header: it is truncated")
        self.left -= length
        return self.file.read(length)

    def skip(self, length: int) -> None:
        if length > self.left:
            raise Broken("ends in the middle of its header: it is truncated")
        self.left -= length
        self.file.seek(length, 1)

    def number(self, form: str) -> Any:
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def text(self) -> str:
        length = self.number("<Q")
        if length > _LONGEST_TEXT:
            self.skip(length)
            return ""
        return self.take(length).decode("utf-8", "replace")

    def pair(self) -> tuple[str, Any]:
        key = self.text()
        return key, self.value(self.number("<I"))

    def value(self, kind: int, depth: int = 0) -> Any:
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            return self._array(depth)
        if kind not in _SCALARS:
            raise Broken(f"has a value of type {kind}, which GGUF does not know")
        return self.number(_SCALARS[kind])

    def _array(self, depth: int) -> list[Any]:
        kind, length = self.number("<I"), self.number("<Q")
        if depth > 4 or length > self.left:
            raise Broken("has an array that is larger than the file")
        if kind in _SCALARS:
            kept = [self.value(kind) for _ in range(min(length, _KEPT_ITEMS))]
            self.skip((length - len(kept)) * struct.calcsize(_SCALARS[kind]))
            return kept
        kept = [self.value(kind, depth + 1) for _ in range(min(length, _KEPT_ITEMS))]
        for _ in range(length - len(kept)):
            if kind == _STRING:
                self.skip(self.number("<Q"))
            else:
                self.value(kind, depth + 1)
        return kept

    def tensor(self) -> tuple[str, list[int]]:
        self.text()
        dimensions = self.number("<I")
        if dimensions > 8:
            raise Broken(f"has a tensor of {dimensions} dimensions")
        shape = [self.number("<Q") for _ in range(dimensions)]
        kind, _offset = self.number("<I"), self.number("<Q")
        return _TYPES.get(kind, f"type {kind}"), shape


def _take_gguf_text(general: dict[str, Any], key: str) -> str:
    value = general.get(key, "")
    return value if isinstance(value, str) else ""


def _list_gguf(general: dict[str, Any], what: str) -> tuple[str, ...]:
    """Hub ids of `general.<what>.<n>`: from the repository's address where there is one, else organisation and name."""
    found = []
    number = general.get(f"{what}.count", 0)
    for index in range(min(number, 100) if isinstance(number, int) else 0):
        address = (
            _take_gguf_text(general, f"{what}.{index}.repo_url")
            .removeprefix("https://huggingface.co/")
            .removeprefix("datasets/")
        )
        name, owner = (
            _take_gguf_text(general, f"{what}.{index}.name"),
            _take_gguf_text(general, f"{what}.{index}.organization"),
        )
        found.append(address if address.count("/") == 1 else f"{owner}/{name}".strip("/").replace(" ", "-"))
    return tuple(hub_id for hub_id in found if hub_id)
