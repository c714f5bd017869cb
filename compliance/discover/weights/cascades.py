# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""OpenCV's cascades of boosted classifiers, in XML (opencv/opencv, modules/objdetect/src/cascadedetect.cpp; apps/traincascade)."""

from typing import BinaryIO

from compliance.discover.weights.interface import Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "opencv cascade"
SUFFIXES: frozenset[str] = frozenset()
CALLED = ("*cascade*.xml", "*haar*.xml", "*lbp*.xml", "*hogcascade*.xml", "*detector*.xml")
_LOOKED_AT = 1 << 16
_KIND = compile_lazily(rb'type_id="opencv-(?:cascade|haar)-classifier"')
_STAGE = compile_lazily(rb"<stageType>\s*([A-Za-z]{1,20})\s*<")
_FEATURE = compile_lazily(rb"<featureType>\s*([A-Za-z]{1,20})\s*<")


def recognise(head: bytes, _size: int) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<?xml", b"<opencv_storage"))


def read(file: BinaryIO, _size: int) -> Header:
    """The licence often stands in a comment before the root, so more than a few lines are looked at."""
    seen = file.read(_LOOKED_AT)
    if b"<opencv_storage" not in seen or not _KIND.search(seen):
        raise NotThis
    stage, feature = _STAGE.search(seen), _FEATURE.search(seen)
    words = [found[1].decode() for found in (feature, stage) if found]
    facts = ModelFacts(
        format=f"{NAME} (xml)",
        architecture=" ".join(["cascade", *words]),
        task="object-detection",
        producer="OpenCV",
    )
    return Header(facts)
