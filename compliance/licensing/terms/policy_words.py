# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The words of a licence policy (`[licenses] allow`, `deny`, `review`), and whether one can mean anything.

A word that can match nothing would silently let licences through, so the vocabulary is closed.
"""

import difflib
import fnmatch
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from compliance.licensing import expressions, knowledge_base, region_codes, regions
from compliance.licensing.terms import clauses_of, families
from compliance.licensing.terms.product_terms import CLOSED_NAMES, is_closed_name
from compliance.model import Clause, ClauseKind, Component, Kind, LicenseClaim, Subject

CATEGORIES = (
    "ambiguous",
    "behavioural",
    "community",
    "dataset-terms",
    "hosted-terms",
    "network-copyleft",
    "no-derivatives",
    "non-commercial",
    "permissive",
    "proprietary",
    "public-domain",
    "share-alike",
    "source-available",
    "strong-copyleft",
    "weak-copyleft",
)
"""Those of the knowledge base, as `schemas/lexbom-license.schema.json` lists them."""
UNKNOWN, UNLICENSED = "unknown", "unlicensed"
"""A licence is stated that lexbom doesn't recognise; nobody states any."""
_WILDCARDS = frozenset("*?[")


class Domain(StrEnum):
    """What a word may be limited to: `weights:non-commercial`."""

    CODE = "code"
    WEIGHTS = "weights"
    DATA = "data"
    SERVICE = "service"


_DOMAIN_OF_KIND = {Kind.MODEL: Domain.WEIGHTS, Kind.DATASET: Domain.DATA, Kind.SERVICE: Domain.SERVICE}
_DOMAIN_OF_SUBJECT = {
    Subject.WEIGHTS: Domain.WEIGHTS,
    Subject.DATA: Domain.DATA,
    Subject.OUTPUT: Domain.SERVICE,
}


@dataclass(frozen=True, slots=True)
class PolicyWord:
    """One entry of a policy."""

    word: str
    """In small letters, without its domain; a name of the knowledge base as its expression."""
    domain: Domain | None = None
    clause: ClauseKind | None = None
    territory: str = ""

    def is_about(self, component: Component, claim: LicenseClaim | None) -> bool:
        """Whether the word looks at this kind of part."""
        return self.domain is None or self.domain is domain_of(component, claim)


def domain_of(component: Component, claim: LicenseClaim | None) -> Domain:
    """What a claim of a part speaks of: a model may carry code beside its weights."""
    of_kind = _DOMAIN_OF_KIND.get(component.kind, Domain.CODE)
    return _DOMAIN_OF_SUBJECT.get(claim.subject, of_kind) if claim else of_kind


@lru_cache(maxsize=1 << 10)
def read_word(entry: str) -> PolicyWord:
    """An entry as a value; one that means nothing is taken as it stands."""
    domain, rest = _split_domain(entry.strip())
    head, _, code = rest.casefold().partition(":")
    clause = ClauseKind(head) if head in set(ClauseKind) else None
    territory = region_codes.known_code(code) if code else ""
    return PolicyWord(_spell(rest), domain, clause, territory or "")


def _split_domain(entry: str) -> tuple[Domain | None, str]:
    head, colon, rest = entry.partition(":")
    is_domain = bool(colon) and head.casefold() in set(Domain)
    return (Domain(head.casefold()), rest.strip()) if is_domain else (None, entry)


def _spell(word: str) -> str:
    """A name of the knowledge base (`llama3.1`) as its expression; anything else as it is, in small letters."""
    if word.casefold() in CATEGORIES or _WILDCARDS & set(word):
        return word.casefold()
    if " " in word and (expression := expressions.canonical_expression(word)):
        return expression.casefold()
    known = () if expressions.canonical_expression(word) else knowledge_base.find_license(word)
    return known[0].expression.casefold() if len(known) == 1 else word.casefold()


def has_clause(clauses: tuple[Clause, ...], word: PolicyWord) -> bool:
    """Whether one of the clauses is of the word's kind, and for its territory if it names one."""
    return any(
        clause.kind is word.clause
        and not clauses_of.is_silent(clause)
        and (not word.territory or _limits(clause, word.territory))
        for clause in clauses
    )


def _limits(clause: Clause, code: str) -> bool:
    """Whether a territory clause shuts out a territory; an allow-list is judged by the region rules."""
    return clause.effect in {"", "exclude"} and regions.find_overlap((code,), clause.territories)


def find_word_problems(entries: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """One sentence for each entry that can match nothing; entries come with the key under which they stand."""
    for key, entry in entries:
        code = _territory(entry)
        if code and not region_codes.known_code(code):
            yield f"{key}: {entry[:60]!r}: {region_codes.unknown_code(code)}"
        elif not is_known_word(entry):
            yield f"{key}: {entry[:60]!r} is no licence, category or clause that lexbom knows, so it would match nothing{_suggest(entry)}"


def is_known_word(entry: str) -> bool:
    """Whether an entry can mean a licence, a pattern that fits one, a category, or a clause."""
    rest = _split_domain(entry.strip())[1]
    folded = rest.casefold()
    if folded in {*CATEGORIES, *set(ClauseKind), UNKNOWN, UNLICENSED} or is_closed_name(rest):
        return True
    if code := _territory(entry):
        return bool(region_codes.known_code(code))
    if _WILDCARDS & set(rest):
        return folded.startswith("licenseref-") or any(
            fnmatch.fnmatchcase(name.casefold(), folded) for name in _names()
        )
    return bool(expressions.canonical_expression(rest) or knowledge_base.find_license(rest))


def _territory(entry: str) -> str:
    """The code in `territory:EU`, as it is written."""
    head, _, code = _split_domain(entry.strip())[1].partition(":")
    return code.strip() if head.casefold() == ClauseKind.TERRITORY else ""


@cache
def _names() -> tuple[str, ...]:
    """All that may be named: SPDX ids, the knowledge base's expressions, categories and kinds of clause."""
    ids = expressions.listed_ids()
    known = {
        knowledge_base.load_license(path.stem).expression for path in knowledge_base.FOLDER.glob("*.toml")
    }
    return tuple(sorted({*ids, *known, *CATEGORIES, *set(ClauseKind), UNKNOWN, UNLICENSED, *CLOSED_NAMES}))


def _suggest(entry: str) -> str:
    domain, rest = _split_domain(entry.strip())
    near = _suggest_names(rest)
    if not near:
        return "; see `lexbom explain license-denied`"
    prefix = f"{domain}:" if domain else ""
    return ", did you mean " + " or ".join(repr(prefix + name) for name in near) + "?"


def _suggest_names(word: str) -> list[str]:
    if _WILDCARDS & set(word):
        return _similar(word, sorted({f"{name.partition('-')[0]}-*" for name in _names() if "-" in name}))
    meant = families.expression_of_words(word)
    return _forms(meant) if meant else _similar(word, _names())


def _forms(identifier: str) -> list[str]:
    """A GNU id with both of its endings."""
    base = identifier.removesuffix("-only").removesuffix("-or-later")
    return [identifier] if base == identifier else [f"{base}-only", f"{base}-or-later"]


def _similar(word: str, known: Iterable[str]) -> list[str]:
    spelled = {name.casefold(): name for name in known}
    return [spelled[near] for near in difflib.get_close_matches(word.casefold(), spelled, n=2)]


def find_product_problems(words: str) -> Iterator[str]:
    """What is wrong with what `[product] license` says."""
    if not words or expressions.resolve_expression(words) or is_closed_name(words):
        return
    meant = families.expression_of_words(words)
    near = _forms(meant) if meant else _similar(words, (*expressions.listed_ids(), *CLOSED_NAMES))
    hint = f", did you mean {' or '.join(map(repr, near))}?" if near else ""
    allowed = ", ".join(CLOSED_NAMES)
    yield f"product.license: {words[:60]!r} is no SPDX expression, no LicenseRef and none of {allowed}{hint}"
