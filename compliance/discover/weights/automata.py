# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Language models as packed tables and finite automata, one JSON document each, in one folder (winkjs/wink-eng-lite-web-model, dist/read-core-model.js)."""

from typing import BinaryIO

from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "automata (json)"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*core*model.json",)
_CORE = compile_lazily(rb'\{"header":\{"0":\d+,"1":\d+')
_PACKING = compile_lazily(rb'\},"packing":\{"size":\d+,')
_LOOKED_AT = 4096


def recognise(head: bytes, _size: int) -> bool:
    return bool(_CORE.match(head))


def read(file: BinaryIO, _size: int) -> Header:
    """The core alone is a table of words; the taggers beside it make it a model."""
    if not _PACKING.search(file.read(_LOOKED_AT)):
        raise NotThis
    taggers = ("*-pos-model.json", "*-sbd-model.json")
    return Header(
        ModelFacts(format=NAME, architecture="finite automata", task="token-classification"),
        members=(Member("*-model.json", "weights"),),
        beside=taggers,
    )
