# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CycloneDX in JSON as CycloneDX in XML: the XSD of the version says what stands where, and in which order.

What was lost on the way is found by reading the XML back: whatever differs from the document is told, with its count.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from compliance.bom.document import Json
from compliance.bom.xml import from_xml
from compliance.bom.xml.from_xml import CALLED, REPEATED, REPEATED_BELOW, TEXT_OF
from compliance.bom.xml.xml_schema import NAMESPACE
from compliance.lazy_regex import compile_lazily

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_BARE = frozenset({"expression", "acknowledgement", "bom-ref"})
_NO_XML = compile_lazily("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an element may hold."""

    attributes: tuple[str, ...] = ()
    children: dict[str, Any] = field(default_factory=dict)
    """Declarations by name, in the order that the XSD demands."""


def convert_to_xml(document: Json) -> tuple[bytes, tuple[str, ...]]:
    """The document in XML, and one sentence for each kind of thing that did not survive."""
    from lxml import etree  # 15 ms that only XML pays

    version = str(document["specVersion"])
    writer = _Writer(version, etree)
    root = writer.document(document)
    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    told: Counter[str] = Counter(_lost(document, from_xml.convert_from_xml(raw, "the XML"), "document"))
    return raw, tuple(f"In CycloneDX XML, {what}: {count}" for what, count in sorted(told.items()))


class _Writer:
    """Elements by the XSD of one version."""

    def __init__(self, version: str, etree: Any) -> None:
        self.etree, self.space = etree, f"{NAMESPACE}{version}"
        self.types, self.root = _schema(version)
        self.kinds: dict[Any, _Kind] = {}

    def document(self, document: Json) -> Any:
        element = self.etree.Element(f"{{{self.space}}}bom", nsmap={None: self.space})
        self.table(element, "bom", document, self.kind(self.root))
        return element

    def kind(self, declaration: Any) -> _Kind:
        """What an element declaration allows."""
        if declaration not in self.kinds:
            named = declaration.get("type", "").removeprefix("bom:")
            body = self.types.get(named) if named else declaration.find(f"{_XSD}complexType")
            attributes = tuple(self.attributes(body)) if body is not None else ()
            children: dict[str, Any] = {}
            for one in self.children(body) if body is not None else ():
                children.pop(one.get("name"), None)  # the last of two alternatives has the place after both
                children[one.get("name")] = one
            self.kinds[declaration] = _Kind(attributes, children)
        return self.kinds[declaration]

    def attributes(self, body: Any) -> Iterator[str]:
        for one in body.iter(f"{_XSD}attribute", f"{_XSD}attributeGroup", f"{_XSD}element"):
            if one.tag == f"{_XSD}attributeGroup" and one is not body:
                yield from self.attributes(self.types[one.get("ref").removeprefix("bom:")])
            elif one.tag == f"{_XSD}attribute" and _owner(one) is body:
                yield one.get("name")

    def children(self, body: Any) -> Iterator[Any]:
        for one in body:
            if one.tag == f"{_XSD}element":
                yield one
            elif one.tag in {f"{_XSD}sequence", f"{_XSD}choice", f"{_XSD}all"}:
                yield from self.children(one)

    def add(self, parent: Any, name: str, value: Any, declaration: Any) -> None:
        """One element under another."""
        element = self.etree.SubElement(parent, f"{{{self.space}}}{name}")
        kind = self.kind(declaration)
        if isinstance(value, dict):
            self.table(element, name, value, kind)
        elif isinstance(value, list):
            for item in value:
                self.item(element, item, kind)
        elif "ref" in kind.attributes:
            element.set("ref", _take_to_xml_text(value))
        elif name == "asserter":
            self.add(element, "ref", value, kind.children["ref"])
        else:
            element.text = _take_to_xml_text(value)

    def table(self, element: Any, name: str, value: Json, kind: _Kind) -> None:
        """An object's fields as attributes, children or text."""
        if name in {"asserter", "patentAssignee"}:
            self.add_party(element, value, kind)
            return
        for attribute in kind.attributes:
            held = value.get(CALLED.get(attribute, attribute))
            if held is not None and not isinstance(held, dict | list):
                element.set(attribute, _take_to_xml_text(held))
        for child, declaration in kind.children.items():
            for held in _list_children(name, child, value):
                self.add(element, child, held, declaration)
        text = value.get(TEXT_OF.get(name, "content"))
        if not kind.children and isinstance(text, str):
            element.text = _take_to_xml_text(text)

    def add_party(self, element: Any, value: Json, kind: _Kind) -> None:
        """A person or an organisation, which XML tells by the element and JSON by the fields."""
        person = "individual" if "individual" in kind.children else "contact"
        chosen = person if {"email", "phone"} & value.keys() else "organization"
        self.add(element, chosen, value, kind.children[chosen])

    def item(self, parent: Any, item: Any, kind: _Kind) -> None:
        """One item of a list, under the one of the possible names that fits it."""
        by_name = kind.children
        keys = item.keys() if isinstance(item, dict) else set()
        if "expression" in keys and "expression" in by_name:
            detailed = "expression-detailed" in by_name and keys - _BARE
            name = "expression-detailed" if detailed else "expression"
            item = item if detailed else item | {"content": item["expression"]}
        elif len(keys) == 1 and keys <= by_name.keys():
            ((name, item),) = item.items()
        else:
            name = max(by_name, key=lambda one: self.likeness(by_name[one], item), default="")
        if name:
            self.add(parent, name, item, by_name[name])

    def likeness(self, declaration: Any, item: Any) -> int:
        """How many fields of an item an element could hold; a plain text fits best where nothing else does."""
        kind = self.kind(declaration)
        if not isinstance(item, dict):
            return -len(kind.attributes) - len(kind.children)
        texts = {"classification"} if kind.attributes == ("flow",) else set()
        return len(item.keys() & {*kind.attributes, *kind.children, *texts})


def _list_children(name: str, child: str, value: Json) -> list[Any]:
    """What becomes elements called `child` in an element called `name`: one for each item where XML has no element around a list."""
    key = "dependsOn" if name == child == "dependency" else CALLED.get(child, child)
    held = value.get(key)
    if name == "dataflow" and child == "classification":
        held = {"classification": held, "flow": value.get("flow")}
    if held is None:
        return []
    alone = key in REPEATED or name == "dependency" or (name, key) in REPEATED_BELOW
    return held if alone and isinstance(held, list) else [held]


def _owner(attribute: Any) -> Any:
    """The type that an attribute belongs to."""
    node = attribute.getparent()
    while node.tag not in {f"{_XSD}complexType", f"{_XSD}attributeGroup"}:
        node = node.getparent()
    return node


@cache
def _schema(version: str) -> tuple[dict[str, Any], Any]:
    """The named types of a version, and its root element."""
    from lxml import etree  # 15 ms that only XML pays

    raw = (files("cyclonedx.schema") / "_res" / f"bom-{version}.SNAPSHOT.xsd").read_bytes()
    root = etree.fromstring(
        raw, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    )
    named = {
        one.get("name"): one for one in root if one.tag in {f"{_XSD}complexType", f"{_XSD}attributeGroup"}
    }
    return named, next(one for one in root if one.tag == f"{_XSD}element")


def _take_to_xml_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return allowed_elements(str(value))


def allowed_elements(text: str) -> str:
    """A text with a mark in place of each character that XML 1.0 forbids."""
    return _NO_XML.sub("\ufffd", text)


def _lost(before: Any, after: Any, place: str) -> Iterator[str]:
    """What one has and the other lacks; an empty text and none are the same."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _lost_fields(before, after, place)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _lost(one, other, place)
    elif isinstance(before, str) and isinstance(after, str):
        yield from _altered(before, after, place)
    elif before != after:
        yield f"`{place}` changed"


def _lost_fields(before: Json, after: Json, place: str) -> Iterator[str]:
    for key, value in before.items():
        if key in after:
            yield from _lost(value, after[key], key)
        elif value != "" and (place, key) != ("document", "$schema"):
            yield f"`{key}` of `{place}` left out"


def _altered(before: str, after: str, place: str) -> Iterator[str]:
    """Spaces at the ends stand in the XML, though our reader passes over them as most do."""
    if allowed_elements(before).strip() != after.strip():
        yield f"`{place}` changed"
    elif before.strip() != after.strip():
        yield "characters that it forbids replaced"
