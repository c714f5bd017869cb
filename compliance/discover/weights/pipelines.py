# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models in several folders, listed by a file above them: diffusers' model_index.json and sentence-transformers' modules.json."""

from typing import Any, BinaryIO

from compliance.discover.weights._support.json_texts import parse_description, text_of
from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.model import ModelFacts

NAME = "pipeline"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*model_index.json", "*modules.json")
_WEIGHTS = ("*.safetensors", "*.bin", "*.pt", "*.onnx", "*.msgpack", "*.h5")


def recognise(head: bytes, _size: int) -> bool:
    return head.lstrip()[:1] in {b"{", b"["}


def read(file: BinaryIO, size: int) -> Header:
    document = parse_description(
        file, size, needs=b"_class_name" if _is_index(file) else b"sentence_transformers."
    )
    if isinstance(document, dict):
        return _diffusers(document)
    if not isinstance(document, list):
        raise NotThis
    folders = sorted({text_of(module, "path") for module in document})
    members = tuple(
        Member(f"{folder}/{pattern}" if folder else pattern, "weights")
        for folder in folders
        for pattern in _WEIGHTS
    )
    return Header(ModelFacts(), members=members, manifest=True)


def _is_index(file: BinaryIO) -> bool:
    start = file.read(64).lstrip()[:1]
    file.seek(0)
    return start == b"{"


def _diffusers(document: dict[str, Any]) -> Header:
    if not text_of(document, "_class_name"):
        raise NotThis
    version = text_of(document, "_diffusers_version")
    facts = ModelFacts(
        architecture=text_of(document, "_class_name")[:80], producer=f"diffusers {version}" if version else ""
    )
    parts = [key for key in document if not key.startswith("_") and "/" not in key]
    members = tuple(Member(f"{part}/{pattern}", "weights") for part in sorted(parts) for pattern in _WEIGHTS)
    configured = (Member(f"{part}/*config.json", "configuration") for part in sorted(parts))
    return Header(facts, members=(*members, *configured), manifest=True)
