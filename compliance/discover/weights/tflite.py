# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""TensorFlow Lite: a flatbuffer with the identifier TFL3 (tensorflow/tensorflow, lite/schema/schema.fbs), and its metadata (metadata_schema.fbs)."""

from collections.abc import Iterator
from typing import BinaryIO

from compliance.discover.weights._support import zips
from compliance.discover.weights._support.flatbuffer import FlatbufferTable, read_root
from compliance.discover.weights.interface import Broken, Header, NotThis, count_parameters
from compliance.model import ModelFacts

NAME = "tflite"
SUFFIXES = frozenset({".tflite", ".lite"})
_IDENTIFIER, _METADATA_IDENTIFIER = b"TFL3", b"M001"
_SUBGRAPHS, _DESCRIPTION, _BUFFERS, _METADATA = 2, 3, 4, 6
_META_NAME, _META_DESCRIPTION, _META_VERSION, _META_AUTHOR, _META_LICENSE = 0, 1, 2, 4, 5
_TYPES = {0: "F32", 1: "F16", 2: "I32", 3: "U8", 4: "I64", 5: "STRING", 6: "BOOL", 7: "I16", 8: "C64", 9: "I8", 10: "F64", 12: "U64",
          15: "U32", 16: "U16", 17: "I4", 18: "BF16"}  # fmt: skip


def recognise(head: bytes, _size: int) -> bool:
    return head[4:8] == _IDENTIFIER


def read(file: BinaryIO, size: int) -> Header:
    model = read_root(file, 0, size)
    parameters, precision = count_parameters(_weights(model))
    metadata = _read_tflite_metadata(model, file, size)
    texts = {
        field: metadata.text(field) if metadata else "" for field in range(_META_NAME, _META_LICENSE + 1)
    }
    described = texts[_META_DESCRIPTION] or model.text(_DESCRIPTION)
    attached = _attached(file, size)
    parts = (
        described,
        f"by {texts[_META_AUTHOR]}" if texts[_META_AUTHOR] else "",
        f"version {texts[_META_VERSION]}" if texts[_META_VERSION] else "",
        f"with {', '.join(attached)}" if attached else "",
    )
    facts = ModelFacts(
        format=NAME,
        parameters=parameters,
        precision=precision,
        producer=model.text(_DESCRIPTION) if texts[_META_DESCRIPTION] else "",
        description="; ".join(filter(None, parts))[:500],
    )
    stated = texts[_META_LICENSE]
    return Header(facts, name=texts[_META_NAME], licenses=(("license", stated),) if stated else ())


def _weights(model: FlatbufferTable) -> Iterator[tuple[str, list[int]]]:
    """Type and shape of the tensors that have bytes in the file; the others are only known at run time."""
    buffers = [buffer.length(0) or buffer.number(2, 8) for buffer in model.tables(_BUFFERS)]
    seen: set[int] = set()
    for graph in model.tables(_SUBGRAPHS):
        for tensor in graph.tables(0):
            at = tensor.number(2, 4)
            if at < len(buffers) and buffers[at] and at not in seen:
                seen.add(at)
                kind = tensor.number(1, 1)
                yield _TYPES.get(kind, f"type {kind}"), tensor.numbers(0)


def _read_tflite_metadata(model: FlatbufferTable, file: BinaryIO, size: int) -> FlatbufferTable | None:
    for entry in model.tables(_METADATA):
        if entry.text(0) == "TFLITE_METADATA":
            for number, buffer in enumerate(model.tables(_BUFFERS)):
                if number == entry.number(1, 4):
                    at = buffer.start_of(0)
                    file.seek(at + 4)
                    known = at and file.read(4) == _METADATA_IDENTIFIER
                    return read_root(file, at, size) if known else None
    return None


def _attached(file: BinaryIO, size: int) -> list[str]:
    """Names of the files in the zip archive behind the model: label maps and vocabularies."""
    file.seek(max(0, size - 66_000))
    if b"PK\x05\x06" not in file.read(66_000):
        return []
    try:
        with zips.open_archive(file, size) as archive:
            return sorted(name[:80] for name in archive.namelist())[:20]
    except (NotThis, Broken):
        return []
