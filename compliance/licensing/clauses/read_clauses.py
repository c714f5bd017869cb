# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Clauses in any licence text: which sentence, on which line, of which kind. It says "found", never what it means in court."""

from collections.abc import Iterator

from compliance import time_budget
from compliance.lazy_regex import compile_lazily
from compliance.licensing import regions
from compliance.licensing.clauses.languages import de, en, fr
from compliance.licensing.clauses.languages.language import Language
from compliance.licensing.clauses.sentences import Sentence, split_sentences, straighten_quotes
from compliance.model import Clause, ClauseKind, Evidence

_LONGEST_QUOTE = 900
_SHORTEST = 40
"""Shorter sentences are headings."""
_LANGUAGES = (en.LANGUAGE, fr.LANGUAGE, de.LANGUAGE)
_WORD = compile_lazily(r"[a-zà-ÿß]+")


def read_clauses(text: str, path: str, *, territories_only: bool = False) -> tuple[Clause, ...]:
    """The clauses of a licence text that lies at `path`, in the order of the text; English, French and German.

    For a text whose licence is known only its territories have to be read: that is where a few words are added.
    """
    if territories_only and not regions.find_mentioned_regions(text):
        return ()
    found = [sentence for sentence in split_sentences(text) if len(sentence.text) >= _SHORTEST]
    clauses: list[Clause] = []
    for number, sentence in enumerate(found):
        time_budget.check()
        words = straighten_quotes(sentence.text)
        following = found[number + 1] if number + 1 < len(found) else Sentence(0, "")
        language = _language(words)
        evidence = _build_read_clauses_evidence(sentence, path)
        clauses.extend(_territory(language, words, sentence, following, path))
        if not territories_only:
            clauses.extend(Clause(kind, evidence, grade) for kind, grade in _kinds(language, words))
    return tuple(clauses)


def _language(words: str) -> Language:
    """The language that most short words of a sentence belong to; English when in doubt."""
    present = set(_WORD.findall(words.casefold()))
    return max(_LANGUAGES, key=lambda language: len(present & language.words))


def _kinds(language: Language, words: str) -> Iterator[tuple[ClauseKind, str]]:
    """The kinds of clause a sentence is, with the grade of those that have one."""
    if language.non_commercial.search(words) and not language.commercial_too.search(words):
        yield ClauseKind.NON_COMMERCIAL, ""
    if language.given.search(words):
        yield ClauseKind.WARRANTY, "given"
    elif language.warranty.search(words):
        yield ClauseKind.WARRANTY, "limited-by-law" if language.bow_to_law.search(words) else "absolute"
    if language.accepted.search(words):
        yield ClauseKind.LIABILITY, "accepted-in-part"
    elif language.liability.search(words):
        yield ClauseKind.LIABILITY, "limited-by-law" if language.bow_to_law.search(words) else "excluded"
    if language.bow_to_law.search(words):
        yield ClauseKind.CARVE_OUT, ""
    plain = {
        ClauseKind.THRESHOLD: language.threshold,
        ClauseKind.BEHAVIOURAL: language.behavioural,
        ClauseKind.FIELD_OF_USE: language.field_of_use,
        ClauseKind.NO_COMPETE: language.no_compete,
        ClauseKind.INDEMNITY: language.indemnity,
        ClauseKind.EXPORT: language.export,
        ClauseKind.GOVERNING_LAW: language.governing_law,
    }
    yield from ((kind, "") for kind, pattern in plain.items() if pattern.search(words))


def _territory(
    language: Language, words: str, sentence: Sentence, following: Sentence, path: str
) -> Iterator[Clause]:
    excludes = language.excludes.search(words)
    if not (excludes or language.allows_only.search(words)):
        return
    if not language.place.search(words) or language.not_territory.search(words):
        return
    if not (territories := regions.find_named_regions(words)):
        return
    spared = language.spared.search(straighten_quotes(following.text))
    quote = Sentence(sentence.line, f"{sentence.text} {following.text}") if spared else sentence
    basis = {
        "domicile": language.domicile,
        "place-of-business": language.place_of_business,
        "distribution": language.distribution,
    }
    yield Clause(
        ClauseKind.TERRITORY,
        _build_read_clauses_evidence(quote, path),
        effect="exclude" if excludes else "allow-list",
        territories=territories,
        basis=tuple(name for name, pattern in basis.items() if pattern.search(words)) or ("place-of-use",),
        scope="multimodal" if language.multimodal.search(words) else "all",
        exempt=spared[1] if spared else "",
    )


def _build_read_clauses_evidence(sentence: Sentence, path: str) -> Evidence:
    words = sentence.text
    return Evidence(
        path, sentence.line, words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 6] + " [...]"
    )
