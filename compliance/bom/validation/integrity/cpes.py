# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CPE names: version 2.2 as an address, version 2.3 as a formatted string (NIST IR 7695, sections 6.1 and 6.2)."""

import re
from collections.abc import Iterator

from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import quote_value
from compliance.lazy_regex import compile_lazily

_ADDRESS = compile_lazily(r"cpe:/[aho]?(?::[A-Za-z0-9._\-~%]*){0,6}\Z", re.IGNORECASE)
_COLON = compile_lazily(r"(?<!\\):")
_ATTRIBUTE = compile_lazily(r"(?:[*-]|\*?\?*(?:[A-Za-z0-9_.\-]|\\[^A-Za-z0-9\s])+\?*\*?)\Z")
_LANGUAGE = compile_lazily(r"(?:[*-]|[A-Za-z]{2,3}(?:-(?:[A-Za-z]{2}|\d{3}))?)\Z")
_ATTRIBUTES = 11
_LONGEST = 2000


def check(index: DocumentIndex) -> Iterator[Fault]:
    """CPE names that follow neither form."""
    for part in index.parts:
        written = part.entry.get("cpe")
        if isinstance(written, str) and (reason := fault(written)):
            yield Fault(
                "cpe",
                "error",
                (*part.path, "cpe"),
                f"the CPE {quote_value(written)} is none: {reason}",
                "Write cpe:2.3:a:vendor:product:version:*:*:*:*:*:*:*",
            )


def fault(written: str) -> str:
    """Why a text is no CPE name; nothing if it is one."""
    if len(written) > _LONGEST:
        return "it is too long"
    if written[:5].lower() == "cpe:/":
        if _ADDRESS.match(written):
            return ""
        return "a CPE 2.2 has at most seven parts of letters, digits and . _ - ~ %"
    prefix, version, *attributes = _COLON.split(written) if written.count(":") > 1 else ("", "")
    if (prefix, version) != ("cpe", "2.3"):
        return "it starts neither with cpe:2.3: nor with cpe:/"
    return _check_attributes(attributes)


def _check_attributes(attributes: list[str]) -> str:
    """What is wrong with the attributes of a formatted string: part, five of any kind, language, four of any kind."""
    if len(attributes) != _ATTRIBUTES:
        return f"a CPE 2.3 has 11 parts behind cpe:2.3:, this one has {len(attributes)}"
    if attributes[0] not in {"a", "h", "o", "*", "-"}:
        return f"its part is {quote_value(attributes[0])}; a, h or o is allowed"
    if not _LANGUAGE.match(attributes[6]):
        return f"its language is {quote_value(attributes[6])}"
    for attribute in (*attributes[1:6], *attributes[7:]):
        if not _ATTRIBUTE.match(attribute):
            return f"{quote_value(attribute)} holds characters that need a backslash, or is empty"
    return ""
