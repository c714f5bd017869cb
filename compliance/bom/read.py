# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A CycloneDX JSON document, ours or another tool's, as an inventory; what the inventory has no place for is kept verbatim."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from compliance.bom import answers, facts, licenses, relations, verbatim
from compliance.bom.document import (
    DATA_FLOWS,
    SPEC_FIELDS,
    THIS_FILE,
    TYPES,
    Json,
    dumps,
    evidence_from_json,
    objects,
    text,
    value,
    values,
)
from compliance.errors import InputError
from compliance.model import (
    Artifact,
    Component,
    Digest,
    Evidence,
    Gap,
    Inventory,
    Kind,
    Presence,
    SaidBy,
    Scope,
    Status,
    Subject,
)

_KINDS = {name: kind for kind, name in TYPES.items() if kind is not Kind.PRODUCT}
_LARGEST = 1 << 30
_DOWNLOADS = frozenset({"distribution", "source-distribution"})
_SUBJECTS = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}


def loads(raw: bytes, name: str) -> Json:
    """The document in a file's bytes.

    Raises:
        InputError: not JSON, or not a CycloneDX document.
    """
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON: {error}", fix="Give a CycloneDX JSON document") from error
    if not isinstance(document, dict) or document.get("bomFormat") != "CycloneDX":
        raise InputError(
            f"{name} is no CycloneDX document", fix='It has to be a JSON object with "bomFormat": "CycloneDX"'
        )
    return document


def read(document: Json) -> Inventory:
    """The inventory in a document. Whatever is malformed in it is left out, and named as a gap."""
    metadata = document["metadata"] if isinstance(document.get("metadata"), dict) else {}
    root = metadata["component"] if isinstance(metadata.get("component"), dict) else {}
    product = _component(
        root | {"name": text(root, "name") or "the product", "bom-ref": text(root, "bom-ref") or "product"},
        "",
        Kind.PRODUCT,
    )
    found: list[Component] = []
    edges = list(relations.of_component(root, product.ref))
    for entry, carrier in _nested(document.get("components"), ""):
        component = _component(entry, carrier, _kind(entry))
        found.append(component)
        edges.extend(relations.of_component(entry, component.ref))
    services = [(_service_ref(entry), entry) for entry in objects(document.get("services"))]
    for ref, entry in services:
        edges.extend(relations.of_component(entry, ref))
    called = relations.called(edges)
    found.extend(_service(entry, ref, called=ref in called) for ref, entry in services)
    refs = {component.ref for component in found} | {product.ref}
    known = {(edge.source, edge.target) for edge in edges} | relations.listed(root, product.ref)
    edges.extend(relations.of_document(document, refs, known))
    gaps = {gap for written in values(metadata.get("properties"), "gap") if (gap := _gap(written))}
    duplicates = len(found) - len({component.ref for component in found})
    if duplicates:
        gaps.add(
            Gap(
                "components",
                f"{duplicates} components share their bom-ref with another one; only the first of each is assessed",
            )
        )
    first = {component.ref: component for component in reversed(found)}
    return Inventory(
        product=product,
        components=tuple(sorted(first.values(), key=lambda component: component.ref)),
        relations=tuple(sorted(set(edges))),
        gaps=tuple(sorted(gaps)),
        installed=any(text(entry, "phase") == "build" for entry in objects(metadata.get("lifecycles"))),
        foreign=dumps({key: content for key, content in document.items() if key not in SPEC_FIELDS}),
    )


def _nested(entries: Any, carrier: str) -> Iterator[tuple[Json, str]]:
    stack = [(entry, carrier) for entry in reversed(objects(entries))]
    while stack:
        entry, above = stack.pop()
        yield entry, above
        ref = text(entry, "bom-ref") or _reference(entry)
        stack.extend((child, ref) for child in reversed(objects(entry.get("components"))))


def _reference(entry: Json) -> str:
    return text(entry, "purl") or f"{text(entry, 'type')}:{text(entry, 'name')}@{text(entry, 'version')}"


def _kind(entry: Json) -> Kind:
    ours = value(entry.get("properties"), "kind")
    return Kind(ours) if ours in set(Kind) else _KINDS.get(text(entry, "type"), Kind.LIBRARY)


def _component(entry: Json, carrier: str, kind: Kind) -> Component:
    properties = entry.get("properties")
    presence, size = value(properties, "presence"), value(properties, "size")
    ours = bool(presence)
    evidence = entry["evidence"] if isinstance(entry.get("evidence"), dict) else {}
    absent = Presence.REFERENCED if entry.get("isExternal") is True else Presence.SHIPPED
    standing = Presence(presence) if presence in set(Presence) else absent
    locked = ours and standing is not Presence.REFERENCED
    references = [
        one for one in objects(entry.get("externalReferences")) if text(one, "comment") != THIS_FILE
    ]
    claims = (
        *licenses.from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED),
        *licenses.from_json(evidence.get("licenses"), SaidBy.FOREIGN, Status.OBSERVED),
    )
    found = Component(
        ref=text(entry, "bom-ref") or _reference(entry),
        kind=kind,
        name=text(entry, "name"),
        version=text(entry, "version"),
        purl=text(entry, "purl"),
        presence=standing,
        scope=Scope(text(entry, "scope")) if text(entry, "scope") in set(Scope) else Scope.UNSTATED,
        shipped_by=value(properties, "shipped-by") if ours else carrier,
        path=value(properties, "path"),
        role=value(properties, "role"),
        size=int(size) if size.isascii() and size.isdecimal() else -1,
        digests=_digests(entry),
        artifacts=tuple(sorted(_artifacts(references))) if locked else (),
        licenses=claims
        if ours
        else tuple(replace(claim, subject=_SUBJECTS.get(kind, Subject.CODE)) for claim in claims),
        evidence=tuple(sorted(_evidence(evidence, properties))),
        supplier=text(entry.get("supplier"), "name"),
        producer=answers.party_of(entry),
        form=value(properties, "form"),
        url=next(
            (
                text(one, "url")
                for one in references
                if text(one, "type") in ({"website"} if locked else {"website", "distribution"})
            ),
            "",
        ),
        model=facts.model_facts(entry) if kind is Kind.MODEL else None,
        dataset=facts.dataset_facts(entry),
    )
    return replace(found, foreign=dumps(verbatim.of_component(entry, found, ours=ours)))


def _digests(entry: Json) -> tuple[Digest, ...]:
    return tuple(
        sorted(Digest(text(one, "alg"), text(one, "content")) for one in objects(entry.get("hashes")))
    )


def _artifacts(references: list[Json]) -> Iterator[Artifact]:
    for one in references:
        if text(one, "type") in _DOWNLOADS:
            yield Artifact(text(one, "url"), _digests(one))


def _service_ref(entry: Json) -> str:
    return text(entry, "bom-ref") or f"service:{text(entry, 'name')}"


def _service(entry: Json, ref: str, *, called: bool) -> Component:
    endpoints = entry.get("endpoints")
    modelled = {"bom-ref", "provider", "name", "version", "endpoints", "licenses", "properties"}
    if called and entry.get("data") == list(DATA_FLOWS):
        modelled.add("data")  # `write` says it again for whatever is called
    return Component(
        ref=ref,
        kind=Kind.SERVICE,
        name=text(entry, "name"),
        version=text(entry, "version"),
        presence=Presence.REFERENCED,
        licenses=licenses.from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED),
        evidence=tuple(sorted(map(evidence_from_json, values(entry.get("properties"), "evidence")))),
        supplier=text(entry.get("provider"), "name"),
        url=endpoints[0]
        if isinstance(endpoints, list) and endpoints and isinstance(endpoints[0], str)
        else "",
        foreign=dumps(
            {key: content for key, content in entry.items() if key not in modelled}
            | verbatim.properties(entry, [])
        ),
    )


def _evidence(evidence: Json, properties: Any) -> Iterator[Evidence]:
    for one in objects(evidence.get("occurrences")):
        line = one.get("line")
        yield Evidence(
            text(one, "location"),
            line if type(line) is int and line > 0 else 0,
            text(one, "additionalContext"),
        )
    yield from map(evidence_from_json, values(properties, "evidence"))


def _gap(written: str) -> Gap | None:
    try:
        table = json.loads(written)
        return Gap(str(table["path"]), str(table["reason"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
