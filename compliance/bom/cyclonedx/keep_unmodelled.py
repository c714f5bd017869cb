# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a document of ours holds and the inventory doesn't: kept word for word, and given back when it is written."""

from compliance.bom.cyclonedx import model_card_json, profile_fields
from compliance.bom.document import PREFIX, Json, mappings_in, text_at
from compliance.model import Component, Kind

_MODELLED = frozenset(
    {
        "type",
        "bom-ref",
        "supplier",
        "name",
        "version",
        "scope",
        "isExternal",
        "hashes",
        "licenses",
        "purl",
        "components",
        "properties",
        "evidence",
        "pedigree",
        "externalReferences",
        "modelCard",
        "data",
    }
)
"""What a document of ours fills from the inventory."""


def read_unmodelled(entry: Json, found: Component) -> Json:
    """What the component doesn't hold; of creators and description all that it would not write just so."""
    known = _MODELLED | ({"description"} if found.kind is Kind.PRODUCT else set())
    own = {
        "manufacturer": profile_fields.write_party(found.producer),
        "authors": model_card_json.write_authors(found),
        "description": found.model.description if found.model else "",
    }
    return {
        key: content
        for key, content in entry.items()
        if key not in known and not (key in own and content == own[key])
    } | write_unmodelled(entry, profile_fields.write_field_properties(found))


def write_unmodelled(entry: Json, own: list[Json]) -> Json:
    """Properties that are not ours, nor such as follow from the inventory."""
    kept = [
        one
        for one in mappings_in(entry.get("properties"))
        if not text_at(one, "name").startswith(PREFIX) and one not in own
    ]
    return {"properties": kept} if kept else {}
