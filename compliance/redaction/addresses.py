# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Addresses that let somebody in: credentials before the host, parameters that are tokens or signatures, tokens in conda's paths."""

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from compliance.lazy_regex import compile_lazily
from compliance.redaction.shapes import MASK

_CREDENTIALS = compile_lazily(r"(?P<slashes>//|\\/\\/)(?P<who>[^\s/?#\"'<>\\]+)@", re.ASCII)
"""The beginning of an authority (RFC 3986, section 3.2); the last @ in it ends the credentials. PHP writes `\\/` for `/` in JSON."""
_CUT_OFF = compile_lazily(
    r"(?P<before>(?:https?|ftp|ssh|git|svn)://[^\s/?#\"'<>\\@:]+:)(?P<value>[^\s/?#\"'<>\\@:,;)\]}]+)",
    re.ASCII,
)
"""User and password of an address that was cut in two at its @, as the readers of names with versions do; else it is host and port."""
_PORT = compile_lazily(r"\d*[.*]*|[A-Za-z_.-]+")
_SCHEME = compile_lazily(r"[A-Za-z][A-Za-z0-9+.-]*(?=:\Z)", re.ASCII)
_NAMES = frozenset({"git", "hg", "svn", "anonymous"})
"""Users that everybody is."""
_REMOTE_SHELLS = ("ssh", "sftp", "scp", "rsync")
"""Schemes whose user is a name; the key is elsewhere."""
_VARIABLE = compile_lazily(
    r"\$\{?\w+\}?|\$\([^()]*\)|\{+[\w.\[\]()-]*\}+|<[\w -]+>|%\(?\w*\)?s|%\w+%", re.ASCII
)
"""A place for a value in templates, shells and formats."""

_PARAMETER = compile_lazily(
    r"(?P<before>(?:[?&;#]|\\u0026|&amp;)"
    r"(?:[\w.-]{0,40}(?:token|secret|passw(?:or)?d|passphrase|signature|credential|api[-_]?key|access[-_]?key|accesskeyid|private[-_]?key|authorization)(?:[-_.](?:key|value|secret|id))?"
    r"|x-amz-(?!date\b|expires\b|algorithm\b|signedheaders\b|version)[\w-]+|googleaccessid|key-pair-id|hdnts|hdnea|__gda__|skoid|sktid"
    r"|(?:(?<=[?&])|(?<=&amp;)|(?<=u0026))(?:sig|key|auth|_auth|pwd|pass|jwt|sas))"
    r"=)(?P<value>[^\s&;#\"'<>\\)\]},|]+)",
    re.IGNORECASE | re.ASCII,
)
_SAS = compile_lazily(
    r"([?&](?:(?:se|st|sv|ske|skt|skv)=(?=20\d\d-)|s[pr]=(?=[a-z]{1,12}(?:&|\b))))[^\s&;#\"'<>\\)\]},|]+",
    re.ASCII,
)
"""The other parameters of a shared access signature of Azure (learn.microsoft.com, "Create a service SAS")."""
_CONDA = compile_lazily(
    r"(?P<before>://[^\s\"'<>]{1,200}?/t/)(?P<token>[A-Za-z0-9_-]+)(?![A-Za-z0-9_-])(?:/(?P<next>[\w.-]{0,200}))?",
    re.ASCII,
)
"""A channel of Anaconda with its token."""
_MIRROR = compile_lazily(r"/(?:pool|packages|simple)/")
_DIGIT_OR_CAPITAL = compile_lazily(r"[A-Z0-9]")
_ENCODED = compile_lazily(r"(?<![^\s\"'<>&?#=\\])[^\s\"'<>&?#=\\%]*+%[^\s\"'<>&?#=\\]*")


_MARKS = ("//", "\\/", "%2F%2F", "%2f%2f", "%3D", "%3d")


def may_hold(text: str) -> bool:
    """Whether there is anything in the text that an address with a secret needs."""
    return any(mark in text for mark in _MARKS) or ("=" in text and any(mark in text for mark in "?&#"))


def mask(text: str) -> str:
    """The text with no credentials, tokens or signatures in its addresses."""
    if "@" in text:
        text = _CREDENTIALS.sub(_without_credentials, text)
    text = _CUT_OFF.sub(_without_password, text)
    if "=" in text:
        text = _PARAMETER.sub(_without_value, text)
        if "sig=" in text:
            text = _SAS.sub(rf"\g<1>{MASK}", text)
    return _CONDA.sub(_without_token, text) if "/t/" in text else text


def mask_encoded(text: str, masked: Callable[[str], str]) -> str:
    """The text with each percent-encoded part as `masked` gives it, encoded again, as the qualifiers of purls are."""

    def part(found: re.Match[str]) -> str:
        written = found[0]
        plain = unquote(written)
        clean = masked(plain)
        return written if clean == plain else quote(clean, safe=":~/" if "/" in written else ":~")

    return _ENCODED.sub(part, text)


def is_placeholder(value: str) -> bool:
    """Whether the value is the name of one, such as `${TOKEN}`, `{token}` or `<token>`, or masked already."""
    return (
        _VARIABLE.fullmatch(value) is not None
        or value.casefold().startswith(MASK.casefold())
        or not value.strip("*.xX")
    )


def _without_credentials(found: re.Match[str]) -> str:
    return found[0] if _is_harmless(found) else f"{found['slashes']}{MASK}@"


def _is_harmless(found: re.Match[str]) -> bool:
    """Whether what stands before an @ is no password and no token."""
    user, colon, word = found["who"].partition(":")
    if found["who"].startswith("[") or ("[" in found["who"] and not _scheme(found)):
        return True  # a part that may be left out, or XPath
    if colon:
        return is_placeholder(word or user) or (not word and user in _NAMES)
    return is_placeholder(user) or user in _NAMES or _is_only_a_name(found)


def _is_only_a_name(found: re.Match[str]) -> bool:
    """Whether a user without a password is one of a remote shell, or what follows is no address of a known scheme."""
    return _scheme(found).rpartition("+")[2] in {"", *_REMOTE_SHELLS}


def _scheme(found: re.Match[str]) -> str:
    """What stands before the slashes, in small letters; nothing if it is no scheme."""
    before = found.string[max(0, found.start() - 40) : found.start()]
    scheme = _SCHEME.search(before)
    return scheme[0].lower() if scheme else ""


def _without_password(found: re.Match[str]) -> str:
    is_port = _PORT.fullmatch(found["value"]) or found["value"][0] in "{$%" or is_placeholder(found["value"])
    return found[0] if is_port else f"{found['before']}{MASK}"


def _without_token(found: re.Match[str]) -> str:
    """Where packages or topics lie under a `t`, what follows is a name: an index by first letters, or a forum."""
    token, following = found["token"], found["next"]
    is_name = (
        token.isdecimal()
        or token == MASK
        or _MIRROR.search(found["before"]) is not None
        or (following or "").isdecimal()
        or (following or "").casefold().startswith(token.casefold())
        or (not following and not _DIGIT_OR_CAPITAL.search(token))
    )
    return found[0] if is_name else found[0].replace(f"/t/{token}", f"/t/{MASK}", 1)


def _without_value(found: re.Match[str]) -> str:
    return found[0] if is_placeholder(found["value"]) else f"{found['before']}{MASK}"
