# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""XGBoost boosters: JSON, UBJSON and the deprecated binary form (dmlc/xgboost, doc/tutorials/saving_model.rst, src/learner.cc)."""

import re
import struct
from typing import BinaryIO

from compliance.discover.weights.interface import Header, NotThis
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

NAME = "xgboost"
SUFFIXES = frozenset({".ubj"})
CALLED = (
    "*.ubj",
    "*.model",
    "*.xgb",
    "*.bst",
    "*.bin",
    "*.deprecated",
    "*model*.json",
    "*xgb*.json",
    "*booster*.json",
)
_LEARNER = compile_lazily(rb'\s*\{\s*"learner"\s*:|\{(?:L\0{7}|[iU])\x07learner')
_NAMES = rb"(gbtree|gblinear|dart)"
_LOOKED_AT = 1 << 20
_PARAMETERS = 136
"""Bytes of LearnerModelParamLegacy, before the names of objective and booster."""


def recognise(head: bytes, size: int) -> bool:
    return bool(_LEARNER.match(head)) or head.startswith(b"binf") or size > _PARAMETERS


def read(file: BinaryIO, size: int) -> Header:
    head = file.read(512)
    if not _LEARNER.match(head):
        return _binary(head.removeprefix(b"binf"))
    head += file.read(_LOOKED_AT)
    if size > 2 * _LOOKED_AT:
        file.seek(size - _LOOKED_AT)
    seen = head + file.read(_LOOKED_AT)
    if b"gradient_booster" not in seen and b"learner_model_param" not in seen:
        raise NotThis
    booster = re.search(rb'name"?[^a-z"]{1,12}"?' + _NAMES, seen)
    objective = re.search(rb'"?objective"?.{0,40}?name"?[^a-z"]{1,12}"?([a-z]+:[a-z0-9_-]+)', seen, re.DOTALL)
    version = re.search(rb'"version"\s*:\s*\[(\d+),\s*(\d+),\s*(\d+)\]', seen)
    form = "xgboost json" if head.lstrip()[1:].lstrip().startswith(b'"') else "xgboost ubjson"
    facts = ModelFacts(
        format=form,
        architecture=booster[1].decode() if booster else "",
        task=objective[1].decode()[:80] if objective else "",
        producer=f"xgboost {b'.'.join(version.groups()).decode()}" if version else "xgboost",
    )
    return Header(facts)


def _binary(head: bytes) -> Header:
    """Fixed parameters, then two texts: the objective's and the booster's name."""
    objective, after = _take_xgboost_text(head, _PARAMETERS)
    booster, _ = _take_xgboost_text(head, after)
    if not re.fullmatch(rb"[a-z]+:[a-z0-9_-]+", objective) or not re.fullmatch(_NAMES, booster):
        raise NotThis
    return Header(
        ModelFacts(
            format="xgboost binary",
            architecture=booster.decode(),
            task=objective.decode(),
            producer="xgboost",
        )
    )


def _take_xgboost_text(raw: bytes, at: int) -> tuple[bytes, int]:
    if len(raw) < at + 8:
        raise NotThis
    (length,) = struct.unpack_from("<Q", raw, at)
    if not 0 < length < 64:
        raise NotThis
    return raw[at + 8 : at + 8 + length], at + 8 + length
