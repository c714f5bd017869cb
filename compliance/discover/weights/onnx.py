# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""ONNX: a protobuf ModelProto without a magic number, so its structure is what identifies it (onnx/onnx, onnx.proto)."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from compliance.discover.weights.header import Broken, Header, NotThis
from compliance.model import ModelFacts

NAME = "onnx"
SUFFIXES = frozenset({".onnx"})
_IR_VERSION, _PRODUCER, _PRODUCER_VERSION, _DOC, _GRAPH, _OPSET, _PROPS = 1, 2, 3, 6, 7, 8, 14
_GRAPH_NODE, _GRAPH_NAME, _GRAPH_INITIALIZER = 1, 2, 5
_TENSOR_DIMS, _TENSOR_TYPE = 1, 2
_NEWEST_IR = 30
_MOST_FIELDS = 5_000_000
_LONGEST_TEXT = 1 << 16
_TYPES = {
    1: "F32",
    2: "U8",
    3: "I8",
    4: "U16",
    5: "I16",
    6: "I32",
    7: "I64",
    8: "STRING",
    9: "BOOL",
    10: "F16",
    11: "F64",
    12: "U32",
    13: "U64",
    16: "BF16",
}
_MODEL_TAGS = frozenset({0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42})


def recognise(head: bytes, size: int) -> bool:
    return (
        size > 16
        and len(head) > 3
        and head[0] == 0x08
        and 0 < head[1] <= _NEWEST_IR
        and head[2] in _MODEL_TAGS
    )


def read(file: BinaryIO, size: int) -> Header:
    texts: dict[int, str] = {}
    properties: dict[str, str] = {}
    seen: set[int] = set()
    types: Counter[str] = Counter()
    for number, length in _fields(file, size, [_MOST_FIELDS]):
        seen.add(number)
        if number in {_PRODUCER, _PRODUCER_VERSION, _DOC}:
            texts[number] = _text(file, length)
        elif number == _PROPS:
            key, value = _entry(file, length)
            properties[key] = value
        elif number == _GRAPH:
            types += _graph(file, length)
    if not {_IR_VERSION, _GRAPH, _OPSET} <= seen:
        raise NotThis
    facts = ModelFacts(
        format=NAME,
        parameters=sum(types.values()),
        precision=tuple(dtype for dtype, _ in types.most_common()),
        producer=" ".join(filter(None, (texts.get(_PRODUCER), texts.get(_PRODUCER_VERSION)))),
        description=texts.get(_DOC, "")[:500],
    )
    licenses = tuple(
        (key, value)
        for key, value in properties.items()
        if key.casefold() in {"license", "licence"} and value
    )
    return Header(facts, licenses=licenses)


def _graph(file: BinaryIO, length: int) -> Counter[str]:
    types: Counter[str] = Counter()
    nodes = 0
    budget = [_MOST_FIELDS]
    for number, inner in _fields(file, length, budget):
        if number == _GRAPH_INITIALIZER:
            dtype, parameters = _tensor(file, inner, budget)
            types[dtype] += parameters
        nodes += number == _GRAPH_NODE
    if not nodes and not types:
        raise NotThis
    return types


def _tensor(file: BinaryIO, length: int, budget: list[int]) -> tuple[str, int]:
    shape: list[int] = []
    dtype = 0
    for number, value in _fields(file, length, budget, packed=frozenset({_TENSOR_DIMS})):
        if number == _TENSOR_DIMS:
            shape.append(value)
        elif number == _TENSOR_TYPE:
            dtype = value
    return _TYPES.get(dtype, f"type {dtype}"), math.prod(shape)


def _fields(
    file: BinaryIO, length: int, budget: list[int], packed: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Field numbers with the value of a varint, or the length of a block at which the file then stands; what isn't read is skipped."""
    end = file.tell() + length
    while file.tell() < end:
        budget[0] -= 1
        if budget[0] < 0:
            raise Broken("has more fields than any model")
        tag = _varint(file)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            yield number, _varint(file)
        elif wire == 2:
            inner = _varint(file)
            start = file.tell()
            if start + inner > end:
                raise Broken("ends in the middle of a field: it is truncated")
            if number in packed:
                while file.tell() < start + inner:
                    yield number, _varint(file)
            else:
                yield number, inner
            file.seek(start + inner)
        elif wire in {1, 5}:
            file.seek(8 if wire == 1 else 4, 1)
        else:
            raise NotThis


def _varint(file: BinaryIO) -> int:
    value = shift = 0
    while shift < 70:
        byte = file.read(1)
        if not byte:
            raise Broken("ends in the middle of a number: it is truncated")
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
        shift += 7
    raise NotThis


def _text(file: BinaryIO, length: int) -> str:
    return file.read(min(length, _LONGEST_TEXT)).decode("utf-8", "replace")


def _entry(file: BinaryIO, length: int) -> tuple[str, str]:
    parts = {number: _text(file, inner) for number, inner in _fields(file, length, [64]) if number in {1, 2}}
    return parts.get(1, ""), parts.get(2, "")
