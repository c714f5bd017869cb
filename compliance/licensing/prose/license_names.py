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
    r"(?:(?:public )?licen[cs]e,?[ -]?)?(?:international[ ,]{1,2})?(?:version |v)?[ -]?(?P<version>[1-4]\.0)?(?: (?:international|unported|generic))?(?: (?:public )?licen[cs]e)?",
    re.IGNORECASE | re.ASCII,
)
_CC_WORDS = (
    ("BY", compile_lazily(r"attribution|\bby\b", re.IGNORECASE), None),
    ("NC", compile_lazily(r"non-?commercial|\bnc\b", re.IGNORECASE), ClauseKind.NON_COMMERCIAL),
    ("ND", compile_lazily(r"no-?deriv|\bnd\b", re.IGNORECASE), ClauseKind.NO_DERIVATIVES),
    ("SA", compile_lazily(r"share-?alike|\bsa\b", re.IGNORECASE), ClauseKind.SHARE_ALIKE),
)
_FAMILIES = (
    (compile_lazily(r"\bCC[ -]?0\b(?:[ -]1\.0)?(?: universal)?", re.IGNORECASE | re.ASCII), "CC0-1.0"),
    (compile_lazily(r"\bapache(?: software)?(?:[ -]+licen[cs]e)?,?[ -]*(?:version |v)?[ -]?2(?:\.0)?\b", re.IGNORECASE | re.ASCII), "Apache-2.0"),
    (compile_lazily(r"\bMIT[ -]0\b", re.ASCII), "MIT-0"),
    (compile_lazily(r"\bMIT\b(?! (?:CSAIL|Press|Media|researchers?|and (?:Harvard|Stanford)))", re.ASCII), "MIT"),
    (compile_lazily(r"\b(?:BSD[ -]?3(?:[ -]clause)?|3[ -]clause BSD|(?:new|modified|revised) BSD)\b", re.IGNORECASE | re.ASCII), "BSD-3-Clause"),
    (compile_lazily(r"\b(?:BSD[ -]?2(?:[ -]clause)?|2[ -]clause BSD|simplified BSD)\b", re.IGNORECASE | re.ASCII), "BSD-2-Clause"),
    (compile_lazily(r"\bllama[ -]?2(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE | re.ASCII), "llama2"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3\.1(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE | re.ASCII), "llama3.1"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3\.2(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE | re.ASCII), "llama3.2"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3\.3(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE | re.ASCII), "llama3.3"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?3(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE | re.ASCII), "llama3"),
    (compile_lazily(r"\b(?:meta )?llama[ -]?4(?: community)? licen[cs]e(?: agreement)?", re.IGNORECASE | re.ASCII), "llama4"),
    (compile_lazily(r"\bcreativeml open ?rail(?:\+\+)?[ -]?m\b(?: licen[cs]e)?", re.IGNORECASE | re.ASCII), "CreativeML OpenRAIL-M"),
    (compile_lazily(r"\bopen ?rail\+\+(?:[ -]?m)?(?: licen[cs]e)?", re.IGNORECASE | re.ASCII), "openrail++"),
    (compile_lazily(r"\bopen ?rail[ -]?m?\b(?: licen[cs]e)?", re.IGNORECASE | re.ASCII), "openrail"),
    (compile_lazily(r"\bgemma (?:terms(?: of use)?|licen[cs]e)\b", re.IGNORECASE | re.ASCII), "gemma"),
    (compile_lazily(r"\bdeepseek(?: model)? licen[cs]e(?: agreement)?\b", re.IGNORECASE | re.ASCII), "deepseek-model-1.0"),
    (compile_lazily(r"\bfalcon[ -]180b (?:tii )?licen[cs]e\b", re.IGNORECASE | re.ASCII), "falcon-180b"),
    (compile_lazily(r"\bstability ai community licen[cs]e(?: agreement)?\b", re.IGNORECASE | re.ASCII), "stabilityaiaicommunity"),
    (compile_lazily(r"\bstability ai non-?commercial (?:research )?(?:community )?licen[cs]e(?: agreement)?\b", re.IGNORECASE | re.ASCII), "stabilitync"),
    (compile_lazily(r"\bseamless licen[cs](?:e|ing)(?: agreement)?\b", re.IGNORECASE | re.ASCII), "metaseamless"),
    (compile_lazily(r"\bopenai(?:'s)? terms(?: of (?:use|service))?\b", re.IGNORECASE | re.ASCII), "openai-tou-2024"),
    (compile_lazily(r"\bODbL\b|\bopen database licen[cs]e\b", re.IGNORECASE | re.ASCII), "ODbL-1.0"),
    (compile_lazily(r"\bflux\.?1? ?\[?dev\]? non-?commercial licen[cs]e\b", re.IGNORECASE | re.ASCII), "flux1devnoncommerciallicense"),
)  # fmt: skip
_GNU = compile_lazily(
    r"\b(?:(?P<short>(?:A|L)?GPL)|(?:GNU )?(?P<long>(?:Affero |Lesser )?General Public Licen[cs]e)(?: \((?P<abbr>(?:A|L)?GPL)\))?)"
    r"[ ,-]{0,2}(?:licen[cs]e,? )?(?:version |ver\.? |v\.? ?)?(?P<version>[123](?:\.[01])?)?(?P<later>\+|[ ,(-]{0,3}or[ -](?:any )?later)?(?![\w])",
    re.ASCII,
)
_ADDRESS = compile_lazily(r"https?://[^\s()<>\"',;]{4,300}")
_CAPITALS = compile_lazily(
    r"\b(?:[A-Z][\w.+]*-[\w.+-]*\d[\w.+-]*|(?:[A-Z][\w.+-]*|\d[\d.]*|v\d[\d.]*)(?:[ ,]{1,2}(?:[A-Z][\w.+-]*|\d[\d.]*|v\d[\d.]*)){0,5})",
    re.ASCII,
)
_NAMED_SO = compile_lazily(
    r"\b(?:[A-Z][\w.&+-]{0,30} ){1,5}(?:[Nn]on-?[Cc]ommercial |[Rr]esearch |[Cc]ommunity |[Mm]odel |[Ss]ource [Cc]ode |[Dd]ataset ){0,3}"
    r"(?:L(?i:icen[cs]e)(?: (?i:agreement))?(?:,? (?:v|[Vv]ersion )?\d(?:\.\d){0,2})?|(?i:EULA)|Terms of (?:Use|Service))(?!\w)",
    re.ASCII,
)
"""Whatever is called a licence, known or not."""
_FOR_RESEARCH = compile_lazily(r"non-?commercial|research|academic", re.IGNORECASE)
_PLAIN_WORDS_WORDS = """
the this a an our see under its your model code data dataset license licence software project source
open public original mit-style free commercial same main user end no all if by copyright both and for
please note any software's new custom weights of in you each full separate additional following
creative commons
"""
_PLAIN_WORDS = frozenset(_PLAIN_WORDS_WORDS.split())
_SOUNDS_LEGAL = compile_lazily(r"licen[cs]|agreement|\bterms\b|public domain", re.IGNORECASE)
_LEGAL_BEHIND = compile_lazily(
    r"[ ,\")]{0,3}(?:v?\d(?:\.\d)?[ ,]{1,2})?(?:(?:public|software|community|model) )?(?:licen[cs]|许可|协议|ライセンス|라이|lizenz|лиценз)",
    re.IGNORECASE,
)
_OR = compile_lazily(r"(?: licen[cs]e)?,? ?(?:or|/|\|) ?(?:the )?", re.IGNORECASE)
_LEAST = 2


def find_license_names(sentence: str) -> list[Term]:
    """The licences that a sentence names, in order; of names that overlap the first kind found."""
    found: list[Term] = []
    for term in _all_names(sentence):
        if not any(term.start < other.end and other.start < term.end for other in found):
            found.append(term)
    return _join_choices(sentence, sorted(found, key=lambda term: term.start))


def _join_choices(sentence: str, found: list[Term]) -> list[Term]:
    """Licences with `or` between them as one choice."""
    joined: list[Term] = []
    for term in found:
        before = joined[-1] if joined else None
        is_choice = before and before.expression and term.expression and term.expression != before.expression
        if before and is_choice and _OR.fullmatch(sentence, before.end, term.start):
            expression = expressions.canonical_expression(f"{before.expression} OR {term.expression}")
            joined[-1] = Term(before.start, term.end, expression, sentence[before.start : term.end])
        else:
            joined.append(term)
    return joined


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
    if "licen" in lower or "terms of" in lower or "eula" in lower:
        yield from _unknown(sentence)


def _addresses(sentence: str) -> Iterator[Term]:
    for match in _ADDRESS.finditer(sentence):
        if expression := expressions.expression_of_url(match[0].rstrip(".")):
            yield Term(match.start(), match.end(), expression, match[0])


def _creative_commons(sentence: str) -> Iterator[Term]:
    for match in _CREATIVE_COMMONS.finditer(sentence):
        present = [(word, limit) for word, pattern, limit in _CC_WORDS if pattern.search(match["terms"])]
        name = "-".join(("CC", *(word for word, _ in present)))
        expression = (
            expressions.canonical_expression(f"{name}-{match['version']}") if match["version"] else ""
        )
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
                begin = match.start() + len(" ".join(words[:start])) + (1 if start else 0)
                if expression and _is_meant_as_license(text, expression, sentence[begin + len(text) :][:40]):
                    yield Term(begin, begin + len(text), expression, text)


@lru_cache(maxsize=4096)
def _resolve_name(text: str) -> str:
    if text.isalpha() and text.capitalize() == text:
        return ""  # an ordinary word: some licences are called so
    return expressions.resolve_expression(text)


def _is_meant_as_license(text: str, expression: str, behind: str) -> bool:
    """Whether a known name is the licence's and not that of a model or a format: it sounds so, or is an id."""
    if _SOUNDS_LEGAL.search(text) or _LEGAL_BEHIND.match(behind):
        return True
    return not expression.startswith("LicenseRef-") and any(character.isdigit() for character in text)


def _unknown(sentence: str) -> Iterator[Term]:
    """Licences that have a name of their own; one that is for research by its name limits use to it."""
    for match in _NAMED_SO.finditer(sentence):
        words = match[0].split(" ")
        while words and words[0].casefold() in _PLAIN_WORDS:
            words.pop(0)
        name = " ".join(words)
        if match[0].endswith("LICENSE") and not name.isupper():
            continue  # the file of that name
        if not any(word[0].isupper() and not _SOUNDS_LEGAL.search(word) for word in words):
            continue
        expression = _resolve_family(name)
        limits = (ClauseKind.NON_COMMERCIAL,) if not expression and _FOR_RESEARCH.search(name) else ()
        yield Term(match.end() - len(name), match.end(), expression, name, limits)
