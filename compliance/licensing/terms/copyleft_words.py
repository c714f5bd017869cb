# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What copyleft asks of a product, as sentences with the sections they rest on."""

from compliance.licensing.terms import binding
from compliance.licensing.terms.binding import Bound, Fit
from compliance.licensing.terms.compatibility import Standing, in_one_program
from compliance.licensing.terms.copyleft import CopyleftScope
from compliance.licensing.terms.product_terms import OwnKind, OwnTerms
from compliance.model import Severity

_COVERS = {
    CopyleftScope.FILE: "covers its files",
    CopyleftScope.LIBRARY: "covers the library",
    CopyleftScope.WHOLE: "covers the whole work",
    CopyleftScope.UNREAD: "is known of a list only, its text was not read",
}
_FITS = {
    Fit.MEETS: "which meet it",
    Fit.ALLOWS: "which may stay for the own code, while the whole is asked for",
    Fit.UNSTATED: "so nothing shows that they fit",
    Fit.EXCLUDES: "which exclude it",
}


def tell_scope(bound: Bound) -> str:
    """What the copyleft covers, as the end of a sentence: `whose copyleft covers the library`."""
    return f"whose copyleft {_COVERS[bound.copyleft.scope]}"


def tell_what_is_asked(bound: Bound, distribution: tuple[str, ...]) -> str:
    """What it asks for this way of reaching people, with the sections."""
    copyleft, network = bound.copyleft, bound.network
    assumed = "" if distribution else " ([product] distribution is not stated: copies and hosted are assumed)"
    asks = "; ".join(copyleft.asks)
    if not asks:
        return f"Read its text for what it asks{assumed}"
    sentences = []
    if binding.COPIES in (distribution or binding.ASSUMED):
        sentences.append(f"With copies it asks for {asks}")
    if network:
        sentences.append(f"For users over a network, section {network.section} asks for {network.asks}")
    return ". ".join(sentences or [_tell_what_would_be_asked(bound, distribution, asks)]) + assumed


def _tell_what_would_be_asked(bound: Bound, distribution: tuple[str, ...], asks: str) -> str:
    """For a product of which no copy leaves, and which no clause on use over a network binds."""
    network = bound.copyleft.network
    lead = "No copies leave" if binding.HOSTED in distribution else "The product stays inside"
    if network:
        lead += f"; for users over a network, section {network.section} asks for {network.asks}"
    elif binding.HOSTED in distribution:
        lead += ", and the licence has no clause on use over a network"
    return f"{lead}; with the first copy it asks for {asks}"


def tell_fit(bound: Bound, own: OwnTerms) -> str:
    """How the product's own terms stand to it; nothing where only files or the library are covered."""
    if not bound.is_whole:
        return ""
    return f"The product's own terms are {own.title}, {_FITS[bound.fit]}{_reason(bound, own)}"


def _reason(bound: Bound, own: OwnTerms) -> str:
    """Who says that two open licences exclude each other."""
    if bound.fit is not Fit.EXCLUDES or own.kind is OwnKind.CLOSED or not own.expression:
        return ""
    reason = in_one_program(own.expression, bound.copyleft.id)
    return f" ({reason.authority})" if reason else ""


def tell_standing(bound: Bound) -> str:
    """How firm the ground is, and which section it is."""
    where = (
        f"{bound.copyleft.id} section {bound.copyleft.section}"
        if bound.copyleft.section
        else "no text was read"
    )
    if bound.is_weights:
        return f"Unsettled: whether weights beside code are one work with it ({where})"
    if not bound.is_whole:
        return f"Text: {where}"
    if bound.standing is Standing.UNSETTLED and not bound.copies:
        return f"Unsettled: whether using it as a library makes a modified version or a derivative work ({where})"
    if bound.standing is Standing.UNSETTLED:
        return f"Unsettled: the licence leaves to the law what a derivative work is ({where})"
    return (
        f"Text: {where}; unsettled: whether importing, linking or loading as a plug-in makes one work of both"
    )


def tell_fix(bound: Bound) -> str:
    """What to do about it."""
    if bound.severity is Severity.NOTE:
        return (
            "Do what it asks before the product is passed on"
            if bound.fit is not Fit.MEETS
            else "Keep doing what it asks"
        )
    return f"Replace it, ask its licensor for other terms, or pass the product on under {bound.copyleft.id}; state [product] license and distribution if they are other than assumed"
