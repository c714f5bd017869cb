# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text as the words that count, by the SPDX matching guidelines (SPDX 3.0.1, Annex C).

Case, punctuation, white space, comment marks, bullets, markup and copyright lines say nothing; words that mean the same
(`licence`, `license`) become one. What is left can be compared and hashed.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from compliance import time_budget
from compliance.lazy_regex import compile_lazily
from compliance.licensing.matching.word_classes import REFERS

_WORD = compile_lazily(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_LEAD = compile_lazily(r"^(?:[\s/*#;%|>\"'`~=+_!•·∙○●▪-]++|\.\. |dnl\b|rem\b|&quot)++")
_BULLET = compile_lazily(r"^\s*(?:\d{1,2}(?:\.\d{1,2})++[.)]?|§+\s*\d+|[o-])(?:\s+|$)")
"""A number such as 1.1 is one of a part only at the start of a line; elsewhere it may be a version."""
_NUMBERED = compile_lazily(
    r"(?<=[.:;])(?<!v\.)\s+\d{1,2}(?:\.\d{1,2}){1,2}[.)]?(?=\s)|\((?:\d{1,2}|[a-z]|[ivxl]{1,5})\)|(?<![\w.])(?!v\.\s*\d)(?:\d{1,2}|[a-z]|[ivxl]{1,5})[.)](?=\s|$)"
)
"""A number of a part, wherever a line breaks: (a), a), 1."""
_COPYRIGHT = compile_lazily(
    r"^(?:(?:portions?|parts?|code|all|some|this|the|software|is|are|files?|of|modifications?|changes|additions|additional|original|\w+\.\w{1,4})\s+){0,4}"
    r"(?:(?:\(c\)|©|&copy;)\W*(?:copyright|\d{4}|[<\[{]|y{4}\b)|copyrights?\b\W*(?:\(c\)|©|&copy;|\d{4}|[<\[{(]|by\b|y{2,4}\b|year\b|20xx|the\b(?=[^.;]{0,70}(?:\d{4}|contributors|authors|developers|team|foundation|project)\W*(?:\d|$))|[^.;]{0,60}?[,( ]\d{4}\b))",
)
ADDRESS = compile_lazily(r"^\W*(?:(?:https?://|www\.)\S+|\S+@\S+)\W*$|^\W+$")
"""Below a copyright line: where its holder is found."""
_RIGHTS_END = compile_lazily(r"\ball rights (?:are )?reserved\W*", re.IGNORECASE)
_HOLDER_END = compile_lazily(r"\d{4}[^.]{0,100}\.\s+(?=[A-Z])")
_UNWRAPPED = 160
_FULL_LINE = 45
_END = frozenset(".:;!?\"'”’)*")
_END_OF_NAMES = _END | frozenset("=-_#>/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TAG_LINE = compile_lazily(r"^spdx-[a-z-]+:")
_URL = compile_lazily(r"\b(?:https?|ftp)://(?:www\.)?|\bwww\.")
_LINK = compile_lazily(r"\]\([^()\s]*\)")
_MARKUP = compile_lazily(
    r"</?(?:p|br|hr|a|b|i|u|em|strong|div|span|h\d|ul|ol|li|dl|dt|dd|tt|pre|code|html|head|body|title|table|tr|td|th|blockquote|center|font|meta|link|style)\b[^<>]{0,300}>"
)
_EQUAL = {
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgments",
    "analogue": "analog",
    "artefact": "artifact",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "catalogue": "catalog",
    "centre": "center",
    "defence": "defense",
    "favour": "favor",
    "favourite": "favorite",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "judgement": "judgment",
    "labelling": "labeling",
    "labour": "labor",
    "licence": "license",
    "licences": "licenses",
    "licenced": "licensed",
    "sublicence": "sublicense",
    "merchantibility": "merchantability",
    "merchantablity": "merchantability",
    "modelled": "modeled",
    "modelling": "modeling",
    "offence": "offense",
    "practise": "practice",
    "programme": "program",
    "signalling": "signaling",
    "whilst": "while",
    "wilful": "willful",
}
"""One spelling of each pair; from SPDX's list of equivalent words, `merchantibility` and the like from what is met in packages."""
_IZE = compile_lazily(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ing|ations?)$)")
_SPLIT = {"noncommercial": ("non", "commercial"), "noninfringement": ("non", "infringement")}
_JOIN = {
    ("sub", "license"): "sublicense",
    ("sub", "licensed"): "sublicensed",
    ("sub", "licensing"): "sublicensing",
    ("per", "cent"): "percent",
    ("copyright", "owner"): "holder",
    ("copyright", "owners"): "holders",
}
_KEEPS_FIRST = frozenset({"owner", "owners"})


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a text, each with the line it stands on."""

    words: list[str]
    lines: list[int]
    """From 1, one for each word."""
    named: frozenset[int] = frozenset()
    """Lines that only say whose work it is."""


def split_words(text: str) -> TextWords:
    """The words of a text that count, in order."""
    words: list[str] = []
    lines: list[int] = []
    named: set[int] = set()
    before = ""
    for number, line in enumerate(text.splitlines(), 1):
        time_budget.check()
        if (number - 1 in named and ADDRESS.match(line)) or (
            is_copyright(clean_line(line)) and not _goes_on(before, _END_OF_NAMES)
        ):
            named.add(number)
            line = rest(line)  # noqa: PLW2901 - what a copyright line says besides
        after = "of" if _goes_on(before, _END) else words[-1] if words and lines[-1] == number - 1 else ""
        for word in of_line(line, after):
            append(words, lines, word, number)
        before = line
    return TextWords(words, lines, frozenset(named))


def of_line(line: str, after: str = "") -> Iterator[str]:
    """The words of one line that stands after the word `after`."""
    line = clean_line(line)
    if after not in REFERS:
        line = _BULLET.sub(" ", line)
    return (spelled for word in _WORD.findall(_strip_normalise_name(line)) for spelled in _spelled(word))


def clean_line(line: str) -> str:
    """A line in lower case, without comment marks and markup."""
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line.replace("\ufeff", ""))
    line = line.casefold()
    if "<" in line:
        line = _MARKUP.sub(" ", line)
    if "&" in line:
        line = html.unescape(line)
    return _LEAD.sub("", line)


def is_copyright(line: str) -> bool:
    """Whether a clean line only says whose work it is, or is an SPDX tag."""
    return _COPYRIGHT.match(line) is not None or _TAG_LINE.match(line) is not None


def _goes_on(before: str, ends: frozenset[str]) -> bool:
    """Whether a line breaks off in a sentence, so that the next one starts nothing new."""
    return len(before.strip()) > _FULL_LINE and before.rstrip()[-1:] not in ends


def rest(line: str) -> str:
    """What a copyright line says after its holders, where a text isn't wrapped: `Copyright 2020 A. All rights reserved. Permission ...`."""
    found = _RIGHTS_END.search(line) or (_HOLDER_END.search(line) if len(line) > _UNWRAPPED else None)
    return line[found.end() :] if found else ""


def _strip_normalise_name(line: str) -> str:
    if "](" in line:
        line = _LINK.sub("] ", line)
    return _NUMBERED.sub(" ", _URL.sub(" ", line))


def _spelled(word: str) -> tuple[str, ...]:
    if word in _SPLIT:
        return _SPLIT[word]
    if (found := _EQUAL.get(word)) is not None:
        return (found,)
    return (_IZE.sub("iz", word),) if "is" in word else (word,)


def append(words: list[str], lines: list[int], word: str, line: int) -> None:
    """Adds a word; two that are one word elsewhere (`sub license`) become it, and `all rights reserved` says nothing."""
    if word == "reserved" and words[-2:] == ["all", "rights"]:
        del words[-2:], lines[-2:]
        return
    if words and (one := _JOIN.get((words[-1], word))) is not None:
        if word in _KEEPS_FIRST:
            words.append(one)
            lines.append(line)
        else:
            words[-1] = one
        return
    words.append(word)
    lines.append(line)
