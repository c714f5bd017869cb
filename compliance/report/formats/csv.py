# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The components and their licences as comma-separated values (RFC 4180), for spreadsheets."""

import csv
from io import StringIO

from compliance.licensing.terms import clauses_of
from compliance.model import Component, Kind, Status
from compliance.report._support import shared_rows
from compliance.result import Result

_COLUMNS = (
    "kind",
    "name",
    "version",
    "purl",
    "presence",
    "scope",
    "shipped_by",
    "path",
    "concluded",
    "declared",
    "observed",
    "said_by",
    "supplier",
    "url",
    "sha256",
    "findings",
    "bom_ref",
    "bom_sha256",
)
_FORMULA = frozenset("=+-@＝＋－＠")


def render(result: Result) -> str:
    """A header and a line for each component; several values in a cell are separated by semicolons."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    by_ref = result.inventory.by_ref()
    found: dict[str, set[str]] = {}
    for finding in result.verdict.findings:
        if not finding.waived:
            for part in finding.parts:
                found.setdefault(part.ref, set()).add(finding.rule)
    for component in result.inventory.everything():
        whole = shared_rows.outermost_component(component, by_ref)
        if component.kind is not Kind.FILE or whole is component:
            row = (*_row(component, by_ref, found), result.bom_sha256)
            writer.writerow([_cell(text) for text in row])
    return out.getvalue()


def _row(component: Component, by_ref: dict[str, Component], found: dict[str, set[str]]) -> tuple[str, ...]:
    carrier = by_ref.get(component.shipped_by)
    sha256 = (digest.value for digest in component.digests if digest.algorithm == "SHA-256")
    return (
        str(component.kind),
        component.name,
        component.version,
        component.purl,
        str(component.presence),
        str(component.scope),
        carrier.name if carrier else "",
        component.path,
        *(_titles(component, status) for status in (Status.CONCLUDED, Status.DECLARED, Status.OBSERVED)),
        "; ".join(dict.fromkeys(str(claim.said_by) for claim in component.licenses)),
        component.supplier,
        component.url,
        next(sha256, ""),
        "; ".join(sorted(found.get(component.ref, ()))),
        component.ref,
    )


def _titles(component: Component, status: Status) -> str:
    claims = (claim for claim in component.licenses if claim.status is status)
    return "; ".join(dict.fromkeys(clauses_of.license_title(claim) for claim in claims))


def _cell(text: str) -> str:
    """Without what ends a line, and no formula: a spreadsheet would run one (OWASP, CSV injection)."""
    plain = shared_rows.make_printable(text)
    return f"'{plain}" if plain.lstrip()[:1] in _FORMULA else plain
