# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""TensorFlow: a SavedModel's saved_model.pb, or a frozen graph (tensorflow/tensorflow, core/protobuf/saved_model.proto, core/framework/graph.proto)."""

from collections import Counter
from typing import BinaryIO

from compliance.discover.weights._support.protobuf import MOST_FIELDS, read_fields, read_text
from compliance.discover.weights.interface import Header, Member, NotThis, count_elements
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "tensorflow"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*.pb",)
WEAK = True
_SCHEMA_VERSION, _META_GRAPHS = 1, 2
_META_INFO, _TENSORFLOW_VERSION = 1, 5
_NODE = 1
_NODE_NAME, _NODE_OP, _NODE_ATTRIBUTE = 1, 2, 5
_OPERATION = compile_lazily(r"[A-Z_][A-Za-z0-9_>]{1,60}\Z")
_LARGEST_ATTRIBUTE_KEY = 64
_TYPES = {
    1: "F32",
    2: "F64",
    3: "I32",
    4: "U8",
    5: "I16",
    6: "I8",
    7: "STRING",
    8: "C64",
    9: "I64",
    10: "BOOL",
    14: "BF16",
    19: "F16",
}


def recognise(head: bytes, size: int) -> bool:
    return size > 16 and (head.startswith((b"\x08\x01\x12", b"\x0a")) and len(head) > 8)


def read(file: BinaryIO, size: int) -> Header:
    start = file.read(1)
    file.seek(0)
    budget = [MOST_FIELDS]
    types: Counter[str] = Counter()
    if start == b"\x0a":
        if _graph(file, size, budget, types) < 2 or not types:
            raise NotThis  # a graph without constants holds no weights
        return Header(_collect_tensorflow_facts("tensorflow frozen graph", types, ""))
    version = ""
    seen: set[int] = set()
    for number, length in read_fields(file, size, budget):
        seen.add(number)
        if number == _META_GRAPHS:
            version = _meta_graph(file, length, budget) or version
        elif number != _SCHEMA_VERSION:
            raise NotThis
    if _META_GRAPHS not in seen or not version:
        raise NotThis
    members = (
        Member("variables/*", "weights"),
        Member("assets/*", "part"),
        Member("assets.extra/*", "part"),
        Member("keras_metadata.pb", "configuration"),
        Member("fingerprint.pb", "configuration"),
    )
    return Header(
        _collect_tensorflow_facts("tensorflow saved model", types, f"tensorflow {version}"), members=members
    )


def _collect_tensorflow_facts(form: str, types: Counter[str], producer: str) -> ModelFacts:
    return ModelFacts(
        format=form,
        parameters=sum(types.values()),
        precision=tuple(dtype for dtype, _ in types.most_common()),
        producer=producer,
    )


def _meta_graph(file: BinaryIO, length: int, budget: list[int]) -> str:
    """The version that wrote it; constants are not counted, for most weights lie in `variables/`."""
    version = ""
    for number, inner in read_fields(file, length, budget):
        if number == _META_INFO:
            for field, block in read_fields(file, inner, budget):
                version = read_text(file, block) if field == _TENSORFLOW_VERSION else version
    return version[:40]


def _graph(file: BinaryIO, length: int, budget: list[int], types: Counter[str]) -> int:
    """The number of nodes; the numbers in constants are added to `types`."""
    nodes = 0
    for number, inner in read_fields(file, length, budget):
        if number == _NODE:
            nodes += 1
            _node(file, inner, budget, types)
        elif number > 8:
            raise NotThis
    return nodes


def _node(file: BinaryIO, length: int, budget: list[int], types: Counter[str]) -> None:
    name = operation = ""
    for number, inner in read_fields(file, length, budget):
        if number == _NODE_NAME:
            name = read_text(file, min(inner, 200))
        elif number == _NODE_OP:
            operation = read_text(file, min(inner, 100))
            if not _OPERATION.match(operation):
                raise NotThis
        elif number == _NODE_ATTRIBUTE and operation == "Const":
            _constant(file, inner, budget, types)
    if not name or not operation:
        raise NotThis


def _constant(file: BinaryIO, length: int, budget: list[int], types: Counter[str]) -> None:
    """Adds the tensor in the attribute `value` of a constant (AttrValue.tensor, TensorProto.dtype and .tensor_shape)."""
    for number, inner in read_fields(file, length, budget):
        if number == 1 and read_text(file, min(inner, _LARGEST_ATTRIBUTE_KEY)) != "value":
            return
        if number == 2:
            for field, block in read_fields(file, inner, budget):
                if field == 8:
                    dtype, shape = _tensor(file, block, budget)
                    if dtype not in {"STRING", "BOOL"}:
                        types[dtype] += count_elements(shape)


def _tensor(file: BinaryIO, length: int, budget: list[int]) -> tuple[str, list[int]]:
    dtype = 0
    shape: list[int] = []
    for number, inner in read_fields(file, length, budget):
        if number == 1:
            dtype = inner
        elif number == 2:
            for field, block in read_fields(file, inner, budget):
                if field == 2:
                    shape += [size for key, size in read_fields(file, block, budget) if key == 1]
    return _TYPES.get(dtype, f"type {dtype}"), shape
