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
    compact,
    dumps,
    evidence_to_json,
    objects,
    ordered,
    prop,
    text,
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
    theirs = foreign(component)
    if not is_foreign(component):
        own = _component(component, edges, theirs, component.licenses)
        return _ours(component, theirs, own | _answers(component, theirs, own))
    kind = Kind.PRODUCT if component.kind is Kind.PRODUCT else read.kind_of(theirs)
    alone = read.component(theirs, component.shipped_by, kind, component.ref)
    known = _component(alone, list(relations.of_component(theirs, component.ref)), theirs, ())
    new = tuple(claim for claim in component.licenses if claim not in alone.licenses)
    own = _component(component, edges, theirs, new)
    if not theirs.get("manufacturer"):  # two makers in one object would be a third
        own |= compact(manufacturer=profile_fields.party(component.producer))
    return _grafted(component, theirs, own, known)


def service_json(service: Component, edges: list[Relation], called: frozenset[str]) -> Json:
    """The same for a service."""
    theirs = foreign(service)
    if "name" not in theirs:
        return _ours(service, theirs, _service(service, edges, service.licenses, called))
    alone = read.service(theirs, service.ref, called=False)
    known = _service(alone, list(relations.of_component(theirs, service.ref)), (), frozenset())
    new = tuple(claim for claim in service.licenses if claim not in alone.licenses)
    return _grafted(service, theirs, _service(service, edges, new, called), known)


def is_foreign(component: Component) -> bool:
    """Whether another tool wrote it first."""
    return "name" in foreign(component)


def foreign(component: Component) -> Json:
    """What goes through verbatim."""
    kept: Json = json.loads(component.foreign) if component.foreign != "{}" else {}
    return kept


def _ours(component: Component, theirs: Json, own: Json) -> Json:
    taken = {text(one, "name") for one in objects(theirs.get("properties"))}
    more = [] if component.kind is Kind.SERVICE else profile_fields.properties(component)
    properties = [
        *own.get("properties", []),
        *_imported(component),
        *theirs.get("properties", []),
        *(one for one in more if one["name"] not in taken),
    ]
    return theirs | own | compact(properties=properties)


def _answers(component: Component, theirs: Json, own: Json) -> Json:
    """Who made it and what it is, which profiles ask for; where another tool has said so, that stays."""
    return compact(
        manufacturer=theirs.get("manufacturer") or profile_fields.party(component.producer),
        authors=theirs.get("authors") or model_card_json.authors(component),
        description=theirs.get("description") or (component.model.description if component.model else ""),
        externalReferences=[*own.get("externalReferences", ()), *profile_fields.itself(component)],
    )


def _grafted(component: Component, theirs: Json, own: Json, known: Json) -> Json:
    """What another tool wrote, as it wrote it, with what we know beyond that."""
    out, properties = theirs, []
    if own != known:
        ours, before = ({**one, "properties": []} for one in (own, known))
        out, added, differing = merge_foreign.graft(theirs, ours, before)
        properties = [
            *own["properties"],
            prop(merge_foreign.ADDED, json.dumps(added)),
            *(prop("differs", dumps({"pointer": at, "value": value})) for at, value in differing),
        ]
        if component.scope and out.get("scope") != component.scope:
            properties.append(prop("scope", component.scope))
    properties = [*theirs.get("properties", []), *properties, *_imported(component)]
    return {"bom-ref": component.ref, **out, **compact(properties=properties)}


def _imported(component: Component) -> list[Json]:
    return [prop("imported-from", where) for where in component.imported]


def _component(component: Component, edges: list[Relation], theirs: Json, claims: _Claims) -> Json:
    """The component in our words, with these licences."""
    declared, observed = _placed(claims, theirs)
    return compact(
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
        pedigree=relations.pedigree(edges),
        externalReferences=_references(component),
        evidence=_evidence(component, observed),
        modelCard=model_card_json.model_card(component, edges) if component.kind is Kind.MODEL else {},
        data=[model_card_json.data(component, component.dataset)] if component.dataset else [],
        properties=_properties(component, edges),
    )


def _placed(claims: _Claims, theirs: Json) -> tuple[list[Json], list[Json]]:
    """Licences for the component, and for its evidence.

    A foreign expression stays alone in its list: cyclonedx-python-lib
    refuses one that has company, so declared ones stand with the evidence then, and a property says what they are.
    """
    evidence = theirs["evidence"] if isinstance(theirs.get("evidence"), dict) else {}
    there, seen = objects(theirs.get("licenses")), objects(evidence.get("licenses"))
    declared = tuple(claim for claim in claims if claim.status is not Status.OBSERVED)
    observed = tuple(claim for claim in claims if claim.status is Status.OBSERVED)
    if any("expression" in one for one in there):
        declared, observed = (), (*declared, *observed)
    return licenses.to_json(declared, company=bool(there)), licenses.to_json(observed, company=bool(seen))


def _service(service: Component, edges: list[Relation], claims: _Claims, called: frozenset[str]) -> Json:
    theirs = foreign(service)
    return compact(
        bom__ref=service.ref,
        provider={"name": service.supplier} if service.supplier else {},
        name=service.name,
        version=service.version,
        endpoints=[service.url] if service.url else [],
        data=_flows(service, called),
        licenses=licenses.to_json(claims, company=bool(theirs.get("licenses"))),
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
        | compact(hashes=_hashes(artifact.digests))
        for artifact in component.artifacts
    ]
    return [*own, *artifacts]


def _flows(service: Component, called: frozenset[str]) -> list[Json]:
    """The flows a foreign document states, else those of every call."""
    stated = foreign(service).get("data")
    own = [dict(flow) for flow in DATA_FLOWS] if service.ref in called else []
    return stated if isinstance(stated, list) else own


def _evidence(component: Component, observed: list[Json]) -> Json:
    if component.kind is Kind.PRODUCT:
        return compact(licenses=observed)
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
        licenses=observed,
    )


def _occurrence(evidence: Evidence) -> Json:
    return compact(location=evidence.path, line=evidence.line or None, additionalContext=evidence.quote)


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
        *ordered(prop(name, str(fact)) for name, fact in known.items() if fact),
        *relations.properties(edges),
        *(_unplaced(component)),
    ]


def _unplaced(component: Component) -> list[Json]:
    """Evidence that no occurrence can hold."""
    return [
        prop("evidence", evidence_to_json(one))
        for one in component.evidence
        if not one.path or one.source or component.kind in {Kind.SERVICE, Kind.PRODUCT}
    ]
