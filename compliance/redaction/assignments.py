# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Values that are given to a name which says that they are secret: in source, in settings, on command lines, in headers."""

import re

from compliance.lazy_regex import compile_lazily
from compliance.redaction import plausible
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
_KEY_OF = compile_lazily(
    r"(?:api|access|secret|private|auth|account|signing|encryption|service|subscription|shared|storage|master|admin|deploy)[-_. ]?\Z",
    re.IGNORECASE,
)
"""What comes before `key` where it opens something."""
_SEPARATOR = (
    r"(?P<close>(?:\\{0,7}[\"'])?\]?)"
    r"(?P<is>\s{0,20}(?:(?::\s{0,4}(?:[A-Za-z_][\w.|\[\]]{0,40}(?:\s\|\s\w{1,20})?\s{0,4}))?=(?!=)>?|:=?|,)\s{0,20}|\s{1,20})"
)
_QUOTED = r"[fFrRbBuU]{0,2}(?P<open>\\{0,7}[\"'`]|&quot;|&#39;|&#34;)(?P<quoted>[^\s\"'`\\]+)"
_VALUE = rf"(?:{_QUOTED}|(?P<bare>[^\s\"'`\\<>(){{}}\[\],;|&]+|[<{{\[]))"
_ASSIGNMENT = compile_lazily(rf"{_NAME}{_SEPARATOR}{_VALUE}", re.ASCII)
"""Each word in its three usual spellings: a pattern that begins with plain letters is searched many times faster."""
_HEADER = compile_lazily(
    r"(?P<before>[aA](?:uthorization|UTHORIZATION)(?:\\{0,7}[\"'])?\s{0,9}[:=,]\s{0,9}(?:[fF]?\\{0,7}[\"'])?(?:(?i:bearer|basic|token|digest|apikey|negotiate|aws4-hmac-sha256)\s{1,9})?)"
    r"(?P<value>[^\s\"'`\\<>(){}\[\],;|&$]{4,})",
    re.ASCII,
)
_BEARER = compile_lazily(r"(?P<before>[bB](?:earer|EARER)\s{1,9})(?P<value>[\w.~+/-]{6,}=*)", re.ASCII)
_HINTS = ("token", "secret", "passw", "passphrase", "pwd", "credential", "key", "auth", "bearer")
_BEFORE = compile_lazily(r"[A-Za-z0-9_.-]*\Z", re.ASCII)
_OPTION = compile_lazily(r"(?:--?|\b(?:ENV|ARG|export)\s{1,9}|\blogin\s{1,9}\S{1,40}\s{1,9})[\w-]*\Z")
"""What comes before the rest of an option (`--token X`), of a Dockerfile's variable (`ENV TOKEN X`) and of netrc's password."""


def may_hold(text: str) -> bool:
    """Whether one of the words is there that such a name has."""
    lower = text.lower()
    for hint in _HINTS:  # noqa: SIM110 - a quarter of the time of `any`, and asked of each text of a document
        if hint in lower:
            return True
    return False


def mask(text: str) -> str:
    """The text with `MASK` for each value that is given to such a name and may be a secret."""
    lower = text.lower()
    if "auth" in lower:
        text = _HEADER.sub(_header, text)
    if "bearer" in lower:
        text = _BEARER.sub(_header, text)
    return _ASSIGNMENT.sub(_assignment, text)


def _header(found: re.Match[str]) -> str:
    return f"{found['before']}{MASK}" if plausible.may_follow_scheme(found["value"]) else found[0]


def _assignment(found: re.Match[str]) -> str:
    before = _BEFORE.search(found.string, max(0, found.start() - 40), found.start())
    name = (before[0] if before else "") + found["name"]
    if not _opens_something(name, found["name"].lower()):
        return found[0]
    value = found["quoted"] or found["bare"]
    if plausible.is_word(name, value) or not _is_secret(found, name):
        return found[0]
    return found[0].removesuffix(value) + MASK


def _opens_something(name: str, word: str) -> bool:
    """`api_key` does, `cache_key` doesn't; `_auth` is npm's, `CLIENT_AUTH` anything."""
    if word.startswith("key"):
        return _KEY_OF.search(name[: len(name) - len(word)]) is not None
    return word != "_auth" or len(name) == len(word)


def _is_secret(found: re.Match[str], name: str) -> bool:
    value, sign, word = found["quoted"] or found["bare"], found["is"].strip(), found["name"].lower()
    if sign == ",":  # `get("TOKEN", "default")`
        return _is_secret_default(found, word, value)
    if not sign and not _OPTION.search(found.string, max(0, found.start() - 60), found.start()):
        return False
    if found["open"]:
        return plausible.is_quoted_secret(word, value)
    if found.string[found.end() : found.end() + 1] in {"(", "["}:
        return False
    if sign == "=" and name.isupper() and not found["is"].startswith(" "):
        return plausible.is_environment_secret(value)
    return plausible.is_bare_secret(value)


def _is_secret_default(found: re.Match[str], word: str, value: str) -> bool:
    """Of a name and a value that are two arguments: both have to be quoted, and most defaults are words."""
    if not (found["close"] and found["open"]):
        return False
    return plausible.has_digit(value) and plausible.is_quoted_secret(word, value)
