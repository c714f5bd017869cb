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
from compliance.report._support.collapse_findings import together
from compliance.report._support.markup import Markup, element, joined
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
    parts = [part for part in _parts(result) if part[2]]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="lexbom-bom-sha256", content=result.bom_sha256) if result.bom_sha256 else "",
        element("title", f"lexbom: {result.verdict.outcome} — {name}"),
        element("style", Markup(_STYLE.read_text("utf-8"))),
    )
    links = (element("li", element("a", heading, href=f"#{anchor}")) for anchor, heading, _ in parts)
    body = element(
        "body",
        element("a", "To the findings", href="#findings", class_="skip"),
        element("header", element("h1", name), _verdict(result)),
        element("nav", element("ul", *links), aria_label="Contents"),
        element("main", Markup("\n".join(_section(*part) for part in parts))),
        element("footer", _footer(result)),
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n{head}\n{body}\n</html>\n'


def _section(anchor: str, heading: str, content: Markup) -> Markup:
    return element(
        "section",
        element("h2", heading, id=f"{anchor}-heading"),
        content,
        id=anchor,
        aria_labelledby=f"{anchor}-heading",
    )


def _verdict(result: Result) -> Markup:
    verdict = result.verdict
    counts = (
        element("span", _counted(number, kind), class_=f"badge {kind if kind != 'waived' else 'plain'}")
        for kind, number in verdict.counts.items()
    )
    lines = [
        element(
            "p", element("strong", verdict.outcome.upper()), element("span", f" {_WORDS[verdict.outcome]}")
        ),
        element("p", *counts),
    ]
    if verdict.baseline:
        lines.append(element("p", element("span", f"Against the baseline: {shared_rows.compared(verdict)}")))
    return element("div", *lines, class_=f"verdict {verdict.outcome}")


def _counted(number: int, kind: str) -> str:
    return f"{number} {kind}" if number == 1 or kind == "waived" else f"{number} {kind}s"


def _parts(result: Result) -> Iterator[_Part]:
    open_ = [finding for finding in result.verdict.findings if not finding.waived]
    new = [finding for finding in open_ if finding.baseline != "unchanged"]
    known = [finding for finding in open_ if finding.baseline == "unchanged"]
    waived = [finding for finding in result.verdict.findings if finding.waived]
    yield "findings", "What to do", _findings(new, result) or element("p", "Nothing was found.")
    yield "unchanged", "What the baseline has too", _findings(known, result)
    yield "waived", "Waived", _findings(waived, result)
    yield "models", "Models and their three licences", html_sections.models(result)
    yield "regions", "Regions", html_sections.regions(result)
    yield "warranty", "Who stands behind the parts", html_sections.warranty(result)
    yield "components", "Components", html_sections.components(result)
    yield "gaps", "What is not known", html_sections.gaps(result)
    yield "assumptions", "What was assumed", html_sections.assumptions(result)


def _findings(findings: list[Finding], result: Result) -> Markup:
    summaries = {guide.name: guide.summary for guide in result.guides}
    by_ref = result.inventory.by_ref()
    groups: dict[tuple[str, str], list[Markup]] = defaultdict(list)
    for finding in together(findings):
        groups[str(finding.severity), finding.rule].append(_finding(finding, by_ref.get(finding.ref)))
    return joined(
        *(
            joined(
                element("h3", element("span", severity, class_=f"badge {severity}"), rule),
                element("p", summaries.get(rule, ""), class_="soft"),
                _list(found),
            )
            for (severity, rule), found in groups.items()
        )
    )


def _list(findings: list[Markup]) -> Markup:
    shown, more = findings[:_SHOWN], findings[_SHOWN:]
    listed = element("ul", *shown, class_="findings")
    if not more:
        return listed
    rest = element("ul", *more, class_="findings")
    return joined(listed, element("details", element("summary", f"{len(more)} more"), rest))


def _finding(finding: Finding, component: Component | None) -> Markup:
    quoted = [evidence for evidence in finding.evidence if evidence.quote][:_QUOTES]
    named = component.evidence if component else ()
    at = next((one for one in (*finding.evidence, *named) if one.path), None)
    return element(
        "li",
        element("p", finding.message),
        *map(_quote, quoted),
        element("p", element("cite", f"Found at {shared_rows.place(at)}")) if at and at not in quoted else "",
        element("p", f"Waived: {finding.waived}")
        if finding.waived
        else element("p", finding.fix, class_="fix"),
    )


def _quote(evidence: Evidence) -> Markup:
    return element(
        "blockquote", element("p", f"“{evidence.quote}”"), element("cite", html_sections.where(evidence))
    )


def _footer(result: Result) -> Markup:
    valid = "breaks its schema" if result.problems else "is valid"
    return joined(
        element(
            "p",
            "These are facts with their sources: what was found, declared or quoted. They are no verdict on the law and no legal advice.",
        ),
        element(
            "p",
            f"Written by lexbom {compliance.__version__}. The BOM {valid} (CycloneDX {result.spec_version}).",
        ),
        element("p", f"SHA-256 of the BOM: {result.bom_sha256}") if result.bom_sha256 else "",
    )
