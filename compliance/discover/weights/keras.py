# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Keras 3: a zip of config.json, metadata.json and model.weights.h5 (keras-team/keras, src/saving/saving_lib.py)."""

from typing import BinaryIO

from compliance.discover.weights._support import zips
from compliance.discover.weights._support.json_texts import loads, table, text_of
from compliance.discover.weights.interface import Header, NotThis
from compliance.model import ModelFacts

NAME = "keras"
SUFFIXES = frozenset({".keras"})
WEAK = True
_LARGEST = 32 << 20


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(zips.MAGIC)


def read(file: BinaryIO, size: int) -> Header:
    with zips.open_archive(file, size) as archive:
        if not {"config.json", "metadata.json"} <= set(archive.namelist()):
            raise NotThis
        metadata = table(loads(zips.read_member(archive, "metadata.json", _LARGEST)))
        raw = zips.read_member(archive, "config.json", _LARGEST)
    version = text_of(metadata, "keras_version")
    if not version:
        raise NotThis
    facts = ModelFacts(
        format=NAME,
        architecture=text_of(loads(raw), "class_name")[:80],
        producer=f"keras {version}"[:80],
        unsafe_imports=lambdas(raw),
    )
    return Header(facts, name=text_of(table(table(loads(raw)).get("config")), "name")[:200])


def lambdas(config: bytes) -> tuple[str, ...]:
    """The Lambda layers of a model's configuration: they hold marshalled Python code."""
    return (
        ("keras.layers.Lambda",) if b'"class_name": "Lambda"' in config or b'"__lambda__"' in config else ()
    )
