# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""HTML that is escaped by the way it is made: text becomes part of a page only through `build_element`."""

import html
from collections.abc import Sequence

from compliance.report._support.shared_rows import make_printable

_VOID = frozenset({"br", "hr", "meta", "link"})


class Markup(str):
    """HTML that is ready; a plain str is text, and is escaped."""

    __slots__ = ()


def build_element(tag: str, *children: str, **attributes: str) -> Markup:
    """One element. Of attributes a trailing underscore is dropped, and inner ones are hyphens; empty ones are left out."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(make_printable(value))}"'
        for name, value in attributes.items()
        if value
    )
    inside = "".join(map(escape_html, children))
    return Markup(f"<{tag}{said}>" if tag in _VOID else f"<{tag}{said}>{inside}</{tag}>")


def escape_html(text: str) -> Markup:
    """Text as HTML, without control characters and without what turns the direction of writing; HTML stays as it is."""
    return text if isinstance(text, Markup) else Markup(html.escape(make_printable(text)))


def join_markup(*children: str) -> Markup:
    """Several pieces in a row."""
    return Markup("".join(map(escape_html, children)))


def render_table(caption: str, header: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> Markup:
    """A table whose first cells name their rows; it scrolls sideways by itself where a screen is narrow."""
    head = build_element("tr", *(build_element("th", name, scope="col") for name in header))
    body = [
        build_element(
            "tr", build_element("th", row[0], scope="row"), *(build_element("td", cell) for cell in row[1:])
        )
        for row in lines
    ]
    whole = build_element(
        "table",
        build_element("caption", caption),
        build_element("thead", head),
        build_element("tbody", Markup("\n".join(body))),
    )
    return build_element("div", whole, class_="wide", role="region", tabindex="0", aria_label=caption)
