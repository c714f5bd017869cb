# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""An inventory as a CycloneDX 1.7 ML-BOM: plain JSON, sorted, the same bytes for the same inventory."""

import json
import uuid
from collections import defaultdict

import compliance
from compliance.bom import citations, parts, relations
from compliance.bom.document import (
    SPEC_VERSION,
    Json,
    compact,
    dumps,
    indented,
    prop,
)
from compliance.model import (
    Component,
    Inventory,
    Kind,
    Relation,
)
from compliance.settings import Settings

_NAMESPACE = uuid.UUID("5f0a4d0e-6f2b-5d0b-9a55-0c1d8a1f6e11")
"""For serial numbers: a name-based UUID (RFC 9562, version 5) of the document's content."""


def write(inventory: Inventory, settings: Settings) -> Json:
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
    called = relations.called(inventory.relations)
    theirs = json.loads(inventory.foreign)
    document: Json = {
        **theirs,
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "version": 1,
        "metadata": _metadata(inventory, settings, children, outgoing),
        "components": [_component(component, children, outgoing) for component in top],
        **compact(
            services=[
                parts.service_json(service, outgoing.get(service.ref, []), called) for service in services
            ]
        ),
        "dependencies": relations.dependencies(inventory, outgoing),
        "compositions": [*theirs.get("compositions", []), *_compositions(inventory)],
    }
    document = citations.added(document, inventory.imports, settings.timestamp)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "serialNumber": uuid.uuid5(_NAMESPACE, dumps(document)).urn,
        **document,
    }


def serialise(document: Json) -> bytes:
    """The document's bytes, for a file: indented, UTF-8, a line feed at the end."""
    return (indented(document) + "\n").encode("utf-8", "replace")


def _metadata(
    inventory: Inventory,
    settings: Settings,
    children: dict[str, list[Component]],
    outgoing: relations.Outgoing,
) -> Json:
    product = _component(inventory.product, children, outgoing)
    maker = settings.product.manufacturer
    contact = [compact(email=maker.email)] if maker.email else []
    return compact(
        timestamp=settings.timestamp,
        lifecycles=[{"phase": "build" if inventory.installed else "pre-build"}],
        tools={
            "components": [
                {
                    "type": "application",
                    "name": "lexbom",
                    "version": compliance.__version__,
                    "description": "Code, data and model weights with their licences, warranty clauses and regional limits",
                }
            ]
        },
        manufacturer=compact(name=maker.name, url=[maker.url] if maker.url else [], contact=contact)
        if maker.name
        else {},
        component=product,
        properties=[
            *(prop("gap", dumps({"path": gap.path, "reason": gap.reason})) for gap in inventory.gaps),
            *(
                prop("import", dumps({"path": one.path, "document": json.loads(one.document)}))
                for one in inventory.imports
            ),
        ],
    )


def _component(
    component: Component, children: dict[str, list[Component]], outgoing: relations.Outgoing
) -> Json:
    own = parts.component_json(component, outgoing.get(component.ref, []))
    inside = [_component(child, children, outgoing) for child in children.get(component.ref, ())]
    return own | compact(components=inside)


def _compositions(inventory: Inventory) -> list[Json]:
    """`incomplete` once anything was skipped; never `complete`, for a scan can't know what it didn't look for."""
    return [
        {
            "aggregate": "incomplete" if inventory.gaps else "unknown",
            "assemblies": [inventory.product.ref],
            "dependencies": [inventory.product.ref],
        }
    ]
