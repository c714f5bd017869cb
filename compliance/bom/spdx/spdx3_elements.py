# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Elements of an SPDX 3 document by their ids (JSON-LD)."""

from collections.abc import Collection
from typing import Any

from compliance.bom.document import Json, text_at

SBOMS = frozenset({"software_Sbom", "Bom"})
RELATIONSHIPS = frozenset({"Relationship", "LifecycleScopedRelationship"})
Elements = dict[str, Json]


def element_id(element: Json) -> str:
    """The id of an element, in the words of 3.0.1 or of plain JSON-LD."""
    return text_at(element, "spdxId") or text_at(element, "@id")


def element_type(element: Json) -> str:
    """Its type, likewise."""
    return text_at(element, "type") or text_at(element, "@type")


def list_refs(value: Any) -> list[str]:
    """The ids in a field that holds one, or a list of them."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def find_by_types(elements: Elements, types: Collection[str]) -> list[str]:
    """The ids of the elements of these types, in document order."""
    return [ref for ref, one in elements.items() if element_type(one) in types]
