# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whose terms a sentence tells: ours or another project's, today's or those of the past."""

import re

from compliance.lazy_regex import compile_lazily

_NOT_USED = compile_lazily(
    r"\b(?:we|it|this (?:project|repo(?:sitory)?|package|library)) (?:do(?:es)?n't|do(?:es)? not|never|no longer|neither) (?:\w+ )?(?:use|ship|include|bundle|distribute|depend|rely|contain|host|provide)",
    re.IGNORECASE,
)
_SET_ASIDE = (
    # compared with something else, with the relative clause that tells its terms
    compile_lazily(
        r"\b(?:unlike|compared (?:with|to)|in contrast (?:to|with)|as opposed to|in comparison (?:to|with)|different from|rather than|instead of|whereas other|while other)\b[^,;]{0,160}(?:,\s*(?:which|that|whose|who|an?)\b[^,;]{0,160})?(?=,|;|$)",
        re.IGNORECASE,
    ),
    compile_lazily(r"\b(?:previously|formerly|used to be|in the past|no longer)\b[^;]{0,6}\b(?:released|licen[cs]ed|distributed|available|published|under)\b[^;]{0,120}?(?=;|,? but\b|\bnow\b|,|$)", re.IGNORECASE),
    compile_lazily(r"\b(?:previously|formerly|used to be)\b[^;]{0,160}?(?=;|,? but\b|\bnow\b|,|$)", re.IGNORECASE),
    compile_lazily(r"\b(?:originally|initially|at first)\b[^;]{0,160}?(?=;|,? but\b|\bnow\b)(?=[^\n]{0,80}\b(?:now|changed|relicen|switched|since)\b)", re.IGNORECASE),
    compile_lazily(r"\b(?:until|before|prior to|up to|older|earlier) (?:versions?|v)\b[^;]{0,160}?(?=;|,? but\b|\bnow\b|,|$)", re.IGNORECASE),
    compile_lazily(r"\b(?:changed|switched|relicen[cs]ed|moved|transition\w*|updated?)\b[^;]{0,60}\bfrom\b[^;]{1,80}?(?=\bto\b)", re.IGNORECASE),
    compile_lazily(r"\b(?:similar to|such as|compatible with|inspired by|equivalent to|known as|e\.g\.,?|recognizes|detects|supports)\b[^,;)]{0,100}", re.IGNORECASE),
)  # fmt: skip
_OWN = compile_lazily(
    r"\b(?:our|ours|we|this|these|the following|you|your|released?|provided|here)\b|"
    r"\bthe (?:\w+[ -]){0,3}(?:model|weights?|checkpoints?|code|data|datasets?|corpus|software|project|annotations?|repo(?:sitory)?|network|voices?)s?\b",
    re.IGNORECASE,
)
_PREDICATE = compile_lazily(
    r"\b(?:licen[cs]ed|released?|distributed|available|published|provided|shared|covered|governed|public|open[- ]sourced?|offered|are|is)\b[^.;]{0,60}?\b(?:under|by|with)\b|"
    r"\bunder (?:the |an? )?[^.;]{0,60}licen[cs]e|\bsubject to\b|\bterms of\b|\bcompl(?:y|ies) with\b|\blicen[cs]e ?[:：-]|\blicen[cs]e (?:is|of)\b|\bfollows?\b[^.;]{0,40}licen[cs]e|\blicen[cs]ed?\b|"
    r"遵循|采用|基于|使用|协议|许可|授权|ライセンス|라이[선센]스|lizenz|licence|licencia|лиценз",
    re.IGNORECASE,
)
_BORROWED = compile_lazily(
    r"\b(?:based on|built (?:up)?on|adapted from|borrow\w*|modified from|derived from|parts? of|portions? of|third[- ]party|includes?|contains?|uses|using|utili[sz]es?|depends? on|makes use of|powered by|relies on|we use|bundles?|ships?(?: with)?|copied from|taken from|thanks to)\b",
    re.IGNORECASE,
)
_NAME = compile_lazily(r"\b[A-Z][\w-]*(?:[ .][A-Z0-9][\w-]*){0,3}|\b[a-z]+[-_][\w-]+\b")
_NAME_FIRST = compile_lazily(
    r"(?:The |- )?((?:[A-Z][\w.+-]{1,40}(?: [A-Z0-9][\w.+-]{0,30}){0,3}|[a-z][\w]*[-_][\w-]{1,40})(?:,? (?:and |y |et |und )?[A-Z][\w.+-]{1,40}){0,8})"
    r"(?:'s)?(?: \([^()]{0,80}\))?,?(?:\s+(?:is|are|was|were|has|have|comes|uses|falls|itself|weights|models?|est|sont|está|están|ist|sind)(?=\W|$)|\s*:|\s+-\s)"
)
_NO_NAME_WORDS = """
this these that it they all our the we code data model models weights license licence licensed
software dataset datasets both commercial non-commercial academic use users you if for please note
disclaimer important however any apache mit copyright usage released everything content some see
repository project checkpoint checkpoints package library pretrained pre-trained images annotations
files scripts each redistribution permission and no only research output outputs
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def is_question(sentence: str) -> bool:
    """Whether a sentence asks."""
    return sentence.rstrip("\"') ").endswith(("?", "？"))


def is_set_aside(sentence: str) -> bool:
    """Whether a sentence speaks of what isn't used."""
    return bool(_NOT_USED.search(sentence))


def hide_others_and_past(sentence: str) -> str:
    """The sentence with what it says of other projects, by comparison, and of the past blank; positions stay."""
    for pattern in _SET_ASIDE:
        sentence = pattern.sub(lambda match: " " * len(match[0]), sentence)
    return sentence


def speaks_of_us(sentence: str) -> bool:
    """Whether a sentence says that it is about the project that it stands in."""
    return bool(_OWN.search(sentence)) or not sentence.isascii()


def applies_a_licence(sentence: str) -> bool:
    """Whether a sentence puts something under a licence, rather than only naming one."""
    return bool(_PREDICATE.search(sentence))


def find_borrowed(sentence: str, own_names: frozenset[str]) -> re.Match[str] | None:
    """Where a sentence says that something of others, by its name, is used."""
    found = _BORROWED.search(sentence)
    if found is None:
        return None
    named = (match[0] for match in _NAME.finditer(sentence, found.end()))
    return found if any(_is_foreign(name, own_names) for name in named) else None


def name_after(sentence: str, start: int, end: int, own_names: frozenset[str]) -> str:
    """The first name of something foreign between two places of a sentence."""
    named = (match[0] for match in _NAME.finditer(sentence, start, end))
    return next((name for name in named if _is_foreign(name, own_names)), "")


def find_named_subject(sentence: str, own_names: frozenset[str]) -> str:
    """The name that a sentence begins with, if it is none of the project's own."""
    found = _NAME_FIRST.match(sentence)
    return found[1] if found and _is_foreign(found[1], own_names) else ""


def _is_foreign(name: str, own_names: frozenset[str]) -> bool:
    folded = name.casefold()
    first = folded.split()[0].strip(".,:")
    return first not in _NO_NAME and folded not in own_names and first not in own_names
