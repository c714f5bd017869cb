# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The index of a model in several safetensors or PyTorch files (huggingface/transformers, `*.safetensors.index.json`, `*.bin.index.json`)."""

from typing import BinaryIO

from compliance.discover.weights._support.json_texts import parse_description, table
from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.model import ModelFacts

NAME = "safetensors index"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*.safetensors.index*.json", "*.bin.index*.json")
_MOST_SHARDS = 10_000


def recognise(head: bytes, _size: int) -> bool:
    return head.lstrip().startswith(b"{")


def read(file: BinaryIO, size: int) -> Header:
    document = table(parse_description(file, size, needs=b'"weight_map"'))
    shards = {shard for shard in table(document.get("weight_map")).values() if isinstance(shard, str)}
    if not shards or len(shards) > _MOST_SHARDS:
        raise NotThis
    total = table(document.get("metadata")).get("total_parameters")
    parameters = total if isinstance(total, int) and 0 < total < 1 << 63 else 0
    members = tuple(Member(shard, "shard", stated=True) for shard in sorted(shards))
    return Header(ModelFacts(parameters=parameters), members=members, manifest=True)
