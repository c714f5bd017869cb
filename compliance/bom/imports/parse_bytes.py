# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The bytes of a document that somebody wants to have validated: JSON, XML, or a sentence on what they are instead."""

import codecs
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NoReturn

from compliance.bom.document import Json
from compliance.bom.validation import json_path
from compliance.bom.validation.validate import Problem
from compliance.english import plural
from compliance.errors import InputError
from compliance.lazy_regex import compile_lazily

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks; that of UTF-32 begins like that of UTF-16."""
_SURROGATE = compile_lazily("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_MOST = 20
_ESCAPED = compile_lazily(rb"\\u[dD][89a-fA-F]")
_TAGS = compile_lazily(r"\s*SPDXVersion\s*:")
_SPDX = "is an SPDX document; lexbom validates CycloneDX"
_WANTED = "Give a CycloneDX document in JSON or XML"


@dataclass(frozen=True, slots=True)
class Intake:
    """A JSON document and what is wrong with its bytes, or else the bytes of an XML document."""

    document: Json | None
    problems: list[Problem] = field(default_factory=list)


def parse_document(raw: bytes, name: str) -> Intake:
    """What the bytes hold; for XML no document, since `bom.xml` reads the bytes itself.

    Raises:
        InputError: they are neither JSON nor XML, or not CycloneDX.
    """
    if not raw.strip():
        raise InputError(f"{name} is empty", fix=_WANTED)
    text, problems = _decoded(raw, name)
    if text.lstrip().startswith("<"):
        return Intake(None)
    if _TAGS.match(text):
        raise InputError(f"{name} {_SPDX}", fix=_WANTED)
    document, doubles = _parsed(text, name)
    if _is_spdx(document):
        raise InputError(f"{name} {_SPDX}", fix=_WANTED)
    if not isinstance(document, dict) or document.get("bomFormat") != "CycloneDX":
        raise InputError(
            f"{name} is no CycloneDX document", fix='It has to be a JSON object with "bomFormat": "CycloneDX"'
        )
    if doubles:
        problems += _place_parse_bytes(document, doubles)
    if _ESCAPED.search(raw):
        problems += _surrogates(document)
    return Intake(document, problems)


def _decoded(raw: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text, and what RFC 8259, section 8.1, has against its encoding."""
    detected = (b"", json.detect_encoding(raw))
    mark, encoding = next((entry for entry in _MARKS if raw.startswith(entry[0])), detected)
    try:
        text, problems = raw[len(mark) if encoding == "utf-8" else 0 :].decode(encoding), []
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise InputError(
                f"{name} is no {encoding.upper()} from byte {error.start} on", fix=_WANTED
            ) from error
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"the document is not in UTF-8: byte 0x{raw[error.start]:02x} in line {line}"
        return raw.decode("utf-8", "replace"), [_of_bytes("error", message, "Save it in UTF-8")]
    if encoding != "utf-8":
        problems = [
            _of_bytes(
                "error",
                f"the document is in {encoding.upper()}; JSON is exchanged in UTF-8",
                "Save it in UTF-8",
            )
        ]
    elif mark:
        problems = [
            _of_bytes(
                "warning",
                "the document starts with a byte-order mark, which JSON must not have",
                "Save it without the mark",
            )
        ]
    return text, problems


def _of_bytes(severity: str, message: str, fix: str) -> Problem:
    return Problem("integrity", severity, "", message, fix)


def _parsed(text: str, name: str) -> tuple[Any, list[tuple[Json, list[str]]]]:
    """The value, and the objects in which a name stands twice."""
    doubles: list[tuple[Json, list[str]]] = []

    def collect(pairs: list[tuple[str, Any]]) -> Json:
        table = dict(pairs)
        if len(table) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            doubles.append((table, [key for key, count in counts.items() if count > 1]))
        return table

    try:
        return json.loads(text, object_pairs_hook=collect, parse_constant=_no_number), doubles
    except RecursionError as error:
        raise InputError(f"{name} is nested too deeply to be read", fix=_WANTED) from error
    except ValueError as error:
        raise InputError(f"{name} is no JSON: {error}", fix=_WANTED) from error


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def _is_spdx(document: Any) -> bool:
    if not isinstance(document, dict) or document.get("bomFormat") == "CycloneDX":
        return False
    return (
        "spdxVersion" in document
        or "SPDXID" in document
        or "spdx.org" in str(document.get("@context", ""))[:1000]
    )


def _place_parse_bytes(document: Json, doubles: list[tuple[Json, list[str]]]) -> list[Problem]:
    """Problems for names given twice; of objects that an overwritten value held, the place is lost with them."""
    wanted = {id(table): names for table, names in doubles}
    found = [
        ((*path, name), name)
        for path, node in json_path.walk_values(document)
        for name in wanted.pop(id(node), ())
    ]
    found += [((), name) for names in wanted.values() for name in names]
    problems = [_double(path, document, name) for path, name in found[:_MOST]]
    if len(found) > _MOST:
        message = plural(
            len(found) - _MOST,
            "more field that is given more than once is not shown",
            "more fields that are given more than once are not shown",
        )
        problems.append(_of_bytes("error", message, "Repair those above first"))
    return problems


def _double(path: json_path.Path, document: Json, name: str) -> Problem:
    message = f"the field {json_path.quote_value(name)} is given more than once; readers differ in which one they take"
    said = json_path.locate_in_sentence(document, path, message)
    return Problem("integrity", "error", json_path.json_pointer(path), said, "Keep one of them")


def _surrogates(document: Json) -> list[Problem]:
    """Halves of a character in texts, which no UTF-8 can hold; they are replaced in the document, so that the schema can be asked."""
    problems = []
    for path, node in json_path.walk_values(document):
        for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            name = _SURROGATE.sub(_REPLACEMENT, key) if isinstance(key, str) else key
            whole = _SURROGATE.sub(_REPLACEMENT, value) if isinstance(value, str) else value
            if name != key:
                del node[key]
            if name != key or (whole is not value and whole != value):
                node[name] = whole
                problems.append(_half((*path, name)))
    return problems[:_MOST]


def _half(path: json_path.Path) -> Problem:
    return Problem(
        "integrity",
        "error",
        json_path.json_pointer(path),
        "half of a character stands alone (a surrogate)",
        "Write the whole character",
    )
