# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""An inventory as a CycloneDX 1.7 ML-BOM: plain JSON, sorted, the same bytes for the same inventory."""

import json
import uuid
from collections import defaultdict
from collections.abc import Hashable

from compliance.bom import redacting
from compliance.bom.cyclonedx import citations, component_json, metadata_json, profile_fields, relations
from compliance.bom.document import SPEC_VERSION, TYPES, Json, drop_empty, dump_indented, dump_json
from compliance.model import (
    Component,
    Inventory,
    Kind,
    Relation,
)
from compliance.settings import Settings

_NAMESPACE = uuid.UUID("5f0a4d0e-6f2b-5d0b-9a55-0c1d8a1f6e11")
"""For serial numbers: a name-based UUID (RFC 9562, version 5) of the document's content."""


def write_bom(inventory: Inventory, settings: Settings) -> Json:
    """The document, as JSON objects. Schema-valid by construction; `bom.validate` checks that."""
    children: dict[str, list[Component]] = defaultdict(list)
    known = {component.ref for component in inventory.everything()}
    for component in inventory.components:
        children[component.shipped_by if component.shipped_by in known else ""].append(component)
    outgoing: dict[str, list[Relation]] = defaultdict(list)
    for relation in inventory.relations:
        outgoing[relation.source].append(relation)
    top = [component for component in children[""] if component.kind is not Kind.SERVICE]
    services = [component for component in inventory.components if component.kind is Kind.SERVICE]
    called = relations.relation_name(inventory.relations)
    theirs = json.loads(inventory.foreign)
    unknown: dict[Hashable, list[Json]] = {}
    document: Json = {
        **theirs,
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "version": 1,
        "metadata": metadata_json.write_metadata(
            _build_write_component(inventory.product, children, outgoing, unknown), inventory, settings
        ),
        "components": [_build_write_component(component, children, outgoing, unknown) for component in top],
        **drop_empty(
            services=[
                component_json.service_json(service, outgoing.get(service.ref, []), called)
                for service in services
            ]
        ),
        "dependencies": relations.write_dependencies(inventory, outgoing),
        "compositions": [*theirs.get("compositions", []), *metadata_json.write_compositions(inventory)],
    }
    document["metadata"]["properties"] = [
        *document["metadata"].get("properties", ()),
        *profile_fields.write_unknown_document_fields(document),
    ]
    whole = citations.add_citations(document, inventory.imports, settings.timestamp)
    dumped = dump_json(whole)
    clean = redacting.redacted(whole, settings.scan.redact, dumped)
    content = dumped if clean is whole else dump_json(clean)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "serialNumber": uuid.uuid5(_NAMESPACE, content).urn,
        **clean,
    }


def serialise_bom(document: Json) -> bytes:
    """The document's bytes, for a file: indented, UTF-8, a line feed at the end."""
    return dump_indented(document) + b"\n"


def _build_write_component(
    component: Component,
    children: dict[str, list[Component]],
    outgoing: relations.Outgoing,
    unknown: dict[Hashable, list[Json]],
    holder: str = "",
) -> Json:
    """The component with those inside it; `holder` is the type of what it is nested in, `unknown` what was found of others alike."""
    own = component_json.component_json(component, outgoing.get(component.ref, []))
    inside = [
        _build_write_component(child, children, outgoing, unknown, TYPES[component.kind])
        for child in children.get(component.ref, ())
    ]
    entry = own | drop_empty(components=inside)
    edges = frozenset(edge.kind for edge in outgoing.get(component.ref, ()))
    alike = profile_fields.profile_key(component)
    key = (alike, holder, bool(inside), edges)
    if alike is None or key not in unknown:
        unknown[key] = profile_fields.write_unknown_fields(entry, holder)
    return entry | drop_empty(properties=[*entry.get("properties", ()), *unknown[key]])
