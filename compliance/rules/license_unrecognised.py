# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence is stated, and nobody can tell which it is.

## What it finds
Components for which a licence is claimed but none of the claims names a licence that SPDX lists or the knowledge base knows: unknown words,
a LicenseRef that nothing explains, a text that matches nothing, or a name that stands for a whole family ("BSD License", `openrail`).
Nothing is reported while another claim on the same part of the component is recognised, with one exception: a licence text of the product,
a model or a data set that matches nothing is reported beside a recognised declaration too, since nobody knows whether it is that licence.
Not so once its owner concluded what it is, or declared a licence of their own (`LicenseRef-...`) in lexbom.toml.

## Why it matters
What isn't known can't be relied on: its conditions, warranty and territory are missing from every other rule. Clauses that could be read in
an unknown text are reported by the rules for them.

## How to fix
Read it and write down what it is: under `[[licenses.clarify]]` for a text, as `license` under `[[models]]` or `[[datasets]]`.

## Example
    license: other
    license_name: our-model-terms
"""

import re
from collections.abc import Iterator

from compliance.findings import PARTS, Finding
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.licensing.terms import clauses_of
from compliance.model import Component, Inventory, Kind, LicenseClaim, SaidBy, Severity, Status, Subject
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_AMBIGUOUS = "ambiguous"
_NOBODY_KNOWS = frozenset({"unknown", "none"})
"""What cards state where nobody knows the licence (huggingface/hub-docs, repositories-licenses.md)."""
_WITH_TEXTS = frozenset({Kind.PRODUCT, Kind.MODEL, Kind.DATASET})


_POLICY = compile_lazily(r"polic|acceptable[-_ ]?use", re.IGNORECASE)


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.everything():
        for subject in Subject:
            claims = [
                claim
                for claim in component.own_licenses
                if claim.subject is subject and claim.said_by is not SaidBy.CARRIER and not claim.altered
            ]
            unknown = _unknown_texts(component, claims)
            if not any(recognises(claim) for claim in claims):
                unknown = claims if component.kind is not Kind.PRODUCT else unknown
            if unknown:
                yield _report_license_unrecognised(component, unknown)


def _unknown_texts(component: Component, claims: list[LicenseClaim]) -> list[LicenseClaim]:
    """The licence texts that nobody recognises although they lie beside the component as its own."""
    if component.kind not in _WITH_TEXTS or any(map(_is_explained, claims)):
        return []
    texts = [claim for claim in claims if claim.said_by is SaidBy.TEXT]
    recognised = {_path(claim) for claim in texts if recognises(claim)}
    return [
        claim
        for claim in texts
        if not recognises(claim)
        and _path(claim) not in recognised
        and not _POLICY.search(_path(claim).rpartition("/")[2])
    ]


def _is_explained(claim: LicenseClaim) -> bool:
    """Whether the owner says which licence the texts are: by a conclusion, or by the name of a licence of their own."""
    own = claim.said_by is SaidBy.CONFIG and claim.expression.startswith("LicenseRef-")
    return own or claim.status is Status.CONCLUDED


def _path(claim: LicenseClaim) -> str:
    return claim.evidence[0].path if claim.evidence else ""


def recognises(claim: LicenseClaim) -> bool:
    """Whether each licence that a claim names is listed by SPDX or known, and none stands for a whole family."""
    expression = claim.expression or expressions.resolve_expression(claim.stated)
    parts = expressions.license_ids_in(expression)
    if not parts:
        return (
            len(clauses_of.known_license(claim)) == 1
            and clauses_of.known_license(claim)[0].category != _AMBIGUOUS
        )
    return all(_find_license_unrecognised(part) for part in parts)


def _find_license_unrecognised(part: str) -> bool:
    known = clauses_of.known_license(LicenseClaim(part, SaidBy.FOREIGN))
    if known:
        return any(license_.category != _AMBIGUOUS for license_ in known)
    return not part.startswith(("LicenseRef-", "DocumentRef-")) and bool(
        expressions.canonical_expression(part)
    )


def _report_license_unrecognised(component: Component, claims: list[LicenseClaim]) -> Finding:
    pattern = f"{PARTS}: {_problem(claims)}"
    return Finding(
        rule="license-unrecognised",
        severity=SEVERITY,
        component=component.name,
        ref=component.ref,
        message=pattern.replace(PARTS, component.name),
        fix="Read it, then declare the licence with its reason under [[licenses.clarify]], [[models]] or [[datasets]]",
        evidence=tuple(dict.fromkeys(evidence for claim in claims for evidence in claim.evidence[:1])),
        pattern=pattern,
    )


def _problem(claims: list[LicenseClaim]) -> str:
    """What is claimed, and why that names no licence."""
    words = ", ".join(list(dict.fromkeys(repr(claim.stated or claim.expression) for claim in claims))[:3])
    if all(claim.stated.lower() in _NOBODY_KNOWS and not claim.expression for claim in claims):
        return f"the {claims[0].said_by} says that the licence is {words}, so nobody knows it"
    if any(map(_is_family, claims)):
        return f"{words} names a family of licences, not one"
    return f"{words} is not recognised"


def _is_family(claim: LicenseClaim) -> bool:
    known = clauses_of.known_license(claim)
    return (
        claim.said_by is SaidBy.CLASSIFIER
        or len(known) > 1
        or any(one.category == _AMBIGUOUS for one in known)
    )
