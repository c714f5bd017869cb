# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""ONNX: a protobuf ModelProto without a magic number, so its structure is what identifies it (onnx/onnx, onnx.proto)."""

from collections import Counter
from dataclasses import dataclass
from typing import BinaryIO

from compliance.discover.weights._support.protobuf import MOST_FIELDS, read_entry, read_fields, read_text
from compliance.discover.weights.interface import (
    MOST_DIMENSIONS,
    Broken,
    Header,
    Member,
    NotThis,
    count_elements,
)
from compliance.model import ModelFacts

NAME = "onnx"
SUFFIXES = frozenset({".onnx"})
WEAK = True
_IR_VERSION, _PRODUCER, _PRODUCER_VERSION, _DOC, _GRAPH, _OPSET, _PROPS = 1, 2, 3, 6, 7, 8, 14
_GRAPH_NODE, _GRAPH_INITIALIZER = 1, 5
_NODE_ATTRIBUTE, _ATTRIBUTE_TENSOR, _ATTRIBUTE_GRAPH = 5, 5, 6
_DEEPEST = 8
_TENSOR_DIMS, _TENSOR_TYPE, _TENSOR_EXTERNAL = 1, 2, 13
_NEWEST_IR = 30
_MOST_FILES = 10_000
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
    elsewhere: set[str] = set()
    for number, length in read_fields(file, size, [MOST_FIELDS]):
        seen.add(number)
        if number in {_PRODUCER, _PRODUCER_VERSION, _DOC}:
            texts[number] = read_text(file, length)
        elif number == _PROPS:
            key, value = read_entry(file, length)
            properties[key] = value
        elif number == _GRAPH:
            types += _graph(file, length, elsewhere)
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
    members = tuple(Member(place, "external-data", stated=True) for place in sorted(elsewhere))
    return Header(facts, licenses=licenses, members=members)


def _graph(file: BinaryIO, length: int, elsewhere: set[str]) -> Counter[str]:
    types: Counter[str] = Counter()
    if not _walk(file, length, _Walk([MOST_FIELDS], types, elsewhere), 0) and not types:
        raise NotThis
    return types


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is handed down a graph and filled on the way."""

    budget: list[int]
    types: Counter[str]
    elsewhere: set[str]


def _walk(file: BinaryIO, length: int, walk: _Walk, depth: int) -> int:
    """The number of nodes; tensors are initialisers, or constants in nodes, also of graphs inside of `If` and `Loop`."""
    nodes = 0
    if depth > _DEEPEST:
        raise Broken("has graphs that are nested too deeply")
    for number, inner in read_fields(file, length, walk.budget):
        if number == _GRAPH_INITIALIZER:
            _tensor(file, inner, walk)
        elif number == _GRAPH_NODE:
            nodes += 1
            for field, block in read_fields(file, inner, walk.budget):
                if field == _NODE_ATTRIBUTE:
                    _attribute(file, block, walk, depth)
    return nodes


def _attribute(file: BinaryIO, length: int, walk: _Walk, depth: int) -> None:
    for number, inner in read_fields(file, length, walk.budget):
        if number == _ATTRIBUTE_TENSOR:
            _tensor(file, inner, walk)
        elif number == _ATTRIBUTE_GRAPH:
            _walk(file, inner, walk, depth + 1)


def _tensor(file: BinaryIO, length: int, walk: _Walk) -> None:
    shape: list[int] = []
    dtype = 0
    for number, value in read_fields(file, length, walk.budget, packed=frozenset({_TENSOR_DIMS})):
        if number == _TENSOR_DIMS:
            if len(shape) <= MOST_DIMENSIONS:
                shape.append(value)
        elif number == _TENSOR_TYPE:
            dtype = value
        elif number == _TENSOR_EXTERNAL and len(walk.elsewhere) < _MOST_FILES:
            key, place = read_entry(file, value)
            if key == "location" and place:
                walk.elsewhere.add(place)
    walk.types[_TYPES.get(dtype, f"type {dtype}")] += count_elements(shape)
