# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A CycloneDX JSON document, ours or another tool's, as an inventory; what the inventory has no place for is kept verbatim."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from compliance.bom.cyclonedx import (
    component_fields,
    downgrade,
    keep_unmodelled,
    licenses,
    metadata_json,
    model_card_json,
    profile_fields,
    relations,
)
from compliance.bom.document import (
    PREFIX,
    SPEC_FIELDS,
    TYPES,
    Json,
    drop_empty,
    dump_json,
    evidence_from_json,
    mapping_at,
    mappings_in,
    property_value,
    property_values,
    text_at,
)
from compliance.bom.imports import merge_foreign
from compliance.english import plural
from compliance.model import (
    Component,
    Gap,
    Import,
    Inventory,
    Kind,
    Presence,
    Relation,
    SaidBy,
    Status,
)
from compliance.untyped import as_list, as_text

_KINDS = {name: kind for kind, name in TYPES.items() if kind is not Kind.PRODUCT}
OUR_CITATION = f"{PREFIX}citation:"
"""How the refs of citations begin that `write` makes anew."""


def read_inventory(document: Json) -> Inventory:
    """The inventory in a document. Whatever is malformed in it is left out, and named as a gap."""
    document = downgrade.restore_bom(document)
    metadata = mapping_at(document, "metadata")
    root = mapping_at(metadata, "component")
    product = read_component(root, "", Kind.PRODUCT, text_at(root, "bom-ref") or "product")
    found, edges = _read_parts(document, root, product)
    refs = {component.ref for component in found} | {product.ref}
    known = {(edge.source, edge.target) for edge in edges} | relations.list_relations(root, product.ref)
    edges.extend(relations.read_document_relations(document, refs, known))
    first = {component.ref: component for component in reversed(found)}
    components = sorted(first.values(), key=lambda component: component.ref)
    phases = {text_at(entry, "phase") for entry in mappings_in(metadata.get("lifecycles"))}
    return Inventory(
        product=product,
        components=tuple(components),
        relations=tuple(sorted(set(edges))),
        gaps=tuple(sorted({*read_gaps(document), *_find_gaps(root, found)})),
        installed="build" in phases,
        imports=tuple(_imports(metadata)),
        foreign=dump_json(_top(document, product.ref, components)),
    )


def _read_parts(document: Json, root: Json, product: Component) -> tuple[list[Component], list[Relation]]:
    """All components and services in document order, and the relations that they, or the product, state themselves."""
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
    return found, edges


def _find_gaps(root: Json, found: list[Component]) -> Iterator[Gap]:
    """What is missing because the document doesn't say it, or says it twice."""
    if not found and not root:
        yield Gap(
            "components",
            "Nothing was found to read: the document names neither a product nor a component",
        )
    duplicates = len(found) - len({component.ref for component in found})
    if duplicates:
        yield Gap(
            "components",
            f"{plural(duplicates, 'component shares its', 'components share their')} bom-ref with another one; only the first of each is assessed",
        )


def _top(document: Json, product: str, parts: list[Component]) -> Json:
    """Top-level fields that the inventory doesn't hold, without the citations and the compositions that `write` makes anew."""
    own = [
        *metadata_json.write_own_compositions(product, parts, incomplete=True),
        *metadata_json.write_own_compositions(product, parts, incomplete=False),
    ]
    kept = {key: content for key, content in document.items() if key not in SPEC_FIELDS}
    kept.pop("citations", None)
    compositions = [one for one in mappings_in(document.get("compositions")) if one not in own]
    citations = [one for one in mappings_in(document.get("citations")) if not _is_our_citation(one)]
    return kept | drop_empty(compositions=compositions, citations=citations)


def _is_our_citation(citation: Json) -> bool:
    return text_at(citation, "bom-ref").startswith(OUR_CITATION)


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
    ours = bool(property_value(properties, "presence"))
    foreign = merge_foreign.take_foreign(entry) if component_fields.is_grafted(entry, ours=ours) else {}
    theirs = mappings_in(foreign.get("externalReferences"))
    references = component_fields.read_references_beyond(entry, len(theirs))
    presence = component_fields.read_presence(entry)
    locked = ours and presence is not Presence.REFERENCED
    evidence = mapping_at(entry, "evidence")
    found = Component(
        ref=ref,
        kind=kind,
        name=text_at(entry, "name") or ("the product" if kind is Kind.PRODUCT else ""),
        version=text_at(entry, "version"),
        purl=text_at(entry, "purl"),
        presence=presence,
        scope=component_fields.read_scope(entry),
        shipped_by=property_value(properties, "shipped-by") if ours else carrier,
        path=property_value(properties, "path"),
        role=property_value(properties, "role"),
        size=component_fields.read_size(properties),
        digests=component_fields.read_digests(entry),
        artifacts=tuple(sorted(component_fields.read_artifacts(references))) if locked else (),
        licenses=component_fields.read_claims(entry, kind),
        evidence=tuple(sorted(set(component_fields.read_evidence(evidence, properties)))),
        supplier=text_at(entry.get("supplier"), "name"),
        producer=profile_fields.read_party(entry),
        form=property_value(properties, "form"),
        url=component_fields.find_url(theirs, component_fields.HOMES)
        or component_fields.find_url(references, {"website"} if locked else component_fields.HOMES),
        model=model_card_json.read_model_facts(entry) if kind is Kind.MODEL else None,
        dataset=model_card_json.read_dataset_facts(entry),
        imported=tuple(property_values(properties, "imported-from")),
        foreign=merge_foreign.dump_ordered(foreign),
    )
    if foreign:
        return found
    return replace(found, foreign=dump_json(keep_unmodelled.read_unmodelled(entry, found)))


def _service_ref(entry: Json) -> str:
    return text_at(entry, "bom-ref") or f"service:{text_at(entry, 'name')}"


def read_service(entry: Json, ref: str, *, called: bool) -> Component:
    """A service, likewise; `called` says that the product calls it."""
    properties = entry.get("properties")
    return Component(
        ref=ref,
        kind=Kind.SERVICE,
        name=text_at(entry, "name"),
        version=text_at(entry, "version"),
        presence=Presence.REFERENCED,
        licenses=licenses.licenses_from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED),
        evidence=tuple(sorted(set(map(evidence_from_json, property_values(properties, "evidence"))))),
        supplier=text_at(entry.get("provider"), "name"),
        url=_endpoint(entry),
        imported=tuple(property_values(properties, "imported-from")),
        foreign=merge_foreign.dump_ordered(component_fields.take_rest_of_service(entry, called=called)),
    )


def _endpoint(service: Json) -> str:
    first = next(iter(as_list(service.get("endpoints"))), "")
    return as_text(first)


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
