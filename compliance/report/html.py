# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The report as one HTML page for people: no script, no request to anywhere, readable on a telephone, on paper and by ear."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import compliance
from compliance.licensing import terms
from compliance.model import Component, Evidence, Finding, Kind, Presence
from compliance.report import rows
from compliance.report.markup import Markup, element, joined, table
from compliance.report.slots import Slot, Slots, slots
from compliance.result import Result

_STYLE = Path(__file__).with_name("page.css")
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
        element("span", f"{number} {kind}", class_=f"badge {kind if kind != 'waived' else 'plain'}")
        for kind, number in verdict.counts.items()
    )
    lines = [
        element(
            "p", element("strong", verdict.outcome.upper()), element("span", f" {_WORDS[verdict.outcome]}")
        ),
        element("p", *counts),
    ]
    if verdict.baseline:
        lines.append(element("p", element("span", f"Against the baseline: {rows.compared(verdict)}")))
    return element("div", *lines, class_=f"verdict {verdict.outcome}", role="status")


def _parts(result: Result) -> Iterator[_Part]:
    open_ = [finding for finding in result.verdict.findings if not finding.waived]
    new = [finding for finding in open_ if finding.baseline != "unchanged"]
    known = [finding for finding in open_ if finding.baseline == "unchanged"]
    waived = [finding for finding in result.verdict.findings if finding.waived]
    yield "findings", "What to do", _findings(new, result) or element("p", "Nothing was found.")
    yield "unchanged", "What the baseline has too", _findings(known, result)
    yield "waived", "Waived", _findings(waived, result)
    yield "models", "Models and their three licences", _models(result)
    yield "regions", "Regions", _regions(result)
    yield "warranty", "Who stands behind the parts", _warranty(result)
    yield "components", "Components", _components(result)
    yield "gaps", "What is not known", _gaps(result)
    yield "assumptions", "What was assumed", _assumptions(result)


def _findings(findings: list[Finding], result: Result) -> Markup:
    summaries = {guide.name: guide.summary for guide in result.guides}
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[str(finding.severity), finding.rule].append(finding)
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


def _list(findings: list[Finding]) -> Markup:
    shown, more = findings[:_SHOWN], findings[_SHOWN:]
    listed = element("ul", *map(_finding, shown), class_="findings")
    if not more:
        return listed
    rest = element("ul", *map(_finding, more), class_="findings")
    return joined(listed, element("details", element("summary", f"{len(more)} more"), rest))


def _finding(finding: Finding) -> Markup:
    quoted = [evidence for evidence in finding.evidence if evidence.quote][:_QUOTES]
    bare = [evidence for evidence in finding.evidence[:1] if not evidence.quote and rows.place(evidence)]
    return element(
        "li",
        element("p", finding.message),
        *map(_quote, quoted),
        *(element("p", element("cite", rows.place(evidence))) for evidence in bare if not quoted),
        element("p", f"Waived: {finding.waived}") if finding.waived else "",
        element("p", finding.fix, class_="fix") if not finding.waived else "",
    )


def _quote(evidence: Evidence) -> Markup:
    return element("blockquote", element("p", f"“{evidence.quote}”"), element("cite", _where(evidence)))


def _where(evidence: Evidence) -> str:
    """The file and line, and what it is the text of."""
    place = rows.place(evidence)
    return f"{place} — {evidence.source}" if evidence.source and evidence.source != place else place


def _models(result: Result) -> Markup:
    return joined(*map(_model, slots(result.inventory)))


def _model(model: Slots) -> Markup:
    slots_ = {"Weights": model.weights, "Training data": model.training_data, "Output": model.output}
    said = (
        joined(element("dt", name), element("dd", *map(_slot, statements)))
        for name, statements in slots_.items()
    )
    return element("div", element("h3", model.component.name), element("dl", *said), class_="model")


def _slot(slot: Slot) -> Markup:
    source = element("cite", f" {slot.evidence}") if slot.evidence else ""
    return element("p", f"{slot.availability}: {slot.right}", source)


def _regions(result: Result) -> Markup:
    lines = [
        (
            limit.component.name,
            limit.license,
            f"{limit.clause.effect} {', '.join(limit.clause.territories)}",
            ", ".join(limit.clause.basis) + (f" ({limit.clause.scope})" if limit.clause.scope else ""),
            limit.clause.exempt,
            _words(limit.clause.evidence),
        )
        for limit in rows.limits(result.inventory)
    ]
    header = ("Component", "Licence", "Effect", "Goes by", "Spares", "Words")
    if not lines:
        return element("p", "No territory clause was found.")
    return table("Licences that speak of territories", header, lines)


def _words(evidence: Evidence) -> Markup:
    return joined(f"“{rows.shortened(evidence.quote, 400)}” ", element("cite", _where(evidence)))


def _warranty(result: Result) -> Markup:
    groups: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows.warranties(result.inventory):
        groups[row.warranty, row.liability][row.license].add(row.component.name)
    lines = [
        (
            warranty,
            liability,
            str(len(set().union(*licenses.values()))),
            ", ".join(sorted(licenses)),
            rows.shortened(", ".join(sorted(set().union(*licenses.values()))), 600),
        )
        for (warranty, liability), licenses in sorted(groups.items())
    ]
    header = ("Warranty", "Liability", "Parts", "Licences", "Which")
    return table("What licences say of warranty and liability", header, lines) if lines else Markup("")


def _components(result: Result) -> Markup:
    by_ref = result.inventory.by_ref()
    lines = [
        (
            component.name,
            component.version,
            str(component.kind),
            joined(*_separated(_claims(component))) if component.licenses else "none stated",
            _shipped(component, by_ref),
        )
        for component in result.inventory.everything()
        if component.kind is not Kind.FILE or rows.whole(component, by_ref) is component
    ]
    header = ("Name", "Version", "Kind", "Licence (who says so)", "Shipped by")
    return table(f"{len(lines)} components, files of models and data sets left out", header, lines)


def _claims(component: Component) -> Iterable[str]:
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in component.licenses:
        said[terms.title(claim)][str(claim.said_by)] = None
    return (f"{license_} ({', '.join(by)})" for license_, by in said.items())


def _separated(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield element("br")
        yield text


def _shipped(component: Component, by_ref: dict[str, Component]) -> str:
    if component.presence is not Presence.SHIPPED:
        return str(component.presence)
    carrier = by_ref.get(component.shipped_by)
    return carrier.name if carrier else "the product"


def _gaps(result: Result) -> Markup:
    lines: list[tuple[str, ...]] = [(gap.path, gap.reason) for gap in result.inventory.gaps]
    lines += [("the BOM", problem) for problem in result.problems]
    return table("Skipped, unreadable or guessed", ("Where", "What"), lines) if lines else Markup("")


def _assumptions(result: Result) -> Markup:
    stated = result.settings.assumptions
    if not stated:
        return Markup("")
    return joined(
        element("ul", *(element("li", one) for one in stated)),
        element("p", "State the facts in lexbom.toml.", class_="soft"),
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
    )
