# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where a section about a part begins in a licence file, and the names of the parts: sentences, fields and headings."""

import re
from collections.abc import Iterator

from compliance.lazy_regex import compile_lazily

OTHERS = "parts of third parties"
"""What a section is about that speaks of others without a name."""
_HEADING_WORDS = 8
_LONGEST = 300
_NAME_LENGTH = 60
_LOOK_AHEAD = 14
"""Lines below a heading in which a licence has to begin."""
_FILLERS = r"(?:(?:parts?|portions?|code|pieces|snippets|elements|software|source code|source files|files|components?|modules?|functions|the|a|an|some|of|from|by|in|version of|copy of|modified|following|work|works|and|project|library|libraries|package|headers|utility) )*"
_ACTS = r"(?:contains?|includes?|incorporates?|bundles?|embeds?|makes use of|uses?|ships(?: with)?|borrows?|is (?:partly |partially |in part |largely |heavily |also )?(?:based (?:up)?on|derived from|adapted from|built (?:up)?on|modified from))"
_INTRODUCTIONS = (
    compile_lazily(
        r"(?:this|the|our)(?: [\w-]+){0,3}? (?:software|product|project|package|repository|repo|work|program|library|code|codebase|distribution|module|wheel|release|implementation|model|file)(?: of [\w-]+)?"
        rf" (?:also |can also |may also |may |additionally )?{_ACTS} (?!software developed){_FILLERS}(?P<names>\S.*)",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"(?:significant |large |some |certain |major )?(?:parts|portions|pieces|files|code|components|sections|functions)(?: (?:of|in) [^.:]{1,80}?)?"
        rf" (?:(?:are|is|was|were|have been|has been) )?(?:also |heavily |partly |largely )?(?:taken|derived|adapted|borrowed|copied|based|modified|ported|comes?|originate[sd]?|from)(?: from| (?:up)?on)? {_FILLERS}(?P<names>\S.*)",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"(?!(?:a copy|copies|you|your|it|any|no|each|if|when|where|all|such|nothing)\b)(?P<names>[\w+. ,/-]{2,200}?) (?:is|are) (?:statically linked (?:with|into|within)|(?:re)?distributed (?:with|within|in|as part of)|bundled|vendored|included (?:with|in|within)|shipped with)\b(?! the hope).*",
        re.IGNORECASE,
    ),
    compile_lazily(
        rf"(?:the )?(?:following |below )?(?:(?:software |open source )?licen[cs]e|copyright notice|notice|licen[cs]e terms|terms)(?: (?:text|notice|below|agreement))? (?:for|applies to|apply to|applicable to|covers|pertains? to|applies only to) {_FILLERS}(?P<names>\S.*)",
        re.IGNORECASE,
    ),
    compile_lazily(r"(?:for|from) (?P<names>[^:.]{2,60}):\Z", re.IGNORECASE),
)
_FIELD = compile_lazily(
    r"(?:name|package|library|component|software|dependency|module)s?: *(?P<names>\S.*)", re.IGNORECASE
)
_FIELDS_BELOW = compile_lazily(r"^ *(?:licen[cs]e|files|copyright)", re.IGNORECASE | re.MULTILINE)
_THIRD = compile_lazily(
    r"(?:[^.]{0,80}\b)?(?:third[- ]part(?:y|ies)|3rd[- ]party)\b|(?:[\w ]{0,40}\b)?(?:bundles?|includes?) the following\b"
    r"|(?:[\w ]{0,60} )?(?:other|additional|open[- ]source|bundled) (?:software )?(?:licen[cs]es|notices|components)\b|licen[cs]es of (?:bundled|included|other)",
    re.IGNORECASE,
)
_RULE = compile_lazily(r"\s*([-=*#_~+])\1{3,}\s*\Z")
_MARKS = compile_lazily(r"^(?:[#*=>|/;-]+ ?|\(?\d{1,3}[.)] )+|[ *=#:|-]+\Z")
_NUMBERED = compile_lazily(r"(?:#{1,6} |\(?\d{1,3}[.)] )")
_PASSED_ON = compile_lazily(
    r"[\w+. ,/-]{2,200}? (?:is|are) (?:re)?distributed (?:with|within|as part of)\b.*"
)
"""The sentence before each text in the collections of opencv-python and others."""
_GRANT = compile_lazily(
    r"permission is hereby|redistribution and use|permission to use|licen[cs]ed under|hereby grant|released under|under the terms|you may |terms and conditions|as is\b",
    re.IGNORECASE,
)
_LICENCE_BELOW = compile_lazily(
    r"copyright|©|licen[cs]e|permission|redistribution|public domain|https?://", re.IGNORECASE
)
_TEXT_START = compile_lazily(
    r"[^\w]*(?:copyright|©|\(c\)|permission (?:is|to)|redistribution and use|spdx|licensed under|https?://|licen[cs]e ?:|this (?:software|program|code|library|project|file)\b"
    r"|(?:the )?(?:apache|mit|bsd|gnu|mozilla|isc|boost|zlib|creative commons|eclipse)\b|.{0,60}\blicen[cs]e\b.{0,20}\Z|.*\b(?:copyright|\(c\)|©) )",
    re.IGNORECASE,
)
"""How the first lines of a licence or of a notice begin."""
_NO_HEAD = compile_lazily(
    r"\d{4}-|copyright|©|\(c\)|permission|redistribut|licensed|all rights|the above|this |these |you |your |by |in no event|except|unless|subject to|neither|http|see |such "
    r"|.*\b(?:definitions?|grants?|conditions?|disclaimers?|liability|termination|warranty|scope|general|miscellaneous|limitations?|acceptance|interpretation"
    r"|purpose|restrictions?|preamble|exhibit|appendix|schedule|annex|notices?|how to|end of|terms|section|article|jurisdiction|governing|attribution|obligations?|rights|use limit|introduction|advertising|credits|contacts?|responsibilities|issues|complying|exceptions?|why|inability|versions? of|licensing|agreement|version \d|v\d+\.\d+ of|use of)\b"
    r"|(?:the )?(?:[\w.-]+ ){0,2}?licen[cs]es?\Z|(?:the )?(?:apache|mit|bsd|gnu|mozilla|isc|boost|zlib|creative commons|[al]?gpl|eclipse|artistic)\b",
    re.IGNORECASE,
)
_NAME_END = compile_lazily(
    r"\s[-–—]\s|[:;()\[\]<>]|https?:|, (?:which|that|whose|under|licen|copyright|available|by|with|see|developed)|\.(?:\s|\Z)"
    r"| (?:which|that|whose|under|licen[cs]ed|is|are|was|were|has|have|come|comes|at|available|as|with|developed|written|provided|used|subject|found|in|project|library|software|package|repository|code|source code|licen[cs]e|for|to|by)\b",
    re.IGNORECASE,
)
_WHOLE_NAME = compile_lazily(
    r"(?: source code| software)? ?(?:licen[cs]e|notice)(?: agreement)?\Z", re.IGNORECASE
)
_FILLER_WORDS = frozenset(
    {"the", "library", "libraries", "and", "utility", "headers", "a", "an", "project", "all"}
)
_EMPTY_NAMES_WORDS = (
    "this software product work code following third party components parts it others other part-of us other them "
    "these those source file files licenses library libraries package packages notices"
)
_EMPTY_NAMES = frozenset(_EMPTY_NAMES_WORDS.split())


def may_start(lines: list[str], at: int) -> bool:
    """Whether a paragraph begins at a line."""
    line = lines[at]
    if not line.strip() or _RULE.match(line):
        return False
    return (
        at == 0
        or not lines[at - 1].strip()
        or _RULE.match(lines[at - 1]) is not None
        or _NUMBERED.match(line) is not None
    )


def find_field(lines: list[str], at: int) -> tuple[str, ...] | None:
    """The name in a `Name:` field that is followed by one for the licence."""
    match = _FIELD.match(_strip_marks(lines[at])[:_LONGEST])
    below = "\n".join(lines[at + 1 : at + 8])
    return _names(match["names"]) if match and _FIELDS_BELOW.search(below) else None


def find_introduction(lines: list[str], at: int) -> tuple[str, ...] | None:
    """The names in a sentence that introduces parts."""
    plain = _strip_marks(lines[at])[:_LONGEST]
    whole = " ".join([plain, *_paragraph_rest(lines, at)])[:_LONGEST]
    for pattern in _INTRODUCTIONS:
        if (match := pattern.match(whole)) and (names := _names(match["names"])):
            return names
    return None


def speaks_of_others(lines: list[str], at: int) -> bool:
    """Whether a line says that what follows is about parts that others made: a heading, or words that end in a colon."""
    line = lines[at].strip()
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    announces = line.endswith(":") or (
        len(line.split()) <= _HEADING_WORDS and not line.endswith(".") and not below[:1].islower()
    )
    above = lines[at - 1].strip() if at else ""
    return (
        announces
        and (not above or bool(_RULE.match(above)))
        and _THIRD.match(_strip_marks(line)[:_LONGEST]) is not None
    )


def passes_on(lines: list[str], at: int) -> bool:
    """Whether a paragraph begins with the sentence that collections have before each text."""
    whole = " ".join([lines[at][:_LONGEST].strip(), *_paragraph_rest(lines, at)])
    return _PASSED_ON.match(whole[:_LONGEST]) is not None


def _paragraph_rest(lines: list[str], at: int) -> Iterator[str]:
    """The next two lines of a paragraph."""
    for line in lines[at + 1 : at + 3]:
        if not line.strip():
            return
        yield line[:_LONGEST].strip()


def find_heading(lines: list[str], at: int, *, about_others: bool) -> tuple[str, ...] | None:
    """The name in a heading: below a rule, or in a list of others' parts as a title or a numbered line."""
    line = lines[at].strip()
    plain = _strip_marks(line)
    if not _can_be_name(plain):
        return None
    following = lines[at + 1] if at + 1 < len(lines) else ""
    if following.strip() and not _RULE.match(following) and not _LICENCE_BELOW.match(following.strip()):
        return None
    ruled = bool(rule_above(lines, at)) and (about_others or not _NUMBERED.match(line))
    listed = about_others and (_NUMBERED.match(line) is not None or _RULE.match(following) is not None)
    if not (ruled or listed):
        return None
    below = [held for held in lines[at + 1 : at + 1 + _LOOK_AHEAD] if held.strip()]
    if not any(_TEXT_START.match(held.strip()[:_LONGEST]) for held in below):
        return None
    return _names(_WHOLE_NAME.sub("", plain))


def _can_be_name(words: str) -> bool:
    short = (
        2 <= len(words) <= 2 * _NAME_LENGTH
        and len(words.split()) <= _HEADING_WORDS
        and not words.endswith((".", ",", ";"))
    )
    return (
        short
        and words[0].isalnum()
        and re.search("[A-Za-z]{2}", words) is not None
        and not _NO_HEAD.match(words)
    )


def has_grant(text: str) -> bool:
    """Whether words of a licence's permission are in it."""
    return _GRANT.search(text) is not None


def mentions_licence(line: str) -> bool:
    """Whether a line begins like one of a licence or a notice."""
    return _LICENCE_BELOW.match(line.strip()) is not None


def rule_above(lines: list[str], at: int) -> str:
    """The rule above a line, with nothing but blank lines between; empty without one."""
    above = next((line.strip() for line in reversed(lines[max(0, at - 4) : at]) if line.strip()), "")
    return above if _RULE.match(above) else ""


def _strip_marks(line: str) -> str:
    return _MARKS.sub("", line.strip()[:_LONGEST]).strip()


def _names(words: str) -> tuple[str, ...]:
    """The names at the beginning of some words, without what is said of them."""
    end = _NAME_END.search(words, 1)
    listed = re.split(r", (?:and )?| and ", words[: end.start()] if end else words)
    plain = (_without_filler(name).strip(" \"'`*.,") for name in listed)
    return tuple(
        dict.fromkeys(
            name[:_NAME_LENGTH]
            for name in plain
            if re.search("[A-Za-z]", name) and not all(word in _EMPTY_NAMES for word in name.lower().split())
        )
    )


def _without_filler(words: str) -> str:
    return " ".join(word for word in words.split() if word.lower() not in _FILLER_WORDS)
