# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""spaCy pipelines: meta.json beside config.cfg (explosion/spaCy, website/docs/api/data-formats.mdx)."""

from typing import BinaryIO

from compliance.discover.weights._support.json_texts import as_items, parse_description, table, text_of
from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.model import ModelFacts

NAME = "spacy"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*/meta.json", "meta.json")


def recognise(head: bytes, _size: int) -> bool:
    return head.lstrip().startswith(b"{")


def read(file: BinaryIO, size: int) -> Header:
    meta = table(parse_description(file, size, needs=b'"spacy_version"'))
    language, name = text_of(meta, "lang"), text_of(meta, "name")
    if not language or not name:
        raise NotThis
    stated = text_of(meta, "license")
    steps = [step for step in as_items(meta.get("pipeline")) if isinstance(step, str)]
    facts = ModelFacts(
        format=NAME,
        architecture=", ".join(steps)[:200],
        languages=(language[:20],),
        producer=f"spaCy {text_of(meta, 'spacy_version')}"[:80],
        description=text_of(meta, "description")[:500],
    )
    members = (
        Member("config.cfg", "configuration"),
        Member("tokenizer", "tokenizer"),
        Member("vocab/*", "tokenizer"),
        Member("*/model", "weights"),
        Member("*/cfg", "configuration"),
        Member("*/*", "part"),
    )
    return Header(
        facts,
        name=f"{language}_{name}"[:200],
        licenses=(("license", stated),) if stated else (),
        members=members,
        beside=("config.cfg",),
        manifest=True,
    )
