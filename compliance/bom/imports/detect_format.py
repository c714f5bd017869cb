# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Documents of other tools, whatever format they are in, as CycloneDX JSON. The content says which format it is, never the name."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from compliance import untyped
from compliance.bom import redacting
from compliance.bom.document import Json
from compliance.bom.spdx import from_spdx2, from_spdx3, spdx_tags
from compliance.bom.xml import from_xml
from compliance.errors import InputError
from compliance.lazy_regex import compile_lazily

KNOWN = "CycloneDX 1.2-1.7 (JSON or XML), SPDX 2.2-2.3 (JSON or tag-value) or SPDX 3.0 (JSON-LD)"
DEEPEST = 100
"""Levels of nesting. CycloneDX needs about 15, and nested components seldom go below 5."""
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_TAG = compile_lazily(r"\s*(?:#[^\n]*\s+)*SPDXVersion:")


def load_document(raw: bytes, name: str) -> Json:
    """The CycloneDX document in a file's bytes, or what an SPDX document says in the words of CycloneDX; without secrets.

    Raises:
        InputError: it is broken, or in none of the formats.
    """
    return redacting.redacted(_converted(raw, name))


def _converted(raw: bytes, name: str) -> Json:
    head = raw[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        return from_xml.convert_from_xml(raw, name)
    if not head.startswith((b"{", b"[")):
        text = _take_detect_format_text(raw, name)
        if _TAG.match(text):
            return from_spdx2.convert_from_spdx2(spdx_tags.parse_tag_values(text, name), name)
        raise InputError(f"{name} is no JSON, no XML and no SPDX tag-value document", fix=f"Give {KNOWN}")
    return _of_json(_json(raw, name), name)


def load_native(raw: bytes, name: str) -> Json:
    """The CycloneDX JSON document in a file's bytes, and nothing else, as it stands there.

    Raises:
        InputError: not JSON, or not a CycloneDX document.
    """
    document = _json(raw, name)
    if not isinstance(document, dict) or document.get("bomFormat") != "CycloneDX":
        raise InputError(
            f"{name} is no CycloneDX document", fix='It has to be a JSON object with "bomFormat": "CycloneDX"'
        )
    return document


def _of_json(document: Any, name: str) -> Json:
    table = document if isinstance(document, dict) else {}
    if table.get("bomFormat") == "CycloneDX":
        return table
    if isinstance(table.get("spdxVersion"), str):
        return from_spdx2.convert_from_spdx2(table, name)
    if isinstance(table.get("@graph"), list) and "spdx" in str(table.get("@context")):
        return from_spdx3.convert_from_spdx3(table, name)
    raise InputError(
        f"{name} is no CycloneDX document and none of SPDX",
        fix='It has to be a JSON object with "bomFormat": "CycloneDX", with "spdxVersion", or with an SPDX "@context"',
    )


def _json(raw: bytes, name: str) -> Any:
    try:
        document = json.loads(raw, parse_constant=_refuse)
        if b"\\u" in raw and untyped.may_be_unclean(raw.decode("utf-8", "replace")):
            document = untyped.cleaned(document)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON: {error}", fix="Give the document whole") from error
    _require_shallow(document, name)
    return document


def _require_shallow(document: Any, name: str) -> None:
    """Level by level, since a recursive walk would end where the interpreter's stack does."""
    level, depth = [document], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise InputError(f"{name} is nested deeper than {DEEPEST} levels", fix="No BOM needs that")
        level = [inner for value in level for inner in _values(value) if isinstance(inner, (dict, list))]


def _values(value: Any) -> Iterable[Any]:
    """What stands directly in an object or a list."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def _take_detect_format_text(raw: bytes, name: str) -> str:
    coding = next((coding for mark, coding in _MARKS if raw.startswith(mark)), "utf-8-sig")
    try:
        return raw.decode(coding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is no text in {coding.removesuffix('-sig')}", fix="Save it as UTF-8"
        ) from error
