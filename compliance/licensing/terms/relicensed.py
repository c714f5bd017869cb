# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Relicensing: parts whose stated licence is another one than in an earlier state of the product, and whether it is stricter."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.finding_identity import part_name
from compliance.licensing import expressions
from compliance.licensing.terms import clauses_of
from compliance.licensing.terms.choices import expression_holds
from compliance.model import Component, Inventory, LicenseClaim, SaidBy, Status, Subject

_HEARSAY = frozenset({SaidBy.TEXT, SaidBy.CARRIER, SaidBy.KNOWLEDGE, SaidBy.LOCK})
"""Says nothing of what the author states today."""
_STRICTNESS = {
    "public-domain": 0,
    "permissive": 0,
    "dataset-terms": 1,
    "weak-copyleft": 1,
    "share-alike": 2,
    "strong-copyleft": 2,
    "community": 2,
    "behavioural": 2,
    "network-copyleft": 3,
    "source-available": 3,
    "no-derivatives": 4,
    "non-commercial": 4,
    "hosted-terms": 4,
    "proprietary": 4,
}
"""The knowledge base's categories by how much they ask or withhold; what it leaves open (ambiguous) has no rank."""


@dataclass(frozen=True, slots=True)
class Relicensed:
    """A part, and the claims that differ."""

    before: Component
    after: Component
    old: LicenseClaim
    new: LicenseClaim

    @property
    def stricter(self) -> bool:
        """Whether the new licence asks or withholds more, by its category; unknown ones are not compared."""
        old, new = measure_strictness(self.old), measure_strictness(self.new)
        return old is not None and new is not None and new > old


def find_relicensed(old: Inventory, new: Inventory) -> Iterator[Relicensed]:
    """Parts of both, each subject (code, weights, data, output) once, where what is stated today was stated by no earlier one of that name."""
    earlier: dict[str, list[Component]] = defaultdict(list)
    for component in old.everything():
        earlier[part_name(component)].append(component)
    for component in new.everything():
        for subject in Subject:
            now = stated_license(component, subject)
            pairs = [
                (other, claim)
                for other in earlier[part_name(component)]
                for claim in stated_license(other, subject)
            ]
            if now and pairs and not any(_same(claim, one) for _, claim in pairs for one in now):
                yield Relicensed(pairs[-1][0], component, pairs[-1][1], now[0])


def stated_license(component: Component, subject: Subject) -> tuple[LicenseClaim, ...]:
    """What its owner concluded, else the most direct statement of its author, else the texts that lie there; nothing inherited."""
    claims = [claim for claim in component.own_licenses if claim.subject is subject]
    concluded = [claim for claim in claims if claim.status is Status.CONCLUDED]
    said = [claim for claim in claims if claim.expression or claim.stated]
    declared = [claim for claim in said if claim.status is Status.DECLARED and claim.said_by not in _HEARSAY]
    order = list(SaidBy)
    declared.sort(key=lambda claim: (not claim.expression, order.index(claim.said_by)))
    texts = [claim for claim in said if claim.status is Status.OBSERVED]
    return tuple(concluded[:1] or declared[:1] or texts)


def measure_strictness(claim: LicenseClaim) -> int | None:
    """The rank of a claim's category: of a choice the laxest branch's, of a sum the strictest; None if some part is unknown."""
    expression = _expression(claim)
    if not expression:
        ranks = {_STRICTNESS.get(license_.category) for license_ in clauses_of.known_license(claim)}
        return ranks.pop() if len(ranks) == 1 else None
    return next(
        (
            rank
            for rank in sorted(set(_STRICTNESS.values()))
            if expression_holds(expression, lambda one, rank=rank: _rank(one) <= rank)  # type: ignore[misc]
        ),
        None,
    )


def _rank(identifier: str) -> int:
    """Of one licence; what isn't known is beyond every rank."""
    plain = identifier.partition(" WITH ")[0]
    found = clauses_of.known_license(LicenseClaim(plain, SaidBy.METADATA, stated=plain))
    ranks = [_STRICTNESS.get(license_.category, 99) for license_ in found]
    return max(ranks, default=99)


def _same(one: LicenseClaim, other: LicenseClaim) -> bool:
    """The same licences, or one of them only named by its family, as the classifier `BSD License` does."""
    ours, theirs = _expression(one), _expression(other)
    if Status.OBSERVED in {one.status, other.status} and ours and theirs:
        return bool(
            {_strip_relicensed_name(name) for name in _collect_relicensed_ids(ours)}
            & {_strip_relicensed_name(name) for name in _collect_relicensed_ids(theirs)}
        )
    if ours and theirs:
        return _collect_relicensed_ids(ours) == _collect_relicensed_ids(theirs) and (" OR " in ours) == (
            " OR " in theirs
        )
    if not ours and not theirs:
        return one.stated.casefold() == other.stated.casefold()
    named, words = (ours, other.stated) if ours else (theirs, one.stated)
    family = (words.split() or [""])[0].casefold()
    return family in named.casefold()


def _expression(claim: LicenseClaim) -> str:
    return claim.expression or expressions.resolve_expression(claim.stated)


def _collect_relicensed_ids(expression: str) -> frozenset[str]:
    """Without the old spelling of a later version: `GPL-2.0+` is `GPL-2.0-or-later`."""
    return frozenset(part_.removesuffix("+") for part_ in expressions.license_ids_in(expression))


def _strip_relicensed_name(name: str) -> str:
    """Without the difference of -only and -or-later, which a text can't show."""
    return name.removesuffix("-or-later").removesuffix("-only")
