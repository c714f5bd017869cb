# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Taggers in one JSON document: weights of an averaged perceptron (nltk/nltk, nltk/tag/perceptron.py), or a tag for each word (nltk/tag/sequential.py)."""

from itertools import islice
from typing import Any, BinaryIO

from compliance.discover.weights._support.json_texts import as_items, parse_description, table
from compliance.discover.weights.interface import Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "tagger"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*perceptron*.json", "*tagger*.json", "*unigram*.json", "*pos_model*.json")
WEAK = True
_MARK = b"\xef\xbb\xbf"
_TAG = compile_lazily(r"[A-Z@][A-Z0-9@$:_+.-]{0,15}")
_FEWEST_WORDS, _MOST_TAGS = 100, 500
_LOOKED_AT = 1000


def recognise(head: bytes, _size: int) -> bool:
    return head.removeprefix(_MARK).lstrip()[:2] in {b'{"', b"{\n", b"{\r", b"{ "}


def read(file: BinaryIO, size: int) -> Header:
    marked = file.read(len(_MARK)) == _MARK
    if not marked:
        file.seek(0)
    document = table(parse_description(file, size, needs=b'":'))
    if "weights" in document:
        return _perceptron(document)
    tags = {tag if isinstance(tag, str) else "" for tag in document.values()}
    if len(document) < _FEWEST_WORDS or len(tags) > _MOST_TAGS or not all(map(_TAG.fullmatch, tags)):
        raise NotThis
    return _header("unigram tagger", len(document), len(tags))


def _perceptron(document: dict[str, Any]) -> Header:
    """The weights are numbers by feature and tag."""
    weights = table(document["weights"])
    tags = as_items(document.get("classes"))
    rows = [table(row) for row in weights.values()]
    numbers = all(
        isinstance(weight, int | float) for row in islice(rows, _LOOKED_AT) for weight in row.values()
    )
    if not (tags or table(document.get("tagdict"))) or not any(rows) or not numbers:
        raise NotThis
    return _header("averaged perceptron", sum(map(len, rows)), len(tags))


def _header(architecture: str, parameters: int, tags: int) -> Header:
    facts = ModelFacts(
        format=f"{NAME} (json)",
        architecture=architecture,
        task="token-classification",
        parameters=parameters,
        description=f"{tags} tags" if tags else "",
    )
    return Header(facts)
