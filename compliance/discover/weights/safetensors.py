# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""safetensors: 8 bytes little-endian header length, then JSON (huggingface/safetensors, README, "Format")."""

from typing import Any, BinaryIO

from compliance.discover.weights.interface import Broken, Header, NotThis, count_parameters
from compliance.model import ModelFacts
from compliance.untyped import MalformedError, parse_json

NAME = "safetensors"
SUFFIXES = frozenset({".safetensors"})
_LARGEST_HEADER = 100_000_000
"""The format's own limit."""


def recognise(head: bytes, size: int) -> bool:
    return (
        len(head) > 9
        and head[8:9] == b"{"
        and 2 <= int.from_bytes(head[:8], "little") <= max(size, _LARGEST_HEADER)
    )


def read(file: BinaryIO, size: int) -> Header:
    length = int.from_bytes(file.read(8), "little")
    table = _read_table(file, length, size)
    tensors = {key: entry for key, entry in table.items() if key != "__metadata__"}
    if not all(map(_is_tensor, tensors.values())):
        raise NotThis
    needed = 8 + length + max((entry["data_offsets"][1] for entry in tensors.values()), default=0)
    if needed > size:
        raise Broken(f"needs {needed} bytes for its tensors but has {size}: it is truncated")
    stated = table.get("__metadata__")
    metadata = {str(key): str(value) for key, value in stated.items()} if isinstance(stated, dict) else {}
    parameters, precision = count_parameters((entry["dtype"], entry["shape"]) for entry in tensors.values())
    facts = ModelFacts(
        format=NAME,
        architecture=metadata.get("modelspec.architecture", ""),
        parameters=parameters,
        precision=precision,
        description=metadata.get("modelspec.description", ""),
    )
    licenses = tuple((key, metadata[key]) for key in ("license", "modelspec.license") if metadata.get(key))
    return Header(facts, name=metadata.get("modelspec.title", ""), licenses=licenses)


def _read_table(file: BinaryIO, length: int, size: int) -> dict[str, Any]:
    """The header.

    Raises:
        Broken: it is larger than the format or the file allows, or no JSON.
        NotThis: it is JSON, but no object.
    """
    if length > _LARGEST_HEADER:
        raise Broken(f"states a header of {length} bytes, more than the format allows")
    if length > size - 8:
        raise Broken(
            f"states a header of {length} bytes but has only {max(size - 8, 0)} after it: it is truncated"
        )
    try:
        table = parse_json(file.read(length))
    except MalformedError as error:
        raise Broken(f"has a header that is no JSON: {error}") from error
    if not isinstance(table, dict):
        raise NotThis
    return table


def _is_tensor(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("dtype"), str)
        and _naturals(entry.get("shape"))
        and _naturals(entry.get("data_offsets"))
        and len(entry["data_offsets"]) == 2
    )


def _naturals(value: Any) -> bool:
    return isinstance(value, list) and all(type(item) is int and 0 <= item < 1 << 63 for item in value)
