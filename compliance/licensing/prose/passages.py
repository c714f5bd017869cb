# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A document as passages: paragraphs, list items and table cells with the headings above them. Code, comments and front matter are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance import time_budget
from compliance.lazy_regex import compile_lazily
from compliance.licensing.prose.headings import strip_decoration
from compliance.licensing.prose.markup import to_words
from compliance.licensing.prose.tables import TableRow, is_table_rule, read_cells

_HEADING = compile_lazily(r" {0,3}(#{1,6})(?:\s+|(?<=##))(?=[^\s#])(.{1,300})")
_HTML_HEADING = compile_lazily(r"\s*<h([1-6])\b[^<>]{0,200}>(.{1,500})", re.IGNORECASE)
_BOLD_LINE = compile_lazily(r"\s*(?:\*\*|__)([^*_]{2,80}?)(?:\*\*|__)\s*:?\s*\Z")
_ITEM = compile_lazily(r"\A\s{0,40}(?:[-*+•·]|\(?\d{1,3}[.)])\s+")
_QUOTE = compile_lazily(r"\A\s{0,3}(?:>\s?){1,5}")
_FENCE = compile_lazily(r"\s{0,12}(?:>\s?)?(```+|~~~+)")
_DIRECTIVE = compile_lazily(r"\s*\.\.\s")
_ALERT = compile_lazily(r"\s*\[!\w+\]\s*\Z")
_UNDER = frozenset("=-~^\"'*+#`.:")
_BOLD_LEVEL = 7
_LONGEST_TITLE = 120
_LONGEST_MATTER = 3000


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a list item or a table's row."""

    lines: tuple[tuple[int, str], ...]
    """Number and words of each of its lines."""
    headings: tuple[str, ...]
    """From the outermost to the nearest."""
    lead: str = ""
    """Of a list item: the paragraph that introduces the list."""
    row: TableRow | None = None


@dataclass(slots=True)
class _State:
    headings: list[tuple[int, str]] = field(default_factory=list)
    levels: dict[str, int] = field(default_factory=dict)
    """The level of each mark that underlines headings, in the order in which they appear."""
    paragraph: list[tuple[int, str]] = field(default_factory=list)
    is_item: bool = False
    lead: str = ""
    header: list[str] = field(default_factory=list)
    """Of the table that is being read."""
    is_quoted: bool = False
    """Whether the line before stands in a quotation block, whose headings end with it."""

    def open_section(self, level: int, title: str) -> None:
        words = strip_decoration(to_words(title))
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, words))
        self.lead = ""

    def close_bold_headings(self) -> None:
        """Ends what a line in bold letters opened."""
        while self.headings and self.headings[-1][0] == _BOLD_LEVEL:
            self.headings.pop()

    def chain(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.headings)

    def close(self) -> Iterator[Passage]:
        """The passage whose lines were gathered."""
        if not self.paragraph:
            return
        lines = tuple(self.paragraph)
        yield Passage(lines, self.chain(), self.lead if self.is_item else "")
        if not self.is_item:
            words = to_words(" ".join(text for _, text in lines[-3:]))
            self.lead = words if words.endswith((":", "：")) else ""
        self.paragraph = []
        self.is_item = False


def split_passages(document: str) -> Iterator[Passage]:
    """The passages of a Markdown, reStructuredText or HTML document, in order."""
    state = _State()
    lines = _blank_out_code(document.splitlines())
    for number, line in enumerate(lines, 1):
        time_budget.check()
        following = lines[number] if number < len(lines) else ""
        yield from _read_line(state, number, line, following)
    yield from state.close()


def _read_line(state: _State, number: int, raw: str, following: str) -> Iterator[Passage]:
    line = _QUOTE.sub("", raw, count=1) if ">" in raw[:4] else raw
    if raw.strip():
        if state.is_quoted and line is raw:
            yield from state.close()
            state.close_bold_headings()
        state.is_quoted = line is not raw
    if not line.strip() or _ALERT.match(line):
        yield from state.close()
        state.header = []
    elif title := _heading(line):
        yield from state.close()
        state.open_section(*title)
    elif "|" in line and (state.header or is_table_rule(following)):
        yield from state.close()
        yield from _read_row(state, number, line)
    elif _is_underline(line):
        _underline(state, line)
        yield from state.close()
    elif _ITEM.match(line):
        yield from state.close()
        state.is_item = True
        state.paragraph = [(number, _ITEM.sub("", line, count=1))]
    elif not _DIRECTIVE.match(line) or "::" in line:
        state.paragraph.append((number, line))
        if not line.startswith((" ", "\t")) and not state.is_item and not state.paragraph[:-1]:
            state.lead = ""


def _heading(line: str) -> tuple[int, str] | None:
    if match := _HEADING.match(line):
        return len(match[1]), match[2].rstrip("# ")
    if match := _HTML_HEADING.match(line):
        return int(match[1]), match[2].partition("</h")[0]
    if match := _BOLD_LINE.match(line):
        return _BOLD_LEVEL, match[1]
    return None


def _is_underline(line: str) -> bool:
    marks = line.strip()
    return len(marks) > 1 and marks[0] in _UNDER and not marks.strip(marks[0])


def _underline(state: _State, line: str) -> None:
    """Turns the line above into a heading, if it is one short line."""
    if len(state.paragraph) != 1 or state.is_item:
        return
    title = state.paragraph[0][1]
    if len(title) > _LONGEST_TITLE:
        return
    mark = line.strip()[0]
    level = state.levels.setdefault(mark, len(state.levels) + 1)
    state.paragraph = []
    state.open_section(level, title)


def _read_row(state: _State, number: int, line: str) -> Iterator[Passage]:
    if is_table_rule(line):
        return
    cells = [to_words(cell) for cell in read_cells(line)]
    if not state.header:
        state.header = cells
        return
    row = TableRow(tuple(state.header), tuple(cells))
    yield Passage(((number, line),), state.chain(), row=row)


def _blank_out_code(lines: list[str]) -> list[str]:
    """The lines, those of front matter, fenced and indented code and comments blank, so that numbers stay."""
    kept = list(lines)
    fence = ""
    in_comment = False
    previous = ""
    is_rst = any(line.startswith(".. ") for line in lines[:400])
    for number in range(_end_of_matter(lines)):
        kept[number] = ""
    for number, line in enumerate(kept):
        opening = _FENCE.match(line) if "``" in line or "~~" in line else None
        if fence:
            if opening and opening[1].startswith(fence):
                fence = ""
            kept[number] = ""
            continue
        if opening and not in_comment and line.count(opening[1][:3]) == 1:
            fence = opening[1]
            kept[number] = ""
            continue
        kept[number], in_comment = _strip_comments(line, in_comment=in_comment)
        if not is_rst and line.startswith(("    ", "\t")) and not previous.strip():
            kept[number] = "" if _is_code(kept, number) else kept[number]
        previous = kept[number]
    return kept


def _is_code(lines: list[str], number: int) -> bool:
    """Whether an indented line after a blank one is code: nothing above it, within a few lines, is a list item."""
    above = [line for line in lines[max(0, number - 12) : number] if line.strip()]
    return not any(_ITEM.match(line) or "<" in line[:4] for line in above)


def _strip_comments(line: str, *, in_comment: bool) -> tuple[str, bool]:
    """A line without its HTML comments, and whether one goes on."""
    kept = ""
    while line:
        if in_comment:
            _, closing, line = line.partition("-->")
            in_comment = not closing
        else:
            before, opening, line = line.partition("<!--")
            kept += before
            in_comment = bool(opening)
    return kept, in_comment


def _end_of_matter(lines: list[str]) -> int:
    """How many lines the front matter takes."""
    if not lines or lines[0].strip() != "---":
        return 0
    end = (number for number, line in enumerate(lines[1:_LONGEST_MATTER], 2) if line.strip() == "---")
    return next(end, 0)
