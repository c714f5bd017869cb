# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What stands beside a known licence text in a file: words that take back what the text gives, or another version's title."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from compliance.lazy_regex import compile_lazily
from compliance.licensing.matching.align import Alignment
from compliance.licensing.matching.alterations import Alteration, wording
from compliance.licensing.matching.template import RUN, Flag
from compliance.licensing.matching.text import Text
from compliance.licensing.matching.word_classes import DECIDES, FORMAL, MONTHS

_MANY = 4
"""A file with so many licences lists those of its parts; what stands between them speaks of the parts."""
_SHOWN = 40
"""Words quoted of a longer passage."""
_ALWAYS = (
    r"non commercial|commons clause|good not evil|(?:research|academic|educational|evaluation|personal) (?:use |purposes? )?only"
    r"|only (?:be used )?for (?:research|academic|educational|non|personal|internal|evaluation|testing|scientific)"
    r"|does not apply in|not (?:be )?(?:available|licensed|offered) (?:in|for|to)|outside (?:of )?the (?:territory|european|united)"
    r"|european union|monthly active users|annual (?:recurring )?revenue|prominently display"
    r"|(?:does|do) not (?:include|grant)(?: to you)? (?:the|any) right|not granted to|commercial (?:use|purposes?) (?:is|are|requires?)"
    r"|(?:no|any|for|without) commercial|commercially|(?:military|weapons?|surveillance)"
)
_SHORT = (
    r"(?:may|must|shall|can|will|do|does) not (?:be )?(?:us|sell|sold|distribut|redistribut|deploy|train|cop|modif|sublicen|rent|leas"
    r"|host|offer|provide|improv|make|reproduc|publish|remove|claim)"
    r"|cannot (?:be )?(?:us|sell|sold|distribut|redistribut|cop|modif)"
    r"|prohibited|forbidden|not permitted|not allowed|unless you (?:have|obtain|are)|must (?:obtain|pay|purchase|display|include)"
    r"|additional (?:restrictions?|conditions?|terms)|following (?:restrictions?|limitations?)|restricted to|limited to use"
    r"|you agree (?:that|not)|your rights? (?:terminates?|ends?)|provided that you|indemnify|written (?:permission|consent)"
    r"|warrants that|we warrant|is warranted|accepts? liability|shall be liable|royalt"
)
_TAKES_BACK = compile_lazily(rf"\b(?:{_ALWAYS})\b|\b(?:{_SHORT})")
_TAKES_MUCH_BACK = compile_lazily(rf"\b(?:{_ALWAYS})\b")
_KNOWN = "-"
_FAR = 600
"""Words before a text in which its title is looked for: a preamble may stand between."""
_ALIKE = 0.6
"""Of a title's words, how many have to be there for a title to be meant."""


def read_surroundings(text: Text, spans: Sequence[tuple[int, int]], one: Alignment) -> tuple[Alteration, ...]:
    """Passages next to a licence that make it another one; `spans` are the words of all licences in the file."""
    wanted = _TAKES_MUCH_BACK if len(spans) >= _MANY else _TAKES_BACK
    return (*_title(text, spans, one), *_passages(text, spans, one, wanted))


def find_strangers(text: Text, one: Alignment) -> int:
    """How many words of the text are neither the licence's nor those of a part that it may have."""
    outside = _explain_surrounding_text(text, one, 0, one.start) + _explain_surrounding_text(
        text, one, one.end, len(text)
    )
    return sum(word != _KNOWN for word in outside)


def _passages(
    text: Text, spans: Sequence[tuple[int, int]], one: Alignment, wanted: re.Pattern[str]
) -> Iterator[Alteration]:
    own = f" {' '.join(one.template.words)} "
    before = max((end for _, end in spans if end <= one.start), default=0)
    after = min((start for start, _ in spans if start >= one.end), default=len(text))
    for start, end in ((before, one.start), (one.end, after)):
        passage = " ".join(_explain_surrounding_text(text, one, start, end))
        found = next((hit for hit in wanted.finditer(passage) if f" {hit[0]} " not in own), None)
        if found:
            first = start + max(0, passage[: found.start()].count(" ") - _SHOWN // 4)
            shown = text.words[first : min(end, first + _SHOWN)]
            yield Alteration("terms", "added", text.lines[first], " ".join(shown), "", material=True)


def _explain_surrounding_text(text: Text, one: Alignment, start: int, end: int) -> list[str]:
    """The words of a passage, without those that are an optional part of the licence itself."""
    words = text.words[start:end]
    for run, size, flag in zip(one.template.hashes, one.template.sizes, one.template.flags, strict=True):
        if flag & Flag.OPTIONAL and size == RUN:
            for place in text.places.get(run, ()):
                if start <= place and place + RUN <= end:
                    words[place - start : place - start + RUN] = [_KNOWN] * RUN
    return words


def _title(text: Text, spans: Sequence[tuple[int, int]], one: Alignment) -> Iterator[Alteration]:
    """A title that is nearly the known text's: of another version, or without the word that makes the difference."""
    before = max(max((end for _, end in spans if end <= one.start), default=0), one.start - _FAR)
    for title in _titles(one):
        for place in range(before, one.start):
            if text.words[place] not in title[:4]:
                continue
            start = max(before, place - title.index(text.words[place]))
            if start and text.lines[start] == text.lines[start - 1]:
                continue
            here = text.words[start : min(one.start, start + len(title) + 2)]
            if _is_other(title, here):
                line = text.lines[start]
                yield Alteration("title", "changed", line, " ".join(here), " ".join(title), material=True)
                return


def _is_other(title: list[str], here: list[str]) -> bool:
    """Whether words are meant to be a title, and are another one."""
    if here[: len(title)] == title or len(set(title) & set(here)) < _ALIKE * len(set(title)):
        return False
    matcher = SequenceMatcher(None, title, here, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _ALIKE * len(title):
        return False
    for operation, start, end, begin, finish in matcher.get_opcodes():
        lost, instead = title[start:end], here[begin:finish]
        if operation == "delete" and not DECIDES.isdisjoint(lost):
            return True
        if operation == "replace" and end < len(title) and not _same_thing(lost, instead):
            return True
        if operation == "replace" and any(word.isdigit() for word in lost) and instead[0].isdigit():
            return not _date(lost)
    return False


def _titles(one: Alignment) -> Iterator[list[str]]:
    """The known text's titles, each of three words and more."""
    found, start = list[str](), 0
    for size, flag in zip((*one.template.sizes, 0), (*one.template.flags, 0), strict=True):
        if flag & Flag.TITLE and size:
            found += one.template.words[start : start + size]
        elif found and not flag & Flag.TITLE:
            if len(found) > 2:
                yield found
            found = []
        start += size


def _same_thing(lost: Sequence[str], instead: Sequence[str]) -> bool:
    return _date(lost) or wording(lost, instead, ()) or {*lost, *instead} <= FORMAL


def _date(words: Sequence[str]) -> bool:
    """Whether words are a day, which copies leave out or add."""
    return all(word.isdigit() or word in MONTHS for word in words) and any(word in MONTHS for word in words)
