# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whom a profile asks: the document, the product and its components, each with the tags that say what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from compliance.bom.document import PREFIX, Json, mappings_in, text_at

_KINDS = {"machine-learning-model": "model", "data": "dataset"}
_PARTS_OF = frozenset(_KINDS)
_MERE_FILES = frozenset({"file", *_KINDS})
_MERE = {"bsi:component:executable": "non-executable", "bsi:component:archive": "no archive"}
"""What a file says that may be listed and needn't (BSI TR-03183-2 v2.1.0, 3.2.1)."""
UNSAID = frozenset({"unknown", "noassertion", "not provided", "n/a", "tbd", "-"})
"""How other tools spell that they don't know (SPDX 2.3: NOASSERTION), in lower case."""
LOGICAL = "logical"
"""The value of the property `lexbom:component` for what is several files under one name."""


@dataclass(frozen=True, slots=True)
class FieldSubject:
    """A component with its place in the document."""

    entry: Json
    pointer: str
    name: str
    """Its bom-ref if it has none."""
    tags: frozenset[str]
    unknown: frozenset[str]
    """The words in its property `lexbom:unknown`."""
    withheld: frozenset[str]


class Context:
    """A document, looked at once: its components and what its lists say of them."""

    def __init__(self, document: Json) -> None:
        self.document = document
        metadata = document.get("metadata")
        self.metadata: Json = metadata if isinstance(metadata, dict) else {}
        root = self.metadata.get("component")
        self.product: Json = root if isinstance(root, dict) else {}

    @cached_property
    def subjects(self) -> tuple[FieldSubject, ...]:
        """The document, the product, then all components, nested ones after those that hold them."""
        own = [_subject(self.document, "", {"document"}, _word_context(self.metadata))]
        if self.product:
            said = _word_context(self.product)
            found = {"product", "identified", "described", *_tags(self.product, said, "")}
            found |= set() if _is_logical(said) else {"file"}
            own.append(_subject(self.product, "/metadata/component", found, said))
            own.extend(
                _collect_context(self.product.get("components"), "/metadata/component/components", "product")
            )
        return (*own, *_collect_context(self.document.get("components"), "/components", ""))

    @cached_property
    def listed(self) -> frozenset[str]:
        """The refs with an entry of their own among the dependencies; one without `dependsOn` needs nothing."""
        return frozenset(text_at(entry, "ref") for entry in mappings_in(self.document.get("dependencies")))

    @cached_property
    def edges(self) -> dict[str, set[str]]:
        """By ref, the refs that it depends on or holds."""
        edges: dict[str, set[str]] = {}
        for entry in mappings_in(self.document.get("dependencies")):
            needs = (*_refs(entry.get("dependsOn")), *_refs(entry.get("provides")))
            edges.setdefault(text_at(entry, "ref"), set()).update(needs)
        for subject in self.subjects[1:]:
            held = {text_at(child, "bom-ref") for child in mappings_in(subject.entry.get("components"))}
            edges.setdefault(text_at(subject.entry, "bom-ref"), set()).update(held)
        return edges

    @cached_property
    def completeness(self) -> dict[str, str]:
        """By ref, what `compositions` says of how complete its dependencies or parts are."""
        said: dict[str, str] = {}
        for entry in mappings_in(self.document.get("compositions")):
            for ref in (*_refs(entry.get("dependencies")), *_refs(entry.get("assemblies"))):
                said.setdefault(ref, text_at(entry, "aggregate"))
        return said


def _refs(entries: Any) -> Iterator[str]:
    yield from (ref for ref in entries if isinstance(ref, str)) if isinstance(entries, list) else ()


def _subject(entry: Json, pointer: str, kinds: Iterable[str], said: dict[str, str]) -> FieldSubject:
    unknown = frozenset(said.get(f"{PREFIX}unknown", "").split())
    withheld = frozenset(said.get(f"{PREFIX}withheld", "").split())
    name = text_at(entry, "name") or text_at(entry, "bom-ref")
    return FieldSubject(entry, pointer, name, frozenset(kinds), unknown, withheld)


def _word_context(entry: Json) -> dict[str, str]:
    """Its properties by name; of several of one name the last."""
    properties = entry.get("properties")
    return (
        {text_at(one, "name"): text_at(one, "value") for one in mappings_in(properties)} if properties else {}
    )


def _collect_context(entries: Any, pointer: str, holder: str) -> Iterator[FieldSubject]:
    stack = [(entries, pointer, holder)]
    while stack:
        found, where, above = stack.pop()
        for number, entry in enumerate(found if isinstance(found, list) else ()):
            if isinstance(entry, dict):
                place, said = f"{where}/{number}", _word_context(entry)
                yield _subject(entry, place, _tags(entry, said, above), said)
                if entry.get("components"):
                    stack.append((entry["components"], f"{place}/components", text_at(entry, "type")))


def tags_of(entry: Json, holder: str) -> frozenset[str]:
    """What a component is; `holder` is the type of what it is nested in."""
    return frozenset(_tags(entry, _word_context(entry), holder))


def _tags(entry: Json, said: dict[str, str], holder: str) -> Iterator[str]:
    """The same, with its properties by name."""
    kind = text_at(entry, "type")
    yield _KINDS.get(kind, "software")
    yield "part" if kind == "file" and holder in _PARTS_OF else "component"
    if kind in _MERE_FILES and _MERE.items() <= said.items():
        return
    yield "identified"
    if not _outside(entry):
        yield "described"
        if not _is_logical(said):
            yield "file"


def _is_logical(said: dict[str, str]) -> bool:
    return said.get(f"{PREFIX}component") == LOGICAL


def _outside(entry: Json) -> bool:
    """Whether the product doesn't deliver it, or another BOM describes it (BSI TR-03183-2 v2.1.0, 3.2.4 and 3.2.5)."""
    return (
        entry.get("isExternal") is True
        or entry.get("scope") == "excluded"
        or any(one.get("type") == "bom" for one in mappings_in(entry.get("externalReferences")))
    )
