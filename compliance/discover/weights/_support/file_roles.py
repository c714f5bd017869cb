# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Files that accompany weights and are no models by themselves: tokenisers and configurations, by name."""

from compliance.lazy_regex import compile_lazily

_ROLES = (
    (
        "tokenizer",
        compile_lazily(
            r"tokenizer(?:[._-].+)?\.(?:json|model)|tokenizer_config\.json|vocab\.(?:txt|json|bpe)|merges\.txt|special_tokens_map\.json"
            r"|added_tokens\.json|spiece\.model|sentencepiece(?:\.bpe)?\.model|source\.spm|target\.spm|chat_template\.(?:jinja|json)"
        ),
    ),
    (
        "configuration",
        compile_lazily(
            r"config(?:\..+)?\.json|(?:generation|preprocessor|processor|sentence_bert|data|quantize|feature_extractor)_config\.json"
            r"|config_sentence_transformers\.json|processor_config\.json|model_config\.(?:json|ya?ml)|modules\.json|label(?:s|_map)?\.(?:txt|json)"
            r"|quantization_config\.json|open_clip_config\.json|metadata\.json|preprocessing\.json"
        ),
    ),
)
_BELOW = compile_lazily(r"\d+_[A-Z]\w*/config\.json")
"""Modules of sentence-transformers."""


def role_of(path: str) -> str:
    """The role of a file at `path`, relative to the folder that holds the weights; empty if it has none."""
    if _BELOW.fullmatch(path):
        return "configuration"
    return next((name for name, pattern in _ROLES if pattern.fullmatch(path)), "")
