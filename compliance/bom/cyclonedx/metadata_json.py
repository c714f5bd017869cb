# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a document says of itself and of the whole product: who made it, with what, how complete it is, and what nobody here knows."""

import json
from collections.abc import Iterable

import compliance
from compliance.bom.cyclonedx import profile_fields, relations
from compliance.bom.document import Json, compact, dumps, prop
from compliance.model import Component, Gap, Inventory, Kind
from compliance.settings import Settings


def metadata(product: Json, inventory: Inventory, settings: Settings) -> Json:
    """The metadata, around the product as a component."""
    maker = settings.product.manufacturer
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
        manufacturer=profile_fields.party(maker),
        component=_stated(product, inventory, settings),
        properties=[
            *(prop("gap", dumps(_gap(gap))) for gap in inventory.gaps),
            *(
                prop("import", dumps({"path": one.path, "document": json.loads(one.document)}))
                for one in inventory.imports
            ),
        ],
    )


def _gap(gap: Gap) -> Json:
    return {"path": gap.path, "reason": gap.reason, **compact(line=gap.line or None, fix=gap.fix)}


def _stated(product: Json, inventory: Inventory, settings: Settings) -> Json:
    """The product with what only its owner can say of it, and with what hangs on it for no other reason than that it was found there."""
    stated, addresses = profile_fields.statements(settings.statements)
    listed = [prop("listed", ref) for ref in relations.orphans(inventory)]
    return product | compact(
        description=product.get("description") or settings.product.description,
        properties=[*product.get("properties", ()), *stated, *listed],
        externalReferences=[*product.get("externalReferences", ()), *addresses],
    )


def compositions(inventory: Inventory) -> list[Json]:
    """`incomplete` once anything was skipped; never `complete`, for a scan can't know what it didn't look for."""
    return own_compositions(inventory.product.ref, inventory.components, incomplete=bool(inventory.gaps))


def own_compositions(product: str, components: Iterable[Component], *, incomplete: bool) -> list[Json]:
    """The same of these components; a reader takes them for ours when they are just so."""
    parts = [component.ref for component in components if component.kind is not Kind.SERVICE]
    own = [product]
    whole = {
        "aggregate": "incomplete" if incomplete else "unknown",
        "assemblies": own,
        "dependencies": own,
    }
    return [whole, *([{"aggregate": "unknown", "dependencies": parts}] if parts else [])]
