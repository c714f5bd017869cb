# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Citations: what they cite exists."""

from collections.abc import Iterator
from typing import Any

from compliance.bom.document import list_entries, mappings_in
from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import quote_value

_DIGITS = 10
"""An index of so many digits lies past the end of any document."""


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Pointers (RFC 6901) that aren't any or that point nowhere, and expressions that can't be a JSONPath (RFC 9535)."""
    for number, entry in enumerate(list_entries(index.document.get("citations"))):
        if not mappings_in([entry]):
            continue
        for place, written in enumerate(_take_citations_texts(entry.get("pointers"))):
            if reason := _nowhere(index.document, written):
                path = ("citations", number, "pointers", place)
                yield Fault(
                    "citation-pointer",
                    "error",
                    path,
                    f"the pointer {quote_value(written)} {reason}",
                    "Point at a field of this document",
                )
        for place, written in enumerate(_take_citations_texts(entry.get("expressions"))):
            if not written.startswith("$"):
                path = ("citations", number, "expressions", place)
                yield Fault(
                    "citation-expression",
                    "warning",
                    path,
                    f"the expression {quote_value(written)} is no JSONPath, which starts with $",
                    "Write a JSONPath (RFC 9535)",
                )


def _take_citations_texts(value: Any) -> list[str]:
    return [one for one in list_entries(value) if isinstance(one, str)]


def _nowhere(document: Any, written: str) -> str:
    """Why a pointer points at nothing; nothing if it does."""
    if written and not written.startswith("/"):
        return "is no JSON pointer, which starts with /"
    current = document
    for step in written.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(current, dict) and key in current:
            current = current[key]
        elif isinstance(current, list) and _is_place_in(current, key):
            current = current[int(key)]
        else:
            return f"points nowhere: there is no {quote_value(key)}"
    return ""


def _is_place_in(items: list[Any], key: str) -> bool:
    """Whether it is an array index (RFC 6901, section 4) of this list."""
    return key.isascii() and key.isdecimal() and len(key) < _DIGITS and int(key) < len(items)
