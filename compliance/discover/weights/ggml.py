# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""ggml files from before GGUF: whisper.cpp, llama.cpp and its LoRA adapters (ggml-org/whisper.cpp, src/whisper.cpp, `whisper_model_load`)."""

import struct
from typing import BinaryIO

from compliance.discover.weights.interface import Broken, Header, NotThis
from compliance.model import ModelFacts

NAME = "ggml"
SUFFIXES = frozenset({".ggml"})
_MAGICS = {b"lmgg": "ggml", b"fmgg": "ggmf", b"tjgg": "ggjt", b"algg": "ggla"}
_TYPES = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    7: "Q8_0",
    8: "Q5_0",
    9: "Q5_1",
    10: "Q2_K",
    11: "Q3_K",
    12: "Q4_K",
    13: "Q5_K",
    14: "Q6_K",
}
_WHISPER_CONTEXT = 1500
"""Positions of the audio encoder; the same in all of whisper's sizes."""
_WHISPER_SIZES = {384: "tiny", 512: "base", 768: "small", 1024: "medium", 1280: "large"}


def recognise(head: bytes, _size: int) -> bool:
    return head[:4] in _MAGICS


def read(file: BinaryIO, _size: int) -> Header:
    head = file.read(48)
    if len(head) < 48:
        raise Broken("ends in the middle of its header: it is truncated")
    form = _MAGICS.get(head[:4])
    if form is None:
        raise NotThis
    _, context, width, _, _, _, _, _, _, bands, kind = struct.unpack_from("<11I", head, 4)
    if form == "ggml" and context == _WHISPER_CONTEXT and bands in {80, 128}:
        return Header(_describe_whisper(form, width, kind % 1000))
    return Header(ModelFacts(format=form, architecture="LoRA adapter" if form == "ggla" else ""))


def _describe_whisper(form: str, width: int, kind: int) -> ModelFacts:
    return ModelFacts(
        format=form,
        architecture="whisper",
        task="automatic-speech-recognition",
        precision=(_TYPES[kind],) if kind in _TYPES else (),
        description=f"whisper {_WHISPER_SIZES[width]}" if width in _WHISPER_SIZES else "",
    )
