# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Known licence texts, as their publishers give them, as words and marks: what fingerprints are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from compliance.licensing.matching.normalise import (
    ADDRESS,
    append,
    clean_line,
    is_copyright,
    of_line,
    rest,
    split_words,
)
from compliance.licensing.matching.template import BULLET_GAP, COPYRIGHT_GAP, Mark, build_template_part

_NAMESPACE = "{http://www.spdx.org/license}"
_SIGN = re.compile("([\ue000-\uf8ff])")
_FIRST_GAP = 0xE100
_OPTIONAL, _OPTIONAL_END, _TITLE, _TITLE_END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS = {
    _OPTIONAL: Mark.OPTIONAL,
    _OPTIONAL_END: Mark.OPTIONAL_END,
    _TITLE: Mark.TITLE,
    _TITLE_END: Mark.TITLE_END,
}
_BULLETS = r"(?:(?:article|artikel|section|clause|part|第) ?)?(?:[0-9]{1,2}|[a-z]|[ivxl]{1,5}|条)?(?: (?:[0-9]{1,2}|[a-z]|[ivxl]{1,5}|条)){0,3}"
_NO_ENDORSEMENT = r"neither .{2,200} nor .{2,120} may|the names? .{2,200} may not"
"""The third clause of BSD texts, as it is met in packages: `neither Foo nor the names of other contributors may`."""
_APPARATUS = {
    "MPL-2.0": ("Exhibit A - Source Code Form", ""),
    "ODC-By-1.0": ("Preamble", "The Licensor (as defined below)"),
    "PDDL-1.0": ("Preamble", "The Rightsholder (the Person holding rights"),
}
"""The words that a preamble or the exhibits begin with, and those that follow; nothing where they end the text."""
_EMPTY = frozenset({(Mark.OPTIONAL, Mark.OPTIONAL_END), (Mark.TITLE, Mark.TITLE_END)})
_BREAKS = frozenset({"list", "titleText", "copyrightText", "standardLicenseHeader"})


@dataclass(slots=True)
class Gaps:
    """Patterns of the words that may stand in some place; a place keeps the number of its pattern."""

    patterns: list[str] = field(default_factory=lambda: [".*", _BULLETS])

    def number(self, pattern: str, usual: str) -> int:
        """The number of an SPDX pattern, made fit for words; `usual` is what stands there in the canonical text."""
        plain = _plain(pattern, " ".join(word for line in usual.splitlines() for word in of_line(line)))
        if plain not in self.patterns:
            self.patterns.append(plain)
        return self.patterns.index(plain)


@dataclass(frozen=True, slots=True)
class Source:
    """One known text."""

    expression: str
    kind: str
    stream: tuple[str | int, ...]
    public: bool
    """Whether its words may be shipped, not only their hashes."""


def spdx(path: Path, gaps: Gaps) -> Iterator[Source]:
    """The text, and the notice for source files, of an XML file of the SPDX licence list; none for a deprecated id."""
    entry = ElementTree.parse(path).getroot()[0]  # noqa: S314 - a file of the SPDX list, read at build time
    identifier = entry.get("licenseId", "")
    text = entry.find(f"{_NAMESPACE}text")
    if text is None or entry.get("isDeprecated") == "true" or entry.get("deprecatedVersion"):
        return
    kind = "exception" if entry.tag == f"{_NAMESPACE}exception" else "text"
    rendered = _with_apparatus(identifier, _render(text, gaps))
    yield Source(identifier, kind, tuple(stream(rendered)), public=True)
    for notice in entry.iter(f"{_NAMESPACE}standardLicenseHeader"):
        yield Source(identifier, "notice", tuple(stream(_render(notice, gaps))), public=True)


def _with_apparatus(identifier: str, text: str) -> str:
    """The text with its preamble or its exhibits marked as optional, where the SPDX list doesn't do so: they carry no terms."""
    begins, ends = _APPARATUS.get(identifier, ("", ""))
    if not begins:
        return text
    start = text.rindex(begins) if not ends else text.index(begins)
    stop = text.index(ends, start) if ends else len(text)
    part_ = text[start:stop].replace(_OPTIONAL, "").replace(_OPTIONAL_END, "")
    return f"{text[:start]}{_OPTIONAL}{part_}{_OPTIONAL_END}{text[stop:]}"


def plain(expression: str, text: str, *, public: bool) -> Source:
    """A text without any template: every word counts but the copyright lines."""
    words = split_words(text)
    about = _paragraph_marks(text)
    found: list[str | int] = []
    last = 0
    for word, line in zip(words.words, words.lines, strict=True):
        if line != last:
            named = [Mark.GAP + COPYRIGHT_GAP] * any(
                number in words.named for number in range(last + 1, line)
            )
            found += [*named, about[line]]
            last = line
        found.append(word)
    return Source(expression, "text", tuple(_tidy(found)), public)


def _paragraph_marks(text: str) -> dict[int, int]:
    """For each line, the mark of what its paragraph is about."""
    marks: dict[int, int] = {}
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        paragraph.append((number, line))
        if not line.strip():
            mark = Mark.PART + (
                build_template_part(" ".join(words for _, words in paragraph).casefold()) >> 2
            )
            marks |= dict.fromkeys((number for number, _ in paragraph), mark)
            paragraph = []
    return marks


def stream(text: str) -> Iterator[str | int]:
    """The words and marks of a text with signs in it; only at the start of a paragraph is a number a bullet."""
    found: list[str | int] = []
    words: list[str] = []
    named = False

    def mark(*marks: int) -> None:
        found.extend([*words, *marks])
        words.clear()

    for paragraph in re.split(r"\n[ \t]*\n", text):
        mark(Mark.PART + (build_template_part(_SIGN.sub("", paragraph).casefold()) >> 2))
        for number, line in enumerate(paragraph.strip().splitlines()):
            if named and ADDRESS.match(line):
                continue
            bare = _SIGN.sub("", clean_line(line)).strip()
            named = is_copyright(bare) or bare == "copyright"
            if named:
                mark(*_around_copyright(line))
                line = rest(_SIGN.sub("", line))  # noqa: PLW2901 - what a copyright line says besides
            after = "of" if number else ""
            for piece in _SIGN.split(clean_line(line)):
                if _SIGN.match(piece):
                    mark(_mark(piece))
                    continue
                for word in of_line(piece, after):
                    append(words, [0] * len(words), word, 0)
                after = "of"
    mark()
    return iter(_tidy(found))


def _around_copyright(line: str) -> list[int]:
    marks = [_mark(sign) for sign in _SIGN.findall(line) if sign in _MARKS]
    opening = [mark for mark in marks if mark in {Mark.OPTIONAL, Mark.TITLE}]
    closing = [mark for mark in marks if mark not in opening]
    return [*opening, Mark.GAP + COPYRIGHT_GAP, *closing]


def _tidy(found: list[str | int]) -> list[str | int]:
    """Without paragraph marks that say nothing new: they would only cut runs short."""
    tidy: list[str | int] = []
    about = int(Mark.PART)
    for token in found:
        if isinstance(token, int) and Mark.PART <= token < Mark.GAP:
            if token == about:
                continue
            about = token
        if isinstance(token, int) and token >= Mark.GAP and tidy and tidy[-1] == token:
            continue
        if tidy and (tidy[-1], token) in _EMPTY:
            tidy.pop()
            continue
        tidy.append(token)
    return tidy


def _mark(sign: str) -> int:
    return int(_MARKS[sign]) if sign in _MARKS else Mark.GAP + ord(sign) - _FIRST_GAP


def _render(element: ElementTree.Element, gaps: Gaps) -> str:
    """An element as text, with signs where a text may differ."""
    tag = element.tag.removeprefix(_NAMESPACE)
    inner = (element.text or "") + "".join(_render(child, gaps) + (child.tail or "") for child in element)
    if tag == "bullet":
        return f" {chr(_FIRST_GAP + BULLET_GAP)} "
    if tag == "alt":
        return f" {chr(_FIRST_GAP + gaps.number(element.get('match', '.*'), inner))} "
    if tag == "copyrightText":
        return f"\n{chr(_FIRST_GAP + COPYRIGHT_GAP)}\n"
    if tag == "titleText":
        return f"\n{_TITLE}{inner}\n{_TITLE_END}\n"
    if tag == "optional":
        return f"{_OPTIONAL}{inner}{_OPTIONAL_END}"
    if tag in {"p", "item", "br"}:
        return f"\n\n{inner}\n\n"
    return f"\n{inner}\n" if tag in _BREAKS else inner


_SPACE = re.compile(r"\\s[+*]?|\[ \\t\\r\\n\\f\](?:\{\d+,\d+\}|[+*])?|\s+")
_SIGNS = re.compile(r"\\?[\"',;:/]\??|\\\.|(?<=[\w)])\.(?=[\s|)]|$)|\\[()\[\]]")


def _plain(pattern: str, usual: str) -> str:
    """A pattern over folded words: lower case, no punctuation; any words at all when the canonical ones don't fit it."""
    if pattern.strip() in {".+", ".*"}:
        return ".*"
    folded = _SIGNS.sub(" ", _SPACE.sub(" ", pattern.casefold()))
    folded = re.sub(r" +", " ", folded).strip()
    try:
        fits = fits_gap(re.compile(folded), usual)
    except re.error:
        fits = False
    if fits and "neither the name" in folded and "contributors" in folded:
        folded = f"{folded}|{_NO_ENDORSEMENT}"
    return folded if fits else f".{{0,{max(2 * len(usual), 40)}}}"


def fits_gap(pattern: re.Pattern[str], words: str) -> bool:
    """Whether the words, joined by spaces, are what the pattern lets stand there."""
    return any(pattern.fullmatch(spaced) for spaced in (words, f" {words}", f"{words} ", f" {words} "))
