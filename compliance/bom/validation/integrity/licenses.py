# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences: expressions parse, ids are current, and each stands in the field that is made for it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from compliance.bom.document import Json, text_at
from compliance.bom.official_schemas import license_ids
from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import Path, find_nearest, quote_value, show_value
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.licensing.terms.successors import find_successor

_TOKEN = compile_lazily(r"[()]|[^\s()]+")
_OPERATORS = {"AND", "OR", "WITH", "and", "or", "with"}
_IDENTIFIER = compile_lazily(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9.-]+\+?\Z")
_REF = compile_lazily(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?(?:LicenseRef|AdditionRef)-[A-Za-z0-9.-]+\Z")
_DEEPEST = 50
_KEPT = 4096
_LOOKED_UP = 20
"""For so many unknown ids a similar one is looked for, which takes a while each."""
_FOLLOWERS = {
    "(": {"(", "id"},
    "AND": {"(", "id"},
    "WITH": {"id"},
    ")": {")", "AND"},
    "id": {")", "AND", "WITH"},
}
"""The grammar of SPDX 3.0.1, Annex B: what may follow on what; an expression starts as a bracket does."""
_MISSING = {
    "(": "an id",
    "AND": "an id",
    "WITH": "the id of an exception",
    ")": "an operator",
    "id": "an operator",
}


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Expressions that don't parse or name unknown or deprecated ids, ids that are expressions or LicenseRefs, and names that are ids."""
    left = _LOOKED_UP
    for path, entry in _list_licenses_entries(index):
        if isinstance(entry.get("expression"), str):
            here = (*path, "expression")
            for severity, message, fix in _of_expression(entry["expression"]):
                yield Fault(f"expression-{severity}", severity, here, message, fix)
            for name in _explain_licenses(entry["expression"]):
                left -= 1
                yield _not_listed(here, name, look=left >= 0)
        elif isinstance(entry.get("license"), dict):
            for field in ("id", "name"):
                for severity, message, fix in _of_field(field, text_at(entry["license"], field)):
                    yield Fault(f"license-{field}", severity, (*path, "license", field), message, fix)


def _list_licenses_entries(index: DocumentIndex) -> Iterator[tuple[Path, Json]]:
    for path, entries in index.licenses:
        for number, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield (*path, number), entry


def _not_listed(path: Path, name: str, *, look: bool) -> Fault:
    near = find_nearest(name, license_ids()) if look else []
    fix = f'Is "{near[0]}" meant?' if near else f"Write LicenseRef-{show_value(name)}"
    return Fault("license-unknown", "warning", path, f"{quote_value(name)} is no id of the SPDX list", fix)


@lru_cache(_KEPT)
def _of_field(field: str, written: str) -> tuple[tuple[str, str, str], ...]:
    if not written:
        return ()
    if field == "name":
        return _of_name(written)
    if _REF.match(written):
        return (
            (
                "error",
                f"`license.id` is {quote_value(written)}, a LicenseRef",
                f'Write {{"name": "{show_value(written)}"}}',
            ),
        )
    if re.search(r"\s(?:AND|OR|WITH)\s|[()]", written, re.IGNORECASE):
        return (
            (
                "error",
                f"`license.id` is {quote_value(written)}, an expression",
                f'Write {{"expression": "{show_value(written)}"}}',
            ),
        )
    return tuple(_deprecated(written))


def _of_name(written: str) -> tuple[tuple[str, str, str], ...]:
    if written in license_ids():
        return (
            (
                "note",
                f"`license.name` is {quote_value(written)}, an id of the SPDX list",
                f'Write {{"id": "{written}"}}',
            ),
        )
    if re.search(r"\s(?:AND|OR|WITH)\s", written) and not _syntax(written) and not _explain_licenses(written):
        return (
            (
                "note",
                f"`license.name` is {quote_value(written)}, an expression",
                f'Write {{"expression": "{show_value(written)}"}}',
            ),
        )
    return ()


@lru_cache(_KEPT)
def _of_expression(written: str) -> tuple[tuple[str, str, str], ...]:
    if reason := _syntax(written):
        fix = "Follow SPDX 3.0.1, Annex B; what is no expression belongs in `license.name`"
        return (("error", f"the licence expression {quote_value(written)} doesn't parse: {reason}", fix),)
    return tuple(fault for name in _names(written) for fault in _deprecated(name))


def _syntax(written: str) -> str:
    """Why an expression doesn't follow the grammar; nothing if it does."""
    depth, before = 0, "("
    for word in _TOKEN.findall(written):
        kind = _kind(word)
        if not kind:
            return f"{quote_value(word)} holds characters that no id has"
        if kind not in _FOLLOWERS[before]:
            return f"{_MISSING[before]} is missing before {quote_value(word)}"
        depth += {"(": 1, ")": -1}.get(kind, 0)
        if not 0 <= depth <= _DEEPEST:
            return "a bracket closes nothing" if depth < 0 else "it is nested too deeply"
        before = kind
    if before in {"(", "AND", "WITH"}:
        return "an id is missing at its end" if written.strip() else "it is empty"
    return "a bracket is not closed" if depth else ""


def _kind(word: str) -> str:
    """A bracket, `AND` for both joints, `WITH`, or `id`; nothing for what is none of them."""
    if word in {"(", ")"}:
        return word
    if word in _OPERATORS:
        return "WITH" if word.upper() == "WITH" else "AND"
    return "id" if _IDENTIFIER.match(word) else ""


@lru_cache(_KEPT)
def _explain_licenses(written: str) -> tuple[str, ...]:
    """Ids that are neither on the list that CycloneDX ships nor on the newer one of SPDX; none if the expression doesn't parse."""
    return () if _syntax(written) else tuple(name for name in _names(written) if not _list_licenses(name))


def _list_licenses(name: str) -> bool:
    bare = name.removesuffix("+")
    known = bare in license_ids() or bare in {"NONE", "NOASSERTION"}
    return known or bool(_REF.match(name)) or expressions.is_listed(bare)


def _names(written: str) -> list[str]:
    """The ids in an expression, each once."""
    return [word for word in dict.fromkeys(_TOKEN.findall(written)) if word not in {*_OPERATORS, "(", ")"}]


def _deprecated(identifier: str) -> Iterator[tuple[str, str, str]]:
    current = find_successor(identifier)
    if current:
        yield "note", f"{quote_value(identifier)} is deprecated on the SPDX list", f'Write "{current}"'
