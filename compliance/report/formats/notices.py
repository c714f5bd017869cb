# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Third-party notices: what the product ships or installs, under which licences, and what those ask to be said."""

import textwrap
from collections.abc import Iterator

from compliance.english import plural
from compliance.licensing.terms import clauses_of, duties
from compliance.model import ClauseKind, Component, Kind, LicenseClaim, Presence, Scope, Status, Subject
from compliance.report._support import shared_rows
from compliance.result import Result

_ASKING = (ClauseKind.ATTRIBUTION, ClauseKind.NOTICE, ClauseKind.NAMING, ClauseKind.DISPLAY)
_WIDTH = 100
_LIMITS = (
    "This page is written from a bill of materials. It names the parts, their licences and what those ask for, with the words quoted. It "
    "does not hold the copyright lines and the full licence texts, which most licences want to go along: collect them from the files that "
    "are named, or from the parts themselves. Services that are only called, and parts that are only named, are not listed."
)


def render(result: Result) -> str:
    """Plain text, sorted by name."""
    return "\n".join(_split_notices_lines(result)) + "\n"


def _split_notices_lines(result: Result) -> Iterator[str]:
    product = result.inventory.product
    parts = sorted(
        (component for component in result.inventory.components if _goes_along(component)),
        key=lambda component: (component.name.casefold(), component.version, component.ref),
    )
    title = shared_rows.make_printable(f"Third-party notices for {product.name} {product.version}".strip())
    yield from (title, "=" * len(title), "")
    yield from textwrap.wrap(_LIMITS, _WIDTH)
    yield from ("", plural(len(parts), "part"))
    if result.bom_sha256:
        yield f"SHA-256 of the BOM: {result.bom_sha256}"
    for component in parts:
        yield from _part(component)


def _goes_along(component: Component) -> bool:
    return (
        component.kind in {Kind.LIBRARY, Kind.MODEL, Kind.DATASET, Kind.CONTAINER}
        and component.presence is not Presence.REFERENCED
        and component.scope is not Scope.EXCLUDED
    )


def _part(component: Component) -> Iterator[str]:
    name = shared_rows.make_printable(f"{component.name} {component.version}".strip())
    yield from ("", "-" * _WIDTH, name, "")
    facts = {
        "Kind": str(component.kind),
        "By": component.supplier,
        "At": component.url or component.purl,
        "Lies in": component.path,
    }
    yield from (f"  {key}: {shared_rows.make_printable(value)}" for key, value in facts.items() if value)
    yield from _licences(component)
    for bound in duties.duties_of_component(component, *_ASKING):
        for duty in bound.duties:
            yield from _wrapped(f"{bound.license} asks: {duty.summary}.", "  ")
            if duty.clause.evidence.quote:
                yield from _wrapped(f'"{duty.clause.evidence.quote}"', "    | ")
                yield f"    {shared_rows.make_printable(shared_rows.format_place(duty.clause.evidence))}"


def _licences(component: Component) -> Iterator[str]:
    """Each licence once, then each file that a licence text was found in."""
    claims = clauses_of.select_speaking_claims(component)
    if not claims:
        yield "  Licence: none stated"
    for claim in dict.fromkeys(map(_word_notices, claims)):
        yield f"  Licence: {shared_rows.make_printable(claim)}"
    observed = [claim for claim in component.licenses if claim.status is Status.OBSERVED and claim.evidence]
    for path in dict.fromkeys(claim.evidence[0].path for claim in observed):
        if path:
            yield f"  Licence text: {shared_rows.make_printable(path)}"


def _word_notices(claim: LicenseClaim) -> str:
    subject = f", for its {claim.subject}" if claim.subject is not Subject.CODE else ""
    return f"{clauses_of.license_title(claim)} ({claim.said_by}{subject})"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        shared_rows.make_printable(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
