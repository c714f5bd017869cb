# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""CycloneDX in XML as CycloneDX in JSON. The JSON schema says what is a list, a number or a text; the tables say where the two differ."""

import math
import re
from collections.abc import Iterator
from typing import Any

from compliance.bom.document import Json, build_property, dump_json
from compliance.bom.official_schemas import official_schema
from compliance.bom.validation.validate import VERSIONS
from compliance.errors import InputError
from compliance.lazy_regex import compile_lazily

_NAMESPACE = compile_lazily(r"http://cyclonedx\.org/schema/bom/(\d\.\d)")
_PROLOG = compile_lazily(r"(?:\s|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE", re.DOTALL)
REPEATED = frozenset(
    {
        *("url", "contact", "omniborId", "swhid", "expressionDetails", "identity"),
        *("energyProviders", "sensitiveData", "certificationLevel", "certificateState", "encr", "prf"),
        *("integ", "ke", "auth", "cryptoRefArray", "map", "counterEvidence", "openCre", "patentAssignee"),
    }
)
"""Lists whose items stand in XML without an element around them (bom-1.7.xsd)."""
REPEATED_BELOW = frozenset({("component", "data"), ("evidence", "data"), ("claim", "evidence")})
CALLED = {
    "details": "expressionDetails",
    "cryptoRef": "cryptoRefArray",
    "content-type": "contentType",
    "license-identifier": "licenseIdentifier",
    "responses": "response",
}
"""What XML calls otherwise than JSON."""
TEXT_OF = {"property": "value", "environmentVar": "value", "classification": "classification"}
"""Where JSON puts the text of an element that has attributes; elsewhere it is `content`."""
_PLAIN = frozenset({"encr", "prf", "integ", "ke", "auth"})
"""Items that are objects in 1.7 and were refs in 1.6, which 1.7 still allows."""
_FIRST_WHOLE = "1.3"
"""The JSON schema of 1.2 doesn't say what some lists are made of; that of 1.3 does, and has all that 1.2 has."""
_TEXT = {"type": "string"}
_VERBATIM = frozenset({"text", "property", "attachment", "image"})

Shape = tuple[str, Any]


def convert_from_xml(raw: bytes, name: str) -> Json:
    """The document in an XML file's bytes; what JSON has no place for is named in it as a gap.

    Raises:
        InputError: not XML, not CycloneDX, or with a document type, which could hide an attack.
    """
    root = _parse(raw, name)
    match = _NAMESPACE.fullmatch(_space(root))
    if not match or _local(root) != "bom":
        raise InputError(
            f"{name} is XML, but no CycloneDX document", fix="Its root has to be a CycloneDX <bom>"
        )
    if match[1] not in VERSIONS:
        raise InputError(
            f"{name} follows CycloneDX {match[1]}, which has no JSON form", fix="Convert it to 1.2 or later"
        )
    reader = _Reader(match[1])
    document = reader.document(root)
    head: Json = {"bomFormat": "CycloneDX", "specVersion": match[1], "version": 1}
    return add_conversion_gaps({**head, **document}, name, reader.lost)


def add_conversion_gaps(document: Json, name: str, lost: list[str]) -> Json:
    """The document with one gap for each thing that has no place in it."""
    if not lost:
        return document
    metadata = document.setdefault("metadata", {})
    known = metadata.setdefault("properties", [])
    known += [
        build_property("gap", dump_json({"path": name, "reason": reason})) for reason in dict.fromkeys(lost)
    ]
    return document


def _parse(raw: bytes, name: str) -> Any:
    from lxml import etree  # 15 ms that only XML pays

    refused = InputError(
        f"{name} has a document type declaration, which a BOM doesn't need", fix="Remove the <!DOCTYPE>"
    )
    if _PROLOG.match(raw[:65536].decode("latin-1").replace("\0", "").lstrip("\xef\xbb\xbf\xff\xfe")):
        raise refused
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name} is no XML: {error}", fix="Give the document whole") from error
    if root.getroottree().docinfo.doctype:
        raise refused
    return root


def _space(element: Any) -> str:
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


class _Reader:
    """Elements as JSON, by the JSON schema of the version that the document follows."""

    def __init__(self, version: str) -> None:
        known = max(version, _FIRST_WHOLE)
        self.root = official_schema(f"bom-{known}.SNAPSHOT.schema.json")
        self.shapes: dict[int, Shape] = {}
        self.lost: list[str] = []

    def document(self, element: Any) -> Json:
        return self.table(element, self.fields(self.root))

    def kinds(self, node: Any) -> Iterator[Any]:
        """A schema and all its alternatives, references resolved; what stands in another file is a text."""
        reference = node.get("$ref", "")
        while reference:
            node = self.root["definitions"][reference.rpartition("/")[2]] if reference[0] == "#" else _TEXT
            reference = node.get("$ref", "")
        yield node
        for word in ("oneOf", "anyOf", "allOf"):
            for one in node.get(word, ()):
                yield from self.kinds(one)

    def fields(self, node: Any) -> dict[str, Any]:
        """The properties of an object, of all alternatives together."""
        return {key: one for kind in self.kinds(node) for key, one in kind.get("properties", {}).items()}

    def shape(self, node: Any) -> Shape:
        """Whether a schema means a list of what, an object with which fields, or a scalar of which type."""
        if id(node) not in self.shapes:
            kinds = list(self.kinds(node))
            items = next((kind["items"] for kind in kinds if "items" in kind), None)
            fields = self.fields(node)
            plain = next((str(kind["type"]) for kind in kinds if "type" in kind), "string")
            known = ("object", fields) if fields else (plain, None)
            self.shapes[id(node)] = ("array", items) if items is not None else known
        return self.shapes[id(node)]

    def table(self, element: Any, fields: dict[str, Any]) -> Json:
        """An element that JSON has an object for."""
        own = _local(element)
        out = self.read_attributes(element, fields)
        for child in element:
            name = CALLED.get(_local(child), _local(child))
            if not _NAMESPACE.fullmatch(_space(child)) or name not in fields:
                self.lose(f"element <{_local(child)}>", own)
                continue
            _add_value(out, name, self.value(child, name, fields[name], own))
            if own == "dataflow" and child.get("flow"):
                out["flow"] = child.get("flow")
        text = element.text or ""
        if not len(element) and text.strip():
            out[TEXT_OF.get(own, "content")] = text if own in _VERBATIM else text.strip()
        return out

    def read_attributes(self, element: Any, fields: dict[str, Any]) -> Json:
        """The attributes that JSON has fields for."""
        out: Json = {}
        for key, written in element.attrib.items():
            name = CALLED.get(key, key)
            if name in fields:
                out[name] = _scalar(written, self.shape(fields[name])[0])
            elif not key.startswith("{http://www.w3.org/"):
                self.lose(f"attribute {key}", _local(element))
        return out

    def lose(self, what: str, where: str) -> None:
        """Takes note of something that JSON has no place for."""
        self.lost.append(f"The {what} in <{where}> has no place in CycloneDX JSON and is left out")

    def known(self, element: Any) -> Iterator[Any]:
        """The children that are elements of CycloneDX."""
        for child in element:
            if _NAMESPACE.fullmatch(_space(child)):
                yield child
            else:
                self.lose(f"element <{_local(child)}>", _local(element))

    def value(self, element: Any, name: str, node: Any, parent: str) -> Any:
        """What stands under a field."""
        kind, inner = self.shape(node)
        below = [_local(child) for child in element]
        if name == "tools" and {"components", "services"} & set(below):
            return self.table(element, self.fields(node))
        if kind == "array":
            alone = name in REPEATED or (parent, name) in REPEATED_BELOW
            return [self.item(child, inner) for child in ([element] if alone else self.known(element))]
        if kind == "object":
            return self.read_object(element, name, inner, below)
        if below:
            self.lose(f"element <{below[0]}>", name)
        return _scalar(element.text or "", kind)

    def read_object(self, element: Any, name: str, fields: dict[str, Any], below: list[str]) -> Any:
        """An object, or a plain reference where XML has a <ref> and JSON a text."""
        if below == ["ref"] and "ref" not in fields:
            return _strip_text(element[0])
        return self.table(element[0] if name == "asserter" and below else element, fields)

    def item(self, element: Any, node: Any) -> Any:
        """One item of a list; licences, dependencies and plain references have a form of their own in XML."""
        name, fields = _local(element), self.fields(node)
        if name == "license" and "license" in fields:
            return {"license": self.table(element, self.fields(fields["license"]))}
        if name == "expression" and {"license", "expression"} & fields.keys():
            return {"expression": _strip_text(element), **dict(element.attrib)}
        if "dependsOn" in fields:
            return _dependency(element)
        if name in {"ref", "text"} and name in fields and not element.attrib:
            return {name: _strip_text(element)}
        return self.read_plain_item(element, node, fields)

    def read_plain_item(self, element: Any, node: Any, fields: dict[str, Any]) -> Any:
        """An item that is an object or a scalar; of a patent's assignee the person or organisation in it."""
        name = _local(element)
        if name == "patentAssignee" and len(element):
            element = element[0]
        if fields and not _is_plain(element, name, fields):
            return self.table(element, fields)
        return _scalar(element.get("ref") or element.text or "", self.shape(node)[0])


def _add_value(out: Json, name: str, value: Any) -> None:
    """Sets a field; the items of a list that is given in several elements are joined, of all else the first is kept."""
    if isinstance(value, list) and isinstance(out.get(name), list):
        out[name] += value
    else:
        out.setdefault(name, value)


def _strip_text(element: Any) -> str:
    return (element.text or "").strip()


def _is_plain(element: Any, name: str, fields: dict[str, Any]) -> bool:
    """Whether an item is a scalar, although its schema has fields too."""
    return (name == "value" and name in fields) or (name in _PLAIN and not len(element))


def _dependency(element: Any) -> Json:
    out: Json = {"ref": element.get("ref", "")}
    for tag, key in (("dependency", "dependsOn"), ("provides", "provides")):
        if refs := [child.get("ref", "") for child in element if _local(child) == tag]:
            out[key] = refs
    return out


def _scalar(written: str, kind: str) -> Any:
    text = written.strip()
    if kind == "boolean":
        return text in {"true", "1"}
    if kind in {"integer", "number"}:
        try:
            return int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else _finite(text)
        except ValueError:
            return text
    return text


def _finite(text: str) -> Any:
    return number if math.isfinite(number := float(text)) else text
