# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report as one HTML page for people: no script, no request to anywhere, readable on a telephone, on paper and by ear."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import compliance
from compliance.findings import Finding
from compliance.model import Component, Evidence
from compliance.report._support import html_sections, shared_rows
from compliance.report._support.finding_parts import list_parts
from compliance.report._support.markup import Markup, build_element, join_markup
from compliance.result import Result

_STYLE = Path(__file__).parents[1] / "_support" / "page.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_WORDS = {
    "pass": "Nothing was found that needs a decision",
    "warn": "Something was found that wants a look",
    "fail": "Something was found that needs a decision before this is shipped",
}
_SHOWN = 20
"""Of the findings of one rule this many are open to see; the others unfold."""
_QUOTES = 4
_Part = tuple[str, str, Markup]
"""A section: its id, its heading, its content."""


def render(result: Result) -> str:
    """A whole document."""
    product = result.inventory.product
    name = f"{product.name} {product.version}".strip()
    parts = [part for part in _collect_html_parts(result) if part[2]]
    head = build_element(
        "head",
        build_element("meta", charset="utf-8"),
        build_element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        build_element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        build_element("meta", name="referrer", content="no-referrer"),
        build_element("meta", name="lexbom-bom-sha256", content=result.bom_sha256)
        if result.bom_sha256
        else "",
        build_element("title", f"lexbom: {result.verdict.outcome} — {name}"),
        build_element("style", Markup(_STYLE.read_text("utf-8"))),
    )
    links = (
        build_element("li", build_element("a", heading, href=f"#{anchor}")) for anchor, heading, _ in parts
    )
    body = build_element(
        "body",
        build_element("a", "To the findings", href="#findings", class_="skip"),
        build_element("header", build_element("h1", name), _verdict(result)),
        build_element("nav", build_element("ul", *links), aria_label="Contents"),
        build_element("main", Markup("\n".join(_section(*part) for part in parts))),
        build_element("footer", _footer(result)),
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n{head}\n{body}\n</html>\n'


def _section(anchor: str, heading: str, content: Markup) -> Markup:
    return build_element(
        "section",
        build_element("h2", heading, id=f"{anchor}-heading"),
        content,
        id=anchor,
        aria_labelledby=f"{anchor}-heading",
    )


def _verdict(result: Result) -> Markup:
    verdict = result.verdict
    counts = (
        build_element("span", _counted(number, kind), class_=f"badge {kind if kind != 'waived' else 'plain'}")
        for kind, number in verdict.counts.items()
    )
    lines = [
        build_element(
            "p",
            build_element("strong", verdict.outcome.upper()),
            build_element("span", f" {_WORDS[verdict.outcome]}"),
        ),
        build_element("p", *counts),
    ]
    if verdict.baseline:
        lines.append(
            build_element(
                "p",
                build_element("span", f"Against the baseline: {shared_rows.describe_comparison(verdict)}"),
            )
        )
    return build_element("div", *lines, class_=f"verdict {verdict.outcome}")


def _counted(number: int, kind: str) -> str:
    return f"{number} {kind}" if number == 1 or kind == "waived" else f"{number} {kind}s"


def _collect_html_parts(result: Result) -> Iterator[_Part]:
    open_ = [finding for finding in result.verdict.findings if not finding.waived]
    new = [finding for finding in open_ if finding.baseline != "unchanged"]
    known = [finding for finding in open_ if finding.baseline == "unchanged"]
    waived = [finding for finding in result.verdict.findings if finding.waived]
    yield "findings", "What to do", _findings(new, result) or build_element("p", "Nothing was found.")
    yield "unchanged", "What the baseline has too", _findings(known, result)
    yield "waived", "Waived", _findings(waived, result)
    yield "models", "Models and their three licences", html_sections.render_models(result)
    yield "regions", "Regions", html_sections.render_regions(result)
    yield "warranty", "Who stands behind the parts", html_sections.render_warranty(result)
    yield "components", "Components", html_sections.render_components(result)
    yield "gaps", "What is not known", html_sections.render_gaps(result)
    yield "assumptions", "What was assumed", html_sections.render_assumptions(result)


def _findings(findings: list[Finding], result: Result) -> Markup:
    summaries = {guide.name: guide.summary for guide in result.guides}
    by_ref = result.inventory.by_ref()
    groups: dict[tuple[str, str], list[Markup]] = defaultdict(list)
    for finding in findings:
        groups[str(finding.severity), finding.rule].append(
            _report_html_finding(finding, by_ref.get(finding.ref))
        )
    return join_markup(
        *(
            join_markup(
                build_element("h3", build_element("span", severity, class_=f"badge {severity}"), rule),
                build_element("p", summaries.get(rule, ""), class_="soft"),
                _list(found),
            )
            for (severity, rule), found in groups.items()
        )
    )


def _list(findings: list[Markup]) -> Markup:
    shown, more = findings[:_SHOWN], findings[_SHOWN:]
    listed = build_element("ul", *shown, class_="findings")
    if not more:
        return listed
    rest = build_element("ul", *more, class_="findings")
    return join_markup(listed, build_element("details", build_element("summary", f"{len(more)} more"), rest))


def _report_html_finding(finding: Finding, component: Component | None) -> Markup:
    quoted = [evidence for evidence in finding.evidence if evidence.quote][:_QUOTES]
    named = component.evidence if component else ()
    at = next((one for one in (*finding.evidence, *named) if one.path), None)
    return build_element(
        "li",
        build_element("p", finding.message),
        build_element("p", f"All {len(finding.parts)}: {parts}", class_="soft")
        if (parts := list_parts(finding))
        else "",
        *map(_quote, quoted),
        build_element("p", build_element("cite", f"Found at {shared_rows.format_place(at)}"))
        if at and at not in quoted
        else "",
        build_element("p", f"Waived: {finding.waived}")
        if finding.waived
        else build_element("p", finding.fix, class_="fix"),
    )


def _quote(evidence: Evidence) -> Markup:
    return build_element(
        "blockquote",
        build_element("p", f"“{evidence.quote}”"),
        build_element("cite", html_sections.render_evidence(evidence)),
    )


def _footer(result: Result) -> Markup:
    valid = "breaks its schema" if result.problems else "is valid"
    return join_markup(
        build_element(
            "p",
            "These are facts with their sources: what was found, declared or quoted. They are no verdict on the law and no legal advice.",
        ),
        build_element(
            "p",
            f"Written by lexbom {compliance.__version__}. The BOM {valid} (CycloneDX {result.spec_version}).",
        ),
        build_element("p", f"SHA-256 of the BOM: {result.bom_sha256}") if result.bom_sha256 else "",
    )
