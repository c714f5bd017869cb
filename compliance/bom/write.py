# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""An inventory as a CycloneDX 1.7 ML-BOM: plain JSON, sorted, the same bytes for the same inventory."""

import json
import uuid
from collections import defaultdict
from typing import Any

from compliance.bom import answers, envelope, facts, licenses, relations
from compliance.bom.document import (
    DATA_FLOWS,
    SPEC_VERSION,
    TYPES,
    Json,
    compact,
    dumps,
    evidence_to_json,
    objects,
    ordered,
    prop,
)
from compliance.model import (
    Component,
    Digest,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    Status,
)
from compliance.settings import Settings

_NAMESPACE = uuid.UUID("5f0a4d0e-6f2b-5d0b-9a55-0c1d8a1f6e11")
"""For serial numbers: a name-based UUID (RFC 9562, version 5) of the document's content."""
_TECHNIQUES = {
    Kind.LIBRARY: "manifest-analysis",
    Kind.MODEL: "binary-analysis",
    Kind.DATASET: "binary-analysis",
    Kind.FILE: "filename",
}


def write(inventory: Inventory, settings: Settings) -> Json:
    """The document, as JSON objects. Schema-valid by construction; `bom.validate` checks that."""
    children: dict[str, list[Component]] = defaultdict(list)
    known = {component.ref for component in inventory.components}
    for component in inventory.components:
        children[component.shipped_by if component.shipped_by in known else ""].append(component)
    outgoing: dict[str, list[Relation]] = defaultdict(list)
    for relation in inventory.relations:
        outgoing[relation.source].append(relation)
    top = [component for component in children[""] if component.kind is not Kind.SERVICE]
    services = [component for component in inventory.components if component.kind is Kind.SERVICE]
    called = relations.called(inventory.relations)
    document: Json = {
        **json.loads(inventory.foreign),
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "version": 1,
        "metadata": envelope.metadata(_component(inventory.product, {}, outgoing), inventory, settings),
        "components": [_component(component, children, outgoing) for component in top],
        **compact(services=[_service(service, outgoing, called) for service in services]),
        "dependencies": relations.dependencies(inventory, outgoing),
        "compositions": envelope.compositions(inventory),
    }
    document["metadata"]["properties"] = [
        *document["metadata"].get("properties", ()),
        *answers.unknown_of_document(document),
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "serialNumber": uuid.uuid5(_NAMESPACE, dumps(document)).urn,
        **document,
    }


def serialise(document: Json) -> bytes:
    """The document's bytes, for a file: indented, UTF-8, a line feed at the end."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _component(
    component: Component,
    children: dict[str, list[Component]],
    outgoing: relations.Outgoing,
    holder: str = "",
) -> Json:
    entry = _entry(component, children, outgoing)
    entry["properties"] = [*entry["properties"], *answers.unknown(entry, holder)]
    return entry


def _entry(component: Component, children: dict[str, list[Component]], outgoing: relations.Outgoing) -> Json:
    kept = _foreign(component)
    said = tuple(claim for claim in component.licenses if claim.status is not Status.OBSERVED)
    observed = tuple(claim for claim in component.licenses if claim.status is Status.OBSERVED)
    return kept | compact(
        type_=TYPES[component.kind],
        bom__ref=component.ref,
        supplier={"name": component.supplier} if component.supplier else {},
        manufacturer=kept.get("manufacturer") or answers.party(component.producer),
        authors=kept.get("authors") or facts.authors(component),
        name=component.name,
        version=component.version,
        description=kept.get("description") or (component.model.description if component.model else ""),
        scope=str(component.scope),
        isExternal=True
        if component.presence is Presence.REFERENCED and component.kind is not Kind.PRODUCT
        else None,
        hashes=_hashes(component.digests),
        licenses=licenses.to_json(said),
        purl=component.purl,
        pedigree=relations.pedigree(outgoing.get(component.ref, [])),
        externalReferences=_references(component),
        components=[
            _component(child, children, outgoing, TYPES[component.kind])
            for child in children.get(component.ref, ())
        ],
        evidence=_evidence(component, observed),
        modelCard=facts.model_card(component, outgoing.get(component.ref, []))
        if component.kind is Kind.MODEL
        else {},
        data=[facts.data(component, component.dataset)] if component.dataset else [],
        properties=[
            *kept.get("properties", ()),
            *_properties(component, outgoing),
            *_new(kept, answers.properties(component)),
        ],
    )


def _new(kept: Json, own: list[Json]) -> list[Json]:
    """Our properties, but those that another tool has given the component already."""
    taken = {entry["name"] for entry in objects(kept.get("properties")) if "name" in entry}
    return [entry for entry in own if entry["name"] not in taken]


def _foreign(component: Component) -> Json:
    kept: Json = json.loads(component.foreign)
    return kept


def _hashes(digests: tuple[Digest, ...]) -> list[Json]:
    return [{"alg": digest.algorithm, "content": digest.value} for digest in digests]


def _references(component: Component) -> list[Json]:
    kind = "distribution" if component.presence is Presence.REFERENCED else "website"
    own = [{"type": kind, "url": component.url}] if component.url else []
    artifacts = [
        {
            "type": "source-distribution" if answers.is_source(component, artifact.url) else "distribution",
            "url": artifact.url,
        }
        | compact(hashes=_hashes(artifact.digests))
        for artifact in component.artifacts
    ]
    return [*own, *artifacts, *answers.itself(component)]


def _service(service: Component, outgoing: relations.Outgoing, called: frozenset[str]) -> Json:
    said = licenses.to_json(service.licenses)
    return _foreign(service) | compact(
        bom__ref=service.ref,
        provider={"name": service.supplier} if service.supplier else {},
        name=service.name,
        version=service.version,
        endpoints=[service.url] if service.url else [],
        data=_flows(service, called),
        licenses=said,
        properties=_properties(service, outgoing),
    )


def _flows(service: Component, called: frozenset[str]) -> list[Json]:
    """The flows a foreign document states, else those of every call."""
    stated = _foreign(service).get("data")
    own = [dict(flow) for flow in DATA_FLOWS] if service.ref in called else []
    return stated if isinstance(stated, list) else own


def _evidence(component: Component, observed: tuple[LicenseClaim, ...]) -> Json:
    if component.kind is Kind.PRODUCT:
        return compact(licenses=licenses.to_json(observed))
    technique = (
        "source-code-analysis"
        if component.presence is Presence.REFERENCED
        else _TECHNIQUES.get(component.kind, "other")
    )
    methods = (
        [{"technique": technique, "confidence": 1, "value": component.evidence[0].path}]
        if component.evidence and component.evidence[0].path
        else []
    )
    return compact(
        identity=[{"field": "purl" if component.purl else "name", "confidence": 1, "methods": methods}]
        if methods
        else [],
        occurrences=[_occurrence(evidence) for evidence in component.evidence if evidence.path],
        licenses=licenses.to_json(observed),
    )


def _occurrence(evidence: Evidence) -> Json:
    return compact(location=evidence.path, line=evidence.line or None, additionalContext=evidence.quote)


def _properties(component: Component, outgoing: relations.Outgoing) -> list[Json]:
    known: dict[str, Any] = {
        "kind": component.kind,
        "presence": component.presence,
        "path": component.path,
        "role": component.role,
        "form": component.form,
        "size": str(component.size) if component.size >= 0 else "",
        "shipped-by": component.shipped_by,
    }
    return [
        *ordered(prop(name, str(fact)) for name, fact in known.items() if fact),
        *relations.properties(outgoing.get(component.ref, [])),
        *(_unplaced(component)),
    ]


def _unplaced(component: Component) -> list[Json]:
    """Evidence that no occurrence can hold."""
    return [
        prop("evidence", evidence_to_json(one))
        for one in component.evidence
        if not one.path or one.source or component.kind in {Kind.SERVICE, Kind.PRODUCT}
    ]
