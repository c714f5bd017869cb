# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a heading says of the text below it: terms, other people's work, or which subject."""

import re
from enum import Enum
from functools import lru_cache

from compliance.lazy_regex import compile_lazily


class Section(Enum):
    """What kind of text is to be expected."""

    TERMS = "terms"
    """Licence, terms, copyright."""
    NOTICES = "notices"
    """Disclaimer, intended use, ethics: terms may stand among other remarks."""
    OTHERS = "others"
    """Acknowledgements, related work, citations, news, change logs: what is said there isn't about us now."""
    PLAIN = "plain"


_LONGEST = 90
_TERMS = compile_lazily(
    r"\blicen[cs](?:e|es|ed|ing)\b(?! ?(?:plates?|numbers?|detect))|\bcopyrights?\b|\bterms\b|\blizenz|\blicencias?\b|лиценз|"
    r"许可|授权|协议|版权|條款|条款|ライセンス|利用規約|라이[선센]스|이용 ?약관|nutzungsbedingungen|conditions d'utilisation",
    re.IGNORECASE,
)
_NOTICES = compile_lazily(
    r"\bdisclaimers?\b|\bnotices?\b|\blegal\b|\brestrictions?\b|\bintended uses?\b|\bout[- ]of[- ]scope\b|\bethic|\busage polic|"
    r"\bpermi(?:tted|ssion)|\bconditions\b|\bcommercial\b|\bimportant\b|\bwarning\b|\bresponsible\b|\buse polic|\bacceptable use\b|"
    r"声明|免责|免責|注意|限制|使用须知|haftung|hinweis|avertissement|aviso|주의|предупрежд",
    re.IGNORECASE,
)
_OTHERS = compile_lazily(
    r"\backnowledg|\bthanks\b|\bcredits?\b|\brelated (?:work|project)|\bcit(?:ation|ations|e|ing)\b|\breferences?\b|\bbibtex\b|"
    r"\bchange ?log\b|\brelease (?:notes|history)\b|\bhistory\b|\bnews\b|\bwhat'?s new\b|\bupdates?\b|\bfaqs?\b|\bfrequently asked\b|"
    r"\broad ?map\b|\bto-?dos?\b|\bcontributors\b|\bused by\b|\bprojects using\b|\bcomparisons?\b|\bprior work\b|\bawesome\b|"
    r"致谢|鸣谢|引用|更新|新闻|动态|最新|谢辞|謝辞|参考|감사|인용|remerciements|danksagung|agradecimientos|благодарност",
    re.IGNORECASE,
)
_DECORATION = compile_lazily(r"^[\W\d_]+|[\W_]+$")


@lru_cache(maxsize=512)
def classify_heading(heading: str) -> Section:
    """What a heading announces; a licence beside an acknowledgement counts as terms."""
    if len(heading) > _LONGEST:
        return Section.PLAIN
    if _TERMS.search(heading):
        return Section.TERMS
    if _OTHERS.search(heading):
        return Section.OTHERS
    return Section.NOTICES if _NOTICES.search(heading) else Section.PLAIN


@lru_cache(maxsize=512)
def classify_headings(headings: tuple[str, ...]) -> Section:
    """What a chain of headings, the outermost first, announces: the nearest that announces anything."""
    kinds = [classify_heading(heading) for heading in headings]
    return next((kind for kind in reversed(kinds) if kind is not Section.PLAIN), Section.PLAIN)


def strip_decoration(heading: str) -> str:
    """A heading without numbers, pictures and marks at its ends."""
    return _DECORATION.sub("", heading)
