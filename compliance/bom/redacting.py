# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The redaction boundary of documents: no text in them keeps a secret, and every ref stays unique and leads where it led."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance import redaction
from compliance.bom.document import Json, dump_json
from compliance.bom.document_refs import refs, unique
from compliance.lazy_regex import compile_lazily
from compliance.redaction import own

_FIXED = frozenset(
    {"$schema", "bomFormat", "specVersion", "serialNumber", "timestamp", "alg", "type", "content"}
)
"""Fields whose values are listed by a standard, or digests; no pattern of the owner's is meant for them."""
_ADDRESSES = frozenset({"purl", "url"})
"""Fields that may say the same as a ref does, and are no refs."""
_SECRET_NAME = compile_lazily(
    r"(?i)(?:.*[-_.: ])?(?:\w*key|token|secret|password|passwd|passphrase|credentials?)\Z"
)


def redacted(document: Json, patterns: Sequence[str] = ()) -> Json:
    """The document without secrets, those that the owner's patterns match included; the same object if it has none.

    Raises:
        ValueError: a pattern can't be used.
    """
    ready = [own.compiled(pattern) for pattern in patterns]
    texts, pairs = _take_redacting_texts(document)
    masked = redaction.which_hold(texts)
    if not (masked or ready or any(_is_secret_pair(*pair) for pair in pairs)):
        return document
    cleaning = _Cleaning(ready)
    cleaning.rename(document)
    clean: Json = cleaning.cleaned(document, "")
    return clean


def _take_redacting_texts(value: Any) -> tuple[list[str], list[tuple[Any, Any]]]:
    """Each text in the document once, and what its properties call their values."""
    found: set[str] = set()
    pairs: list[tuple[Any, Any]] = []
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            stack += one.values()
            if "value" in one:
                pairs.append((one.get("name") or one.get("field"), one["value"]))
        elif isinstance(one, list):
            stack += one
    return sorted(found), pairs


def _is_secret_pair(name: Any, value: Any) -> bool:
    """Whether a property's name says that its value is secret, as it would in source."""
    if not (isinstance(name, str) and isinstance(value, str) and _SECRET_NAME.match(name)):
        return False
    assignment = f'{name} = "{value}"'
    return redaction.mask(assignment) != assignment


@dataclass
class _Cleaning:
    """One document on its way out."""

    patterns: list[re.Pattern[str]]
    masked: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def rename(self, document: Json) -> None:
        """Finds names for refs that can't stay: two that differ in a secret alone are still two."""
        known = list(dict.fromkeys(refs(document)))
        taken = {ref for ref in known if self._text(ref) == ref}
        for ref in known:
            if self._text(ref) != ref:
                self.names[ref] = unique(self._text(ref), taken)
                taken.add(self.names[ref])

    def cleaned(self, value: Any, key: str) -> Any:
        """The value under this key without secrets."""
        if isinstance(value, str):
            return value if key in _FIXED else self._cleaned_text(value, key)
        if isinstance(value, dict):
            return self._cleaned_object(value)
        if isinstance(value, list):
            return self._cleaned_list(value, key)
        return value

    def _cleaned_text(self, text: str, key: str) -> str:
        if text in self.names and key not in _ADDRESSES:
            return self.names[text]
        if text[:1] in {"{", "["}:
            return self._cleaned_json(text)
        return self._text(text)

    def _cleaned_json(self, text: str) -> str:
        """JSON in a text, as our properties have it, is still JSON afterwards."""
        try:
            inner = json.loads(text)
        except (ValueError, RecursionError):
            return self._text(text)
        if not isinstance(inner, dict | list):
            return self._text(text)
        clean = self.cleaned(inner, "")
        return text if clean == inner else dump_json(clean)

    def _cleaned_object(self, value: Json) -> Json:
        clean = {key: self.cleaned(one, key) for key, one in value.items()}
        if "value" in value and _is_secret_pair(value.get("name") or value.get("field"), value["value"]):
            clean["value"] = redaction.MASK
        return clean

    def _cleaned_list(self, value: list[Any], key: str) -> list[Any]:
        """What differed in a secret alone is there once: a list of CycloneDX seldom allows the same thing twice."""
        clean = [self.cleaned(one, key) for one in value]
        if clean == value:
            return value
        return list({dump_json(one): one for one in clean}.values())

    def _text(self, text: str) -> str:
        if text not in self.masked:
            self.masked[text] = own.mask(redaction.mask(text), self.patterns)
        return self.masked[text]
