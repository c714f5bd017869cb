# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report as Markdown, for job summaries and merge requests."""

from collections.abc import Iterable, Iterator

from compliance.findings import Finding
from compliance.licensing.terms import clauses_of
from compliance.model import Component, Evidence, Kind, Presence, Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_parts import list_parts
from compliance.result import Result

_MARKS = {
    "pass": "✅",
    "warn": "⚠️",
    "fail": "❌",
    Severity.ERROR: "❌",
    Severity.WARNING: "⚠️",
    Severity.NOTE: "ℹ️",
}

_SHOWN = 200
"""Rows of a table: GitHub takes a job summary of 1 MiB at most."""
_ALL_PARTS = 1200
"""Characters of the list of a finding's parts; JSON has all of them."""
_STATES = {"": "Findings", "new": "New findings", "unchanged": "Findings that the baseline has too"}


def render(result: Result) -> str:
    """A Markdown document; whatever comes from the product is escaped."""
    return "\n".join(_split_markdown_lines(result)) + "\n"


def _split_markdown_lines(result: Result) -> Iterator[str]:
    yield from _verdict(result)
    yield from _findings(result)
    yield from _models(result)
    warranty = {
        (row.warranty, row.liability, row.license) for row in shared_rows.warranty_rows(result.inventory)
    }
    if warranty:
        header = ("Warranty", "Liability", "Licence")
        yield from _take_markdown_table("Who stands behind the parts", header, sorted(warranty))
    regions = [_region(limit) for limit in shared_rows.limit_rows(result.inventory)]
    if regions:
        yield from _take_markdown_table(
            "Regions", ("Component", "Effect", "Spares", "Words", "Where"), regions
        )
    if result.settings.assumptions:
        yield ""
        yield f"Assumed: {escape_markdown('; '.join(result.settings.assumptions))}."
    if result.bom_sha256:
        yield ""
        yield f"SHA-256 of the BOM: `{result.bom_sha256}`"


def _verdict(result: Result) -> Iterator[str]:
    verdict, product = result.verdict, result.inventory.product
    yield f"## {_MARKS[verdict.outcome]} lexbom: {verdict.outcome} — {escape_markdown(f'{product.name} {product.version}'.strip())}"
    yield ""
    yield ", ".join(f"{number} {kind}" for kind, number in verdict.counts.items())
    if verdict.baseline:
        yield ""
        yield f"Against the baseline: {shared_rows.describe_comparison(verdict)}"
    if result.problems:
        yield ""
        yield f"The BOM breaks the CycloneDX {result.spec_version} schema: {escape_markdown(result.problems[0])}"


def _findings(result: Result) -> Iterator[str]:
    """A table for each state against the baseline that findings are in; without a baseline there is one."""
    by_ref = result.inventory.by_ref()
    open_ = [finding for finding in result.verdict.findings if not finding.waived]
    for state, title in _STATES.items():
        found = [finding for finding in open_ if finding.baseline == state]
        if found:
            cells = (_report_markdown_finding(one, by_ref.get(one.ref)) for one in found)
            yield from _take_markdown_table(title, ("", "Rule", "What", "How to fix", "Where"), cells)


def _models(result: Result) -> Iterator[str]:
    parts = result.inventory.components
    models = [component for component in parts if component.kind in {Kind.MODEL, Kind.DATASET}]
    if models:
        names = {component.ref: component.name for component in parts}
        cells = (_model(component, names) for component in models)
        header = ("Name", "Shipped by", "Licence (who says so)")
        yield from _take_markdown_table("Models and data", header, cells)


def _model(component: Component, names: dict[str, str]) -> tuple[str, str, str]:
    """Name, who ships it, and what its licences are by whose word."""
    carrier = "named only"
    if component.presence is Presence.SHIPPED:
        carrier = names.get(component.shipped_by, "the product")
    said = dict.fromkeys(
        f"{clauses_of.license_title(claim)} ({claim.said_by})" for claim in component.licenses
    )
    return component.name, carrier, ", ".join(said) or "none stated"


def _region(limit: shared_rows.Limit) -> tuple[str, str, str, str, str]:
    clause = limit.clause
    effect = f"{clause.effect} {', '.join(clause.territories)}{shared_rows.scoped(clause)}"
    place = shared_rows.format_place(clause.evidence)
    return limit.component.name, effect, clause.exempt, clause.evidence.quote, place


def _report_markdown_finding(finding: Finding, component: Component | None) -> tuple[str, ...]:
    quote = next((evidence for evidence in finding.evidence if evidence.quote), None)
    words = (
        f"{finding.message} — “{shared_rows.shorten_text(quote.quote, 240)}”" if quote else finding.message
    )
    if parts := list_parts(finding):
        words = f"{words} — all: {shared_rows.shorten_text(parts, _ALL_PARTS)}"
    return _MARKS[finding.severity], finding.rule, words, finding.fix, _where(finding, component)


def _where(finding: Finding, component: Component | None) -> str:
    """The first line of a file that speaks of it, else the file, else where its component was seen, else the source of the words."""
    own = sorted(finding.evidence, key=_vagueness)
    seen = sorted(component.evidence, key=_vagueness) if component else []
    best = next((evidence for evidence in (*own[:1], *seen[:1]) if evidence.path), own[0] if own else None)
    return shared_rows.format_place(best) if best else ""


def _vagueness(evidence: Evidence) -> int:
    """Lines of files come before files, and those before sources."""
    if not evidence.path:
        return 2
    return 0 if evidence.line else 1


def _take_markdown_table(
    title: str, header: tuple[str, ...], cells: Iterable[tuple[str, ...]]
) -> Iterator[str]:
    yield ""
    yield f"### {title}"
    yield ""
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    lines = list(cells)
    for row in lines[:_SHOWN]:
        yield "| " + " | ".join(map(escape_markdown, row)) + " |"
    if len(lines) > _SHOWN:
        yield ""
        yield f"And {len(lines) - _SHOWN} more, which are in the JSON and HTML reports."


def escape_markdown(text: str) -> str:
    """Text in which nothing can end a cell, start markup or load something."""
    plain = "".join(
        f"\\{character}" if character in "\\`*_{}[]()#|~" else character
        for character in " ".join(shared_rows.make_printable(text).split())
    )
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
