# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a document says of itself and of the whole product: who made it, with what, how complete it is, and what nobody here knows."""

import json
from collections.abc import Iterable

import compliance
from compliance.bom.cyclonedx import profile_fields, relations
from compliance.bom.document import Json, build_property, drop_empty, dump_json
from compliance.model import Component, Gap, Inventory, Kind
from compliance.settings import Settings


def write_metadata(product: Json, inventory: Inventory, settings: Settings) -> Json:
    """The metadata, around the product as a component."""
    maker = settings.product.manufacturer
    return drop_empty(
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
        manufacturer=profile_fields.write_party(maker),
        component=_take_metadata_statement(product, inventory, settings),
        properties=[
            *(build_property("gap", dump_json(_gap(gap))) for gap in inventory.gaps),
            *(
                build_property("import", dump_json({"path": one.path, "document": json.loads(one.document)}))
                for one in inventory.imports
            ),
        ],
    )


def _gap(gap: Gap) -> Json:
    return {"path": gap.path, "reason": gap.reason, **drop_empty(line=gap.line or None, fix=gap.fix)}


def _take_metadata_statement(product: Json, inventory: Inventory, settings: Settings) -> Json:
    """The product with what only its owner can say of it, and with what hangs on it for no other reason than that it was found there."""
    stated, addresses = profile_fields.write_statements(settings.statements)
    listed = [build_property("listed", ref) for ref in relations.write_orphans(inventory)]
    return product | drop_empty(
        description=product.get("description") or settings.product.description,
        properties=[*product.get("properties", ()), *stated, *listed],
        externalReferences=[*product.get("externalReferences", ()), *addresses],
    )


def write_compositions(inventory: Inventory) -> list[Json]:
    """`incomplete` once anything was skipped; never `complete`, for a scan can't know what it didn't look for."""
    return write_own_compositions(
        inventory.product.ref, inventory.components, incomplete=bool(inventory.gaps)
    )


def write_own_compositions(product: str, components: Iterable[Component], *, incomplete: bool) -> list[Json]:
    """The same of these components; a reader takes them for ours when they are just so."""
    parts = [component.ref for component in components if component.kind is not Kind.SERVICE]
    own = [product]
    whole = {
        "aggregate": "incomplete" if incomplete else "unknown",
        "assemblies": own,
        "dependencies": own,
    }
    return [whole, *([{"aggregate": "unknown", "dependencies": parts}] if parts else [])]
