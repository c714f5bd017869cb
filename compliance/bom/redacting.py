# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The redaction boundary of documents: no text in them keeps a secret, and every ref stays unique and leads where it led."""

import json
import re
from collections.abc import Iterator, Sequence
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

_SECRET_ENDS = ("key", "token", "secret", "password", "passwd", "passphrase", "credential", "credentials")
"""How what `_SECRET_NAME` matches ends, in lower case."""
_BACKSLASH, _QUOTE = "\0", "\1"
"""Stand for what is escaped while JSON is taken apart; as control characters they never stand in it themselves (RFC 8259, section 7)."""


def redacted(document: Json, patterns: Sequence[str] = (), dumped: str = "") -> Json:
    """The document without secrets, those that the owner's patterns match included; the same object if it has none.

    `dumped` is the document as `dump_json` gives it, if it is at hand.

    Raises:
        ValueError: a pattern can't be used.
    """
    ready = [own.compiled(pattern) for pattern in patterns]
    if not ready and _is_clean(document, dumped or dump_json(document)):
        return document
    cleaning = _Cleaning(ready)
    cleaning.rename(document)
    clean: Json = cleaning.cleaned(document, "")
    return clean


def _is_clean(document: Json, dumped: str) -> bool:
    """Whether no text is masked. The texts are taken from the serialised document, in a fraction of the time of a walk."""
    texts = _texts_in(dumped)
    if redaction.which_hold(texts):
        return False
    if not any(_may_name_secret(text) for text in texts):
        return True
    return not any(_is_secret_pair(*pair) for pair in _named_values(document))


def _texts_in(dumped: str) -> list[str]:
    """Each text of a JSON document once, its keys included: every other part between two quotes that are not escaped."""
    shielded = dumped.replace("\\\\", _BACKSLASH).replace('\\"', _QUOTE)
    written = '","'.join(set(shielded.split('"')[1::2]))
    restored = written.replace(_QUOTE, '\\"').replace(_BACKSLASH, "\\\\")
    texts: list[str] = json.loads(f'["{restored}"]')
    return texts


def _may_name_secret(text: str) -> bool:
    """Whether `_SECRET_NAME` might match: the end of the text is looked at without a pattern."""
    return text[-12:].lower().endswith(_SECRET_ENDS)


def _named_values(value: Any) -> Iterator[tuple[Any, Any]]:
    """What properties call their values, and the values."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            stack += one.values()
            if "value" in one:
                yield one.get("name") or one.get("field"), one["value"]
        elif isinstance(one, list):
            stack += one


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
