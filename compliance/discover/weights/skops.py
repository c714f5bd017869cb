# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""skops: a zip whose schema.json describes an estimator without pickles (skops-dev/skops, skops/io/_persist.py)."""

from typing import BinaryIO

from compliance.discover.weights._support import zips
from compliance.discover.weights._support.json_texts import loads, text_of
from compliance.discover.weights.interface import Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "skops"
SUFFIXES = frozenset({".skops"})
WEAK = True
_LARGEST = 32 << 20
_LOADER = compile_lazily(rb'"__module__": ?"([\w.]{1,120})"')


def recognise(head: bytes, _size: int) -> bool:
    return head.startswith(zips.MAGIC)


def read(file: BinaryIO, size: int) -> Header:
    with zips.open_archive(file, size) as archive:
        if "schema.json" not in archive.namelist():
            raise NotThis
        raw = zips.read_member(archive, "schema.json", _LARGEST)
    schema = loads(raw)
    if not text_of(schema, "__class__") or not text_of(schema, "__loader__"):
        raise NotThis
    packages = sorted({match[1].decode().partition(".")[0] for match in _LOADER.finditer(raw)})
    version = text_of(schema, "_skops_version")
    facts = ModelFacts(
        format=NAME,
        architecture=text_of(schema, "__class__")[:80],
        producer=f"skops {version}"[:80] if version else "",
        description=f"uses {', '.join(packages[:20])}" if packages else "",
    )
    return Header(facts)
