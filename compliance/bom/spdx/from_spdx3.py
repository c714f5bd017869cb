# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SPDX 3.0 (JSON-LD) in CycloneDX 1.7: packages, models and data sets as components; what has no field becomes a property."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from compliance.bom.document import Json, drop_empty, mappings_in, text_at
from compliance.bom.spdx import spdx3_ai
from compliance.bom.spdx.converting import (
    NOTHING,
    TYPES,
    assemble_document,
    build_organisation,
    build_reference,
    build_tool,
    convert_digests,
    convert_location,
    is_odd_location,
    keep_as_property,
)
from compliance.bom.spdx.spdx3_elements import (
    RELATIONSHIPS,
    SBOMS,
    Elements,
    element_id,
    element_type,
    find_by_types,
    list_refs,
)
from compliance.bom.spdx.spdx3_relationships import relate_components
from compliance.bom.xml.from_xml import add_conversion_gaps
from compliance.english import plural
from compliance.errors import InputError

_TYPES = {
    "software_Package": "library",
    "ai_AIPackage": "machine-learning-model",
    "dataset_DatasetPackage": "data",
    "software_File": "file",
}
_AGENTS = frozenset({"Person", "Organization", "SoftwareAgent", "Agent", "Tool"})
_AROUND = frozenset({"CreationInfo", "SpdxDocument"}) | SBOMS | RELATIONSHIPS
_PLACED = frozenset(
    {
        *(
            "type",
            "@type",
            "spdxId",
            "@id",
            "name",
            "description",
            "creationInfo",
            "suppliedBy",
            "originatedBy",
        ),
        *("verifiedUsing", "externalIdentifier", "software_packageVersion", "software_packageUrl"),
        *("software_downloadLocation", "software_homePage", "software_copyrightText", *spdx3_ai.PLACED),
    }
)


def convert_from_spdx3(document: Json, name: str) -> Json:
    """The CycloneDX document; what was left out is named in it as a gap.

    Raises:
        InputError: it says nothing that could be a part of a product.
    """
    elements = {element_id(one): one for one in mappings_in(document.get("@graph")) if element_id(one)}
    roots = _find_from_spdx3_roots(elements)
    chosen = {ref: one for ref, one in elements.items() if _is_part(one, is_root=ref in roots)}
    if not chosen:
        raise InputError(f"{name} is SPDX 3, but names no package, model or data set", fix="Give an SBOM")
    components = {ref: _build_from_spdx3_component(ref, one, elements) for ref, one in chosen.items()}
    edges = relate_components(elements, components)
    own = next(iter(find_by_types(elements, {"SpdxDocument"})), name)
    metadata = _read_from_spdx3_metadata(elements, own)
    tops = [ref for ref in roots if ref in components]
    converted = assemble_document(metadata, list(components.values()), edges, tops, own)
    return add_conversion_gaps(converted, name, list(_lost(elements, components)))


def _is_part(element: Json, *, is_root: bool) -> bool:
    """Whether it becomes a component; of files only those that the document is about."""
    kind = element_type(element)
    return kind in _TYPES and (kind != "software_File" or is_root)


def _find_from_spdx3_roots(elements: Elements) -> list[str]:
    """What the document is about: through its SBOMs to the packages."""
    found: dict[str, None] = {}
    todo = find_by_types(elements, {"SpdxDocument"}) or find_by_types(elements, SBOMS)
    seen = set(todo)
    while todo:
        for ref in list_refs(elements[todo.pop(0)].get("rootElement")):
            if ref in seen:
                continue
            if element_type(elements.get(ref, {})) in SBOMS:
                seen.add(ref)
                todo.append(ref)
            else:
                found[ref] = None
    return list(found)


def _build_from_spdx3_component(ref: str, entry: Json, elements: Elements) -> Json:
    kind = element_type(entry)
    hashes, properties = _read_checks(entry)
    fields, more = _identifiers(entry)
    properties += more + [keep_as_property(key, value) for key, value in entry.items() if key not in _PLACED]
    homepage, download = text_at(entry, "software_homePage"), text_at(entry, "software_downloadLocation")
    if is_odd_location(download):
        properties.append(keep_as_property("downloadLocation", download))
    purpose = text_at(entry, "software_primaryPurpose").lower()
    copyright_text = text_at(entry, "software_copyrightText")
    return {
        "type": TYPES.get(purpose, "library") if kind == "software_Package" else _TYPES[kind],
        "bom-ref": ref,
        "name": text_at(entry, "name") or ref,
        **drop_empty(
            version=text_at(entry, "software_packageVersion"),
            description=text_at(entry, "description"),
            **_parties(entry, elements),
            hashes=hashes,
            copyright="" if copyright_text in NOTHING else copyright_text,
            externalReferences=[*build_reference("website", homepage), *convert_location(download)],
            **fields,
            **spdx3_ai.read_ai_fields(kind, entry),
            properties=properties,
        ),
    }


def _read_checks(entry: Json) -> tuple[list[Json], list[Json]]:
    """Hashes, and properties for what else the element can be verified with."""
    checks = mappings_in(entry.get("verifiedUsing"))
    hashed = [one for one in checks if element_type(one) == "Hash"]
    others = [one for one in checks if element_type(one) != "Hash"]
    hashes, properties = convert_digests(
        (text_at(one, "algorithm"), text_at(one, "hashValue")) for one in hashed
    )
    return hashes, properties + [keep_as_property("verifiedUsing", one) for one in others]


def _identifiers(entry: Json) -> tuple[Json, list[Json]]:
    fields = drop_empty(purl=text_at(entry, "software_packageUrl"))
    properties = []
    for one in mappings_in(entry.get("externalIdentifier")):
        key = {"packageURL": "purl", "packageUrl": "purl", "cpe23": "cpe"}.get(
            text_at(one, "externalIdentifierType")
        )
        if key and key not in fields and text_at(one, "identifier"):
            fields[key] = text_at(one, "identifier")
        elif not key or fields[key] != text_at(one, "identifier"):
            properties.append(keep_as_property("externalIdentifier", one))
    return fields, properties


def _agent(ref: str, elements: Elements) -> tuple[str, str, str]:
    """Type, name and e-mail of a person, organisation or tool."""
    agent = elements.get(ref, {})
    mails = [
        text_at(one, "identifier")
        for one in mappings_in(agent.get("externalIdentifier"))
        if text_at(one, "externalIdentifierType") == "email"
    ]
    return element_type(agent), text_at(agent, "name") or ref, next(iter(mails), "")


def _parties(entry: Json, elements: Elements) -> Json:
    suppliers = [_agent(ref, elements) for ref in list_refs(entry.get("suppliedBy"))]
    makers = [_agent(ref, elements) for ref in list_refs(entry.get("originatedBy"))]
    people = [drop_empty(name=name, email=email) for kind, name, email in makers if kind == "Person"]
    bodies = [build_organisation(name, email) for kind, name, email in makers if kind != "Person"]
    return drop_empty(
        supplier=build_organisation(*suppliers[0][1:]) if suppliers else {},
        manufacturer=bodies[0] if bodies else {},
        authors=[*people, *bodies[1:]],
    )


def _read_from_spdx3_metadata(elements: Elements, own: str) -> Json:
    document = elements.get(own, {})
    info = elements.get(text_at(document, "creationInfo"), document.get("creationInfo"))
    bodies, fields = _read_creators(info, elements)
    return {
        "timestamp": text_at(info, "created"),
        **fields,
        "component": {
            "type": "application",
            "bom-ref": own,
            "name": text_at(document, "name") or "the product",
        },
        "properties": [
            keep_as_property("document", own),
            *(keep_as_property("creator", body) for body in bodies[1:]),
            *_keep_document_fields(document),
        ],
    }


def _read_creators(info: Any, elements: Elements) -> tuple[list[Json], Json]:
    """The organisations that made the document, and the fields that hold the first of them, the people and the tools."""
    creators = [*list_refs(_get(info, "createdBy")), *list_refs(_get(info, "createdUsing"))]
    agents = [_agent(ref, elements) for ref in creators]
    bodies = [build_organisation(name, email) for kind, name, email in agents if kind == "Organization"]
    people = [drop_empty(name=name, email=email) for kind, name, email in agents if kind == "Person"]
    named = dict.fromkeys(name for kind, name, _ in agents if kind in {"Tool", "SoftwareAgent"})
    return bodies, {
        "tools": {"components": [build_tool(name) for name in named]} if named else {},
        "authors": people,
        "manufacturer": bodies[0] if bodies else {},
    }


def _keep_document_fields(document: Json) -> list[Json]:
    skipped = {"type", "spdxId", "creationInfo", "rootElement", "element", "name"}
    return [keep_as_property(key, value) for key, value in document.items() if key not in skipped]


def _get(table: Any, key: str) -> Any:
    return table.get(key) if isinstance(table, dict) else None


def _lost(elements: Elements, components: dict[str, Json]) -> Iterator[str]:
    kinds = Counter(
        element_type(one)
        for ref, one in elements.items()
        if ref not in components
        and element_type(one) not in _AROUND | _AGENTS
        and "icens" not in element_type(one)
    )
    for kind, number in sorted(kinds.items()):
        place = f"of the type {kind} in the SPDX document"
        yield plural(
            number,
            f"element {place} is not taken over as a component",
            f"elements {place} are not taken over as components",
        )
