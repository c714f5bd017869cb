# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""HTML that is escaped by the way it is made: text becomes part of a page only through `element`."""

import html
from collections.abc import Sequence

from compliance.report._support.shared_rows import printable

_VOID = frozenset({"br", "hr", "meta", "link"})


class Markup(str):
    """HTML that is ready; a plain str is text, and is escaped."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Markup:
    """One element. Of attributes a trailing underscore is dropped, and inner ones are hyphens; empty ones are left out."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(printable(value))}"'
        for name, value in attributes.items()
        if value
    )
    inside = "".join(map(escaped, children))
    return Markup(f"<{tag}{said}>" if tag in _VOID else f"<{tag}{said}>{inside}</{tag}>")


def escaped(text: str) -> Markup:
    """Text as HTML, without control characters and without what turns the direction of writing; HTML stays as it is."""
    return text if isinstance(text, Markup) else Markup(html.escape(printable(text)))


def joined(*children: str) -> Markup:
    """Several pieces in a row."""
    return Markup("".join(map(escaped, children)))


def table(caption: str, header: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> Markup:
    """A table whose first cells name their rows; it scrolls sideways by itself where a screen is narrow."""
    head = element("tr", *(element("th", name, scope="col") for name in header))
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))
        for row in lines
    ]
    whole = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", Markup("\n".join(body))),
    )
    return element("div", whole, class_="wide", role="region", tabindex="0", aria_label=caption)
