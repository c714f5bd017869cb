# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Names of licences as people write them: free forms, abbreviations and addresses, as SPDX expressions."""

import re
from collections.abc import Iterator
from functools import lru_cache

from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions, knowledge_base
from compliance.licensing.prose.statement import Term
from compliance.model import ClauseKind

_CREATIVE_COMMONS = compile_lazily(
    r"\b(?:creative[ -]commons|cc)(?:[ -]licen[cs]e)?[ :,-]{0,3}\(?(?:cc[ -])?"
    r"(?P<terms>(?:\(?\b(?:attribution|by|non-?commercial|nc|share-?alike|sa|no-?deriv(?:ative)?s?|nd)\b\)?[ /_,-]{0,3}){1,4})\)?"
    r"(?:(?:public )?licen[cs]e,?[ -]?)?(?:international[ ,]{1,2})?(?:version |v)?[ -]?(?P<version>[1-4]\.0)?",
    re.IGNORECASE,
)
_CC_WORDS = (
    ("BY", compile_lazily(r"attribution|\bby\b", re.IGNORECASE), None),
    ("NC", compile_lazily(r"non-?commercial|\bnc\b", re.IGNORECASE), ClauseKind.NON_COMMERCIAL),
    ("ND", compile_lazily(r"no-?deriv|\bnd\b", re.IGNORECASE), ClauseKind.NO_DERIVATIVES),
    ("SA", compile_lazily(r"share-?alike|\bsa\b", re.IGNORECASE), ClauseKind.SHARE_ALIKE),
)
_FAMILIES = (
    (compile_lazily(r"\bCC[ -]?0\b(?:[ -]1\.0)?(?: universal)?", re.IGNORECASE), "CC0-1.0"),
    (compile_lazily(r"\bapache(?: software)?(?:[ -]+licen[cs]e)?,?[ -]*(?:version |v)?[ -]?2(?:\.0)?\b", re.IGNORECASE), "Apache-2.0"),
    (compile_lazily(r"\bMIT[ -]0\b"), "MIT-0"),
    (compile_lazily(r"\bMIT\b(?! (?:CSAIL|Press|Media|researchers?|and (?:Harvard|Stanford)))"), "MIT"),
    (compile_lazily(r"\b(?:BSD[ -]?3(?:[ -]clause)?|3[ -]clause BSD|(?:new|modified|revised) BSD)\b", re.IGNORECASE), "BSD-3-Clause"),
    (compile_lazily(r"\b(?:BSD[ -]?2(?:[ -]clause)?|2[ -]clause BSD|simplified BSD)\b", re.IGNORECASE), "BSD-2-Clause"),
    (compile_lazily(r"\bllama[ -]?2(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE), "llama2"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3\.1(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE), "llama3.1"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3\.2(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE), "llama3.2"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3\.3(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE), "llama3.3"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE), "llama3"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?4(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE), "llama4"),
    (compile_lazily(r"\bcreativeml open ?rail(?:\+\+)?[ -]?m\b(?: licen[cs]e)?", re.IGNORECASE), "CreativeML OpenRAIL-M"),
    (compile_lazily(r"\bopen ?rail\+\+(?:[ -]?m)?(?: licen[cs]e)?", re.IGNORECASE), "openrail++"),
    (compile_lazily(r"\bopen ?rail[ -]?m?\b(?: licen[cs]e)?", re.IGNORECASE), "openrail"),
    (compile_lazily(r"\bgemma (?:terms(?: of use)?|licen[cs]e)\b", re.IGNORECASE), "gemma"),
    (compile_lazily(r"\bdeepseek(?: model)? licen[cs]e(?: agreement)?\b", re.IGNORECASE), "deepseek-model-1.0"),
    (compile_lazily(r"\bfalcon[ -]180b (?:tii )?licen[cs]e\b", re.IGNORECASE), "falcon-180b"),
    (compile_lazily(r"\bstability ai community licen[cs]e(?: agreement)?\b", re.IGNORECASE), "stabilityaiaicommunity"),
    (compile_lazily(r"\bstability ai non-?commercial (?:research )?(?:community )?licen[cs]e(?: agreement)?\b", re.IGNORECASE), "stabilitync"),
    (compile_lazily(r"\bseamless licen[cs](?:e|ing)(?: agreement)?\b", re.IGNORECASE), "metaseamless"),
    (compile_lazily(r"\bflux\.?1? ?\[?dev\]? non-?commercial licen[cs]e\b", re.IGNORECASE), "flux1devnoncommerciallicense"),
)  # fmt: skip
_GNU = compile_lazily(
    r"\b(?:(?P<short>(?:A|L)?GPL)|(?:GNU )?(?P<long>(?:Affero |Lesser )?General Public Licen[cs]e)(?: \((?P<abbr>(?:A|L)?GPL)\))?)"
    r"[ ,-]{0,2}(?:licen[cs]e,? )?(?:version |ver\.? |v\.? ?)?(?P<version>[123](?:\.[01])?)?(?P<later>\+|[ ,(-]{0,3}or[ -](?:any )?later)?(?![\w])"
)
_ADDRESS = compile_lazily(r"https?://[^\s()<>\"',;]{4,300}")
_CAPITALS = compile_lazily(
    r"\b(?:[A-Z][\w.+]*-[\w.+-]*\d[\w.+-]*|(?:[A-Z][\w.+-]*|\d[\d.]*|v\d[\d.]*)(?:[ ,]{1,2}(?:[A-Z][\w.+-]*|\d[\d.]*|v\d[\d.]*)){0,5})"
)
_NAMED_SO = compile_lazily(
    r"\b((?:[A-Z][\w.+-]{0,30} ){1,5})(?:non-?commercial |research |community |model |source code |software ){0,3}licen[cs]e(?: agreement)?\b",
    re.IGNORECASE,
)
_NON_COMMERCIAL = compile_lazily(r"non-?commercial", re.IGNORECASE)
_LEAST = 2


def find_license_names(sentence: str) -> list[Term]:
    """The licences that a sentence names, in order; of names that overlap the first kind found."""
    found: list[Term] = []
    for term in _all_names(sentence):
        if not any(term.start < other.end and other.start < term.end for other in found):
            found.append(term)
    return sorted(found, key=lambda term: term.start)


def _all_names(sentence: str) -> Iterator[Term]:
    lower = sentence.casefold()
    if "http" in lower:
        yield from _addresses(sentence)
    if "cc" in lower or "creative" in lower:
        yield from _creative_commons(sentence)
    if "gpl" in lower or "general public" in lower:
        yield from _gnu(sentence)
    yield from _families(sentence)
    yield from _capitals(sentence)


def _addresses(sentence: str) -> Iterator[Term]:
    for match in _ADDRESS.finditer(sentence):
        if expression := expressions.expression_of_url(match[0].rstrip(".")):
            yield Term(match.start(), match.end(), expression, match[0])


def _creative_commons(sentence: str) -> Iterator[Term]:
    for match in _CREATIVE_COMMONS.finditer(sentence):
        present = [(word, limit) for word, pattern, limit in _CC_WORDS if pattern.search(match["terms"])]
        name = "-".join(("CC", *(word for word, _ in present)))
        expression = expressions.canonical_expression(f"{name}-{match['version']}") if match["version"] else ""
        limits = () if expression else tuple(limit for _, limit in present if limit)
        yield Term(match.start(), match.end(), expression, name, limits)


def _gnu(sentence: str) -> Iterator[Term]:
    for match in _GNU.finditer(sentence):
        kind = match["short"] or match["abbr"] or _gnu_letters(match["long"])
        version = match["version"] or ""
        if not version:
            yield Term(match.start(), match.end(), "", match[0].strip())
            continue
        ending = "or-later" if match["later"] else "only"
        number = version if "." in version else f"{version}.0"
        expression = expressions.canonical_expression(f"{kind}-{number}-{ending}")
        yield Term(match.start(), match.end(), expression, match[0].strip())


def _gnu_letters(name: str) -> str:
    return {"A": "AGPL", "L": "LGPL"}.get(name[0], "GPL")


def _families(sentence: str) -> Iterator[Term]:
    for pattern, name in _FAMILIES:
        for match in pattern.finditer(sentence):
            yield Term(match.start(), match.end(), _resolve_family(name), match[0])


@lru_cache(maxsize=64)
def _resolve_family(name: str) -> str:
    if found := expressions.resolve_expression(name):
        return found
    known = knowledge_base.find_license(name)
    return known[0].expression if known else ""


def _capitals(sentence: str) -> Iterator[Term]:
    """Names in capitals that an expression or the knowledge base has; the longest reading that is known."""
    for match in _CAPITALS.finditer(sentence):
        words = match[0].rstrip(".,").split(" ")
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                text = " ".join(words[start : start + length]).strip(",")
                expression = _resolve_name(text) if len(text) > _LEAST else ""
                if expression:
                    begin = match.start() + len(" ".join(words[:start])) + (1 if start else 0)
                    yield Term(begin, begin + len(text), expression, text)


@lru_cache(maxsize=4096)
def _resolve_name(text: str) -> str:
    if text.isalpha() and text.capitalize() == text:
        return ""  # an ordinary word: some licences are called so
    return expressions.resolve_expression(text)
