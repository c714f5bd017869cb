# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""LightGBM boosters: text that starts with `tree` and `version=` (microsoft/LightGBM, src/boosting/gbdt_model_text.cpp)."""

from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header, NotThis
from compliance.model import ModelFacts

NAME = "lightgbm"
SUFFIXES: frozenset[str] = frozenset()
CALLED = (
    "*model*.txt",
    "*lgb*.txt",
    "*lightgbm*.txt",
    "*booster*.txt",
    "*.model",
    "*.lgb",
    "*.lgbm",
    "*.bst",
)
_LOOKED_AT = 1 << 16


def recognise(head: bytes, _size: int) -> bool:
    return head.replace(b"\r", b"").startswith(b"tree\nversion=v")


def read(file: BinaryIO, _size: int) -> Header:
    lines = file.read(_LOOKED_AT).decode("utf-8", "replace").splitlines()
    keys = dict(line.partition("=")[::2] for line in lines[:20] if "=" in line)
    if "version" not in keys:
        raise NotThis
    if "num_class" not in keys or "feature_names" not in keys:
        raise Broken("has no feature names after its version: it is truncated")
    facts = ModelFacts(
        format=NAME,
        architecture="gradient boosted trees",
        task=keys.get("objective", "").partition(" ")[0][:80],
        producer=f"LightGBM model {keys['version']}"[:80],
    )
    return Header(facts)
