# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""PEFT adapters: adapter_config.json beside adapter_model.* (huggingface/peft, src/peft/config.py)."""

from typing import BinaryIO

from compliance.discover.weights._support.json_texts import parse_description, table, text_of
from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.model import ModelFacts, RelationKind

NAME = "peft adapter"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*adapter_config.json",)


def recognise(head: bytes, _size: int) -> bool:
    return head.lstrip().startswith(b"{")


def read(file: BinaryIO, size: int) -> Header:
    document = table(parse_description(file, size, needs=b'"peft_type"'))
    method, base = text_of(document, "peft_type"), text_of(document, "base_model_name_or_path")
    if not method:
        raise NotThis
    facts = ModelFacts(architecture=f"{method} adapter"[:80], task=text_of(document, "task_type")[:80])
    return Header(
        facts,
        base_models=(base,) if base else (),
        derived=RelationKind.ADAPTER_OF,
        members=(Member("adapter_model.*", "weights"),),
        beside=("adapter_model.*",),
        manifest=True,
    )
