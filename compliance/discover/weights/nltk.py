# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Trained parts of NLTK data in the forms that replaced pickles: Punkt (nltk/nltk, nltk/tokenize/punkt.py) and taggers (nltk/tag/perceptron.py)."""

import re
from typing import BinaryIO

from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "nltk"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*/ortho_context.tab", "*.weights.json")
_COUNTED = compile_lazily(rb"[^\t\n]+\t\d+\r?\n")


def recognise(head: bytes, _size: int) -> bool:
    return bool(_COUNTED.match(head)) or head.lstrip().startswith(b'{"')


def read(file: BinaryIO, _size: int) -> Header:
    head = file.read(4096)
    if _COUNTED.match(head):
        names = ("abbrev_types.txt", "collocations.tab", "sent_starters.txt")
        return Header(
            ModelFacts(format="nltk punkt", architecture="Punkt sentence tokeniser", producer="NLTK"),
            members=tuple(Member(name, "weights") for name in names),
            beside=names,
        )
    if not re.match(rb'\s*\{"[^"\\]{1,200}": ?\{"', head):
        raise NotThis
    return Header(
        ModelFacts(format="nltk perceptron", architecture="averaged perceptron", producer="NLTK"),
        members=(Member("*.classes.json", "weights"), Member("*.tagdict.json", "weights")),
        beside=("*.classes.json", "*.tagdict.json"),
    )
