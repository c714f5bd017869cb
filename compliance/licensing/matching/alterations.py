# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a difference between a text and the known one means: another spelling, or other terms.

Only what is shown to be mere wording counts as such. Where the known words aren't shipped, nothing can be shown, and each
difference is one of terms.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from compliance.lazy_regex import compile_lazily
from compliance.licensing.matching.align import Alignment, Difference, may_stand
from compliance.licensing.matching.template import Flag, Template, build_template_part
from compliance.licensing.matching.text import Text
from compliance.licensing.matching.word_classes import ADDRESS, CARRIES, DETERMINERS, EMPTY, NEVER

_LARGEST = 160_000
"""Words of both sides, multiplied, up to which they are compared one by one."""
_HEAD = 15
_YEAR = compile_lazily(r"(?:19|20)\d\d")
_STEM = compile_lazily(r"(?:es|s|d)$")
_NEGATION = compile_lazily(r"^(?:non|un|in|im|ir|il|dis|anti|[ai])")
_GAP = "\0"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One place where a text departs from the known one."""

    about: str
    """warranty, liability, warranty and liability, title, or terms."""
    change: str
    """changed, removed or added."""
    line: int
    """Where in the text at hand, from 1."""
    text: str
    """The words that stand there; empty when some were removed."""
    canonical: str
    """The words of the known text; empty when they were added, or may not be shipped."""
    material: bool
    """Whether the terms may differ; false when it is only wording."""

    @property
    def words(self) -> int:
        """How many words it touches; none where only a word was parted at the end of a line."""
        if self.text.replace(" ", "") == self.canonical.replace(" ", ""):
            return 0
        return len(self.text.split()) + len(self.canonical.split())


@dataclass(frozen=True, slots=True)
class _Change:
    removed: tuple[str, ...]
    added: tuple[str, ...]
    position: int


def find_alterations(
    alignment: Alignment, text: Text, patterns: Sequence[re.Pattern[str]], vocabulary: Collection[str]
) -> Iterator[Alteration]:
    """All departures from the known text, as they stand in the text at hand."""
    template = alignment.template
    starts = [0, *accumulate(template.sizes)]
    for difference in alignment.differences:
        if not template.words:
            yield _unnamed(template, text, difference)
            continue
        known = _tokens(template, starts, difference)
        if difference.first <= template.opening[0] and _says_nothing(known):
            continue
        for change in _changes(known, text, difference, patterns):
            yield _alteration(change, text, wording(change.removed, change.added, vocabulary))


def _says_nothing(known: Sequence[tuple[str, bool, int]]) -> bool:
    """Whether words at the head of a known text only name it or say where it is found."""
    missing = [word for word, must, _ in known if must]
    return len(missing) <= _HEAD and (CARRIES | NEVER).isdisjoint(missing)


def wording(removed: Sequence[str], added: Sequence[str], vocabulary: Collection[str]) -> bool:
    """Whether a change is only one of wording: words that carry nothing, one word for two, an ending, a slip of the pen."""
    if "".join(removed) == "".join(added):
        return True
    if ADDRESS.issuperset(removed) and ADDRESS.issuperset(added):
        return True
    if len(removed) == len(added) and _slips(removed, added, vocabulary):
        return True
    before = [word for word in removed if word not in EMPTY]
    after = [word for word in added if word not in EMPTY]
    return len(before) == len(after) and _slips(before, after, vocabulary)


def _slips(before: Sequence[str], after: Sequence[str], vocabulary: Collection[str]) -> bool:
    return all(_slip(one, other, vocabulary) for one, other in zip(before, after, strict=True))


def _slip(one: str, other: str, vocabulary: Collection[str]) -> bool:
    if _STEM.sub("", one) == _STEM.sub("", other) or {one, other} <= DETERMINERS:
        return True
    if other in vocabulary or min(len(one), len(other)) < 5 or not (one + other).isalpha():
        return False
    if _NEGATION.sub("", one) == other or _NEGATION.sub("", other) == one:
        return False
    return _one_edit(one, other)


def _one_edit(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or in the order of two."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )
    if len(one) < len(other):
        return one[same:] == other[same + 1 :]
    swapped = one[same : same + 2][::-1] == other[same : same + 2] and one[same + 2 :] == other[same + 2 :]
    return swapped or one[same + 1 :] == other[same + 1 :]


def _tokens(template: Template, starts: Sequence[int], difference: Difference) -> list[tuple[str, bool, int]]:
    """The known words in a difference: each with whether it has to be there, and the pattern's number for a gap."""
    found: list[tuple[str, bool, int]] = []
    for item in range(difference.first, difference.last):
        optional = bool(template.flags[item] & Flag.OPTIONAL)
        if template.sizes[item] == 0:
            found.append((_GAP, False, template.hashes[item]))
        found += [(word, not optional, -1) for word in template.words[starts[item] : starts[item + 1]]]
    return found


def _changes(
    known: Sequence[tuple[str, bool, int]],
    text: Text,
    difference: Difference,
    patterns: Sequence[re.Pattern[str]],
) -> Iterator[_Change]:
    here = text.words[difference.start : difference.end]
    if len(known) * len(here) > _LARGEST:
        yield _Change(tuple(word for word, must, _ in known if must), tuple(here), difference.start)
        return
    matcher = SequenceMatcher(None, [word for word, _, _ in known], here, autojunk=False)
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation == "equal":
            continue
        removed = tuple(word for word, must, _ in known[first:last] if must)
        gaps = [gap for _, _, gap in known[max(0, first - 1) : last + 1] if gap >= 0]
        words = tuple(here[start:end])
        if not removed and (not words or (gaps and may_stand(words, gaps, patterns))):
            continue
        place = difference.start + start
        beside = text.words[max(0, place - 1) : place] + here[end : end + 1]
        beside += [word for word, _, _ in (*known[max(0, first - 1) : first], *known[last : last + 1])]
        if not _years(words + removed, beside):
            yield _Change(removed, words, place)


def _years(changed: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a list of years is longer or shorter, as in `2001-2023`; a single year may be a version's."""
    return all(map(_YEAR.fullmatch, changed)) and any(map(_YEAR.fullmatch, beside))


def _alteration(change: _Change, text: Text, harmless: bool) -> Alteration:  # noqa: FBT001
    kind = "changed" if change.removed and change.added else "removed" if change.removed else "added"
    near = text.words[max(0, change.position - 25) : change.position + len(change.added) + 25]
    about = build_template_part(" ".join([*change.removed, *change.added])) or build_template_part(
        " ".join(near)
    )
    return Alteration(
        _about(about),
        kind,
        _find_alterations_line(text, change.position),
        " ".join(change.added),
        " ".join(change.removed),
        material=not harmless,
    )


def _unnamed(template: Template, text: Text, difference: Difference) -> Alteration:
    flags = 0
    for flag in template.flags[difference.first : difference.last]:
        flags |= flag
    words = text.words[difference.start : difference.end]
    missing = sum(template.sizes[difference.first : difference.last])
    kind = "changed" if words and missing else "added" if words else "removed"
    about = flags & (Flag.WARRANTY | Flag.LIABILITY) or build_template_part(" ".join(words))
    return Alteration(
        _about(about),
        kind,
        _find_alterations_line(text, difference.start),
        " ".join(words),
        "",
        material=True,
    )


def _find_alterations_line(text: Text, position: int) -> int:
    return text.lines[min(position, len(text.lines) - 1)] if text.lines else 1


def _about(flag: int) -> str:
    names = [name for name, bit in (("warranty", Flag.WARRANTY), ("liability", Flag.LIABILITY)) if flag & bit]
    return " and ".join(names) or "terms"
