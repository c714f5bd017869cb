# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Changes between two BOMs, as text, Markdown and JSON."""

import json
from collections.abc import Iterator
from itertools import groupby

import compliance
from compliance.findings import Change
from compliance.model import Component
from compliance.report._support import shared_rows
from compliance.report.formats.markdown import escape_markdown

SCHEMA = "https://lexbom.dev/schemas/lexbom-diff.schema.json#1"


def render_text(changes: tuple[Change, ...], *, width: int = 100) -> str:
    """One line for each change, by topic."""
    return "".join(f"{line}\n" for line in _take_changes_text(changes, width))


def render_markdown(old: Component, new: Component, changes: tuple[Change, ...]) -> str:
    """A table of the changes; whatever comes from the documents is escaped."""
    lines = [f"## {escape_markdown(_name_changes(old))} → {escape_markdown(_name_changes(new))}", ""]
    if changes:
        lines += ["| | What | Part | Before | Now |", "|---|---|---|---|---|"]
        lines += [
            f"| {change.topic} | {change.what} | {escape_markdown(change.component)} | {escape_markdown(change.before)} | {escape_markdown(change.after)} |"
            for change in changes
        ]
    else:
        lines.append("Nothing changed.")
    return "\n".join(lines) + "\n"


def render_json(old: Component, new: Component, changes: tuple[Change, ...]) -> str:
    """One JSON document with a line feed at its end, by `schemas/lexbom-diff.schema.json`."""
    table = {
        "schema": SCHEMA,
        "tool": {"name": "lexbom", "version": compliance.__version__},
        "old": {"name": old.name, "version": old.version},
        "new": {"name": new.name, "version": new.version},
        "changes": [
            {
                "topic": change.topic,
                "what": change.what,
                "component": change.component,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
    }
    return json.dumps(table, indent=2, ensure_ascii=False) + "\n"


def _take_changes_text(changes: tuple[Change, ...], width: int) -> Iterator[str]:
    if not changes:
        yield "Nothing changed"
    for topic, group in groupby(changes, key=lambda change: change.topic):
        found = list(group)
        yield f"{topic.capitalize()} ({len(found)})"
        for change in found:
            arrow = " -> " if change.before and change.after else ""
            values = f"{change.before}{arrow}{change.after}"
            line = f"  {change.what}: {change.component}{f'  {values}' if values else ''}"
            yield shared_rows.shorten_text(shared_rows.make_printable(line), max(width, 60))


def _name_changes(component: Component) -> str:
    return f"{component.name} {component.version}".strip()
