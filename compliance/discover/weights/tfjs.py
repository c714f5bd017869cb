# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""TensorFlow.js: a manifest in JSON that names its shards (tensorflow/tfjs, tfjs-core/src/io/types.ts, ModelJSON)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from compliance.discover.weights._support.json_texts import as_items, parse_description, table, text_of
from compliance.discover.weights.interface import Header, Member, NotThis, count_parameters
from compliance.model import ModelFacts

NAME = "tfjs"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*model*.json", "*manifest*.json")
_TYPES = {"float32": "F32", "float16": "F16", "int32": "I32", "uint8": "U8", "uint16": "U16", "bool": "BOOL", "string": "STRING",
          "complex64": "C64"}  # fmt: skip


def recognise(head: bytes, _size: int) -> bool:
    return head.lstrip()[:1] in {b"{", b"["}


def read(file: BinaryIO, size: int) -> Header:
    document = parse_description(file, size, needs=b'"paths"')
    whole = isinstance(document, dict)
    groups = [table(group) for group in as_items(document.get("weightsManifest") if whole else document)]
    paths = [path for group in groups for path in as_items(group.get("paths")) if isinstance(path, str)]
    tensors = [tensor for group in groups for tensor in as_items(group.get("weights"))]
    if not paths or not tensors or not all(text_of(tensor, "dtype") for tensor in tensors):
        raise NotThis
    parameters, precision = count_parameters(_tensors(tensors))
    facts = ModelFacts(
        format=f"{NAME} {text_of(document, 'format')}".strip(),
        architecture=text_of(table(table(document).get("modelTopology")), "class_name"),
        parameters=parameters,
        precision=precision,
        producer=text_of(document, "generatedBy") or text_of(document, "convertedBy"),
    )
    stated = table(table(document).get("userDefinedMetadata"))
    licenses = tuple((key, value) for key in ("license", "licence") if (value := text_of(stated, key)))
    members = tuple(Member(path, "shard", stated=True) for path in dict.fromkeys(paths))
    return Header(facts, licenses=licenses, members=members, manifest=True)


def _tensors(tensors: list[Any]) -> Iterator[tuple[str, list[int]]]:
    for tensor in tensors:
        stored = text_of(tensor.get("quantization"), "dtype") or text_of(tensor, "dtype")
        shape = [side for side in as_items(tensor.get("shape")) if type(side) is int]
        yield _TYPES.get(stored, stored[:20]), shape
