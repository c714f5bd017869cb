# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a shipped file without terms of its own takes over from the package or the product that holds it."""

from dataclasses import replace

from compliance.discover.interface import PRODUCT
from compliance.model import Component, Kind, LicenseClaim, Presence, SaidBy, Subject

_SUBJECT = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}
_SHORT_NAME = 3
"""Names of packages that may begin the name of any library."""


def inherit_claims(component: Component, carried: dict[str, Component]) -> Component:
    """A shipped file without any claim of its own takes its carrier's, marked as inherited and unverified.

    So does a shared object that has its package's name: `libRDKitGraphMol` in `rdkit.libs`.
    """
    carrier = carried.get(component.shipped_by or PRODUCT)
    is_own_object = carrier is not None and _is_own_object(component, carrier)
    inherits = component.kind in _SUBJECT or is_own_object
    if not inherits or component.presence is not Presence.SHIPPED or component.licenses:
        return component
    claims = carrier.own_licenses if carrier else ()
    subject = _SUBJECT.get(component.kind, Subject.CODE)
    exact = [claim for claim in claims if claim.subject is subject]
    taken: dict[tuple[str, str], LicenseClaim] = {}
    for claim in exact or claims:
        key = (claim.expression, "" if claim.expression else claim.stated)
        if claim.expression or claim.said_by is not SaidBy.CLASSIFIER:
            evidence = (*(taken[key].evidence if key in taken else ()), *claim.evidence)
            taken[key] = LicenseClaim(
                claim.expression,
                SaidBy.CARRIER,
                subject=subject,
                stated=key[1],
                evidence=evidence,
            )
    return replace(component, licenses=tuple(taken.values()))


def _is_own_object(component: Component, carrier: Component) -> bool:
    """Whether a shared object has the name of the package that ships it."""
    name = "".join(filter(str.isalnum, carrier.name.lower()))
    is_object = (
        component.kind is Kind.LIBRARY and bool(component.shipped_by) and component.name.startswith("lib")
    )
    return (
        is_object and len(name) > _SHORT_NAME and component.name.lower().removeprefix("lib").startswith(name)
    )
