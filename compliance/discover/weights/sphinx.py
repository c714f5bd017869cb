# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CMU Sphinx: acoustic models, a folder of tables around `mdef`, and language models as tries (cmusphinx/pocketsphinx, src/bin_mdef.c, src/lm/ngram_model_trie.c)."""

import struct
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header, Member
from compliance.model import ModelFacts

NAME = "sphinx"
SUFFIXES: frozenset[str] = frozenset()
_TRIE = b"Trie Language Model"
_DEFINITIONS = (b"BMDF", b"FDMB")
_MOST_WORDS_IN_ROW = 10
_TABLES = ("means", "variances", "transition_matrices")
_PARTS = {"feat.params": "configuration", "noisedict": "part", "feature_transform": "part", "README": "part"}


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith((_TRIE, *_DEFINITIONS))


def read(file: BinaryIO, size: int) -> Header:
    head = file.read(len(_TRIE) + 1 + 4 * _MOST_WORDS_IN_ROW)
    return _language(head, size) if head.startswith(_TRIE) else _acoustic()


def _language(head: bytes, size: int) -> Header:
    order = head[len(_TRIE)] if len(head) > len(_TRIE) else 0
    if not 0 < order <= _MOST_WORDS_IN_ROW or len(head) < len(_TRIE) + 1 + 4 * order:
        raise Broken("ends in the middle of its header: it is truncated, or absurd")
    counts = struct.unpack_from(f"<{order}I", head, len(_TRIE) + 1)
    if counts[0] > size:
        raise Broken(f"states {counts[0]} words in {size} bytes: it is truncated")
    facts = ModelFacts(
        format="sphinx trie",
        architecture=f"{order}-gram language model",
        task="automatic-speech-recognition",
        producer="CMU Sphinx",
        description=f"{counts[0]} words",
    )
    return Header(facts)


def _acoustic() -> Header:
    weights = (*_TABLES, "sendump", "mixture_weights")
    return Header(
        ModelFacts(
            format="sphinx acoustic model", task="automatic-speech-recognition", producer="CMU Sphinx"
        ),
        members=(
            *(Member(name, "weights") for name in weights),
            *(Member(name, role) for name, role in _PARTS.items()),
        ),
        beside=_TABLES,
    )
