# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SPDX 2.2 and 2.3 in CycloneDX 1.7: packages as components, relationships as dependencies; what has no field becomes a property."""

import re
from collections.abc import Iterator
from typing import Any

from compliance.bom.document import Json, compact, objects, text
from compliance.bom.spdx.converting import (
    NOTHING,
    TYPES,
    Edges,
    assembled,
    digests,
    kept,
    location,
    organisation,
    party,
    reference,
    terms,
    tool,
)
from compliance.bom.xml.from_xml import with_gaps
from compliance.errors import InputError
from compliance.model import Status

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


def convert(document: Json, name: str) -> Json:
    """The CycloneDX document; what was left out is named in it as a gap.

    Raises:
        InputError: another version of SPDX.
    """
    version = text(document, "spdxVersion")
    if version not in {"SPDX-2.2", "SPDX-2.3"}:
        raise InputError(f"{name} says it is {version!r}", fix="Give SPDX 2.2, 2.3 or 3.0, or CycloneDX")
    licences = objects(document.get("hasExtractedLicensingInfos"))
    texts = {text(one, "licenseId"): text(one, "extractedText") for one in licences}
    relationships = objects(document.get("relationships"))
    roots = list(dict.fromkeys(_described(document, relationships)))
    components = [_component(one, texts) for one in objects(document.get("packages"))]
    files = objects(document.get("files"))
    components += [_component(one, texts) for one in files if text(one, "SPDXID") in roots]
    edges = _edges(relationships, {one["bom-ref"]: one for one in components})
    known = {component["bom-ref"] for component in components}
    namespace = text(document, "documentNamespace") or text(document, "name")
    metadata = _metadata(document, licences)
    converted = assembled(metadata, components, edges, [ref for ref in roots if ref in known], namespace)
    return with_gaps(converted, name, list(_lost(document, len(files), known)))


def _described(document: Json, relationships: list[Json]) -> Iterator[str]:
    named = document.get("documentDescribes")
    yield from (ref for ref in (named if isinstance(named, list) else ()) if isinstance(ref, str))
    for one in relationships:
        ends = text(one, "spdxElementId"), text(one, "relatedSpdxElement")
        kind = text(one, "relationshipType")
        if kind == "DESCRIBES" and ends[0] == "SPDXRef-DOCUMENT":
            yield ends[1]
        elif kind == "DESCRIBED_BY" and ends[1] == "SPDXRef-DOCUMENT":
            yield ends[0]


def _component(entry: Json, texts: dict[str, str]) -> Json:
    purpose = re.sub(r"[^a-z]", "", text(entry, "primaryPackagePurpose").lower())
    is_file = "fileName" in entry
    hashes, properties = digests(
        (text(one, "algorithm"), text(one, "checksumValue")) for one in objects(entry.get("checksums"))
    )
    fields, references, more = _references(entry)
    properties += more + [
        kept(key, value) for key, value in entry.items() if key not in _PLACED and value != ""
    ]
    said = [
        (Status.DECLARED, text(entry, "licenseDeclared")),
        (Status.CONCLUDED, text(entry, "licenseConcluded")),
    ]
    identity = text(entry, "SPDXID") or text(entry, "name") or text(entry, "fileName")
    copyright_text = text(entry, "copyrightText")
    return {
        "type": "file" if is_file else TYPES.get(purpose, "library"),
        "bom-ref": identity or "unnamed",
        "name": text(entry, "fileName") if is_file else text(entry, "name"),
        **compact(
            version=text(entry, "versionInfo"),
            description=text(entry, "description"),
            **_parties(entry),
            hashes=hashes,
            licenses=terms(said, texts),
            copyright="" if copyright_text in NOTHING else copyright_text,
            externalReferences=references,
            **fields,
            properties=properties,
        ),
    }


def _parties(entry: Json) -> Json:
    """Supplier, and the originator as maker or author."""
    supplier, originator = text(entry, "supplier"), text(entry, "originator")
    out: Json = {}
    if supplier not in NOTHING:
        _, name, email = party(supplier)
        out["supplier"] = organisation(name, email)
    if originator not in NOTHING:
        kind, name, email = party(originator)
        person = [compact(name=name, email=email)]
        out |= {"authors": person} if kind == "Person" else {"manufacturer": organisation(name, email)}
    return out


def _references(entry: Json) -> tuple[Json, list[Json], list[Json]]:
    """Fields that identify the package, external references, and properties for what is neither."""
    fields: Json = {}
    properties: list[Json] = []
    homepage, download = text(entry, "homepage"), text(entry, "downloadLocation")
    references = [] if homepage in {*NOTHING, "NONE"} else reference("website", homepage)
    references += location(download)
    if download == "NONE" or (download not in NOTHING and not location(download)):
        properties.append(kept("downloadLocation", download))
    for one in objects(entry.get("externalRefs")):
        kind, locator = text(one, "referenceType").rpartition("/")[2], text(one, "referenceLocator")
        field = {"purl": "purl", "cpe23Type": "cpe", "cpe22Type": "cpe"}.get(kind, "")
        linked = reference("advisories", locator, comment=text(one, "comment")) if kind == "advisory" else []
        if field and field not in fields and locator and (field == "purl" or kind == "cpe23Type"):
            fields[field] = locator
        elif linked:
            references += linked
        else:
            properties.append(kept("externalRef", one))
    return fields, references, properties


def _edges(relationships: list[Json], components: dict[str, Json]) -> Edges:
    edges = Edges()
    for one in relationships:
        kind = text(one, "relationshipType")
        source, target = text(one, "spdxElementId"), text(one, "relatedSpdxElement")
        if kind in _NEEDED_BY:
            edges.add(target, source, _NEEDED_BY[kind])
        elif kind in _NEEDS:
            edges.add(source, target, _NEEDS[kind])
        if kind not in {"DEPENDS_ON", "DEPENDENCY_OF"} and {source, target} <= components.keys():
            components[source].setdefault("properties", []).append(kept("relationship", one))
    for ref in set(edges.needs) - components.keys():
        del edges.needs[ref]
    return edges


def _metadata(document: Json, licences: list[Json]) -> Json:
    info = document["creationInfo"] if isinstance(document.get("creationInfo"), dict) else {}
    creators = info.get("creators")
    parties = [party(one) for one in (creators if isinstance(creators, list) else ()) if isinstance(one, str)]
    makers = [organisation(name, email) for kind, name, email in parties if kind == "Organization" and name]
    others = {key: value for key, value in info.items() if key not in {"created", "creators"}}
    rest = {key: value for key, value in document.items() if key not in _PLACED_IN_DOCUMENT}
    properties = [kept(key, value) for key, value in (rest | others).items()]
    properties += [kept("creator", maker) for maker in makers[1:]]
    properties += [kept("hasExtractedLicensingInfo", one) for one in licences]
    properties += [kept("documentNamespace", text(document, "documentNamespace"))]
    tools = [tool(name) for kind, name, _ in parties if kind == "Tool" and name]
    return {
        "timestamp": text(info, "created"),
        "tools": {"components": tools} if tools else {},
        "authors": [
            compact(name=name, email=email) for kind, name, email in parties if kind in {"Person", ""}
        ],
        "manufacturer": makers[0] if makers else {},
        "component": {
            "type": "application",
            "bom-ref": "SPDXRef-DOCUMENT",
            "name": text(document, "name") or "the product",
        },
        "licenses": terms([(Status.DECLARED, text(document, "dataLicense"))], {}),
        "properties": properties,
    }


def _lost(document: Json, files: int, known: set[str]) -> Iterator[str]:
    left = files - sum(text(one, "SPDXID") in known for one in objects(document.get("files")))
    if left:
        yield f"{left} files that the SPDX document lists are not taken over as components, only packages are"
    snippets: Any = document.get("snippets")
    if isinstance(snippets, list) and snippets:
        yield f"{len(snippets)} snippets that the SPDX document lists are not taken over"
