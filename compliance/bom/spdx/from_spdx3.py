# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SPDX 3.0 (JSON-LD) in CycloneDX 1.7: packages, models and data sets as components; what has no field becomes a property."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from compliance.bom.document import Json, drop_empty, mappings_in, text_at
from compliance.bom.spdx import spdx3_ai
from compliance.bom.spdx.converting import (
    NOTHING,
    TYPES,
    DependencyEdges,
    assemble_document,
    build_organisation,
    build_reference,
    build_tool,
    convert_digests,
    convert_license_terms,
    convert_location,
    is_odd_location,
    keep_as_property,
)
from compliance.bom.spdx.spdx3_licenses import Licences
from compliance.bom.xml.from_xml import add_conversion_gaps
from compliance.english import plural
from compliance.errors import InputError
from compliance.model import Status

_TYPES = {
    "software_Package": "library",
    "ai_AIPackage": "machine-learning-model",
    "dataset_DatasetPackage": "data",
    "software_File": "file",
}
_NEEDS = {
    "dependsOn": "",
    "contains": "",
    "hasStaticLink": "",
    "hasDynamicLink": "",
    "hasPrerequisite": "",
    "hasProvidedDependency": "",
    "hasOptionalDependency": "optional",
    "hasOptionalComponent": "optional",
    "usesTool": "excluded",
}
_SCOPES = {
    "development": "excluded",
    "build": "excluded",
    "test": "excluded",
    "design": "excluded",
    "runtime": "",
}
_LICENCES = {"hasDeclaredLicense": Status.DECLARED, "hasConcludedLicense": Status.CONCLUDED}
_AGENTS = frozenset({"Person", "Organization", "SoftwareAgent", "Agent", "Tool"})
_SBOMS = frozenset({"software_Sbom", "Bom"})
_RELATIONSHIPS = frozenset({"Relationship", "LifecycleScopedRelationship"})
_AROUND = frozenset({"CreationInfo", "SpdxDocument"}) | _SBOMS | _RELATIONSHIPS
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
Elements = dict[str, Json]


def convert_from_spdx3(document: Json, name: str) -> Json:
    """The CycloneDX document; what was left out is named in it as a gap.

    Raises:
        InputError: it says nothing that could be a part of a product.
    """
    elements = {_id(one): one for one in mappings_in(document.get("@graph")) if _id(one)}
    roots = _find_from_spdx3_roots(elements)
    chosen = {ref: one for ref, one in elements.items() if _is_part(one, is_root=ref in roots)}
    if not chosen:
        raise InputError(f"{name} is SPDX 3, but names no package, model or data set", fix="Give an SBOM")
    components = {ref: _build_from_spdx3_component(ref, one, elements) for ref, one in chosen.items()}
    edges = _relate_all(elements, components)
    own = next(iter(_of_types(elements, {"SpdxDocument"})), name)
    metadata = _read_from_spdx3_metadata(elements, own)
    tops = [ref for ref in roots if ref in components]
    converted = assemble_document(metadata, list(components.values()), edges, tops, own)
    return add_conversion_gaps(converted, name, list(_lost(elements, components)))


def _relate_all(elements: Elements, components: dict[str, Json]) -> DependencyEdges:
    """Takes over all relationships: gives the edges, and adds to the components what else is said of them."""
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    edges = DependencyEdges()
    for ref in _of_types(elements, _RELATIONSHIPS):
        _relate(elements[ref], components, edges, said)
    _add_licenses(components, said, Licences(elements))
    return edges


def _is_part(element: Json, *, is_root: bool) -> bool:
    """Whether it becomes a component; of files only those that the document is about."""
    kind = _tell_from_spdx3_type(element)
    return kind in _TYPES and (kind != "software_File" or is_root)


def _add_licenses(
    components: dict[str, Json], said: dict[str, list[tuple[str, str]]], licences: Licences
) -> None:
    for ref, component in components.items():
        expressions = [(_LICENCES[kind], licences.expression(to)) for kind, to in said[ref]]
        terms = convert_license_terms(expressions, licences.texts, component["type"])
        component.update(drop_empty(licenses=terms))


def _id(element: Json) -> str:
    return text_at(element, "spdxId") or text_at(element, "@id")


def _tell_from_spdx3_type(element: Json) -> str:
    return text_at(element, "type") or text_at(element, "@type")


def _refs(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _find_from_spdx3_roots(elements: Elements) -> list[str]:
    """What the document is about: through its SBOMs to the packages."""
    found: dict[str, None] = {}
    todo = _of_types(elements, {"SpdxDocument"}) or _of_types(elements, _SBOMS)
    seen = set(todo)
    while todo:
        for ref in _refs(elements[todo.pop(0)].get("rootElement")):
            if ref in seen:
                continue
            if _tell_from_spdx3_type(elements.get(ref, {})) in _SBOMS:
                seen.add(ref)
                todo.append(ref)
            else:
                found[ref] = None
    return list(found)


def _of_types(elements: Elements, types: Collection[str]) -> list[str]:
    return [ref for ref, one in elements.items() if _tell_from_spdx3_type(one) in types]


def _build_from_spdx3_component(ref: str, entry: Json, elements: Elements) -> Json:
    kind = _tell_from_spdx3_type(entry)
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
    hashed = [one for one in checks if _tell_from_spdx3_type(one) == "Hash"]
    others = [one for one in checks if _tell_from_spdx3_type(one) != "Hash"]
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
    return _tell_from_spdx3_type(agent), text_at(agent, "name") or ref, next(iter(mails), "")


def _parties(entry: Json, elements: Elements) -> Json:
    suppliers = [_agent(ref, elements) for ref in _refs(entry.get("suppliedBy"))]
    makers = [_agent(ref, elements) for ref in _refs(entry.get("originatedBy"))]
    people = [drop_empty(name=name, email=email) for kind, name, email in makers if kind == "Person"]
    bodies = [build_organisation(name, email) for kind, name, email in makers if kind != "Person"]
    return drop_empty(
        supplier=build_organisation(*suppliers[0][1:]) if suppliers else {},
        manufacturer=bodies[0] if bodies else {},
        authors=[*people, *bodies[1:]],
    )


def _relate(
    entry: Json, components: dict[str, Json], edges: DependencyEdges, said: dict[str, list[tuple[str, str]]]
) -> None:
    """Takes over one relationship: as licences, edges or training data, and as a property where neither says all of it."""
    kind, source = text_at(entry, "relationshipType"), text_at(entry, "from")
    if source not in components:
        return
    if kind in _LICENCES:
        said[source] += [(kind, target) for target in _refs(entry.get("to"))]
        return
    targets = [target for target in _refs(entry.get("to")) if target in components]
    scope = text_at(entry, "scope")
    if kind in _NEEDS:
        _add_edges(edges, source, targets, _SCOPES.get(scope, "") or _NEEDS[kind])
    if kind == "trainedOn" and components[source]["type"] == "machine-learning-model":
        for target in targets:
            spdx3_ai.read_training(components[source], target)
    elif targets and (kind != "dependsOn" or scope):
        _keep_relationship(entry, components[source], targets)


def _add_edges(edges: DependencyEdges, source: str, targets: list[str], scope: str) -> None:
    for target in targets:
        edges.add(source, target, scope)


def _keep_relationship(entry: Json, component: Json, targets: list[str]) -> None:
    known = {key: value for key, value in entry.items() if key not in {"creationInfo", "spdxId", "type"}}
    kept = keep_as_property("relationship", known | {"to": targets})
    component.setdefault("properties", []).append(kept)


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
    creators = [*_refs(_get(info, "createdBy")), *_refs(_get(info, "createdUsing"))]
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
        _tell_from_spdx3_type(one)
        for ref, one in elements.items()
        if ref not in components
        and _tell_from_spdx3_type(one) not in _AROUND | _AGENTS
        and "icens" not in _tell_from_spdx3_type(one)
    )
    for kind, number in sorted(kinds.items()):
        place = f"of the type {kind} in the SPDX document"
        yield plural(
            number,
            f"element {place} is not taken over as a component",
            f"elements {place} are not taken over as components",
        )
