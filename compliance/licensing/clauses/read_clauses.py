# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Clauses in any licence text: which sentence, on which line, of which kind. It says "found", never what it means in court."""

import re
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
"""Shorter sentences are headings, items of lists and cells of tables: of these only limits of use count."""
_LANGUAGES = (en.LANGUAGE, fr.LANGUAGE, de.LANGUAGE)
_WORD = compile_lazily(r"[a-zà-ÿß]+")
_INNER_DOT = compile_lazily(r"(?<=[A-Za-z])\.(?=[A-Za-z])")
"""As in an address: it ends no sentence, and the patterns take each dot for an end."""
_MAY_LIMIT = compile_lazily(r"commer|kommerz|gewerblich|academ|akadem|académ|research|recherche|forschung|scien|wissenschaft|educati|éducati|evaluati|person|privat|teaching|study|studien|lehr|bildung|unterricht|pédagog|student", re.IGNORECASE)  # fmt: skip
LIMITS = frozenset(
    {
        ClauseKind.NON_COMMERCIAL,
        ClauseKind.NO_DERIVATIVES,
        ClauseKind.NO_REDISTRIBUTION,
        ClauseKind.TERRITORY,
        ClauseKind.THRESHOLD,
        ClauseKind.FIELD_OF_USE,
        ClauseKind.NO_COMPETE,
    }
)
"""Kinds of clause that say what may not be done, by whom, or where."""
_IN_SHORT = frozenset({ClauseKind.NON_COMMERCIAL, ClauseKind.NO_DERIVATIVES, ClauseKind.NO_REDISTRIBUTION})


def read_clauses(text: str, path: str, *, territories_only: bool = False) -> tuple[Clause, ...]:
    """The clauses of a licence text that lies at `path`, in the order of the text; English, French and German.

    For a text whose licence is known only its territories have to be read: that is where a few words are added.
    """
    has_places = regions.find_mentioned_regions(text)
    if territories_only and not has_places:
        return ()
    found = list(split_sentences(text))
    clauses: list[Clause] = []
    for number, sentence in enumerate(found):
        time_budget.check()
        following = found[number + 1] if number + 1 < len(found) else Sentence(0, "")
        language, words = _prepared(sentence)
        if has_places:
            clauses.extend(_territory(language, words, sentence, following, path))
        if territories_only:
            continue
        if len(sentence.text) < _SHORTEST:
            clauses.extend(_short(words, sentence, path))
            continue
        evidence = _build_read_clauses_evidence(sentence, path)
        clauses.extend(Clause(kind, evidence, grade) for kind, grade in _kinds(language, words))
    return _without_headings(clauses)


def read_statement(text: str, path: str, line: int) -> tuple[Clause, ...]:
    """The limits in a short statement that isn't a licence text: a sentence of a README, a value of a card, a table's cell.

    Gives clauses of the kinds in `LIMITS` only, each once, with `path` and `line` (that of the statement's first line).
    """
    first: dict[ClauseKind, Clause] = {}
    for sentence in split_sentences(text):
        placed = Sentence(line + sentence.line - 1, sentence.text)
        language, words = _prepared(sentence)
        limits = [kind for kind, _ in _kinds(language, words) if kind in LIMITS]
        found = [Clause(kind, _build_read_clauses_evidence(placed, path)) for kind in limits]
        found += _territory(language, words, placed, Sentence(0, ""), path)
        found += _short(words, placed, path)
        for clause in found:
            first.setdefault(clause.kind, clause)
    return tuple(first.values())


def _prepared(sentence: Sentence) -> tuple[Language, str]:
    words = _INNER_DOT.sub("_", straighten_quotes(sentence.text))
    return _language(words), words


def _language(words: str) -> Language:
    """The language that most short words of a sentence belong to; English when in doubt."""
    present = set(_WORD.findall(words.casefold()))
    return max(_LANGUAGES, key=lambda language: len(present & language.words))


def _short(words: str, sentence: Sentence, path: str) -> list[Clause]:
    """The limits of use in a few words, of which the language can't be told."""
    evidence = _build_read_clauses_evidence(sentence, path)
    kinds: dict[ClauseKind, None] = {}
    for language in _LANGUAGES:
        if _non_commercial(language, words):
            kinds[ClauseKind.NON_COMMERCIAL] = None
        kinds |= dict.fromkeys(_use_limits(language, words))
    return [Clause(kind, evidence) for kind in kinds]


def _without_headings(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Drops what stands in a few words only where a whole sentence says the same."""
    said = {clause.kind for clause in clauses if len(clause.evidence.quote) >= _SHORTEST}
    return tuple(
        clause
        for clause in clauses
        if clause.kind not in _IN_SHORT or len(clause.evidence.quote) >= _SHORTEST or clause.kind not in said
    )


def _non_commercial(language: Language, words: str) -> bool:
    """Whether words limit use to purposes that aren't commercial; a question limits nothing."""
    if not _MAY_LIMIT.search(words) or words.rstrip(" \"')*").endswith("?"):
        return False
    masked = language.commercial_too.mask(words)
    in_short = len(words) <= 2 * _SHORTEST and language.non_commercial_label.search(masked.strip())
    return bool(in_short or language.non_commercial.search(masked))


def _use_limits(language: Language, words: str) -> Iterator[ClauseKind]:
    bans = {
        ClauseKind.NO_DERIVATIVES: language.no_derivatives,
        ClauseKind.NO_REDISTRIBUTION: language.no_redistribution,
    }
    for kind, pattern in bans.items():
        if pattern.search(words) and not language.on_terms.search(words):
            yield kind


def _kinds(language: Language, words: str) -> Iterator[tuple[ClauseKind, str]]:
    """The kinds of clause a sentence is, with the grade of those that have one."""
    if _non_commercial(language, words):
        yield ClauseKind.NON_COMMERCIAL, ""
    yield from ((kind, "") for kind in _use_limits(language, words))
    yield from _graded(language, words)
    plain = {
        ClauseKind.THRESHOLD: language.threshold,
        ClauseKind.BEHAVIOURAL: language.behavioural,
        ClauseKind.FIELD_OF_USE: language.field_of_use,
        ClauseKind.NO_COMPETE: language.no_compete,
        ClauseKind.DISPLAY: language.display,
        ClauseKind.INDEMNITY: language.indemnity,
        ClauseKind.EXPORT: language.export,
        ClauseKind.GOVERNING_LAW: language.governing_law,
    }
    yield from ((kind, "") for kind, pattern in plain.items() if pattern.search(words))


def _graded(language: Language, words: str) -> Iterator[tuple[ClauseKind, str]]:
    if language.given.search(words):
        yield ClauseKind.WARRANTY, "given"
    elif language.warranty.search(words):
        yield ClauseKind.WARRANTY, "limited-by-law" if language.bow_to_law.search(words) else "absolute"
    if language.accepted.search(words):
        yield ClauseKind.LIABILITY, "accepted-in-part"
    elif language.liability.search(words):
        yield ClauseKind.LIABILITY, _liability(language, words)
    if language.bow_to_law.search(words):
        yield ClauseKind.CARVE_OUT, ""


def _liability(language: Language, words: str) -> str:
    """The grade of an exclusion of liability; one that names indirect losses only leaves the direct ones."""
    if language.bow_to_law.search(words):
        return "limited-by-law"
    only_indirect = language.indirect.search(words) and not language.all_losses.search(words)
    return "indirect-excluded" if only_indirect else "excluded"


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
