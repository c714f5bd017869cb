# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Hub ids of conversions: `city96/FLUX.1-dev-gguf` is likely FLUX.1-dev in another format. A guess from a name, never a fact."""

from compliance.lazy_regex import compile_lazily

_SUFFIX = compile_lazily(
    r"[-_.](?:onnx|gguf|ggml|awq|gptq|exl[23]|mlx|openvino|tensorrt|coreml|ct2|ctranslate2|imatrix|i1|nf4|fp(?:4|8|16|32)|bf16|f16|"
    r"int[48]|w[48]a(?:8|16)|(?:bnb[-_])?[2-8]-?bits?|bnb|hqq|q[2-8](?:_[k01](?:_[sml])?)?|quanti[sz]ed|safetensors|dynamic|e4m3fn)\Z"
)
"""How repositories call formats and precisions, as the last part of a name in lower case."""
_LEAST = 5
"""Shorter names are too common to mean one model."""


def original(name: str) -> str:
    """The name without the formats and precisions at its end; nothing when there are none, or when too little is left.

    `name` is the part of a hub id after its owner.
    """
    kept = name
    while match := _SUFFIX.search(kept.lower()):
        kept = kept[: match.start()]
    return kept if kept != name and len(kept) >= _LEAST else ""
