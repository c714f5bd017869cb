# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""One component or service in CycloneDX 1.7 JSON: in our words, or as another tool wrote it with what we know beyond that."""

import json
from typing import Any

from compliance.bom.cyclonedx import licenses, model_card_json, profile_fields, read, relations
from compliance.bom.document import (
    DATA_FLOWS,
    TYPES,
    Json,
    build_property,
    drop_empty,
    dump_json,
    evidence_to_json,
    mappings_in,
    sort_properties,
    text_at,
)
from compliance.bom.imports import merge_foreign
from compliance.model import Component, Digest, Evidence, Kind, LicenseClaim, Presence, Relation, Status

_TECHNIQUES = {
    Kind.LIBRARY: "manifest-analysis",
    Kind.MODEL: "binary-analysis",
    Kind.DATASET: "binary-analysis",
    Kind.FILE: "filename",
}
_Claims = tuple[LicenseClaim, ...]


def component_json(component: Component, edges: list[Relation]) -> Json:
    """The component without those inside it; `edges` are the relations that start at it."""
    theirs = merge_foreign_component(component)
    if not is_foreign(component):
        own = _build_component(component, edges, theirs, component.licenses)
        return _ours(component, theirs, own | _answers(component, theirs, own))
    kind = Kind.PRODUCT if component.kind is Kind.PRODUCT else read.kind_of(theirs)
    alone = read.read_component(theirs, component.shipped_by, kind, component.ref)
    known = _build_component(
        alone, list(relations.read_component_relations(theirs, component.ref)), theirs, ()
    )
    new = tuple(claim for claim in component.licenses if claim not in alone.licenses)
    own = _build_component(component, edges, theirs, new)
    if not theirs.get("manufacturer"):  # two makers in one object would be a third
        own |= drop_empty(manufacturer=profile_fields.write_party(component.producer))
    return _grafted(component, theirs, own, known)


def service_json(service: Component, edges: list[Relation], called: frozenset[str]) -> Json:
    """The same for a service."""
    theirs = merge_foreign_component(service)
    if "name" not in theirs:
        return _ours(service, theirs, _service(service, edges, service.licenses, called))
    alone = read.read_service(theirs, service.ref, called=False)
    known = _service(alone, list(relations.read_component_relations(theirs, service.ref)), (), frozenset())
    new = tuple(claim for claim in service.licenses if claim not in alone.licenses)
    return _grafted(service, theirs, _service(service, edges, new, called), known)


def is_foreign(component: Component) -> bool:
    """Whether another tool wrote it first."""
    return "name" in merge_foreign_component(component)


def merge_foreign_component(component: Component) -> Json:
    """What goes through verbatim."""
    kept: Json = json.loads(component.foreign) if component.foreign != "{}" else {}
    return kept


def _ours(component: Component, theirs: Json, own: Json) -> Json:
    taken = {text_at(one, "name") for one in mappings_in(theirs.get("properties"))}
    more = [] if component.kind is Kind.SERVICE else profile_fields.write_field_properties(component)
    properties = [
        *own.get("properties", []),
        *_imported(component),
        *theirs.get("properties", []),
        *(one for one in more if one["name"] not in taken),
    ]
    return theirs | own | drop_empty(properties=properties)


def _answers(component: Component, theirs: Json, own: Json) -> Json:
    """Who made it and what it is, which profiles ask for; where another tool has said so, that stays."""
    return drop_empty(
        manufacturer=theirs.get("manufacturer") or profile_fields.write_party(component.producer),
        authors=theirs.get("authors") or model_card_json.write_authors(component),
        description=theirs.get("description") or (component.model.description if component.model else ""),
        externalReferences=[
            *own.get("externalReferences", ()),
            *profile_fields.write_source_references(component),
        ],
    )


def _grafted(component: Component, theirs: Json, own: Json, known: Json) -> Json:
    """What another tool wrote, as it wrote it, with what we know beyond that."""
    out, properties = theirs, []
    if own != known:
        ours, before = ({**one, "properties": []} for one in (own, known))
        out, added, differing = merge_foreign.merge_into_foreign(theirs, ours, before)
        properties = [
            *own["properties"],
            build_property(merge_foreign.ADDED, json.dumps(added)),
            *(
                build_property("differs", dump_json({"pointer": at, "value": value}))
                for at, value in differing
            ),
        ]
        if component.scope and out.get("scope") != component.scope:
            properties.append(build_property("scope", component.scope))
    properties = [*theirs.get("properties", []), *properties, *_imported(component)]
    return {"bom-ref": component.ref, **out, **drop_empty(properties=properties)}


def _imported(component: Component) -> list[Json]:
    return [build_property("imported-from", where) for where in component.imported]


def _build_component(component: Component, edges: list[Relation], theirs: Json, claims: _Claims) -> Json:
    """The component in our words, with these licences."""
    declared, observed = _place_component(claims, theirs)
    return drop_empty(
        type_=TYPES[component.kind],
        bom__ref=component.ref,
        supplier={"name": component.supplier} if component.supplier else {},
        name=component.name,
        version=component.version,
        scope=str(component.scope),
        isExternal=True
        if component.presence is Presence.REFERENCED and component.kind is not Kind.PRODUCT
        else None,
        hashes=_hashes(component.digests),
        licenses=declared,
        purl=component.purl,
        pedigree=relations.write_pedigree(edges),
        externalReferences=_references(component),
        evidence=_build_component_evidence(component, observed),
        modelCard=model_card_json.write_model_card(component, edges) if component.kind is Kind.MODEL else {},
        data=[model_card_json.write_dataset(component, component.dataset)] if component.dataset else [],
        properties=_properties(component, edges),
    )


def _place_component(claims: _Claims, theirs: Json) -> tuple[list[Json], list[Json]]:
    """Licences for the component, and for its evidence.

    A foreign expression stays alone in its list: cyclonedx-python-lib
    refuses one that has company, so declared ones stand with the evidence then, and a property says what they are.
    """
    evidence = theirs["evidence"] if isinstance(theirs.get("evidence"), dict) else {}
    there, seen = mappings_in(theirs.get("licenses")), mappings_in(evidence.get("licenses"))
    declared = tuple(claim for claim in claims if claim.status is not Status.OBSERVED)
    observed = tuple(claim for claim in claims if claim.status is Status.OBSERVED)
    if any("expression" in one for one in there):
        declared, observed = (), (*declared, *observed)
    return licenses.licenses_to_json(declared, company=bool(there)), licenses.licenses_to_json(
        observed, company=bool(seen)
    )


def _service(service: Component, edges: list[Relation], claims: _Claims, called: frozenset[str]) -> Json:
    theirs = merge_foreign_component(service)
    return drop_empty(
        bom__ref=service.ref,
        provider={"name": service.supplier} if service.supplier else {},
        name=service.name,
        version=service.version,
        endpoints=[service.url] if service.url else [],
        data=_flows(service, called),
        licenses=licenses.licenses_to_json(claims, company=bool(theirs.get("licenses"))),
        properties=_properties(service, edges),
    )


def _hashes(digests: tuple[Digest, ...]) -> list[Json]:
    return [{"alg": digest.algorithm, "content": digest.value} for digest in digests]


def _references(component: Component) -> list[Json]:
    kind = "distribution" if component.presence is Presence.REFERENCED else "website"
    own = [{"type": kind, "url": component.url}] if component.url else []
    artifacts = [
        {
            "type": "source-distribution"
            if profile_fields.is_source(component, artifact.url)
            else "distribution",
            "url": artifact.url,
        }
        | drop_empty(hashes=_hashes(artifact.digests))
        for artifact in component.artifacts
    ]
    return [*own, *artifacts]


def _flows(service: Component, called: frozenset[str]) -> list[Json]:
    """The flows a foreign document states, else those of every call."""
    stated = merge_foreign_component(service).get("data")
    own = [dict(flow) for flow in DATA_FLOWS] if service.ref in called else []
    return stated if isinstance(stated, list) else own


def _build_component_evidence(component: Component, observed: list[Json]) -> Json:
    if component.kind is Kind.PRODUCT:
        return drop_empty(licenses=observed)
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
    return drop_empty(
        identity=[{"field": "purl" if component.purl else "name", "confidence": 1, "methods": methods}]
        if methods
        else [],
        occurrences=[_occurrence(evidence) for evidence in component.evidence if evidence.path],
        licenses=observed,
    )


def _occurrence(evidence: Evidence) -> Json:
    return drop_empty(location=evidence.path, line=evidence.line or None, additionalContext=evidence.quote)


def _properties(component: Component, edges: list[Relation]) -> list[Json]:
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
        *sort_properties(build_property(name, str(fact)) for name, fact in known.items() if fact),
        *relations.write_relation_properties(edges),
        *(_unplaced(component)),
    ]


def _unplaced(component: Component) -> list[Json]:
    """Evidence that no occurrence can hold."""
    return [
        build_property("evidence", evidence_to_json(one))
        for one in component.evidence
        if not one.path or one.source or component.kind in {Kind.SERVICE, Kind.PRODUCT}
    ]
