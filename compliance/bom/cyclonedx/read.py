# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A CycloneDX JSON document, ours or another tool's, as an inventory; what the inventory has no place for is kept verbatim."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from compliance.bom.cyclonedx import (
    downgrade,
    keep_unmodelled,
    licenses,
    metadata_json,
    model_card_json,
    profile_fields,
    relations,
)
from compliance.bom.document import (
    DATA_FLOWS,
    PREFIX,
    SPEC_FIELDS,
    THIS_FILE,
    TYPES,
    Json,
    dump_json,
    evidence_from_json,
    mappings_in,
    property_value,
    property_values,
    text_at,
)
from compliance.bom.imports import merge_foreign
from compliance.model import (
    Artifact,
    Component,
    Digest,
    Evidence,
    Gap,
    Import,
    Inventory,
    Kind,
    Presence,
    SaidBy,
    Scope,
    Status,
    Subject,
)

_DOWNLOADS = frozenset({"distribution", "source-distribution"})
_KINDS = {name: kind for kind, name in TYPES.items() if kind is not Kind.PRODUCT}
_OF_SERVICES = frozenset({"bom-ref", "provider", "name", "version", "endpoints", "licenses", "properties"})
OUR_CITATION = f"{PREFIX}citation:"
"""How the refs of citations begin that `write` makes anew."""
_SUBJECTS = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}


def read_inventory(document: Json) -> Inventory:
    """The inventory in a document. Whatever is malformed in it is left out, and named as a gap."""
    document = downgrade.restore_bom(document)
    metadata = document["metadata"] if isinstance(document.get("metadata"), dict) else {}
    root = metadata["component"] if isinstance(metadata.get("component"), dict) else {}
    product = read_component(root, "", Kind.PRODUCT, text_at(root, "bom-ref") or "product")
    found: list[Component] = []
    edges = list(relations.read_component_relations(root, product.ref))
    inside = _collect_cyclonedx_read(root.get("components"), product.ref)
    for entry, carrier in (*inside, *_collect_cyclonedx_read(document.get("components"), "")):
        part = read_component(entry, carrier, kind_of(entry), text_at(entry, "bom-ref") or read_ref(entry))
        found.append(part)
        edges.extend(relations.read_component_relations(entry, part.ref))
    services = [(_service_ref(entry), entry) for entry in mappings_in(document.get("services"))]
    for ref, entry in services:
        edges.extend(relations.read_component_relations(entry, ref))
    called = relations.relation_name(edges)
    found.extend(read_service(entry, ref, called=ref in called) for ref, entry in services)
    refs = {component.ref for component in found} | {product.ref}
    known = {(edge.source, edge.target) for edge in edges} | relations.list_relations(root, product.ref)
    edges.extend(relations.read_document_relations(document, refs, known))
    missing = set(read_gaps(document))
    if not found and not root:
        missing.add(
            Gap(
                "components",
                "Nothing was found to read: the document names neither a product nor a component",
            )
        )
    duplicates = len(found) - len({component.ref for component in found})
    if duplicates:
        missing.add(
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
        gaps=tuple(sorted(missing)),
        installed=any(
            text_at(entry, "phase") == "build" for entry in mappings_in(metadata.get("lifecycles"))
        ),
        imports=tuple(_imports(metadata)),
        foreign=dump_json(_top(document, product.ref, sorted(first.values(), key=lambda one: one.ref))),
    )


def _top(document: Json, product: str, parts: list[Component]) -> Json:
    """Top-level fields that the inventory doesn't hold, without the citations and the compositions that `write` makes anew."""
    own = [
        one
        for incomplete in (True, False)
        for one in metadata_json.write_own_compositions(product, parts, incomplete=incomplete)
    ]
    kept = {key: content for key, content in document.items() if key not in SPEC_FIELDS}
    lists = {
        "compositions": [one for one in mappings_in(document.get("compositions")) if one not in own],
        "citations": [
            one
            for one in mappings_in(document.get("citations"))
            if not text_at(one, "bom-ref").startswith(OUR_CITATION)
        ],
    }
    return {key: one for key, one in (kept | lists).items() if one or key not in lists}


def _imports(metadata: Json) -> Iterator[Import]:
    for written in property_values(metadata.get("properties"), "import"):
        try:
            table = json.loads(written)
            yield Import(str(table["path"]), dump_json(table["document"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def read_gaps(document: Json) -> tuple[Gap, ...]:
    """The gaps that a document of ours states, sorted."""
    metadata = document.get("metadata")
    properties = metadata.get("properties") if isinstance(metadata, dict) else None
    return tuple(sorted({gap for written in property_values(properties, "gap") if (gap := _gap(written))}))


def _collect_cyclonedx_read(entries: Any, carrier: str) -> Iterator[tuple[Json, str]]:
    stack = [(entry, carrier) for entry in reversed(mappings_in(entries))]
    while stack:
        entry, above = stack.pop()
        yield entry, above
        ref = text_at(entry, "bom-ref") or read_ref(entry)
        stack.extend((child, ref) for child in reversed(mappings_in(entry.get("components"))))


def read_ref(entry: Json) -> str:
    """A name for a component that has no ref."""
    return (
        text_at(entry, "purl")
        or f"{text_at(entry, 'type')}:{text_at(entry, 'name')}@{text_at(entry, 'version')}"
    )


def kind_of(entry: Json) -> Kind:
    """What a component is."""
    ours = property_value(entry.get("properties"), "kind")
    return Kind(ours) if ours in set(Kind) else _KINDS.get(text_at(entry, "type"), Kind.LIBRARY)


def read_component(entry: Json, carrier: str, kind: Kind, ref: str) -> Component:
    """A component as we, another tool, or both one after the other wrote it."""
    properties = entry.get("properties")
    presence, size = property_value(properties, "presence"), property_value(properties, "size")
    ours = bool(presence)
    foreign = merge_foreign.take_foreign(entry) if _is_grafted(entry, ours=ours) else {}
    theirs = mappings_in(foreign.get("externalReferences"))
    references = [
        one
        for one in mappings_in(entry.get("externalReferences"))[len(theirs) :]
        if text_at(one, "comment") != THIS_FILE
    ]
    evidence = entry["evidence"] if isinstance(entry.get("evidence"), dict) else {}
    absent = Presence.REFERENCED if entry.get("isExternal") is True else Presence.SHIPPED
    standing = Presence(presence) if presence in set(Presence) else absent
    locked = ours and standing is not Presence.REFERENCED
    subject = _SUBJECTS.get(kind, Subject.CODE)
    scope = property_value(properties, "scope") or text_at(entry, "scope")
    found = Component(
        ref=ref,
        kind=kind,
        name=text_at(entry, "name") or ("the product" if kind is Kind.PRODUCT else ""),
        version=text_at(entry, "version"),
        purl=text_at(entry, "purl"),
        presence=standing,
        scope=Scope(scope) if scope in set(Scope) else Scope.UNSTATED,
        shipped_by=property_value(properties, "shipped-by") if ours else carrier,
        path=property_value(properties, "path"),
        role=property_value(properties, "role"),
        size=int(size) if size.isascii() and size.isdecimal() else -1,
        digests=_digests(entry),
        artifacts=tuple(sorted(_build_cyclonedx_read_artifacts(references))) if locked else (),
        licenses=(
            *licenses.licenses_from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED, subject),
            *licenses.licenses_from_json(evidence.get("licenses"), SaidBy.FOREIGN, Status.OBSERVED, subject),
        ),
        evidence=tuple(sorted(set(_build_cyclonedx_read_evidence(evidence, properties)))),
        supplier=text_at(entry.get("supplier"), "name"),
        producer=profile_fields.read_party(entry),
        form=property_value(properties, "form"),
        url=_url(theirs, {"website", "distribution"})
        or _url(references, {"website"} if locked else {"website", "distribution"}),
        model=model_card_json.read_model_facts(entry) if kind is Kind.MODEL else None,
        dataset=model_card_json.read_dataset_facts(entry),
        imported=tuple(property_values(properties, "imported-from")),
        foreign=merge_foreign.dump_ordered(foreign),
    )
    return (
        found if foreign else replace(found, foreign=dump_json(keep_unmodelled.read_unmodelled(entry, found)))
    )


def _url(references: list[Json], kinds: set[str]) -> str:
    return next((text_at(one, "url") for one in references if text_at(one, "type") in kinds), "")


def _digests(entry: Json) -> tuple[Digest, ...]:
    return tuple(
        sorted(
            {
                Digest(text_at(one, "alg"), text_at(one, "content").lower())
                for one in mappings_in(entry.get("hashes"))
            }
        )
    )


def _build_cyclonedx_read_artifacts(references: list[Json]) -> Iterator[Artifact]:
    for one in references:
        if text_at(one, "type") in _DOWNLOADS:
            yield Artifact(text_at(one, "url"), _digests(one))


def _service_ref(entry: Json) -> str:
    return text_at(entry, "bom-ref") or f"service:{text_at(entry, 'name')}"


def read_service(entry: Json, ref: str, *, called: bool) -> Component:
    """A service, likewise."""
    endpoints, properties = entry.get("endpoints"), entry.get("properties")
    modelled = _OF_SERVICES
    if called and entry.get("data") == list(DATA_FLOWS):
        modelled |= {"data"}  # `write` says it again for whatever is called
    return Component(
        ref=ref,
        kind=Kind.SERVICE,
        name=text_at(entry, "name"),
        version=text_at(entry, "version"),
        presence=Presence.REFERENCED,
        licenses=licenses.licenses_from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED),
        evidence=tuple(sorted(set(map(evidence_from_json, property_values(properties, "evidence"))))),
        supplier=text_at(entry.get("provider"), "name"),
        url=endpoints[0]
        if isinstance(endpoints, list) and endpoints and isinstance(endpoints[0], str)
        else "",
        imported=tuple(property_values(properties, "imported-from")),
        foreign=merge_foreign.dump_ordered(
            merge_foreign.take_foreign(entry)
            if _is_grafted(entry, ours=bool(property_value(properties, "presence")))
            else {key: content for key, content in entry.items() if key not in modelled}
            | keep_unmodelled.write_unmodelled(entry, [])
        ),
    )


def _is_grafted(entry: Json, *, ours: bool) -> bool:
    """Whether another tool wrote it, be it that we added to it or not."""
    return not ours or bool(property_values(entry.get("properties"), merge_foreign.ADDED))


def _build_cyclonedx_read_evidence(evidence: Json, properties: Any) -> Iterator[Evidence]:
    for one in mappings_in(evidence.get("occurrences")):
        line = one.get("line")
        yield Evidence(
            text_at(one, "location"),
            line if type(line) is int and line > 0 else 0,
            text_at(one, "additionalContext"),
        )
    yield from map(evidence_from_json, property_values(properties, "evidence"))


def _gap(written: str) -> Gap | None:
    try:
        table = json.loads(written)
        line = table.get("line")
        return Gap(
            str(table["path"]),
            str(table["reason"]),
            line if type(line) is int and line > 0 else 0,
            text_at(table, "fix"),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
