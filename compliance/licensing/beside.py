# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What stands beside a known licence text in a file: words that take back what the text gives, or another version's title."""

import re
from collections.abc import Iterator, Sequence

from compliance.licensing.align import Alignment, Text
from compliance.licensing.alterations import Alteration
from compliance.licensing.template import RUN, Flag

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
_TAKES_BACK = re.compile(rf"\b(?:{_ALWAYS})\b|\b(?:{_SHORT})")
_TAKES_MUCH_BACK = re.compile(rf"\b(?:{_ALWAYS})\b")
_VERSION = re.compile(r"\bv(?:ersion)? ?(\d+(?: \d+)?)\b")


def surroundings(text: Text, spans: Sequence[tuple[int, int]], one: Alignment) -> tuple[Alteration, ...]:
    """Passages next to a licence that make it another one; `spans` are the words of all licences in the file."""
    wanted = _TAKES_MUCH_BACK if len(spans) >= _MANY else _TAKES_BACK
    return (*_title(text, one), *_passages(text, spans, one, wanted))


def _passages(
    text: Text, spans: Sequence[tuple[int, int]], one: Alignment, wanted: re.Pattern[str]
) -> Iterator[Alteration]:
    own = f" {' '.join(one.template.words)} "
    before = max((end for _, end in spans if end <= one.start), default=0)
    after = min((start for start, _ in spans if start >= one.end), default=len(text))
    for start, end in ((before, one.start), (one.end, after)):
        passage = " ".join(_unknown(text, one, start, end))
        found = next((hit for hit in wanted.finditer(passage) if f" {hit[0]} " not in own), None)
        if found:
            first = start + max(0, passage[: found.start()].count(" ") - _SHOWN // 4)
            shown = text.words[first : min(end, first + _SHOWN)]
            yield Alteration("terms", "added", text.lines[first], " ".join(shown), "", material=True)


def _unknown(text: Text, one: Alignment, start: int, end: int) -> list[str]:
    """The words of a passage, without those that are an optional part of the licence itself."""
    words = text.words[start:end]
    for run, size, flag in zip(one.template.hashes, one.template.sizes, one.template.flags, strict=True):
        if flag & Flag.OPTIONAL and size == RUN:
            for place in text.places.get(run, ()):
                if start <= place and place + RUN <= end:
                    words[place - start : place - start + RUN] = ["-"] * RUN
    return words


def _title(text: Text, one: Alignment) -> Iterator[Alteration]:
    """Another version in the title than the known text's."""
    template = one.template
    if not template.words:
        return
    title, start = list[str](), 0
    for size, flag in zip(template.sizes, template.flags, strict=True):
        if flag & Flag.TITLE:
            title += template.words[start : start + size]
        start += size
    known = _VERSION.search(" ".join(title))
    first = max(0, one.start - len(title) - 12)
    here = " ".join(text.words[first : one.start])
    found = _VERSION.search(here)
    alike = sum(word in here.split() for word in set(title)) >= 0.5 * len(set(title))
    if known and found and alike and not _same_version(known[1], found[1]):
        yield Alteration("title", "changed", text.lines[first], here, " ".join(title), material=True)


def _same_version(one: str, other: str) -> bool:
    return one.removesuffix(" 0") == other.removesuffix(" 0")
