# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The sections of the HTML page that tell of the inventory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from compliance.english import plural
from compliance.licensing.terms import clauses_of
from compliance.model import Component, Evidence, Kind, Presence
from compliance.report._support import shared_rows
from compliance.report._support.markup import Markup, build_element, join_markup, render_table
from compliance.report._support.model_slots import Slot, Slots, model_slots
from compliance.result import Result


def render_evidence(evidence: Evidence) -> str:
    """The file and line, and what it is the text of."""
    place = shared_rows.format_place(evidence)
    return f"{place} — {evidence.source}" if evidence.source and evidence.source != place else place


def render_models(result: Result) -> Markup:
    """Each model with its three slots."""
    return join_markup(*map(_describe_html_model, model_slots(result.inventory)))


def _describe_html_model(model: Slots) -> Markup:
    slots_ = {"Weights": model.weights, "Training data": model.training_data, "Output": model.output}
    said = (
        join_markup(build_element("dt", name), build_element("dd", *map(_slot, statements)))
        for name, statements in slots_.items()
    )
    where = model.component.path or model.component.purl or model.component.url
    head = join_markup(
        build_element("h3", model.component.name), build_element("p", where, class_="soft") if where else ""
    )
    return build_element("div", head, build_element("dl", *said), class_="model")


def _slot(slot: Slot) -> Markup:
    source = build_element("cite", f" {slot.evidence}") if slot.evidence else ""
    return build_element("p", f"{slot.availability}: {slot.right}", source)


def render_regions(result: Result) -> Markup:
    """Territory clauses, with their words."""
    lines = [
        (
            limit.component.name,
            limit.license,
            f"{limit.clause.effect} {', '.join(limit.clause.territories)}",
            ", ".join(limit.clause.basis) + shared_rows.scoped(limit.clause),
            limit.clause.exempt,
            _join_html_words(limit.clause.evidence),
        )
        for limit in shared_rows.limit_rows(result.inventory)
    ]
    header = ("Component", "Licence", "Effect", "Goes by", "Spares", "Words")
    if not lines:
        return build_element("p", "No territory clause was found.")
    return render_table("Licences that speak of territories", header, lines)


def _join_html_words(evidence: Evidence) -> Markup:
    quote = f"“{shared_rows.shorten_text(evidence.quote, 400)}” "
    return build_element("div", quote, build_element("cite", render_evidence(evidence)), class_="words")


def render_warranty(result: Result) -> Markup:
    """Classes of warranty and liability, with the parts in each."""
    groups: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in shared_rows.warranty_rows(result.inventory):
        groups[row.warranty, row.liability][row.license].add(row.component.name)
    lines = [
        (
            warranty,
            liability,
            str(len(set().union(*licenses.values()))),
            ", ".join(sorted(licenses)),
            shared_rows.shorten_text(", ".join(sorted(set().union(*licenses.values()))), 600),
        )
        for (warranty, liability), licenses in sorted(groups.items())
    ]
    header = ("Warranty", "Liability", "Parts", "Licences", "Which")
    return render_table("What licences say of warranty and liability", header, lines) if lines else Markup("")


def render_components(result: Result) -> Markup:
    """All parts, without the files of models and data sets."""
    by_ref = result.inventory.by_ref()
    lines = [
        (
            component.name,
            component.version,
            str(component.kind),
            join_markup(*_separated(_read_html_claims(component))) if component.licenses else "none stated",
            _shipped(component, by_ref),
        )
        for component in result.inventory.everything()
        if component.kind is not Kind.FILE or shared_rows.outermost_component(component, by_ref) is component
    ]
    header = ("Name", "Version", "Kind", "Licence (who says so)", "Shipped by")
    return render_table(
        f"{plural(len(lines), 'component')}, files of models and data sets left out", header, lines
    )


def _read_html_claims(component: Component) -> Iterable[str]:
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in component.licenses:
        said[clauses_of.license_title(claim)][str(claim.said_by)] = None
    return (f"{license_} ({', '.join(by)})" for license_, by in said.items())


def _separated(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield build_element("br")
        yield text


def _shipped(component: Component, by_ref: dict[str, Component]) -> str:
    if component.presence is not Presence.SHIPPED:
        return str(component.presence)
    carrier = by_ref.get(component.shipped_by)
    return carrier.name if carrier else "the product"


def render_gaps(result: Result) -> Markup:
    """What was skipped, unreadable or guessed."""
    lines: list[tuple[str, ...]] = [
        (gap.place, f"{gap.reason}; {gap.fix}" if gap.fix else gap.reason) for gap in result.inventory.gaps
    ]
    lines += [("the BOM", problem) for problem in result.problems]
    return render_table("Skipped, unreadable or guessed", ("Where", "What"), lines) if lines else Markup("")


def render_assumptions(result: Result) -> Markup:
    """What nobody stated."""
    stated = result.settings.assumptions
    if not stated:
        return Markup("")
    return join_markup(
        build_element("ul", *(build_element("li", one) for one in stated)),
        build_element("p", "State the facts in lexbom.toml.", class_="soft"),
    )
