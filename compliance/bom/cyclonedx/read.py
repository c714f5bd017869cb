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
    dumps,
    evidence_from_json,
    objects,
    text,
    value,
    values,
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


def read(document: Json) -> Inventory:
    """The inventory in a document. Whatever is malformed in it is left out, and named as a gap."""
    document = downgrade.restored(document)
    metadata = document["metadata"] if isinstance(document.get("metadata"), dict) else {}
    root = metadata["component"] if isinstance(metadata.get("component"), dict) else {}
    product = component(root, "", Kind.PRODUCT, text(root, "bom-ref") or "product")
    found: list[Component] = []
    edges = list(relations.of_component(root, product.ref))
    inside = _nested(root.get("components"), product.ref)
    for entry, carrier in (*inside, *_nested(document.get("components"), "")):
        part = component(entry, carrier, kind_of(entry), text(entry, "bom-ref") or reference(entry))
        found.append(part)
        edges.extend(relations.of_component(entry, part.ref))
    services = [(_service_ref(entry), entry) for entry in objects(document.get("services"))]
    for ref, entry in services:
        edges.extend(relations.of_component(entry, ref))
    called = relations.called(edges)
    found.extend(service(entry, ref, called=ref in called) for ref, entry in services)
    refs = {component.ref for component in found} | {product.ref}
    known = {(edge.source, edge.target) for edge in edges} | relations.listed(root, product.ref)
    edges.extend(relations.of_document(document, refs, known))
    missing = set(gaps(document))
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
        installed=any(text(entry, "phase") == "build" for entry in objects(metadata.get("lifecycles"))),
        imports=tuple(_imports(metadata)),
        foreign=dumps(_top(document, product.ref, sorted(first.values(), key=lambda one: one.ref))),
    )


def _top(document: Json, product: str, parts: list[Component]) -> Json:
    """Top-level fields that the inventory doesn't hold, without the citations and the compositions that `write` makes anew."""
    own = [
        one
        for incomplete in (True, False)
        for one in metadata_json.own_compositions(product, parts, incomplete=incomplete)
    ]
    kept = {key: content for key, content in document.items() if key not in SPEC_FIELDS}
    lists = {
        "compositions": [one for one in objects(document.get("compositions")) if one not in own],
        "citations": [
            one
            for one in objects(document.get("citations"))
            if not text(one, "bom-ref").startswith(OUR_CITATION)
        ],
    }
    return {key: one for key, one in (kept | lists).items() if one or key not in lists}


def _imports(metadata: Json) -> Iterator[Import]:
    for written in values(metadata.get("properties"), "import"):
        try:
            table = json.loads(written)
            yield Import(str(table["path"]), dumps(table["document"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def gaps(document: Json) -> tuple[Gap, ...]:
    """The gaps that a document of ours states, sorted."""
    metadata = document.get("metadata")
    properties = metadata.get("properties") if isinstance(metadata, dict) else None
    return tuple(sorted({gap for written in values(properties, "gap") if (gap := _gap(written))}))


def _nested(entries: Any, carrier: str) -> Iterator[tuple[Json, str]]:
    stack = [(entry, carrier) for entry in reversed(objects(entries))]
    while stack:
        entry, above = stack.pop()
        yield entry, above
        ref = text(entry, "bom-ref") or reference(entry)
        stack.extend((child, ref) for child in reversed(objects(entry.get("components"))))


def reference(entry: Json) -> str:
    """A name for a component that has no ref."""
    return text(entry, "purl") or f"{text(entry, 'type')}:{text(entry, 'name')}@{text(entry, 'version')}"


def kind_of(entry: Json) -> Kind:
    """What a component is."""
    ours = value(entry.get("properties"), "kind")
    return Kind(ours) if ours in set(Kind) else _KINDS.get(text(entry, "type"), Kind.LIBRARY)


def component(entry: Json, carrier: str, kind: Kind, ref: str) -> Component:
    """A component as we, another tool, or both one after the other wrote it."""
    properties = entry.get("properties")
    presence, size = value(properties, "presence"), value(properties, "size")
    ours = bool(presence)
    foreign = merge_foreign.foreign(entry) if _is_grafted(entry, ours=ours) else {}
    theirs = objects(foreign.get("externalReferences"))
    references = [
        one
        for one in objects(entry.get("externalReferences"))[len(theirs) :]
        if text(one, "comment") != THIS_FILE
    ]
    evidence = entry["evidence"] if isinstance(entry.get("evidence"), dict) else {}
    absent = Presence.REFERENCED if entry.get("isExternal") is True else Presence.SHIPPED
    standing = Presence(presence) if presence in set(Presence) else absent
    locked = ours and standing is not Presence.REFERENCED
    subject = _SUBJECTS.get(kind, Subject.CODE)
    scope = value(properties, "scope") or text(entry, "scope")
    found = Component(
        ref=ref,
        kind=kind,
        name=text(entry, "name") or ("the product" if kind is Kind.PRODUCT else ""),
        version=text(entry, "version"),
        purl=text(entry, "purl"),
        presence=standing,
        scope=Scope(scope) if scope in set(Scope) else Scope.UNSTATED,
        shipped_by=value(properties, "shipped-by") if ours else carrier,
        path=value(properties, "path"),
        role=value(properties, "role"),
        size=int(size) if size.isascii() and size.isdecimal() else -1,
        digests=_digests(entry),
        artifacts=tuple(sorted(_artifacts(references))) if locked else (),
        licenses=(
            *licenses.from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED, subject),
            *licenses.from_json(evidence.get("licenses"), SaidBy.FOREIGN, Status.OBSERVED, subject),
        ),
        evidence=tuple(sorted(set(_evidence(evidence, properties)))),
        supplier=text(entry.get("supplier"), "name"),
        producer=profile_fields.party_of(entry),
        form=value(properties, "form"),
        url=_url(theirs, {"website", "distribution"})
        or _url(references, {"website"} if locked else {"website", "distribution"}),
        model=model_card_json.model_facts(entry) if kind is Kind.MODEL else None,
        dataset=model_card_json.dataset_facts(entry),
        imported=tuple(values(properties, "imported-from")),
        foreign=merge_foreign.ordered(foreign),
    )
    return found if foreign else replace(found, foreign=dumps(keep_unmodelled.of_component(entry, found)))


def _url(references: list[Json], kinds: set[str]) -> str:
    return next((text(one, "url") for one in references if text(one, "type") in kinds), "")


def _digests(entry: Json) -> tuple[Digest, ...]:
    return tuple(
        sorted(
            {Digest(text(one, "alg"), text(one, "content").lower()) for one in objects(entry.get("hashes"))}
        )
    )


def _artifacts(references: list[Json]) -> Iterator[Artifact]:
    for one in references:
        if text(one, "type") in _DOWNLOADS:
            yield Artifact(text(one, "url"), _digests(one))


def _service_ref(entry: Json) -> str:
    return text(entry, "bom-ref") or f"service:{text(entry, 'name')}"


def service(entry: Json, ref: str, *, called: bool) -> Component:
    """A service, likewise."""
    endpoints, properties = entry.get("endpoints"), entry.get("properties")
    modelled = _OF_SERVICES
    if called and entry.get("data") == list(DATA_FLOWS):
        modelled |= {"data"}  # `write` says it again for whatever is called
    return Component(
        ref=ref,
        kind=Kind.SERVICE,
        name=text(entry, "name"),
        version=text(entry, "version"),
        presence=Presence.REFERENCED,
        licenses=licenses.from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED),
        evidence=tuple(sorted(set(map(evidence_from_json, values(properties, "evidence"))))),
        supplier=text(entry.get("provider"), "name"),
        url=endpoints[0]
        if isinstance(endpoints, list) and endpoints and isinstance(endpoints[0], str)
        else "",
        imported=tuple(values(properties, "imported-from")),
        foreign=merge_foreign.ordered(
            merge_foreign.foreign(entry)
            if _is_grafted(entry, ours=bool(value(properties, "presence")))
            else {key: content for key, content in entry.items() if key not in modelled}
            | keep_unmodelled.properties(entry, [])
        ),
    )


def _is_grafted(entry: Json, *, ours: bool) -> bool:
    """Whether another tool wrote it, be it that we added to it or not."""
    return not ours or bool(values(entry.get("properties"), merge_foreign.ADDED))


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
        line = table.get("line")
        return Gap(
            str(table["path"]),
            str(table["reason"]),
            line if type(line) is int and line > 0 else 0,
            text(table, "fix"),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
