# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom explain`: what is known of a rule, a licence or a field of a profile."""

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.licensing.knowledge_base import License


def explain(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A rule, a licence (SPDX id, LicenseRef, hub id or name), or PROFILE:FIELD."
        ),
    ],
) -> None:
    """Explain a rule, a licence, or a field of an SBOM profile.

    For a licence: its facts, and each clause with the quoted words and where they were read.
    """
    from compliance.cli._support import profiles
    from compliance.licensing import expressions, knowledge_base
    from compliance.rules import rules

    if page := profiles.render_profile_page(identifier.lower()):
        typer.echo(page)
        return
    by_name = {rule.name: rule for rule in rules()}
    if rule := by_name.get(identifier.lower()):
        typer.echo(f"{rule.name} ({rule.severity})\n\n{rule.summary}\n\n{rule.documentation}")
        return
    found = knowledge_base.find_license(identifier) or knowledge_base.find_license(
        expressions.resolve_expression(identifier)
    )
    if not found and (page := _spdx_page(identifier)):
        typer.echo(page)
        return
    if not found:
        near = [
            *knowledge_base.find_similar_names(identifier),
            *(name for name in by_name if identifier.lower() in name),
        ]
        raise UsageError(
            f"{identifier!r} is no rule and no licence that lexbom knows",
            fix=f"Did you mean {', '.join(near)}?" if near else "See lexbom rules",
        )
    if len(found) > 1:
        typer.echo(f"{identifier} may mean {len(found)} licences:\n")
    typer.echo("\n\n".join(map(_page, found)))


def _spdx_page(identifier: str) -> str:
    """A licence that SPDX lists and `knowledge/` has no file for: what the clause reader found in its text."""
    from compliance.licensing import expressions
    from compliance.licensing.terms import spdx_clauses

    name = expressions.canonical_expression(identifier) or expressions.resolve_expression(identifier)
    title = expressions.full_name(name)
    if not title:
        return ""
    read = [
        f"{clause.kind}: {clause.grade or 'there is such a clause'}"
        for clause in spdx_clauses.clauses_of_spdx(name)
    ]
    lines = [
        title,
        "=" * len(title),
        f"{'SPDX:':<19}{name}",
        "",
        *(read or ["Its text was not read."]),
        "",
        "No person has reviewed its clauses. Read in:",
        f"    {spdx_clauses.SOURCE}: {name}, as lexbom reads it",
    ]
    return "\n".join(lines)


def _page(license_: "License") -> str:
    facts = license_.facts
    about = {
        "SPDX": license_.expression,
        "Licensor": facts.get("licensor", ""),
        "Version": facts.get("version", ""),
        "Category": license_.category,
        "Applies to": ", ".join(license_.applies_to),
        "Commercial use": license_.commercial_use,
        "OSI approved": {True: "yes", False: "no"}.get(facts.get("osi", "?"), ""),
        "AI Act Art. 53(2)": facts.get("aia_53_2", ""),
        "Governing law": facts.get("governing_law", ""),
        "Venue": facts.get("venue", ""),
        "Confidence": license_.confidence,
    }
    lines = [
        license_.name,
        "=" * len(license_.name),
        *(f"{key + ':':<19}{value}" for key, value in about.items() if value),
    ]
    for entry in facts["clauses"]:
        grade = f" ({entry['grade']})" if entry.get("grade") else ""
        section = f", {entry['section']}" if entry.get("section") else ""
        lines += ["", *_wrapped(f"{entry['kind']}{grade}{section}: {entry.get('summary', '')}", "")]
        lines += _wrapped(f'"{entry["quote"]}"', "    ")
    if facts.get("note"):
        lines += ["", *_wrapped(f"Note: {facts['note']}", "")]
    lines += [
        "",
        "Read in:",
        *(f"    {source['ref']} ({source['how']}, {source['read']})" for source in facts["sources"]),
    ]
    return "\n".join(lines)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), 100, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
