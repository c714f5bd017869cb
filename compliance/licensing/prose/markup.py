# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Inline markup of Markdown, reStructuredText and HTML as plain words; addresses of licences are kept behind the words of their link."""

import re

from compliance.lazy_regex import compile_lazily

_IMAGE = compile_lazily(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)")
_LINK = compile_lazily(r"\[([^\[\]\n]{0,300})\]\(\s*<?([^()\s<>]{0,400})>?[^()\n]{0,200}\)")
_REFERENCE = compile_lazily(r"\[([^\[\]\n]{1,200})\]\[[^\[\]\n]{0,100}\]")
_RST_LINK = compile_lazily(r"`([^`<>\n]{1,200})\s<([^<>`\s]{1,300})>`_{1,2}")
_RST_ROLE = compile_lazily(r":[a-z]{2,20}:`([^`\n]{1,200})`")
_ANCHOR = compile_lazily(
    r"<a\s[^<>]{0,200}?href\s*=\s*[\"']?([^\"'<>\s]{1,300})[^<>]{0,200}>([^<>]{0,300})</a>", re.IGNORECASE
)
_TAG = compile_lazily(r"</?[a-zA-Z][^<>]{0,500}>")
_EMPHASIS = compile_lazily(r"\*{1,3}|~~|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_BACKTICKS = compile_lazily(r"`{1,2}")
_ENTITY = compile_lazily(r"&(?:nbsp|amp|lt|gt|quot|#39|copy);")
_ENTITIES = {
    "&nbsp;": " ",
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&copy;": "(c)",
}
_LICENCE_ADDRESS = compile_lazily(
    r"creativecommons\.org/(?:licenses|publicdomain)|opensource\.org/licen|choosealicense\.com/|spdx\.org/licenses|"
    r"apache\.org/licenses|gnu\.org/licenses|opendatacommons\.org/licenses|cdla\.|mozilla\.org/",
    re.IGNORECASE,
)
_STRAIGHT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u00a0": " ",
        "\ufeff": " ",
        "\u200b": " ",
    }
)


def to_words(marked: str) -> str:
    """The words of a piece of marked-up text, white space folded."""
    text = marked.translate(_STRAIGHT)
    if "[" in text:
        text = _IMAGE.sub(" ", text)
        text = _LINK.sub(_keep_licence_address, text)
        text = _REFERENCE.sub(r"\1", text)
    if "`" in text:
        text = _RST_LINK.sub(_keep_licence_address, text)
        text = _RST_ROLE.sub(r"\1", text)
        text = _BACKTICKS.sub("", text)
    if "<" in text:
        text = _ANCHOR.sub(lambda match: _with_address(match[2], match[1]), text)
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)
    text = _EMPHASIS.sub("", text)
    return " ".join(text.split())


def _keep_licence_address(link: re.Match[str]) -> str:
    return _with_address(link[1], link[2])


def _with_address(words: str, address: str) -> str:
    """The words, with the address behind them where it is one of a licence and isn't the words themselves."""
    if words.strip() != address and _LICENCE_ADDRESS.search(address):
        return f"{words} ({address})"
    return words
