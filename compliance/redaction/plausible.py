# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether the value that is given to a name such as `token` may be a secret, or is a word, a version, a variable or a type."""

import re

from compliance.lazy_regex import compile_lazily
from compliance.redaction.addresses import is_placeholder

SHORTEST = 3
_PIECES_OF_TEXT = compile_lazily(
    r"(?:.*[-_.])?(?:pad|eos|bos|unk|cls|mask|sep|image|img|video|audio|special|start|end|stop|begin|prefix|suffix|middle|fim|boi|eoi|bot|eot|im"
    r"|think|tool|speech|sot|blank|word|sub|next|last|first|new|each|single|rare|oov|filler|prompt|vision|user|assistant|system)[-_.]token",
    re.IGNORECASE,
)
"""Names of tokens that are pieces of text, as tokenisers have them."""
_ORDINARY = compile_lazily(
    r"none|null|true|false|nil|undefined|str|string|text|bytes|bool|int|any|object|optional|required|default|self|auto|password|secret|token"
    r"|bearer|basic|empty|dummy|not-needed|type|name|value|key",
    re.IGNORECASE,
)
"""Words that stand where a secret may: types, defaults, what a field asks for."""
_DOTTED = compile_lazily(r"[A-Za-z_][\w-]*(?:\.\w+)+", re.ASCII)
_IDENTIFIER = compile_lazily(r"[A-Za-z_][\w.]*", re.ASCII)
_VARIABLE = compile_lazily(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_COLOUR = compile_lazily(r"#[0-9A-Fa-f]{3,8}")
_VERSION = compile_lazily(r"[\^~=v<>!]{0,3}\d+\.[\d*x]+[\w.+-]*")
_PATH = compile_lazily(r"[\w./~-]*\.[a-z]{1,5}")
_PLAIN_WORD = compile_lazily(r"[A-Za-z_-]{1,15}")
_SPEAKING = compile_lazily(r"key|token|secret|passw|auth|credential|type", re.IGNORECASE)
_DIGIT = compile_lazily(r"\d")
_MANY_MEANINGS = frozenset({"token", "credential", "credentials", "secret"})
"""Words whose value may as well be a plain word or the path of a file."""


def is_word(name: str, value: str) -> bool:
    """Whether the value can't be a secret, however it is written."""
    return (
        len(value) < SHORTEST
        or value[0] in "<{["
        or value.startswith("//")
        or is_placeholder(value)
        or any(known.fullmatch(value) for known in (_ORDINARY, _COLOUR, _VERSION, _VARIABLE))
        or _PIECES_OF_TEXT.fullmatch(name) is not None
    )


def may_follow_scheme(value: str) -> bool:
    """Whether the value may stand behind `Authorization:` or `Bearer`."""
    return not is_placeholder(value) and (_DIGIT.search(value) is not None or len(value) >= 20)


def is_quoted_secret(word: str, value: str) -> bool:
    """Whether a text in quotes is one: no address, no path, no name of a secret, and no plain word where the name may mean other things."""
    if "://" in value or value.startswith(("/", "./", "~/")):
        return False
    if not has_digit(value) and _SPEAKING.search(value):  # `"private-key"` says what it is
        return False
    if word in _MANY_MEANINGS:
        return not _PLAIN_WORD.fullmatch(value) and not _PATH.fullmatch(value)
    return True


def is_environment_secret(value: str) -> bool:
    """Whether the value of a variable in capitals is one: in a shell it is a text, in source it may be a name with dots."""
    return has_digit(value) or not _DOTTED.fullmatch(value)


def is_bare_secret(value: str) -> bool:
    """Whether a value without quotes is one: in source it would be a name, so it has to look like none."""
    if len(value) < 6 or not has_digit(value) or value.isdecimal() or "://" in value:
        return False
    if not _IDENTIFIER.fullmatch(value):
        return True
    return not _SPEAKING.search(value) and not (_DOTTED.fullmatch(value) and value.count(".") < 4)


def has_digit(value: str) -> bool:
    """Whether a digit is in it."""
    return _DIGIT.search(value) is not None
