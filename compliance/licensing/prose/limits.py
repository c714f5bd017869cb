# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How use is limited: wordings of non-commercial, research-only and other limits in a sentence."""

import re
from collections.abc import Iterator

from compliance.lazy_regex import compile_lazily
from compliance.licensing.clauses.languages import en
from compliance.licensing.clauses.read_clauses import read_clauses
from compliance.licensing.prose import languages
from compliance.licensing.prose.statement import Term
from compliance.model import ClauseKind

_KINDS = (
    r"(?:non-? ?commercial(?:ly)?|academic(?:ally)?|research|scientific|education(?:al)?|personal|private|evaluation|"
    r"non-?profit|scholarly|teaching|study)"
)
_KINDS_LISTED = rf"{_KINDS}(?:(?:,| and| or| ?/| &|, and|, or)? {{0,1}}{_KINDS}){{0,5}}"
_USE = r"(?:use|uses|usage|purposes?|research|applications?|projects?|basis|work|study)"
_BARRED = r"(?:prohibited|forbidden|not (?:\w+ )?(?:permitted|allowed|granted|authori[sz]ed|possible)|disallowed|excluded|banned)"
_COMMERCIAL_USE = r"commercial (?:use|usage|uses|purposes?|applications?|exploitation|deployment|distribution|projects?|products?|gain)"
_ASK = r"(?:contact|e-?mail|permission|consent|requires?|required|needs?|apply|request|obtain|purchas\w+|negotiat\w+|separate|reach out|ask|authori[sz]ation)"

_STRONG = compile_lazily(
    "|".join(
        (
            rf"\b(?:only|solely|exclusively|strictly|purely|limited|restricted)(?: (?:be|available|used?|intended|licen[cs]ed|permitted|allowed|free|provided|released|meant|distributed))* (?:for|to|in|under|on)\b[^.;]{{0,60}}?\b{_KINDS_LISTED}\b(?:[^.;]{{0,30}}?\b{_USE}\b)?",
            rf"\b{_KINDS_LISTED}(?: {_USE}){{0,2}}(?: purposes?)?,? only\b",
            rf"\bnon-? ?commercial(?:ly)?,? (?:\w+ (?:and |or )?){{0,3}}?{_USE}\b",
            r"\bnon-? ?commercial (?:\w+ ){0,2}licen[cs]e\b",
            rf"\b(?:not|never|cannot|can't|mustn't|don't|doesn't|without)\b[^.;]{{0,70}}\bcommercial(?:ly|(?: \w+){{0,2}} {_USE}|(?: \w+)? (?:gain|exploitation|products?|services?))\b",
            rf"\bno {_COMMERCIAL_USE}\b",
            rf"\b(?:prohibits?|forbids?|disallows?|excludes?|excluding|precludes?)\b[^.;]{{0,30}}\b{_COMMERCIAL_USE}\b",
            rf"\b{_COMMERCIAL_USE}\b[^.;]{{0,60}}\b{_BARRED}",
            rf"\b{_COMMERCIAL_USE}\b[^.;]{{0,90}}\b{_ASK}\b",
            rf"\b{_ASK}\b[^.;]{{0,80}}\bfor (?:any )?{_COMMERCIAL_USE}\b",
            r"\bcommercial(?:ly)?\b[^.;]{0,60}\b(?:needs?|requires?|must (?:obtain|purchase|buy))\b[^.;]{0,30}\blicen[cs]es?\b",
            r"(?:\b(?:is|are|remains?)|:) non-? ?commercial\b(?=\s*(?:[.,;)]|$))",
            r"\bnot for (?:commercial|production) (?:use|usage|purposes?)\b",
        )
    ),
    re.IGNORECASE,
)
"""Non-commercial beyond doubt, wherever it is written."""
_WEAK = compile_lazily(
    rf"(?<!ideal )(?<!suited )(?<!suitable )(?<!perfect )(?<!great )(?<!useful )\bfor (?:the )?(?:purposes? of )?{_KINDS_LISTED} {_USE}\b|\bfor research\b(?=\.|$)|\b{_KINDS_LISTED} (?:use|usage) is (?:permitted|allowed|free)",
    re.IGNORECASE,
)
"""A purpose, which is a limit under a heading that announces terms."""
_GRANT = compile_lazily(
    r"\b(?:free(?:ly)?|available|released?|provided|intended|licen[cs]ed?|open|granted|permitted|allowed|may|can|shared|meant)\b",
    2,
)
_WELCOME = compile_lazily(
    "|".join(
        (
            rf"\b{_KINDS}(?: {_USE})?(?:,? (?:and|or|as well as|&)|/|,) (?:for )?(?:any )?commercial\b",
            rf"(?<!non-)(?<!non)(?<!non )\bcommercial(?: {_USE})?(?:,? (?:and|or|as well as|&)|/|,) (?:for )?(?:any )?{_KINDS}\b",
            r"\bfree(?:ly)?(?: \w+){0,2} (?:for|to use in) (?:\w+ ){0,2}commercial\b",
            rf"\b{_COMMERCIAL_USE} (?:is|are|also|is also)(?: \w+ly)? (?:allowed|permitted|welcome|possible|fine|ok|okay|free|granted|supported|encouraged)\b",
            rf"(?<!not )(?<!n't )(?<!never )\b(?:allow|permit|enabl|support)(?:s|es|ed|ing)?\b[^.;]{{0,30}}(?<!non-)(?<!non)\b{_COMMERCIAL_USE}",
            r"\b(?:can|may) (?:also |even |freely )?be (?:freely )?used (?:commercially|in commercial|for commercial)",
            r"\b(?:including|even)(?: for| in)? commercial\b",
            r"\b(?:do(?:es)? not|don't|doesn't|without) (?:prohibit|restrict|limit|forbid|preclude|prevent|any restriction)",
            r"\bnot (?:limited|restricted|confined) to\b|\bnot (?:only|just)\b|\bno (?:\w+ )?restrictions?\b",
            r"\bcommercially (?:usable|friendly|permissive)\b|\bcommercial[- ](?:friendly|grade)\b",
        )
    ),
    re.IGNORECASE,
)
_NEVERTHELESS = compile_lazily(
    r"\b(?:prohibited|forbidden|not (?:allowed|permitted))\b|\b(?:may|must|shall|can)(?:not| not)\b[^.;]{0,60}\bcommercial",
    re.IGNORECASE,
)
_NO_REDISTRIBUTION = compile_lazily(
    r"\b(?:not|never|cannot)\b[^.;]{0,40}\b(?:re-?distribut\w+|re-?share|re-?publish)\b|\bre-?distribution\b[^.;]{0,40}\b(?:prohibited|forbidden|not (?:allowed|permitted))\b|\bno re-?distribution\b",
    re.IGNORECASE,
)
_NO_DERIVATIVES = compile_lazily(
    r"\bno derivative works?\b|\b(?:may|must|shall|can) ?not\b[^.;]{0,60}\b(?:modify|create derivative)",
    re.IGNORECASE,
)
_HARM = r"(?:deep-?fakes?|illegal|unlawful|harm\w*|weapons?|military|surveillance|impersonat\w+|(?:mis|dis)information|discriminat\w+|defam\w+|fraud\w*|porn\w*|harass\w*|violat\w+|malicious|offensive)"
_BEHAVIOURAL = compile_lazily(
    rf"\b(?:must|may|shall|should|can|do|is|are|will|agree) ?not\b[^.;]{{0,50}}\b(?:use|used|using|create|generate|employ\w*)\b[^.;]{{0,90}}\b{_HARM}\b|"
    rf"\b(?:use|using|usage)\b[^.;]{{0,90}}\b{_HARM}\b[^.;]{{0,60}}\b(?:prohibited|forbidden|not (?:allowed|permitted))\b|"
    rf"\b(?:prohibited|forbidden|not (?:allowed|permitted))\b[^.;]{{0,20}}\b(?:to use|from using|uses?)\b[^.;]{{0,90}}\b{_HARM}\b",
    re.IGNORECASE,
)
_AGREEMENT = compile_lazily(
    r"\b(?:must|need to|needs to|have to|has to|required to)\b[^.;]{0,40}\b(?:sign|agree|accept|fill|complete)\b[^.;]{0,60}\b(?:agreement|eula|terms|licen[cs]e|form|dua)\b",
    re.IGNORECASE,
)
_EFFECTS = (
    (ClauseKind.NO_REDISTRIBUTION, _NO_REDISTRIBUTION),
    (ClauseKind.NO_DERIVATIVES, _NO_DERIVATIVES),
    (ClauseKind.BEHAVIOURAL, _BEHAVIOURAL),
    (ClauseKind.INCORPORATED_POLICY, _AGREEMENT),
)
_PLACE = compile_lazily(
    r"\b(?:EU|EEA|UK|USA?|Europe\w*|China|Korea|Kingdom|Union|countr(?:y|ies)|region|territor)"
)


def find_limits(sentence: str, *, in_terms: bool) -> list[Term]:
    """The limits that a sentence states; `in_terms` where its heading announces terms, so that a purpose is a limit."""
    found = list(_non_commercial(sentence, in_terms=in_terms))
    if not found and (match := en.LANGUAGE.threshold.search(sentence)):
        found.append(Term(match.start(), match.end(), stated=match[0], limits=(ClauseKind.THRESHOLD,)))
    for kind, pattern in _EFFECTS:
        if match := pattern.search(sentence):
            found.append(Term(match.start(), match.end(), stated=match[0], limits=(kind,)))
    found.extend(_territories(sentence))
    return sorted(found, key=lambda term: term.start)


def _non_commercial(sentence: str, *, in_terms: bool) -> Iterator[Term]:
    threshold = en.LANGUAGE.threshold.search(sentence)
    if threshold:
        return
    if foreign := languages.find_non_commercial(sentence):
        yield Term(*foreign.span(), stated=foreign[0], limits=(ClauseKind.NON_COMMERCIAL,))
        return
    if _WELCOME.search(sentence) and not _NEVERTHELESS.search(sentence):
        return
    for match in _STRONG.finditer(sentence):
        yield Term(match.start(), match.end(), stated=match[0], limits=(ClauseKind.NON_COMMERCIAL,))
    if in_terms and _GRANT.search(sentence) and not _STRONG.search(sentence):
        for match in _WEAK.finditer(sentence):
            yield Term(match.start(), match.end(), stated=match[0], limits=(ClauseKind.NON_COMMERCIAL,))


def _territories(sentence: str) -> Iterator[Term]:
    if not _PLACE.search(sentence):
        return
    clauses = read_clauses(sentence, "", territories_only=True)
    if clauses:
        end = len(sentence)
        yield Term(0, end, stated=sentence[:80], limits=(ClauseKind.TERRITORY,), clauses=clauses)
