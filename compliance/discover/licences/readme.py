# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""READMEs, cards, data sheets, documentation and packages' descriptions: what their prose says of the use of code, weights, data and output."""

from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ProseStatement, ScannedFile
from compliance.discover.licences.prose_files import (
    PROSE_LIMIT,
    is_description,
    is_documentation,
    is_prose,
    may_list_licenses,
    select_documentation,
    strip_headers,
)
from compliance.lazy_regex import compile_lazily
from compliance.licensing.prose.read_prose import read_statements
from compliance.licensing.prose.statement import Statement
from compliance.model import Clause, Evidence, LicenseClaim, SaidBy, Status, Subject
from compliance.settings import Settings

_LIMITING = compile_lazily(
    r"(?i)non-?commercial|commercial|research (?:use|purposes?|only)|academic|personal use|\bCC[ -]BY|RAIL\b|only for|redistribut|许可|商用|ライセンス"
)
"""What a package's description has in it, if it says more of its terms than its metadata do."""
_TABLE = compile_lazily(r"(?m)^ *\|[ :|-]*-[ :|-]*\| *$")
"""The line below the head of a table in Markdown."""


def discover(candidates: tuple[ScannedFile, ...], settings: Settings) -> Iterator[Discovery]:
    """What each document states, for the resolver to bring to the parts that it is about."""
    documents = [candidate for candidate in candidates if is_prose(candidate)]
    documents += select_documentation(candidates)
    lists = [candidate for candidate in candidates if may_list_licenses(candidate)]
    for candidate in (*documents, *lists):
        try:
            text, _ = parse_file.read_text(candidate, PROSE_LIMIT)
        except parse_file.Unreadable:
            continue  # the reader of cards and the one of metadata read the same files, and report it
        if candidate in lists and not _TABLE.search(text):
            continue
        yield from parse_file.within_time(_read_document(candidate, text, settings))


def _read_document(candidate: ScannedFile, text: str, settings: Settings) -> Iterator[ProseStatement]:
    if is_description(candidate):
        text = strip_headers(text)
    if candidate.carrier and not _LIMITING.search(text):
        return
    names = (settings.product.name, candidate.folder.rpartition("/")[2])
    statements = read_statements(text, names)
    claims = tuple(_claim(one, candidate.path) for one in statements if one.subject is not None or one.part)
    whole = tuple(_claim(one, candidate.path) for one in statements if one.subject is None and not one.part)
    if claims or whole:
        yield ProseStatement(
            folder="" if is_description(candidate) else _folder_it_speaks_for(candidate),
            carrier=candidate.carrier,
            path=candidate.path,
            claims=claims,
            whole=whole,
            is_aside=is_documentation(candidate) or bool(candidate.carrier),
        )


def _folder_it_speaks_for(candidate: ScannedFile) -> str:
    """The folder of the project: of documentation the one that holds it."""
    if not is_documentation(candidate):
        return candidate.folder
    folders = candidate.folder.split("/")
    place = next(number for number, name in enumerate(folders) if name.lower() in {"doc", "docs"})
    return "/".join(folders[:place])


def _claim(statement: Statement, path: str) -> LicenseClaim:
    where = Evidence(path, statement.line, statement.quote)
    clauses = tuple(
        Clause(
            kind=clause.kind,
            evidence=where,
            grade=clause.grade,
            effect=clause.effect,
            territories=clause.territories,
            basis=clause.basis,
            scope=clause.scope,
            exempt=clause.exempt,
        )
        for clause in statement.clauses
    )
    known = {clause.kind for clause in clauses}
    clauses += tuple(Clause(kind, where) for kind in statement.limits if kind not in known)
    return LicenseClaim(
        expression=statement.expression,
        said_by=SaidBy.README,
        status=Status.OBSERVED if statement.part else Status.DECLARED,
        subject=statement.subject or Subject.CODE,
        stated=_words(statement),
        evidence=(where,),
        clauses=clauses,
        part=statement.part,
    )


def _words(statement: Statement) -> str:
    """The words used, where they differ from the expression; a limit's between quotation marks, since they name no licence."""
    if statement.stated == statement.expression:
        return ""
    is_licence = bool(statement.expression) or not statement.limits or statement.stated.startswith("CC-")
    return statement.stated if is_licence else f'"{statement.stated}"'
