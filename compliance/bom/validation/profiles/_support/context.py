# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whom a profile asks: the document, the product and its components, each with the tags that say what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from compliance.bom.document import PREFIX, Json, objects, text

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
class Subject:
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
    def subjects(self) -> tuple[Subject, ...]:
        """The document, the product, then all components, nested ones after those that hold them."""
        own = [_subject(self.document, "", {"document"}, _said(self.metadata))]
        if self.product:
            said = _said(self.product)
            found = {"product", "identified", "described", *_tags(self.product, said, "")}
            found |= set() if _is_logical(said) else {"file"}
            own.append(_subject(self.product, "/metadata/component", found, said))
            own.extend(_nested(self.product.get("components"), "/metadata/component/components", "product"))
        return (*own, *_nested(self.document.get("components"), "/components", ""))

    @cached_property
    def listed(self) -> frozenset[str]:
        """The refs with an entry of their own among the dependencies; one without `dependsOn` needs nothing."""
        return frozenset(text(entry, "ref") for entry in objects(self.document.get("dependencies")))

    @cached_property
    def edges(self) -> dict[str, set[str]]:
        """By ref, the refs that it depends on or holds."""
        edges: dict[str, set[str]] = {}
        for entry in objects(self.document.get("dependencies")):
            needs = (*_refs(entry.get("dependsOn")), *_refs(entry.get("provides")))
            edges.setdefault(text(entry, "ref"), set()).update(needs)
        for subject in self.subjects[1:]:
            held = {text(child, "bom-ref") for child in objects(subject.entry.get("components"))}
            edges.setdefault(text(subject.entry, "bom-ref"), set()).update(held)
        return edges

    @cached_property
    def completeness(self) -> dict[str, str]:
        """By ref, what `compositions` says of how complete its dependencies or parts are."""
        said: dict[str, str] = {}
        for entry in objects(self.document.get("compositions")):
            for ref in (*_refs(entry.get("dependencies")), *_refs(entry.get("assemblies"))):
                said.setdefault(ref, text(entry, "aggregate"))
        return said


def _refs(entries: Any) -> Iterator[str]:
    yield from (ref for ref in entries if isinstance(ref, str)) if isinstance(entries, list) else ()


def _subject(entry: Json, pointer: str, kinds: Iterable[str], said: dict[str, str]) -> Subject:
    unknown = frozenset(said.get(f"{PREFIX}unknown", "").split())
    withheld = frozenset(said.get(f"{PREFIX}withheld", "").split())
    name = text(entry, "name") or text(entry, "bom-ref")
    return Subject(entry, pointer, name, frozenset(kinds), unknown, withheld)


def _said(entry: Json) -> dict[str, str]:
    """Its properties by name; of several of one name the last."""
    properties = entry.get("properties")
    return {text(one, "name"): text(one, "value") for one in objects(properties)} if properties else {}


def _nested(entries: Any, pointer: str, holder: str) -> Iterator[Subject]:
    stack = [(entries, pointer, holder)]
    while stack:
        found, where, above = stack.pop()
        for number, entry in enumerate(found if isinstance(found, list) else ()):
            if isinstance(entry, dict):
                place, said = f"{where}/{number}", _said(entry)
                yield _subject(entry, place, _tags(entry, said, above), said)
                if entry.get("components"):
                    stack.append((entry["components"], f"{place}/components", text(entry, "type")))


def tags_of(entry: Json, holder: str) -> frozenset[str]:
    """What a component is; `holder` is the type of what it is nested in."""
    return frozenset(_tags(entry, _said(entry), holder))


def _tags(entry: Json, said: dict[str, str], holder: str) -> Iterator[str]:
    """The same, with its properties by name."""
    kind = text(entry, "type")
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
        or any(one.get("type") == "bom" for one in objects(entry.get("externalReferences")))
    )
