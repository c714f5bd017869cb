# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SPDX 2.2 and 2.3 in CycloneDX 1.7: packages as components, relationships as dependencies; what has no field becomes a property."""

import re
from collections.abc import Iterator
from typing import Any

from compliance.bom.document import Json, drop_empty, mapping_at, mappings_in, text_at
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
    parse_party,
)
from compliance.bom.xml.from_xml import add_conversion_gaps
from compliance.english import plural
from compliance.errors import InputError
from compliance.model import Status
from compliance.untyped import as_texts

_NEEDS = {
    "DEPENDS_ON": "",
    "CONTAINS": "",
    "DYNAMIC_LINK": "",
    "STATIC_LINK": "",
    "HAS_PREREQUISITE": "",
}
"""The first one needs the second; with the scope that it is needed for (SPDX 2.3, clause 11)."""
_NEEDED_BY = {
    "DEPENDENCY_OF": "",
    "CONTAINED_BY": "",
    "PREREQUISITE_FOR": "",
    "PACKAGE_OF": "",
    "RUNTIME_DEPENDENCY_OF": "required",
    "PROVIDED_DEPENDENCY_OF": "",
    "OPTIONAL_DEPENDENCY_OF": "optional",
    "OPTIONAL_COMPONENT_OF": "optional",
    "DEV_DEPENDENCY_OF": "excluded",
    "BUILD_DEPENDENCY_OF": "excluded",
    "TEST_DEPENDENCY_OF": "excluded",
    "DEV_TOOL_OF": "excluded",
    "BUILD_TOOL_OF": "excluded",
    "TEST_TOOL_OF": "excluded",
    "TEST_OF": "excluded",
}
_IDENTIFIERS = {"purl": "purl", "cpe23Type": "cpe"}
"""Types of external references that are fields of their own in CycloneDX, which has CPE names of version 2.3."""
_PLACED = frozenset(
    {
        *(
            "SPDXID",
            "name",
            "fileName",
            "versionInfo",
            "supplier",
            "originator",
            "downloadLocation",
            "homepage",
        ),
        *("checksums", "licenseConcluded", "licenseDeclared", "copyrightText", "externalRefs", "description"),
    }
)
_PLACED_IN_DOCUMENT = frozenset(
    {
        *(
            "SPDXID",
            "name",
            "packages",
            "files",
            "snippets",
            "relationships",
            "creationInfo",
            "documentDescribes",
        ),
        *("hasExtractedLicensingInfos", "dataLicense", "documentNamespace"),
    }
)


def convert_from_spdx2(document: Json, name: str) -> Json:
    """The CycloneDX document; what was left out is named in it as a gap.

    Raises:
        InputError: another version of SPDX.
    """
    version = text_at(document, "spdxVersion")
    if version not in {"SPDX-2.2", "SPDX-2.3"}:
        raise InputError(f"{name} says it is {version!r}", fix="Give SPDX 2.2, 2.3 or 3.0, or CycloneDX")
    licences = mappings_in(document.get("hasExtractedLicensingInfos"))
    texts = {text_at(one, "licenseId"): text_at(one, "extractedText") for one in licences}
    relationships = mappings_in(document.get("relationships"))
    roots = list(dict.fromkeys(_described(document, relationships)))
    files = mappings_in(document.get("files"))
    entries = mappings_in(document.get("packages")) + [
        one for one in files if text_at(one, "SPDXID") in roots
    ]
    components = [_build_from_spdx2_component(one, texts) for one in entries]
    by_ref = {component["bom-ref"]: component for component in components}
    edges = _build_from_spdx2_edges(relationships, by_ref)
    namespace = text_at(document, "documentNamespace") or text_at(document, "name")
    metadata = _read_from_spdx2_metadata(document, licences)
    tops = [ref for ref in roots if ref in by_ref]
    converted = assemble_document(metadata, components, edges, tops, namespace)
    return add_conversion_gaps(converted, name, list(_lost(document, len(files), set(by_ref))))


def _described(document: Json, relationships: list[Json]) -> Iterator[str]:
    yield from as_texts(document.get("documentDescribes"))
    for one in relationships:
        ends = text_at(one, "spdxElementId"), text_at(one, "relatedSpdxElement")
        kind = text_at(one, "relationshipType")
        if kind == "DESCRIBES" and ends[0] == "SPDXRef-DOCUMENT":
            yield ends[1]
        elif kind == "DESCRIBED_BY" and ends[1] == "SPDXRef-DOCUMENT":
            yield ends[0]


def _build_from_spdx2_component(entry: Json, texts: dict[str, str]) -> Json:
    purpose = re.sub(r"[^a-z]", "", text_at(entry, "primaryPackagePurpose").lower())
    is_file = "fileName" in entry
    checksums = mappings_in(entry.get("checksums"))
    hashes, properties = convert_digests(
        (text_at(one, "algorithm"), text_at(one, "checksumValue")) for one in checksums
    )
    fields, references, more = _references(entry)
    properties += more + _keep_unplaced(entry)
    said = [
        (Status.DECLARED, text_at(entry, "licenseDeclared")),
        (Status.CONCLUDED, text_at(entry, "licenseConcluded")),
    ]
    identity = text_at(entry, "SPDXID") or text_at(entry, "name") or text_at(entry, "fileName")
    copyright_text = text_at(entry, "copyrightText")
    return {
        "type": "file" if is_file else TYPES.get(purpose, "library"),
        "bom-ref": identity or "unnamed",
        "name": text_at(entry, "fileName") if is_file else text_at(entry, "name"),
        **drop_empty(
            version=text_at(entry, "versionInfo"),
            description=text_at(entry, "description"),
            **_parties(entry),
            hashes=hashes,
            licenses=convert_license_terms(said, texts),
            copyright="" if copyright_text in NOTHING else copyright_text,
            externalReferences=references,
            **fields,
            properties=properties,
        ),
    }


def _keep_unplaced(entry: Json) -> list[Json]:
    """Properties for the fields of a package that CycloneDX has no place for."""
    rest = {key: value for key, value in entry.items() if key not in _PLACED and value != ""}
    return [keep_as_property(key, value) for key, value in rest.items()]


def _parties(entry: Json) -> Json:
    """Supplier, and the originator as maker or author."""
    supplier, originator = text_at(entry, "supplier"), text_at(entry, "originator")
    out: Json = {}
    if supplier not in NOTHING:
        _, name, email = parse_party(supplier)
        out["supplier"] = build_organisation(name, email)
    if originator not in NOTHING:
        kind, name, email = parse_party(originator)
        person = [drop_empty(name=name, email=email)]
        out |= {"authors": person} if kind == "Person" else {"manufacturer": build_organisation(name, email)}
    return out


def _references(entry: Json) -> tuple[Json, list[Json], list[Json]]:
    """Fields that identify the package, external references, and properties for what is neither."""
    fields: Json = {}
    properties: list[Json] = []
    homepage, download = text_at(entry, "homepage"), text_at(entry, "downloadLocation")
    references = [] if homepage in {*NOTHING, "NONE"} else build_reference("website", homepage)
    references += convert_location(download)
    if is_odd_location(download):
        properties.append(keep_as_property("downloadLocation", download))
    for one in mappings_in(entry.get("externalRefs")):
        kind, locator = text_at(one, "referenceType").rpartition("/")[2], text_at(one, "referenceLocator")
        field = _IDENTIFIERS.get(kind, "")
        if field and field not in fields and locator:
            fields[field] = locator
        elif advisory := _build_advisory(one, kind, locator):
            references += advisory
        else:
            properties.append(keep_as_property("externalRef", one))
    return fields, references, properties


def _build_advisory(entry: Json, kind: str, locator: str) -> list[Json]:
    if kind != "advisory":
        return []
    return build_reference("advisories", locator, comment=text_at(entry, "comment"))


def _build_from_spdx2_edges(relationships: list[Json], components: dict[str, Json]) -> DependencyEdges:
    edges = DependencyEdges()
    for one in relationships:
        kind = text_at(one, "relationshipType")
        source, target = text_at(one, "spdxElementId"), text_at(one, "relatedSpdxElement")
        if kind in _NEEDED_BY:
            edges.add(target, source, _NEEDED_BY[kind])
        elif kind in _NEEDS:
            edges.add(source, target, _NEEDS[kind])
        if kind not in {"DEPENDS_ON", "DEPENDENCY_OF"} and {source, target} <= components.keys():
            components[source].setdefault("properties", []).append(keep_as_property("relationship", one))
    for ref in set(edges.needs) - components.keys():
        del edges.needs[ref]
    return edges


def _read_from_spdx2_metadata(document: Json, licences: list[Json]) -> Json:
    info = mapping_at(document, "creationInfo")
    makers, fields = _read_creators(info)
    return {
        "timestamp": text_at(info, "created"),
        **fields,
        "component": {
            "type": "application",
            "bom-ref": "SPDXRef-DOCUMENT",
            "name": text_at(document, "name") or "the product",
        },
        "licenses": convert_license_terms([(Status.DECLARED, text_at(document, "dataLicense"))], {}),
        "properties": [
            *_keep_document_fields(document, info),
            *(keep_as_property("creator", maker) for maker in makers[1:]),
            *(keep_as_property("hasExtractedLicensingInfo", one) for one in licences),
            keep_as_property("documentNamespace", text_at(document, "documentNamespace")),
        ],
    }


def _read_creators(info: Json) -> tuple[list[Json], Json]:
    """The organisations that made the document, and the fields that hold the first of them, the people and the tools."""
    parties = [parse_party(one) for one in as_texts(info.get("creators"))]
    named = [party for party in parties if party[1]]
    makers = [build_organisation(name, email) for kind, name, email in named if kind == "Organization"]
    tools = [build_tool(name) for kind, name, _ in named if kind == "Tool"]
    people = [drop_empty(name=name, email=email) for kind, name, email in parties if kind in {"Person", ""}]
    return makers, {
        "tools": {"components": tools} if tools else {},
        "authors": people,
        "manufacturer": makers[0] if makers else {},
    }


def _keep_document_fields(document: Json, info: Json) -> list[Json]:
    """Properties for what the document, and its creation information, have no other place for."""
    others = {key: value for key, value in info.items() if key not in {"created", "creators"}}
    rest = {key: value for key, value in document.items() if key not in _PLACED_IN_DOCUMENT}
    return [keep_as_property(key, value) for key, value in (rest | others).items()]


def _lost(document: Json, files: int, known: set[str]) -> Iterator[str]:
    left = files - sum(text_at(one, "SPDXID") in known for one in mappings_in(document.get("files")))
    if left:
        yield plural(
            left,
            "file that the SPDX document lists is not taken over as a component, only packages are",
            "files that the SPDX document lists are not taken over as components, only packages are",
        )
    snippets: Any = document.get("snippets")
    if isinstance(snippets, list) and snippets:
        yield plural(
            len(snippets),
            "snippet that the SPDX document lists is not taken over",
            "snippets that the SPDX document lists are not taken over",
        )
