# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a licence claim entails: the clauses read in the text at hand, and those the knowledge base holds for its licence."""

from dataclasses import replace

from compliance.licensing import expressions, knowledge_base
from compliance.licensing.clauses.read_clauses import LIMITS
from compliance.licensing.knowledge_base import License
from compliance.licensing.scope import is_multimodal
from compliance.licensing.terms import spdx_clauses
from compliance.licensing.terms.choices import expression_holds
from compliance.model import Clause, ClauseKind, Component, LicenseClaim, SaidBy

_READ_FIRST = frozenset(
    {
        ClauseKind.TERRITORY,
        ClauseKind.WARRANTY,
        ClauseKind.LIABILITY,
        ClauseKind.NON_COMMERCIAL,
        ClauseKind.INDEMNITY,
    }
)
"""Kinds that the clause reader quotes from the text at hand, where the knowledge base would quote the canonical one."""


_DATA_TERMS = "dataset-terms"


def known_license(claim: LicenseClaim) -> tuple[License, ...]:
    """The knowledge base's licences behind a claim: one for each id of its expression, or all that its words may mean."""
    found = [
        license_
        for part in sorted(expressions.license_ids_in(claim.expression))
        for license_ in knowledge_base.find_license(part.split(" WITH ")[0])
    ]
    stated = knowledge_base.find_license(claim.stated) if claim.stated else ()
    if not found:
        return stated
    own = [one for one in stated if one.category == _DATA_TERMS and one.expression == claim.expression]
    return (*own, *(license_ for license_ in found if license_ not in own))


def is_inferred(claim: LicenseClaim) -> bool:
    """Whether only the likeness of a name speaks for the claim; what rests on it is never an error."""
    return claim.said_by is SaidBy.KNOWLEDGE and claim.stated == knowledge_base.INFERRED


def clauses_of_claim(claim: LicenseClaim) -> tuple[Clause, ...]:
    """The clauses of a claim; for a licence that is known, its reviewed clauses, quoted from the text at hand where they are in it.

    For an unknown text, whatever the clause reader found; for another SPDX licence, what it found in the canonical text.
    """
    facts = known_license(claim)
    if not facts:
        return claim.clauses or tuple(
            clause
            for part in sorted(expressions.license_ids_in(claim.expression))
            for clause in spdx_clauses.clauses_of_spdx(part.split(" WITH ")[0])
        )
    reviewed = [
        clause
        for license_ in facts
        for clause in license_.clauses
        if len(facts) == 1 or license_.category != _DATA_TERMS or not is_silent(clause)
    ]
    merged = [at_hand(clause, claim.clauses) for clause in reviewed]
    added = [
        clause
        for clause in claim.clauses
        if clause.kind in LIMITS and not any(_same(clause, other) for other in merged)
    ]
    return tuple(dict.fromkeys([*merged, *added]))


def is_licence_of_its_own(expression: str, name: str, read: tuple[Clause, ...]) -> bool:
    """Whether a text that is one clause away from a known licence is another licence, not an altered copy: it limits use, and has its own name.

    `name` is the text's title, `read` are the clauses read in it.
    """
    own = {clause.kind for clause in read} & LIMITS
    limits = own - {
        clause.kind for license_ in knowledge_base.find_license(expression) for clause in license_.clauses
    }
    named = not name.casefold().startswith(("copyright", "©", "(c)"))
    return bool(limits) and named and not _means(name, expression)


def _means(name: str, expression: str) -> bool:
    """Whether a title is a known licence's: its name, or words that begin with its id's first part, as `MIT License (MIT)`."""
    family = expression.removeprefix("LicenseRef-").partition("-")[0].casefold()
    return (
        expressions.resolve_expression(name) == expression
        or family in name.casefold().replace("-", " ").split()
    )


def license_title(claim: LicenseClaim) -> str:
    """A claim's licence as people call it: the name behind a LicenseRef that is known, else the expression or the words used.

    The part that the claim is about is named with it.
    """
    title = claim.expression or claim.stated or "(not named)"
    if claim.expression.startswith("LicenseRef-") and (facts := known_license(claim)):
        title = facts[0].name
    return f"{title} (for {claim.part}, a part of it)" if claim.part else title


def clauses_of_component(component: Component, kind: ClauseKind) -> list[tuple[LicenseClaim, Clause]]:
    """All clauses of one kind that some claim on the component entails, with the claim; none that a choice of licences avoids."""
    return [
        (claim, clause)
        for claim in select_speaking_claims(component)
        if not is_avoidable(claim, kind)
        for clause in clauses_of_claim(claim)
        if clause.kind is kind and concerns(component, claim, clause) is not False
    ]


def concerns(component: Component, claim: LicenseClaim, clause: Clause) -> bool | None:
    """Whether a clause with a scope is about this component; None when that can't be told."""
    return (
        is_multimodal(component, known_license(claim), claim.part) if clause.scope == "multimodal" else True
    )


def select_speaking_claims(component: Component) -> tuple[LicenseClaim, ...]:
    """The component's claims, without classifiers beside better words and without what is one branch of a choice that is declared."""
    declared = [
        claim
        for claim in component.own_licenses
        if claim.expression and claim.said_by not in {SaidBy.TEXT, SaidBy.CLASSIFIER, SaidBy.CARRIER}
    ]
    branches = {
        _strip_clauses_of_name(part)
        for claim in declared
        if _is_choice(claim)
        for part in expressions.license_ids_in(claim.expression)
    }
    return tuple(
        claim
        for claim in component.licenses
        if claim.part
        or (
            not (claim.said_by is SaidBy.CLASSIFIER and declared)
            and (
                _is_choice(claim)
                or not claim.expression
                or not branches.issuperset(_collect_clauses_of_ids(claim))
            )
        )
    )


def is_avoidable(claim: LicenseClaim, *kinds: ClauseKind) -> bool:
    """Whether the claim leaves a choice, and one of its branches has no clause of these kinds as far as is known."""
    chosen = _is_choice(claim) and bool(known_license(claim))
    return chosen and expression_holds(claim.expression, lambda part: kinds_of(part).isdisjoint(kinds))


def kinds_of(part: str) -> frozenset[ClauseKind]:
    """The kinds of clause in the licence behind one id of an expression; those common to all when the id is ambiguous."""
    sets = [
        frozenset(clause.kind for clause in license_.clauses if not is_silent(clause))
        for license_ in knowledge_base.find_license(part.partition(" WITH ")[0])
    ]
    return frozenset.intersection(*sets) if sets else frozenset()


def is_silent(clause: Clause) -> bool:
    """Whether it asks for nothing: it records that the text has no such clause, or one way among several."""
    return clause.grade in {"silent", "optional"} or clause.evidence.quote.startswith("(no such clause")


def at_hand(reviewed: Clause, read: tuple[Clause, ...]) -> Clause:
    """The reviewed clause, with the path, line and words of the text at hand if that has the same clause."""
    exact = (
        clause
        for clause in read
        if clause.evidence.quote == reviewed.evidence.quote and clause.kind is reviewed.kind
    )
    if found := next(exact, None):
        return found
    if reviewed.kind not in _READ_FIRST or reviewed.grade == "silent":
        return reviewed
    alike = (clause for clause in read if _same(reviewed, clause))
    found = next(alike, None)
    return (
        replace(reviewed, evidence=replace(found.evidence, source=reviewed.evidence.source))
        if found
        else reviewed
    )


def _same(one: Clause, other: Clause) -> bool:
    return one.kind is other.kind and one.territories == other.territories


def _is_choice(claim: LicenseClaim) -> bool:
    return " OR " in claim.expression


def _collect_clauses_of_ids(claim: LicenseClaim) -> set[str]:
    return {_strip_clauses_of_name(part) for part in expressions.license_ids_in(claim.expression)}


def _strip_clauses_of_name(part: str) -> str:
    """Without the difference of -only and -or-later, which a text can't show."""
    return part.removesuffix("-or-later").removesuffix("-only").removesuffix("+")
