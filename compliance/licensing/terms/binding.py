# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the copyleft of a part means for a product: by the product's own terms, and by the way in which it reaches people."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from compliance.licensing import knowledge_base
from compliance.licensing.expressions import license_ids_in
from compliance.licensing.terms.choices import expression_holds
from compliance.licensing.terms.compatibility import Standing, in_one_program, is_gnu
from compliance.licensing.terms.copyleft import Copyleft, CopyleftScope, NetworkClause, find_copyleft
from compliance.licensing.terms.product_terms import OwnKind, OwnTerms, is_closed
from compliance.model import Severity

COPIES, HOSTED, INTERNAL = "copies", "hosted", "internal"
ASSUMED = (COPIES, HOSTED)
"""How a product reaches people whose owner doesn't say so."""
_EUPL_LIST = ("GPL-2.0", "GPL-3.0", "AGPL-3.0", "OSL-2.1", "OSL-3.0", "EPL-1.0", "CECILL-2", "MPL-2.0", "LGPL-2.1", "LGPL-3.0", "EUPL", "LiLiQ-R")  # fmt: skip
_NAMES_OTHERS = {
    "EUPL-1.1": (*_EUPL_LIST, "CPL-1.0"),
    "EUPL-1.2": _EUPL_LIST,
    "CECILL-2.0": ("GPL-",),
    "CECILL-2.1": ("GPL-", "AGPL-", "EUPL"),
}
"""Licences under which a work that holds the part may be passed on instead: the EUPL's appendix, CeCILL section 5.3.4.

EUPL-1.1 may be passed on under a later version (article 5), so the longer list of 1.2 holds for it as well.
"""
_ANY_GNU = ("GPL-1.0", "GPL-2.0", "GPL-3.0", "AGPL-3.0")
"""What may follow on `GPL-1.0-or-later`."""
_OPEN_CATEGORIES = frozenset({"permissive", "public-domain"})


class Fit(IntEnum):
    """How the product's own terms stand to what a part asks of the whole."""

    MEETS = 0
    """The product is passed on under what the part asks."""
    ALLOWS = 1
    """The own terms can stay, but the whole goes out under the part's as well."""
    UNSTATED = 2
    EXCLUDES = 3


@dataclass(frozen=True, slots=True)
class Bound:
    """What one licence of a part asks of the product."""

    copyleft: Copyleft
    fit: Fit
    severity: Severity
    copies: bool
    """Whether copies of the product make it ask."""
    network: NetworkClause | None
    """The clause by which use over a network makes it ask."""
    is_weights: bool = False
    """Whether it binds weights, of which it is unsettled that they are one work with the code beside them."""

    @property
    def standing(self) -> Standing:
        """How firm the ground of the way of binding is that decides."""
        if self.is_weights:
            return Standing.UNSETTLED
        return self.copyleft.standing if self.copies else network_standing(self.copyleft)

    @property
    def is_whole(self) -> bool:
        """Whether what is asked concerns the product as a whole, rather than the part."""
        return self.copies or bool(self.network)


@lru_cache(maxsize=1 << 12)
def bind(expression: str, own: OwnTerms, distribution: tuple[str, ...]) -> tuple[Bound, ...]:
    """What an expression asks of the product, by its mildest choice, in the order of the ids. Nothing where a branch has no copyleft."""
    if expression_holds(expression, lambda part: find_copyleft(part) is None):
        return ()
    for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR):
        bound = _bind_within(expression, own, distribution, severity)
        if bound:
            return bound
    return ()


def _bind_within(
    expression: str, own: OwnTerms, distribution: tuple[str, ...], severity: Severity
) -> tuple[Bound, ...]:
    """What the expression asks if licences up to a severity will do; nothing if no branch is made of those."""
    mild = {
        part: bound
        for part in sorted(license_ids_in(expression))
        if (bound := bind_part(part, own, distribution)) is None or bound.severity.rank >= severity.rank
    }
    if not expression_holds(expression, mild.__contains__):
        return ()
    needed = {
        part: bound
        for part, bound in mild.items()
        if bound
        and not expression_holds(expression, lambda other, part=part: other in mild and other != part)  # type: ignore[misc]
    }
    return tuple((needed or _first(mild)).values())


def _first(mild: dict[str, Bound | None]) -> dict[str, Bound]:
    """Of several that would each do, one."""
    return dict([next((part, bound) for part, bound in mild.items() if bound)])


@lru_cache(maxsize=1 << 12)
def bind_part(part: str, own: OwnTerms, distribution: tuple[str, ...]) -> Bound | None:
    """What one id of an expression asks; None without copyleft."""
    copyleft = find_copyleft(part)
    if copyleft is None:
        return None
    fit = compare_terms(copyleft, own)
    is_strong = copyleft.scope is CopyleftScope.WHOLE or copyleft.is_strong
    copies = is_strong and COPIES in distribution
    network = copyleft.network if _reaches_users(copyleft, distribution) else None
    severities = [Severity.NOTE]
    if copies:
        severities.append(_severity(fit, copyleft.standing))
    if network:
        severities.append(_severity_over_network(copyleft, fit, own, is_strong=is_strong))
    return Bound(copyleft, fit, min(severities, key=lambda one: one.rank), copies, network)


def _severity_over_network(copyleft: Copyleft, fit: Fit, own: OwnTerms, *, is_strong: bool) -> Severity:
    """Where only the covered files are asked for, closed terms are reason to look, and nothing more."""
    if is_strong:
        return _severity(fit, network_standing(copyleft))
    return Severity.WARNING if own.kind is OwnKind.CLOSED else Severity.NOTE


def network_standing(copyleft: Copyleft) -> Standing:
    """How firm it is that a product which uses the part over a network has to give what the clause asks.

    Whether using a library makes a modified version of it, or a derivative work, is unsettled.
    """
    network = copyleft.network
    is_modified = network is not None and network.when == "modified"
    return Standing.UNSETTLED if is_modified else copyleft.standing


def _reaches_users(copyleft: Copyleft, distribution: tuple[str, ...]) -> bool:
    return HOSTED in distribution or (copyleft.internal and INTERNAL in distribution)


def _severity(fit: Fit, standing: Standing) -> Severity:
    if fit is Fit.MEETS:
        return Severity.NOTE
    is_firm = standing is not Standing.UNSETTLED
    return Severity.ERROR if fit is Fit.EXCLUDES and is_firm else Severity.WARNING


def compare_terms(copyleft: Copyleft, own: OwnTerms) -> Fit:
    """How the product's own terms stand to a part's: of a choice that the owner offers, each branch has to be possible."""
    fits = [_compare(copyleft, branch) for branch in own.branches()]
    if not fits:
        return Fit.EXCLUDES if own.kind is OwnKind.CLOSED else Fit.UNSTATED
    if " OR " in own.expression:
        return max(fits)
    if own.kind is OwnKind.CLOSED and len(fits) > 1:
        return Fit.EXCLUDES
    return min(fits)


def _compare(copyleft: Copyleft, own: str) -> Fit:
    part, own = copyleft.id.partition(" WITH ")[0], own.partition(" WITH ")[0]
    if _is_same(part, own) or own.startswith(_NAMES_OTHERS.get(part, ())):
        return Fit.MEETS
    if part == "GPL-1.0-or-later" and own.startswith(_ANY_GNU):
        return Fit.MEETS
    if is_closed(own):
        return Fit.EXCLUDES
    if copyleft.is_met_by_open:
        return Fit.MEETS
    if _categories(own) & _OPEN_CATEGORIES:
        return Fit.ALLOWS
    return _compare_copyleft(part, own)


def _compare_copyleft(part: str, own: str) -> Fit:
    """Own terms that are neither closed nor permissive."""
    if is_gnu(part) and in_one_program(own, part):
        return Fit.EXCLUDES
    if is_gnu(part):
        return Fit.MEETS if is_gnu(own) else Fit.ALLOWS
    of_own = find_copyleft(own)
    return Fit.EXCLUDES if of_own and of_own.scope is CopyleftScope.WHOLE else Fit.ALLOWS


def _is_same(part: str, own: str) -> bool:
    """Whether both are one licence, -only and -or-later alike."""
    return _plain(part) == _plain(own)


def _plain(part: str) -> str:
    return part.removesuffix("+").removesuffix("-only").removesuffix("-or-later")


def _categories(part: str) -> frozenset[str]:
    return frozenset(license_.category for license_ in knowledge_base.find_license(part))
