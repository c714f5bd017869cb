# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Values that are given to a name which says that they are secret: in source, in settings, on command lines, in headers."""

import re

from compliance.patterns import regex
from compliance.redaction.addresses import is_placeholder
from compliance.redaction.shapes import MASK

_WORDS = [
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "credentials",
    "credential",
    "key",
    "key_id",
    "key-id",
    "keyid",
    "_auth",
]
_SPELLINGS = "|".join(spelling for word in _WORDS for spelling in (word, word.capitalize(), word.upper()))
_NAME = rf"(?P<name>{_SPELLINGS}|KeyId|KeyID|PassWord)(?![A-Za-z0-9_-])"
_KEY_OF = regex(
    r"(?:api|access|secret|private|auth|account|signing|encryption|service|subscription|shared|storage|master|admin|deploy)[-_. ]?\Z",
    re.IGNORECASE,
)
"""What comes before `key` where it opens something."""
_SEPARATOR = (
    r"(?P<close>(?:\\{0,7}[\"'])?\]?)"
    r"(?P<is>\s{0,20}(?:(?::\s{0,4}(?:[A-Za-z_][\w.|\[\]]{0,40}(?:\s\|\s\w{1,20})?\s{0,4}))?=(?!=)>?|:=?|,)\s{0,20}|\s{1,20})"
)
_VALUE = r"(?:[fFrRbBuU]{0,2}(?P<open>\\{0,7}[\"'`]|&quot;|&#39;|&#34;))?(?P<value>[^\s\"'`\\<>(){}\[\],;|&]+|\$\{?\w+\}?|[<{\[])"
_ASSIGNMENT = regex(rf"{_NAME}{_SEPARATOR}{_VALUE}", re.ASCII)
"""Each word in its three usual spellings: a pattern that begins with plain letters is searched many times faster."""
_HEADER = regex(
    r"(?P<before>[aA](?:uthorization|UTHORIZATION)(?:\\{0,7}[\"'])?\s{0,9}[:=,]\s{0,9}(?:[fF]?\\{0,7}[\"'])?(?:(?i:bearer|basic|token|digest|apikey|negotiate|aws4-hmac-sha256)\s{1,9})?)"
    r"(?P<value>[^\s\"'`\\<>(){}\[\],;|&$]{4,})",
    re.ASCII,
)
_BEARER = regex(r"(?P<before>[bB](?:earer|EARER)\s{1,9})(?P<value>[\w.~+/-]{6,}=*)", re.ASCII)
_HINTS = ("token", "secret", "passw", "passphrase", "pwd", "credential", "key", "auth", "bearer")
_LANGUAGE = frozenset(
    [
        "pad",
        "eos",
        "bos",
        "unk",
        "cls",
        "mask",
        "sep",
        "image",
        "img",
        "video",
        "audio",
        "special",
        "start",
        "end",
        "stop",
        "begin",
        "prefix",
        "suffix",
        "middle",
        "fim",
        "boi",
        "eoi",
        "bot",
        "eot",
        "im",
        "think",
        "tool",
        "speech",
        "sot",
        "blank",
        "word",
        "sub",
        "next",
        "last",
        "first",
        "new",
        "each",
        "this",
        "single",
        "rare",
        "oov",
        "filler",
        "prompt",
        "vision",
        "user",
        "assistant",
        "system",
    ]
)
"""What comes before `token` where it is a piece of text."""
_ORDINARY = frozenset(
    [
        "none",
        "null",
        "true",
        "false",
        "nil",
        "undefined",
        "str",
        "string",
        "text",
        "bytes",
        "bool",
        "int",
        "any",
        "object",
        "optional",
        "required",
        "default",
        "self",
        "auto",
        "password",
        "secret",
        "token",
        "bearer",
        "basic",
        "secretstr",
        "type",
        "name",
        "value",
        "key",
    ]
)
_CODE = regex(r"[A-Za-z_][\w-]*(?:\.\w+)+", re.ASCII)
_VARIABLE_NAME = regex(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_VERSION = regex(r"[\^~=v<>!]{0,3}\d+\.[\d*x]+[\w.+-]*")
_PATH = regex(r"[\w./~-]*\.[a-z]{1,5}")
_DIGIT = regex(r"\d")
_BEFORE = regex(r"[A-Za-z0-9_.-]*\Z", re.ASCII)


def may_hold(text: str) -> bool:
    """Whether one of the words is there that such a name has."""
    lower = text.lower()
    return any(hint in lower for hint in _HINTS)


def mask(text: str) -> str:
    """The text with `MASK` for each value that is given to such a name and may be a secret."""
    text = _HEADER.sub(_header, text)
    text = _BEARER.sub(_header, text)
    return _ASSIGNMENT.sub(_assignment, text)


def _header(found: re.Match[str]) -> str:
    value = found["value"]
    if is_placeholder(value) or (not _DIGIT.search(value) and len(value) < 20):
        return found[0]
    return f"{found['before']}{MASK}"


def _assignment(found: re.Match[str]) -> str:
    before = _BEFORE.search(found.string, max(0, found.start() - 40), found.start())
    name = (before[0] if before else "") + found["name"]
    if found["name"].lower().startswith("key") and not _KEY_OF.search(
        found.string, max(0, found.start() - 16), found.start()
    ):
        return found[0]
    if not _is_secret(found, name):
        return found[0]
    return found[0][: found.start("value") - found.start()] + MASK


def _is_secret(found: re.Match[str], name: str) -> bool:
    value, sign = found["value"], found["is"].strip()
    if (
        is_placeholder(value)
        or _VERSION.fullmatch(value)
        or value[0] in "$<{[%"
        or value.casefold() in _ORDINARY
        or value.startswith("//")
    ):
        return False
    if found["name"].lower() == "token" and _is_piece_of_text(name):
        return False
    if found["open"]:
        return _is_quoted_secret(found, value, sign)
    return _is_bare_secret(found, name, value, sign)


def _is_piece_of_text(name: str) -> bool:
    parts = re.split(r"[-_.]", name.lower())
    return len(parts) > 1 and parts[-2] in _LANGUAGE


def _is_quoted_secret(found: re.Match[str], value: str, sign: str) -> bool:
    """A text in quotes: not the name of a variable, an address, a path, or one plain word where the name may mean other things."""
    if _VARIABLE_NAME.fullmatch(value) or "://" in value or value.startswith(("/", "./", "~/")):
        return False
    has_digit = _DIGIT.search(value) is not None
    if not sign or sign == ",":  # `f("token", "value")` or two words side by side
        return bool(found["close"] if sign else _is_flag(found)) and has_digit
    plain_word = not has_digit and len(value) < 16 and value.replace("_", "").replace("-", "").isalpha()
    if found["name"].lower() in {"token", "credential", "credentials", "secret"}:
        return not plain_word and not _PATH.fullmatch(value)
    return True


def _is_bare_secret(found: re.Match[str], name: str, value: str, sign: str) -> bool:
    """A value without quotes: in code it would be a name, so it has to look like none."""
    following = found.string[found.end() : found.end() + 1]
    if following in {"(", "["} or "://" in value or sign == ",":
        return False
    if _VARIABLE_NAME.fullmatch(value):
        return False
    if sign == "=" and name.isupper() and not found["is"].startswith(" "):  # an environment variable
        return not (_CODE.fullmatch(value) and not _DIGIT.search(value))
    if not sign and not _is_flag(found):
        return False
    if _CODE.fullmatch(value) and value.count(".") < 4 and not re.search(r"\d[A-Za-z]+\d", value):
        return False
    return (
        len(value) >= 6 and (_DIGIT.search(value) is not None or len(value) >= 20) and not value.isdecimal()
    )


def _is_flag(found: re.Match[str]) -> bool:
    """Whether the name is an option (`--token X`), a Dockerfile's variable (`ENV TOKEN X`) or netrc's password."""
    before = found.string[max(0, found.start() - 60) : found.start()]
    return (
        re.search(r"(?:--?|\b(?:ENV|ARG|export)\s{1,9}|\blogin\s{1,9}\S{1,40}\s{1,9})[\w-]*\Z", before)
        is not None
    )
