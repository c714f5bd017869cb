# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences that stand beside the records of a JSON document: a `license` key, or a list of them as COCO has it (cocodataset.org/#format-data)."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.licensing import expressions
from compliance.model import Evidence, LicenseClaim, SaidBy, Subject
from compliance.read_file import open_file

_LIMIT = 8 * parse_file.MEGABYTE
_PEEK = 64 << 10
_KEYS = ("license", "licence", "licenses", "licences", "rights")
_ABOUT = ("info", "metadata", "meta")
"""Keys whose tables speak of the whole document."""


def read_json_claims(candidate: ScannedFile) -> tuple[LicenseClaim, ...]:
    """What a document that holds records states of them.

    Raises:
        Unreadable: it is no valid JSON.
        OSError: it can't be read.
    """
    with open_file(candidate.file) as file:
        head = file.read(_PEEK).lower()
    if candidate.size > _LIMIT or not any(f'"{key}"'.encode() in head for key in _KEYS):
        return ()
    document = parse_file.parse_json(parse_file.read_bytes(candidate, _LIMIT))
    if not isinstance(document, dict) or not _has_records(document):
        return ()
    tables = [document, *(document[key] for key in _ABOUT if isinstance(document.get(key), dict))]
    claims = (
        _claim(words, candidate.path) for table in tables for key in _KEYS for words in _texts(table.get(key))
    )
    return tuple(dict.fromkeys(claims))


def _has_records(document: dict[str, Any]) -> bool:
    """Whether one of its values is a list of things, apart from the licences themselves."""
    return any(
        isinstance(value, list) and value for key, value in document.items() if key.lower() not in _KEYS
    )


def _texts(value: Any) -> Iterator[str]:
    """The address or the name of each licence."""
    for one in value if isinstance(value, list) else [value]:
        stated = one.get("url") or one.get("name") or one.get("id") if isinstance(one, dict) else one
        if isinstance(stated, str) and stated.strip():
            yield " ".join(stated.split())[:300]


def _claim(words: str, path: str) -> LicenseClaim:
    expression = expressions.resolve_expression(words)
    return LicenseClaim(
        expression,
        SaidBy.HEADER,
        subject=Subject.DATA,
        stated="" if words == expression else words,
        evidence=(Evidence(path, 0, f"license: {words}"),),
    )
