# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which lines at the beginning of a data file speak about it."""

import re
from collections.abc import Iterator

from compliance.lazy_regex import compile_lazily

Lines = list[tuple[int, str]]
"""Numbers, from 1, and words without their comment marks."""
_MARKS = ("#", ";", "%", "//", "!", "--", '"#')
_MOST = 120
"""Lines of a header; word lists of dictionaries carry a whole notice."""
_XML_COMMENT = compile_lazily(r"<!--(.*?)-->", re.DOTALL)
_XML_TERMS = compile_lazily(
    r"<[\w.-]*:?(?:licen[cs]e|rights|accessrights|usageterms)\b([^>]*)>([^<]{0,2000})", re.IGNORECASE
)
_TURTLE_TERMS = compile_lazily(r"\b[\w-]*:(?:license|rights|accessRights)\s+(<[^>\s]+>|\"[^\"]{1,2000}\")")
_ATTRIBUTE = compile_lazily(r"\blicen[cs]e\s*=\s*[\"']([^\"']{2,300})[\"']", re.IGNORECASE)


def split_comments(text: str) -> tuple[Lines, int]:
    """The comment lines at the beginning, and how many lines that are no comments were seen behind them."""
    comments: Lines = []
    records = 0
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if records == 0 and words.startswith(_MARKS) and number <= _MOST:
            comments.append((number, words.lstrip('#;%/!-" \t').strip()))
        elif words:
            records += 1
    return comments, records


def metadata_lines(text: str) -> Lines:
    """What comments and metadata of an XML, RDF or Turtle document say of its terms."""
    comments, _ = split_comments(text)
    found = dict(comments)
    for start, words in _places(text):
        found.setdefault(text.count("\n", 0, start) + 1, " ".join(words.split()))
    return sorted(found.items())


def _places(text: str) -> Iterator[tuple[int, str]]:
    for comment in _XML_COMMENT.finditer(text):
        at = comment.start(1)
        for line in comment[1].split("\n"):
            yield at, line
            at += len(line) + 1
    for element in _XML_TERMS.finditer(text):
        yield element.start(), f"{element[1]} {element[2]}"
    for pattern in (_TURTLE_TERMS, _ATTRIBUTE):
        for found in pattern.finditer(text):
            yield found.start(), found[1].strip('<>"')
