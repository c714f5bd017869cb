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
    about = table(document)
    manifest = about.get("weightsManifest") if isinstance(document, dict) else document
    paths, tensors = _read_groups(manifest)
    if not paths or not tensors or not all(text_of(tensor, "dtype") for tensor in tensors):
        raise NotThis
    parameters, precision = count_parameters(_tensors(tensors))
    facts = ModelFacts(
        format=f"{NAME} {text_of(document, 'format')}".strip(),
        architecture=text_of(table(about.get("modelTopology")), "class_name"),
        parameters=parameters,
        precision=precision,
        producer=text_of(document, "generatedBy") or text_of(document, "convertedBy"),
    )
    stated = table(about.get("userDefinedMetadata"))
    licenses = tuple((key, value) for key in ("license", "licence") if (value := text_of(stated, key)))
    members = tuple(Member(path, "shard", stated=True) for path in dict.fromkeys(paths))
    return Header(facts, licenses=licenses, members=members, manifest=True)


def _read_groups(manifest: Any) -> tuple[list[str], list[Any]]:
    """The paths of the shards, and the tensors, of all groups of weights."""
    paths: list[str] = []
    tensors: list[Any] = []
    for group in map(table, as_items(manifest)):
        paths.extend(path for path in as_items(group.get("paths")) if isinstance(path, str))
        tensors.extend(as_items(group.get("weights")))
    return paths, tensors


def _tensors(tensors: list[Any]) -> Iterator[tuple[str, list[int]]]:
    for tensor in tensors:
        stored = text_of(tensor.get("quantization"), "dtype") or text_of(tensor, "dtype")
        shape = [side for side in as_items(tensor.get("shape")) if type(side) is int]
        yield _TYPES.get(stored, stored[:20]), shape
