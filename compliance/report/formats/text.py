# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report for a terminal: the verdict, what to do, then licences, warranty and regions."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from compliance.english import plural
from compliance.findings import Finding
from compliance.licensing.terms import clauses_of
from compliance.model import Component, Evidence, Kind, Presence, Severity
from compliance.report._support import shared_rows
from compliance.report._support.finding_parts import list_parts, name_finding
from compliance.result import Result

_COLOURS = {
    "fail": "31",
    "warn": "33",
    "pass": "32",
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.NOTE: "36",
}
_SHOWN = 4
"""Of findings of one rule with one remedy this many are written out."""
_QUOTES = 2
_ALL_PARTS = 1200
"""Characters of the list of a finding's parts; JSON has all of them."""


def render(result: Result, *, width: int = 100, colour: bool = False, waived: bool = False) -> str:
    """The report in lines of at most `width` characters, except for paths."""
    page = _Page(width, colour=colour)
    page.lines(_verdict(page, result))
    page.lines(_todo(page, result, waived=waived))
    page.lines(_inventory(page, result))
    page.lines(_warranty(page, result))
    page.lines(_regions(page, result))
    page.lines(_assumed(page, result))
    return "\n".join(page.written) + "\n"


class _Page:
    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(width, 60)
        self.colour = colour
        self.written: list[str] = []

    def lines(self, lines: Iterator[str]) -> None:
        self.written.extend(lines)

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self.paint(text, "1")

    def wrap(self, text: str, indent: str, first: str = "") -> Iterator[str]:
        yield from textwrap.wrap(
            shared_rows.make_printable(text),
            self.width,
            initial_indent=first or indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def table(self, header: tuple[str, ...], cells: Sequence[tuple[str, ...]]) -> Iterator[str]:
        """Columns as wide as needed; the last one gets what is left of the line."""
        widths = [min(max(len(row[column]) for row in [header, *cells]), 44) for column in range(len(header))]
        left = self.width - 2 - sum(width + 2 for width in widths[:-1])
        widths[-1] = max(min(widths[-1], left), 12)
        for number, row in enumerate([header, *cells]):
            line = (
                "  "
                + "  ".join(
                    shared_rows.shorten_text(shared_rows.make_printable(cell), width).ljust(width)
                    for cell, width in zip(row, widths, strict=True)
                ).rstrip()
            )
            yield self.paint(line, "2") if number == 0 else line


def _verdict(page: _Page, result: Result) -> Iterator[str]:
    verdict, product = result.verdict, result.inventory.product
    name = shared_rows.make_printable(f"{product.name} {product.version}".strip())
    outcome = page.paint(verdict.outcome.upper(), "1;" + _COLOURS[verdict.outcome])
    yield f"{outcome}  {name}: {_count_findings(result) or 'nothing found'}"
    yield f"      {_count_parts(result)}; {_bom(result)}"
    if verdict.baseline:
        yield f"      against the baseline: {shared_rows.describe_comparison(verdict)}"


def _count_findings(result: Result) -> str:
    """`1 error, 2 warnings, 3 waived`, without those of which there is none."""
    counts = result.verdict.counts
    said = [plural(counts[kind], kind) for kind in ("error", "warning", "note") if counts[kind]]
    return ", ".join([*said, *([f"{counts['waived']} waived"] if counts["waived"] else [])])


def _count_parts(result: Result) -> str:
    """`1 library, 2 models, 0 data sets`; images only where there are some."""
    kinds = Counter(component.kind for component in result.inventory.components)
    images = kinds[Kind.CONTAINER]
    return ", ".join(
        [
            plural(kinds[Kind.LIBRARY], "library", "libraries"),
            plural(kinds[Kind.MODEL], "model"),
            plural(kinds[Kind.DATASET], "data set"),
            *([plural(images, "container image")] if images else []),
        ]
    )


def _bom(result: Result) -> str:
    if result.problems:
        return f"the BOM breaks the CycloneDX {result.spec_version} schema: {shared_rows.make_printable(result.problems[0])}"
    return f"the BOM is valid CycloneDX {result.spec_version}"


def _todo(page: _Page, result: Result, *, waived: bool) -> Iterator[str]:
    groups: dict[tuple[bool, Severity, str], list[Finding]] = defaultdict(list)
    for finding in result.verdict.findings:
        if (waived or not finding.waived) and finding.baseline != "unchanged":
            groups[bool(finding.waived), finding.severity, finding.rule].append(finding)
    if groups:
        yield from page.heading("What to do")
    for (is_waived, severity, rule), findings in groups.items():
        yield ""
        yield f"  {page.paint('waived' if is_waived else severity, _COLOURS[severity])} {page.paint(rule, '1')}"
        yield from _group(page, result, findings)
    yield from _unchanged(page, result)


def _group(page: _Page, result: Result, findings: list[Finding]) -> Iterator[str]:
    """Findings of one rule: the first of them whole, the others by name, and what to do about them."""
    for finding in findings[:_SHOWN]:
        yield from _report_formats_text_finding(page, finding)
    if rest := findings[_SHOWN:]:
        names = ", ".join(dict.fromkeys(name_finding(finding, result.inventory) for finding in rest))
        words = f"and {len(rest)} more: {shared_rows.shorten_text(names, 3 * page.width)}"
        yield from page.wrap(words, "    ")
    for fix in dict.fromkeys(finding.waived or finding.fix for finding in findings):
        yield from page.wrap(fix, "       ", "    -> ")


def _unchanged(page: _Page, result: Result) -> Iterator[str]:
    """What the baseline has too, by name only: who looks at a change wants to see what it adds."""
    known = Counter(
        f"{finding.severity} {finding.rule}"
        for finding in result.verdict.findings
        if finding.baseline == "unchanged" and not finding.waived
    )
    if known:
        yield from page.heading("In the baseline too")
        listed = (f"{name} ({count})" if count > 1 else name for name, count in known.items())
        yield from page.wrap(", ".join(listed), "  ")


def _report_formats_text_finding(page: _Page, finding: Finding) -> Iterator[str]:
    yield from page.wrap(finding.message, "    ")
    if parts := list_parts(finding):
        yield from page.wrap(f"all: {shared_rows.shorten_text(parts, _ALL_PARTS)}", "      ")
    for evidence in [one for one in finding.evidence if one.quote and not one.quote.startswith("(no such")][
        :_QUOTES
    ]:
        yield from _quoted(page, evidence)


def _quoted(page: _Page, evidence: Evidence) -> Iterator[str]:
    yield from page.wrap(f'"{shared_rows.shorten_text(evidence.quote, 360)}"', "      | ")
    yield page.paint(f"      {shared_rows.make_printable(shared_rows.format_place(evidence))}", "2")


def _inventory(page: _Page, result: Result) -> Iterator[str]:
    components = [
        component for component in result.inventory.components if component.kind in {Kind.MODEL, Kind.DATASET}
    ]
    names = {component.ref: component.name for component in result.inventory.components}
    if components:
        yield from page.heading("Models and data")
        yield from page.table(
            ("name", "size", "by", "licence (who says so)"),
            [_row(component, names) for component in components],
        )
    libraries: dict[str, list[str]] = defaultdict(list)
    for component in result.inventory.components:
        if component.kind is Kind.LIBRARY:
            libraries[_license(component, who=False)].append(component.name)
    if libraries:
        yield from page.heading("Licences of libraries")
        ranked = sorted(libraries.items(), key=lambda item: (-len(item[1]), item[0]))
        yield from page.table(
            ("licence", "count", "libraries"),
            [(license_, str(len(found)), ", ".join(found)) for license_, found in ranked],
        )


def _row(component: Component, names: dict[str, str]) -> tuple[str, ...]:
    by = (
        names.get(component.shipped_by, "the product")
        if component.presence is Presence.SHIPPED
        else "named only"
    )
    return (
        component.name,
        shared_rows.format_size(component.size) if component.size >= 0 else "-",
        by,
        _license(component),
    )


def _license(component: Component, *, who: bool = True) -> str:
    """All claims on a model; for a library what is declared, since its many texts would drown it."""
    said: dict[str, list[str]] = {}
    for claim in component.licenses if who else component.licenses[:1]:
        said.setdefault(clauses_of.license_title(claim), []).append(str(claim.said_by))
    return (
        ", ".join(
            f"{license_} ({', '.join(dict.fromkeys(by))})" if who else license_
            for license_, by in said.items()
        )
        or "none stated"
    )


def _warranty(page: _Page, result: Result) -> Iterator[str]:
    groups: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in shared_rows.warranty_rows(result.inventory):
        groups[row.warranty, row.liability][row.license].append(row.component.name)
    if not groups:
        return
    yield from page.heading("Who stands behind the parts")
    cells = [
        (
            warranty,
            liability,
            str(len({name for names in licenses.values() for name in names})),
            ", ".join(sorted(licenses)),
        )
        for (warranty, liability), licenses in sorted(groups.items())
    ]
    yield from page.table(("warranty", "liability", "parts", "licences"), cells)


def _regions(page: _Page, result: Result) -> Iterator[str]:
    found = list(shared_rows.limit_rows(result.inventory))
    yield from page.heading("Regions")
    if not found:
        yield "  No territory clause was found"
        return
    cells = [
        (
            limit.component.name,
            f"{limit.clause.effect} {', '.join(limit.clause.territories)}",
            ", ".join(limit.clause.basis) + shared_rows.scoped(limit.clause),
            shared_rows.format_place(limit.clause.evidence),
        )
        for limit in found
    ]
    yield from page.table(("component", "effect", "goes by", "where it stands"), cells)
    spared = dict.fromkeys(
        f"{limit.license} spares {limit.clause.exempt}" for limit in found if limit.clause.exempt
    )
    for words in spared:
        yield from page.wrap(words, "  ")


def _assumed(page: _Page, result: Result) -> Iterator[str]:
    if result.settings.assumptions:
        yield from page.heading("Assumed")
        yield from page.wrap(
            "; ".join(result.settings.assumptions) + ". State the facts in lexbom.toml.", "  "
        )
