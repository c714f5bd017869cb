# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms in prose: text in, statements out. Each says who is limited and how, and quotes its sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from compliance import time_budget
from compliance.lazy_regex import compile_lazily
from compliance.licensing.clauses.sentences import Sentence
from compliance.licensing.prose import whose
from compliance.licensing.prose.assign import assign_terms
from compliance.licensing.prose.context import Context, Previous
from compliance.licensing.prose.headings import Section, classify_headings
from compliance.licensing.prose.license_names import find_license_names
from compliance.licensing.prose.limits import find_limits
from compliance.licensing.prose.passages import Passage, split_passages
from compliance.licensing.prose.sentences import split_prose
from compliance.licensing.prose.short_forms import LONGEST_QUOTE, read_badges, read_cell
from compliance.licensing.prose.statement import Mention, Statement, Term
from compliance.licensing.prose.subjects import find_heading_subject, find_mentions, find_places
from compliance.licensing.prose.tables import find_licence_cells
from compliance.model import ClauseKind, Subject

_TRIGGER = compile_lazily(
    r"licen[cs]|commercial|research|academic|personal|educat|(?<![a-z])cc[ -]|cc0|creative commons|gpl|(?<![a-z])mit(?![a-z])|apache|bsd|rail|distribut|"
    r"prohibit|forbid|agree|permi|\bnot\b.{0,60}\buse|territor|revenue|available|\bterms\b|"
    r"许可|协议|商用|商业|商業|研究|学术|學術|学习|个人|個人|科研|非営利|ライセンス|营利|営利|라이|상업|비영리|연구|학술|"
    r"lizenz|kommerziell|forschung|wissenschaft|comercial|lucro|investigaci|pesquisa|ricerca|recherche|лиценз|коммерч|исследоват|научн|учебн"
)
"""What a line of terms has in it, in lower case."""
_LEAD_IN = compile_lazily(
    r"[\w ()/&,'-]{0,50}?(?:licen[cs](?:e|es|ing)|copyright|许可证?|协议|授权|ライセンス|라이[선센]스|lizenz|licencia|лицензия|terms of use|disclaimer|notices?|warning|important|note)[\w ()/&]{0,40}?\s?[:：]",
    re.IGNORECASE,
)
_LICENCE_LEAD = compile_lazily(r"licen[cs]|许可|协议|授权|ライセンス|라이|lizenz|лиценз|terms", re.IGNORECASE)
_SIZE_OF_A_MODEL = compile_lazily(r"\d[BM]\b")
_START = 20
"""Characters within which a sentence's subject begins."""
_SHORTEST_INTRODUCTION = 10
_SHORT_LINE = 60
_NAME = compile_lazily(r"[\w.+-]{2,60}")


def read_statements(document: str, own_names: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """What a README, a card or a description states about terms, in the order of the text.

    `own_names` are names of the project itself; those in the document's first heading count as well.
    """
    found: list[Statement] = []
    names = frozenset(name.casefold() for name in own_names if name)
    title = ""
    for passage in split_passages(document):
        time_budget.check()
        if passage.headings and not title:
            title = passage.headings[0]
            names = names | _names_of_title(title)
        found.extend(_read_passage(passage, names))
    found.extend(read_badges(document, found))
    return tuple(dict.fromkeys(found))


def _names_of_title(title: str) -> frozenset[str]:
    """What the first heading calls the project: its words up to a colon or dash, and all of them together."""
    head = re.split(r"[:：]| - ", title, maxsplit=1)[0].casefold()
    words = [word for word in _NAME.findall(head) if len(word) > 2]
    return frozenset({head.strip(), *words[:6]})


def _read_passage(passage: Passage, names: frozenset[str]) -> Iterator[Statement]:
    is_led = bool(passage.lead) and bool(_TRIGGER.search(passage.lead.casefold()))
    if not is_led and not any(_TRIGGER.search(line.casefold()) for _, line in passage.lines):
        return
    section = classify_headings(passage.headings)
    if section is Section.OTHERS:
        return
    context = Context(section, find_heading_subject(passage.headings), names, passage.lead)
    if passage.row:
        for cell in find_licence_cells(passage.row):
            yield from read_cell(cell, passage.lines[0][0], context.subject, names)
        return
    previous = Previous()
    for sentence in split_prose(passage.lines):
        time_budget.check()
        if not is_led and not _TRIGGER.search(sentence.text.casefold()):
            previous = Previous(sentence.text)
            continue
        pieces = whose.split_contrasts(sentence.text)
        for piece in pieces:
            statements, mentions = _read_piece(piece, sentence, context, previous)
            yield from _without_repetition(statements)
            goes_on = piece is not pieces[-1]
            previous = Previous(piece, tuple(mentions), told=goes_on or bool(statements))
        context = _widen(context, sentence.text)


def _without_repetition(statements: list[Statement]) -> Iterator[Statement]:
    """A sentence's statements without a limit that the licence named for the same subject has anyway, as in `CC BY-NC (non-commercial)`."""
    told: set[tuple[object, ...]] = set()
    named = {(one.subject, one.part) for one in statements if "-NC" in f"{one.expression} {one.stated}"}
    for statement in statements:
        about = (statement.subject, statement.part)
        is_limit = statement.limits == (ClauseKind.NON_COMMERCIAL,) and "-NC" not in statement.stated
        key = (*about, statement.expression, statement.limits)
        if key in told or (is_limit and about in named):
            continue
        told.add(key)
        yield statement


def _widen(context: Context, sentence: str) -> Context:
    """After `License:` at a passage's start, the rest of it speaks of terms."""
    lead_in = _LEAD_IN.match(sentence)
    return (
        replace(context, section=Section.TERMS) if lead_in and _LICENCE_LEAD.search(lead_in[0]) else context
    )


def _read_piece(
    piece: str, sentence: Sentence, context: Context, previous: Previous
) -> tuple[list[Statement], list[Mention]]:
    """The statements of one sentence, or of a piece of it, and the subjects that they are about."""
    text = whose.hide_others_and_past(piece)
    if whose.is_question(text) or whose.is_set_aside(text):
        return [], []
    lead_in = _LEAD_IN.match(text)
    in_terms = context.section is Section.TERMS or bool(lead_in and _LICENCE_LEAD.search(lead_in[0]))
    in_notices = in_terms or context.section is Section.NOTICES or bool(lead_in)
    names = find_license_names(text)
    bare = _blank(text, names)
    mentions = find_mentions(bare, context.own_names)
    terms = _find_terms(text, names, mentions, in_terms=in_terms, in_notices=in_notices)
    if not terms and context.lead:
        mentions, terms = _take_from_lead(context.lead, text, mentions)
        in_notices = in_notices or bool(terms)
    elif context.lead and not mentions:
        mentions = find_mentions(context.lead, context.own_names)
    if not terms or (not mentions and _introduces_a_list(piece)):
        return [], mentions
    mentions, is_foreign = _of_others(bare, mentions, terms, context)
    if not mentions:
        mentions = previous.stands_for(text, context.own_names) or find_places(bare)
    if is_foreign and not in_notices and not whose.speaks_of_us(text):
        return [], mentions
    if not (in_notices or is_foreign or previous.told) and not _is_ours(
        bare, mentions, lead=bool(context.lead)
    ):
        return [], mentions
    pairs = assign_terms(text, mentions, terms)
    return [_state(sentence, mention, term, context) for mention, term in pairs], mentions


def _introduces_a_list(piece: str) -> bool:
    """Whether a sentence only announces what follows; `License:` alone is short."""
    return piece.endswith((":", "：")) and len(piece) > _SHORTEST_INTRODUCTION


def _find_terms(
    text: str, names: list[Term], mentions: list[Mention], *, in_terms: bool, in_notices: bool
) -> list[Term]:
    """The licences that are applied, and the limits; a limit inside of a licence's name is the licence."""
    applied = in_terms or whose.applies_a_licence(text) or _is_pair(text, names, mentions)
    licences = names if applied else []
    limits = [
        limit
        for limit in find_limits(text, in_terms=in_notices)
        if not any(limit.start < name.end and name.start < limit.end for name in names)
    ]
    return sorted([*licences, *limits], key=lambda term: term.start)


def _is_pair(text: str, names: list[Term], mentions: list[Mention]) -> bool:
    """Whether a line is a subject and a licence and nothing else, as in `Weights: CC BY-NC 4.0`."""
    if len(names) != 1 or not mentions or len(text) > _SHORT_LINE:
        return False
    rest = text[: mentions[0].start] + text[mentions[-1].end : names[0].start] + text[names[0].end :]
    return ":" in rest + "：" and not rest.replace("：", ":").strip(" :-.()")


def _take_from_lead(lead: str, item: str, mentions: list[Mention]) -> tuple[list[Mention], list[Term]]:
    """The terms of the paragraph that introduces a list, for the subject that the item names."""
    if not mentions:
        return [], []
    end = len(item)
    return mentions, [replace(term, start=end, end=end + 1) for term in _terms_of_lead(lead)]


@lru_cache(maxsize=64)
def _terms_of_lead(lead: str) -> tuple[Term, ...]:
    return (*find_license_names(lead), *find_limits(lead, in_terms=True))


def _of_others(
    text: str, mentions: list[Mention], terms: list[Term], context: Context
) -> tuple[list[Mention], bool]:
    """The subjects, where the sentence is about something of others by its name that is used here: only theirs."""
    last = terms[-1].start
    borrowed = whose.find_borrowed(text[:last], context.own_names)
    if borrowed:
        behind = [mention for mention in mentions if borrowed.end() <= mention.start <= last]
        name = whose.name_after(text, borrowed.end(), last, context.own_names)
        if behind:
            return [mention if mention.part else replace(mention, part=name) for mention in behind], True
        return [Mention(borrowed.end(), last, context.subject or Subject.CODE, name)], True
    named = whose.find_named_subject(text, context.own_names)
    if not named or any(mention.part for mention in mentions):
        return mentions, bool(named)
    if not mentions:
        subject = Subject.WEIGHTS if _SIZE_OF_A_MODEL.search(named) else context.subject or Subject.CODE
        return [Mention(0, len(named), subject, named)], True
    return [replace(mention, part=named) for mention in mentions], True


def _is_ours(text: str, mentions: list[Mention], *, lead: bool) -> bool:
    """Whether a sentence outside of any section on terms speaks of the project that it stands in."""
    return lead or whose.speaks_of_us(text) or bool(mentions and mentions[0].start <= _START)


def _state(sentence: Sentence, mention: Mention | None, term: Term, context: Context) -> Statement:
    return Statement(
        line=sentence.line,
        quote=sentence.text[:LONGEST_QUOTE],
        subject=mention.subject if mention else context.subject,
        part=mention.part if mention else "",
        expression=term.expression,
        stated=term.stated,
        limits=term.limits,
        clauses=term.clauses,
    )


def _blank(text: str, names: list[Term]) -> str:
    """The sentence without the names of licences, which hold words such as `model` and `code`; positions stay."""
    for name in names:
        text = f"{text[: name.start]}{' ' * (name.end - name.start)}{text[name.end :]}"
    return text
