# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Clauses in any licence text: which sentence, on which line, of which kind. It says "found", never what it means in court."""

import re
from collections.abc import Callable, Iterator

from compliance.licensing import regions
from compliance.licensing.sentences import Sentence, sentences, straight
from compliance.model import Clause, ClauseKind, Evidence

_LONGEST_QUOTE = 900
_SHORTEST = 40
"""Shorter sentences are headings."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_BOW_TO_LAW = _any(
    r"to the (?:maximum |fullest |greatest |full )?extent (?:permitted|permissible|allowed|possible)",
    r"(?:unless|only) (?:and only )?to the extent required",
    r"(?:unless|except (?:as|when|to the extent)|where) (?:otherwise )?(?:required|prohibited|stated) by (?:applicable |mandatory )?law",
    r"(?:some|certain|other) (?:jurisdictions|states)(?: or jurisdictions)? do not allow",
    r"nothing in this \w+ (?:shall )?(?:excludes?|limits?) (?:any )?liability",
)
_WARRANTY = _any(
    r"(?:without|no|not|disclaim\w*|exclud\w+|nor)\b[^.;]{0,120}\b(?:warrant(?:y|ies|s|ed)?|guarantees?)\b",
    r"\bas[ -]is\b['\"”]?(?:,| basis| and| without| with all)",
    r"provided ['\"“]?as[ -]is\b",
    r"at your (?:own|sole) risk",
)
_LIABILITY = _any(
    r"(?:in no event|under no circumstances|no event|under no legal theory)\b.{0,200}\bliab(?:le|ility)",
    r"(?:not|never) be (?:held )?(?:liable|responsible) (?:for|to)\b",
    r"\b(?:no|any|all) liability\b.{0,80}\b(?:disclaim|exclud|arising|for any)",
    r"disclaims? (?:all|any) (?:other )?liabilit",
)
_GIVEN = _any(r"\b(?:licensor|we|author) (?:hereby )?(?:represents? and )?warrants? (?:to you )?that\b")

_EXCLUDES = _any(
    r"\b(?:do|does|shall|will) not (?:be )?(?:apply|extend|available|granted|offered)\b",
    r"\bexclud(?:es|ed|ing|e)\b",
    r"\b(?:may|must|shall|can) ?not be (?:used|accessed|distributed|downloaded|deployed|offered|made available|provided|sold)\b",
    r"\b(?:are|is) not (?:being )?(?:granted|licensed|available|offered|authori[sz]ed|permitted|intended)\b",
    r"\b(?:may|must|shall|can|agree) not (?:to )?(?:\w+,? (?:or )?){0,6}(?:use|access|distribute|download|deploy|offer|make|sell|provide)\b",
    r"\b(?:no|not any) (?:right|licen[cs]e|permission)s? (?:is|are)? ?(?:\w+ )?(?:granted|given)?\b",
    r"\b(?:prohibited|forbidden|banned|not (?:permitted|allowed))\b",
    r"\boutside (?:of )?(?:the territory|these)\b",
)
_ALLOWS_ONLY = _any(
    r"\b(?:only|solely|exclusively) (?:in|within|to|for (?:use )?(?:in|within))\b",
    r"\b(?:limited|restricted) to (?:the territory of|users in|residents of)\b",
)
_PLACE = _any(
    r"\bterritor(?:y|ies)\b", r"\bdomicil", r"principal place of business", r"\bresid(?:e|ent|ing|ence)", r"\blocated in\b",
    r"\bestablished in\b", r"\bheadquarter", r"\bincorporated in\b", r"\bcountr(?:y|ies)\b", r"\bregions?\b", r"\bjurisdictions?\b",
    r"\bapply in\b", r"\bavailable in\b", r"\buse(?:d)? (?:it |the \w+ )?(?:in|within)\b", r"\b(?:with)?in (?:the )?(?:european|eu\b)", r"\b(?:persons|users|entities|individuals|companies) (?:in|from|of)\b",
)  # fmt: skip
_NOT_TERRITORY = _any(
    r"\bgovern(?:ed|ing) (?:by|law)", r"\blaws? of\b", r"\bcourts?\b", r"\bconvention\b", r"\bexport\b", r"\bembargo", r"\bsanction",
    r"\btrademark", r"\bcopyright (?:law|act|\(c\)|©)", r"\bregulations?\b", r"\bdirective\b", r"\bpatents?\b", r"\bend users?\b.{0,40}\bdefined\b",
    r"\bgovernment (?:users?|rights|end)",
)  # fmt: skip
_EXPORT = _any(
    r"\bexport (?:control|administration|law|regulation|restriction)", r"\bre-?export", r"\bembargoed\b", r"\bsanctions? (?:list|law|program|regime|imposed)",
    r"\bOFAC\b", r"\bEAR\b.{0,40}\bregulation", r"\bITAR\b", r"International Traffic (?:in )?Arms", r"denied (?:persons|parties)", r"trade (?:compliance|control)s?\b",
)  # fmt: skip
_NON_COMMERCIAL = _any(
    r"\b(?:only|solely|exclusively|limited to)\b[^.;]{0,90}\b(?:non-?commercial|academic|research|evaluation|personal)\b[^.;]{0,40}\b(?:use|purposes?|research)\b",
    r"\bnon-?commercial (?:use|purposes?|research)(?: \w+){0,3} only\b",
    r"\b(?:may|must|shall|can|do|are|is) not\b[^.;]{0,90}\b(?:for|any) commercial (?:use|purposes?|gain|exploitation)\b",
    r"\b(?:not|no|prohibits?|excluding) (?:for |any )?commercial use\b",
    r"\bfor non-?commercial (?:use|purposes)\b(?! or)",
)
_COMMERCIAL_TOO = _any(
    r"\bcommercial (?:and|or) non-?commercial\b", r"\bnon-?commercial (?:and|or) commercial\b"
)
_INDEMNITY = _any(
    r"\b(?:you|licensee|user|recipient)s?\b[^.;]{0,60}\b(?:shall|will|agree to|must)\b[^.;]{0,40}\bindemnify\b"
)

_BASIS = {
    "domicile": re.compile(r"domicil|resid|national|citizen", re.IGNORECASE),
    "place-of-business": re.compile(
        r"place of business|headquarter|established in|incorporated in|registered in", re.IGNORECASE
    ),
    "distribution": re.compile(r"distribut|make (?:it )?available|offer|sell", re.IGNORECASE),
}


def read(text: str, path: str) -> tuple[Clause, ...]:
    """The clauses of a licence text that lies at `path`, in the order of the text."""
    found = [sentence for sentence in sentences(text) if len(sentence.text) >= _SHORTEST]
    clauses: list[Clause] = []
    for number, sentence in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else Sentence(0, "")
        for reader in _READERS:
            clauses.extend(reader(sentence, following, path))
    return tuple(clauses)


def _plain(
    kind: ClauseKind, pattern: re.Pattern[str], unless: re.Pattern[str] | None = None
) -> Callable[[Sentence, Sentence, str], Iterator[Clause]]:
    def reader(sentence: Sentence, _: Sentence, path: str) -> Iterator[Clause]:
        words = straight(sentence.text)
        if pattern.search(words) and not (unless and unless.search(words)):
            yield Clause(kind, _evidence(sentence, path))

    return reader


def _warranty(sentence: Sentence, _: Sentence, path: str) -> Iterator[Clause]:
    words = straight(sentence.text)
    if _GIVEN.search(words):
        yield Clause(ClauseKind.WARRANTY, _evidence(sentence, path), grade="given")
    elif _WARRANTY.search(words):
        yield Clause(ClauseKind.WARRANTY, _evidence(sentence, path), grade=_grade(words, "absolute"))


def _liability(sentence: Sentence, _: Sentence, path: str) -> Iterator[Clause]:
    words = straight(sentence.text)
    if _LIABILITY.search(words):
        yield Clause(ClauseKind.LIABILITY, _evidence(sentence, path), grade=_grade(words, "excluded"))


def _grade(words: str, otherwise: str) -> str:
    return "limited-by-law" if _BOW_TO_LAW.search(words) else otherwise


def _territory(sentence: Sentence, following: Sentence, path: str) -> Iterator[Clause]:
    words = straight(sentence.text)
    if not (_EXCLUDES.search(words) or _ALLOWS_ONLY.search(words)):
        return
    if not _PLACE.search(words) or _NOT_TERRITORY.search(words):
        return
    if not (territories := regions.named_in(words)):
        return
    spared = re.search(r"does not apply to (end users?[^.]*)", straight(following.text), re.IGNORECASE)
    quote = Sentence(sentence.line, f"{sentence.text} {following.text}") if spared else sentence
    yield Clause(
        ClauseKind.TERRITORY,
        _evidence(quote, path),
        effect="exclude" if _EXCLUDES.search(words) else "allow-list",
        territories=territories,
        basis=tuple(basis for basis, pattern in _BASIS.items() if pattern.search(words)) or ("place-of-use",),
        scope="multimodal" if re.search(r"multi-?modal", words, re.IGNORECASE) else "all",
        exempt=spared[1] if spared else "",
    )


def _evidence(sentence: Sentence, path: str) -> Evidence:
    words = sentence.text
    return Evidence(
        path, sentence.line, words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 6] + " [...]"
    )


_READERS: tuple[Callable[[Sentence, Sentence, str], Iterator[Clause]], ...] = (
    _territory,
    _plain(ClauseKind.NON_COMMERCIAL, _NON_COMMERCIAL, unless=_COMMERCIAL_TOO),
    _warranty,
    _liability,
    _plain(ClauseKind.INDEMNITY, _INDEMNITY),
    _plain(ClauseKind.EXPORT, _EXPORT),
)
