# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the keys of a card's front matter state of its licence (huggingface/hub-docs, repositories-licenses.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from compliance.discover.cards.front_matter import text_of, texts_of
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.licensing.clauses import read_clauses
from compliance.model import Clause, Evidence, Gap, LicenseClaim, SaidBy, Subject

_NOBODY_KNOWS = frozenset({"unknown", "none"})
_NOT_STATED = frozenset({"", "null", "~"})
_ANOTHER = "other"
_LONGEST = 200
_FILE_OF_HUB = compile_lazily(r"https?://(?:huggingface\.co|hf\.co)/.+?/(?:blob|resolve|raw)/[^/]+/(.+)\Z")


@dataclass(frozen=True, slots=True)
class CardTerms:
    """Where the terms in one card stand, and what of them speaks for all of its licences."""

    table: dict[str, Any]
    path: str
    lines: dict[str, int]
    subject: Subject

    def evidence(self, key: str, words: str) -> tuple[Evidence, ...]:
        """The line of a key, with what it says."""
        return (Evidence(self.path, self.lines.get(key, 1), f"{key}: {words}"),)

    def clauses(self) -> tuple[Clause, ...]:
        """The limits that the details and the prompt of a gate state in words."""
        read: list[Clause] = []
        for key in ("license_details", "extra_gated_prompt"):
            words = self.table.get(key)
            if isinstance(words, str):
                read += _read_words(words, self.path, self.lines.get(key, 1))
        return tuple(read)


def read_card_claims(terms: CardTerms) -> Iterator[LicenseClaim]:
    """One claim for each licence that the card names; `unknown` is a claim too, which says that nobody knows it."""
    clauses = terms.clauses()
    stated = [name for name in texts_of(terms.table, "license") if name.lower() not in _NOT_STATED]
    quoted = ", ".join(stated)
    claims = [_claim(name, terms, quoted) for name in stated]
    if not claims and _says_terms(terms, clauses):
        claims = [_claim(_ANOTHER, terms, quoted)]
    yield from (replace(claim, clauses=clauses) for claim in claims)


def find_open_choice(terms: CardTerms) -> Gap | None:
    """That a card lists several licences, since its format doesn't say whether all apply or one may be chosen."""
    several = list(dict.fromkeys(texts_of(terms.table, "license")))
    if len(several) < 2:
        return None
    return Gap(
        terms.path,
        f"The card lists several licences ({', '.join(several)}) and doesn't say whether all apply or one may be chosen; all are taken to apply",
        terms.lines.get("license", 1),
        "Ask the author, then declare the licence as an expression with AND or OR",
    )


def linked_file(table: dict[str, Any]) -> str:
    """The file beside the card that `license_link` names, by its relative path or its address at the hub; empty for another link."""
    link = text_of(table, "license_link")
    if found := _FILE_OF_HUB.match(link):
        link = found[1]
    is_relative = "://" not in link and not link.startswith(("/", "#")) and ".." not in link.split("/")
    return link.removeprefix("./") if is_relative else ""


def _claim(name: str, terms: CardTerms, quoted: str) -> LicenseClaim:
    if name.lower() in _NOBODY_KNOWS and not text_of(terms.table, "license_details"):
        return LicenseClaim(
            "", SaidBy.CARD, subject=terms.subject, stated=name, evidence=terms.evidence("license", quoted)
        )
    if name.lower() not in _NOBODY_KNOWS and name.lower() != _ANOTHER:
        return LicenseClaim(
            expressions.resolve_expression(name),
            SaidBy.CARD,
            subject=terms.subject,
            stated=name,
            evidence=terms.evidence("license", quoted),
        )
    key, words = _words_for_another(terms, name)
    expression = expressions.resolve_expression(words) if key != "license" else ""
    link = text_of(terms.table, "license_link")
    return LicenseClaim(
        expression or expressions.expression_of_url(link),
        SaidBy.CARD,
        subject=terms.subject,
        stated=words[:_LONGEST],
        evidence=terms.evidence(key, words),
    )


def _words_for_another(terms: CardTerms, name: str) -> tuple[str, str]:
    """The key that says what `license: other` means, and its words; the licence key itself if none does."""
    for key in ("license_name", "license_details", "license_link"):
        words = text_of(terms.table, key)
        if words and words.lower() not in _NOBODY_KNOWS:
            return key, words
    return "license", name


def _says_terms(terms: CardTerms, clauses: tuple[Clause, ...]) -> bool:
    """Whether a card without `license` states terms by its other keys; a gate's prompt does only if it limits something."""
    keys = ("license_name", "license_link", "license_details")
    return any(text_of(terms.table, key) for key in keys) or bool(clauses)


def _read_words(words: str, path: str, line: int) -> list[Clause]:
    found = read_clauses.read_clauses(words, path)
    return [
        replace(clause, evidence=replace(clause.evidence, line=line + max(clause.evidence.line, 1) - 1))
        for clause in found
    ]
