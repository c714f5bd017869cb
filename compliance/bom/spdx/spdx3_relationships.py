# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Relationships of SPDX 3 in CycloneDX 1.7: licences, dependencies and training data."""

from collections import defaultdict

from compliance.bom.document import Json, drop_empty, text_at
from compliance.bom.spdx import spdx3_ai
from compliance.bom.spdx.converting import DependencyEdges, convert_license_terms, keep_as_property
from compliance.bom.spdx.spdx3_elements import RELATIONSHIPS, Elements, find_by_types, list_refs
from compliance.bom.spdx.spdx3_licenses import Licences
from compliance.model import Status

_NEEDS = {
    "dependsOn": "",
    "contains": "",
    "hasStaticLink": "",
    "hasDynamicLink": "",
    "hasPrerequisite": "",
    "hasProvidedDependency": "",
    "hasOptionalDependency": "optional",
    "hasOptionalComponent": "optional",
    "usesTool": "excluded",
}
_SCOPES = {
    "development": "excluded",
    "build": "excluded",
    "test": "excluded",
    "design": "excluded",
    "runtime": "",
}
_LICENCES = {"hasDeclaredLicense": Status.DECLARED, "hasConcludedLicense": Status.CONCLUDED}


def relate_components(elements: Elements, components: dict[str, Json]) -> DependencyEdges:
    """Takes over all relationships: gives the edges, and adds to the components what else is said of them."""
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    edges = DependencyEdges()
    for ref in find_by_types(elements, RELATIONSHIPS):
        _relate(elements[ref], components, edges, said)
    _add_licenses(components, said, Licences(elements))
    return edges


def _add_licenses(
    components: dict[str, Json], said: dict[str, list[tuple[str, str]]], licences: Licences
) -> None:
    for ref, component in components.items():
        expressions = [(_LICENCES[kind], licences.expression(to)) for kind, to in said[ref]]
        terms = convert_license_terms(expressions, licences.texts, component["type"])
        component.update(drop_empty(licenses=terms))


def _relate(
    entry: Json, components: dict[str, Json], edges: DependencyEdges, said: dict[str, list[tuple[str, str]]]
) -> None:
    """Takes over one relationship: as licences, edges or training data, and as a property where neither says all of it."""
    kind, source = text_at(entry, "relationshipType"), text_at(entry, "from")
    if source not in components:
        return
    targets = list_refs(entry.get("to"))
    if kind in _LICENCES:
        said[source] += [(kind, target) for target in targets]
    else:
        _relate_parts(
            entry, source, [target for target in targets if target in components], components, edges
        )


def _relate_parts(
    entry: Json, source: str, targets: list[str], components: dict[str, Json], edges: DependencyEdges
) -> None:
    kind, scope = text_at(entry, "relationshipType"), text_at(entry, "scope")
    if kind in _NEEDS:
        _add_edges(edges, source, targets, _SCOPES.get(scope, "") or _NEEDS[kind])
    if kind == "trainedOn" and components[source]["type"] == "machine-learning-model":
        for target in targets:
            spdx3_ai.read_training(components[source], target)
    elif targets and (kind != "dependsOn" or scope):
        _keep_relationship(entry, components[source], targets)


def _add_edges(edges: DependencyEdges, source: str, targets: list[str], scope: str) -> None:
    for target in targets:
        edges.add(source, target, scope)


def _keep_relationship(entry: Json, component: Json, targets: list[str]) -> None:
    known = {key: value for key, value in entry.items() if key not in {"creationInfo", "spdxId", "type"}}
    kept = keep_as_property("relationship", known | {"to": targets})
    component.setdefault("properties", []).append(kept)
