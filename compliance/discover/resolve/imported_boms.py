# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Documents of other tools: what they name becomes part of the product, word for word, beside what lexbom found itself.

A component that both name is one component: the same purl, or else the same name, version and kind. A ref keeps its name unless it
is taken. The document's own component is a component of the product, unless it is the product.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from compliance.bom import document_refs
from compliance.bom.cyclonedx import read
from compliance.bom.document import Json, build_property, dump_json, mappings_in, text_at
from compliance.bom.imports import detect_format, merge_foreign, prepare
from compliance.discover.base.edges import Edges
from compliance.discover.base.parse_file import explain_os_error
from compliance.discover.interface import PRODUCT
from compliance.discover.resolve.known_components import KnownComponents, name_in_full, normalise_name
from compliance.discover.resolve.merge_sightings import merge_components
from compliance.errors import InputError
from compliance.model import Component, Gap, Import, Inventory, Kind, Relation, RelationKind
from compliance.read_file import TooLargeError, read_file
from compliance.settings import Settings

_LARGEST = 1 << 30
_ABOUT = ("specVersion", "serialNumber", "version", "metadata")
_BOUND = {
    "signature": "Its signature holds for that document alone; it is kept in the property lexbom:import only",
    "citations": "Its citations point into that document; they are kept in the property lexbom:import only",
}
"""Top-level fields that mean nothing in another document; all others are lists that are joined, or objects of lists."""


def merge_imported_boms(inventory: Inventory, root: Path, settings: Settings) -> Inventory:
    """The inventory with all documents that the settings name; one that can't be read is a gap."""
    for given in settings.scan.imports:
        file = root / given
        path = _shown(file, root)
        try:
            document = _loaded(file, path)
        except InputError as error:
            reason = f"{error.problem.removeprefix(path).strip()}; what it holds is missing from the BOM"
            gap = Gap(path, f"Not imported: it {reason}" if error.problem.startswith(path) else reason)
            inventory = replace(inventory, gaps=tuple(sorted({*inventory.gaps, gap})))
            continue
        inventory = _Joining(inventory, path).joined(document)
    return inventory


def _shown(file: Path, root: Path) -> str:
    """Relative to the root; what lies elsewhere goes by its name, since the way there is no property of the product."""
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.name


def _loaded(file: Path, path: str) -> Json:
    try:
        return detect_format.load_document(read_file(file, _LARGEST), path)
    except TooLargeError as error:
        raise InputError(f"{path} is larger than 1 GiB") from error
    except OSError as error:
        raise InputError(f"{path} can't be read: {explain_os_error(error)}") from error


@dataclass
class _Joining:
    """One document on its way into the inventory."""

    inventory: Inventory
    path: str

    def joined(self, document: Json) -> Inventory:
        """The inventory with the document in it."""
        about = {key: document[key] for key in _ABOUT if key in document}
        if isinstance(about.get("metadata"), dict):
            about["metadata"] = {key: one for key, one in about["metadata"].items() if key != "component"}
        gaps = [Gap(self.path, reason) for reason in self._prepare(document, about)]
        root = self._move_subject(document)
        names = self._choose_names(document)
        origins = {names.get(ref, ref): ref for ref in map(_ref, prepare.walk_parts(document))}
        theirs = read.read_inventory(document_refs.renamed(document, names))
        found = self._unite_all(theirs, root, origins)
        edges = [*self.inventory.relations, *theirs.relations]
        edges += [
            Relation(PRODUCT, RelationKind.DEPENDS_ON, names.get(ref, ref))
            for ref in self._find_tops(theirs, root)
        ]
        told = json.loads(theirs.foreign)
        for field, reason in _BOUND.items():
            if field in told:
                about[field] = told.pop(field)
                gaps.append(Gap(self.path, reason))
        product = found.pop(PRODUCT)
        return replace(
            self.inventory,
            product=product,
            components=tuple(sorted(found.values(), key=lambda component: component.ref)),
            relations=tuple(sorted(_keep_sound_edges(edges, {PRODUCT, *found}))),
            gaps=tuple(sorted({*self.inventory.gaps, *gaps, *map(self._locate_gap, theirs.gaps)})),
            imports=(*self.inventory.imports, *theirs.imports, Import(self.path, dump_json(about))),
            foreign=dump_json(_join_fields(json.loads(self.inventory.foreign), told)),
        )

    def _unite_all(self, theirs: Inventory, root: str, origins: dict[str, str]) -> dict[str, Component]:
        """Our components and theirs by ref, where both name one together; carriers that go round in circles are left out."""
        found = self.inventory.by_ref()
        for component in theirs.everything() if root == PRODUCT else theirs.components:
            named = replace(component, imported=(f"{self.path}#{origins.get(component.ref, component.ref)}",))
            found[component.ref] = self._unite(found.get(component.ref), named)
        loops = [ref for ref, one in found.items() if _loops(one, found)]
        for ref in loops:
            found[ref] = replace(found[ref], shipped_by="")
        return found

    def _locate_gap(self, gap: Gap) -> Gap:
        return gap if gap.path == self.path else replace(gap, path=f"{self.path}: {gap.path}")

    def _prepare(self, document: Json, about: Json) -> Iterator[str]:
        """Refs for all, and nothing that breaks the schema; what was wrong is told."""
        if shared := prepare.count_named(document):
            yield f"{shared} components share their bom-ref with another one; what refers to it may mean either"
        places, left = prepare.set_invalid_aside(document)
        if left:
            about["invalid"] = left
        if places:
            yield (
                f"{len(places)} places break the schema of CycloneDX 1.7, the first is {places[0]}; "
                "what stood there is kept in properties only"
            )

    def _move_subject(self, document: Json) -> str:
        """The ref of the document's own component, which is moved to the others unless it is the product."""
        metadata = document.get("metadata")
        entry = metadata.get("component") if isinstance(metadata, dict) else None
        if not isinstance(metadata, dict) or not isinstance(entry, dict):
            return ""
        if self._is_product(entry):
            return PRODUCT
        document["components"] = [entry, *mappings_in(document.get("components"))]
        document["metadata"] = {key: one for key, one in metadata.items() if key != "component"}
        return _ref(entry)

    def _is_product(self, entry: Json) -> bool:
        """Whether it has the product's purl, or its name and no other version."""
        own = self.inventory.product
        if own.purl and text_at(entry, "purl") == own.purl:
            return True
        versions = {own.version, text_at(entry, "version"), ""}
        return (
            bool(own.name)
            and normalise_name(name_in_full(entry)) == normalise_name(own.name)
            and len(versions) < 3
        )

    def _choose_names(self, document: Json) -> dict[str, str]:
        """New names for refs: of what is known already the one it has, for others a free one if theirs is taken."""
        known = KnownComponents(self.inventory)
        names: dict[str, str] = {}
        given: set[str] = set()
        metadata = document.get("metadata")
        subject = metadata.get("component") if isinstance(metadata, dict) else None
        for entry in prepare.walk_parts(document):
            target = PRODUCT if entry is subject else known.find(entry)
            if target and target not in given:
                names[_ref(entry)] = target
                given.add(target)
        own = known.list_refs()
        taken = {*own, *document_refs.refs(document)}
        for ref in document_refs.refs(document):
            if ref not in names and ref in own:
                names[ref] = document_refs.unique(ref, taken)
                taken.add(names[ref])
        return {ref: name for ref, name in names.items() if ref != name}

    def _find_tops(self, theirs: Inventory, root: str) -> list[str]:
        """What the product needs: the document's own component, or all that nothing in it needs."""
        if root:
            return [] if root == PRODUCT else [root]
        needed = {edge.target for edge in theirs.relations}
        return [one.ref for one in theirs.components if one.ref not in needed and not one.shipped_by]

    def _unite(self, own: Component | None, theirs: Component) -> Component:
        if own is None:
            return theirs
        before, after = json.loads(own.foreign), json.loads(theirs.foreign)
        if "name" not in before or "name" not in after:
            return merge_components(own, theirs)
        said, _, differing = merge_foreign.merge_into_foreign(before, after, {})
        also = [
            build_property("also-said", dump_json({"import": self.path, "pointer": at, "value": value}))
            for at, value in differing
        ]
        said["properties"] = [*said.get("properties", []), *also]
        both = {key: value for key, value in said.items() if value or key != "properties"}
        return merge_components(own, replace(_read_again(both, theirs), imported=theirs.imported))


def _read_again(entry: Json, theirs: Component) -> Component:
    """A component of ours that several documents name, as all of them together describe it."""
    if theirs.kind is Kind.SERVICE:
        return read.read_service(entry, theirs.ref, called=False)
    kind = Kind.PRODUCT if theirs.kind is Kind.PRODUCT else read.kind_of(entry)
    return read.read_component(entry, theirs.shipped_by, kind, theirs.ref)


def _ref(entry: Json) -> str:
    return text_at(entry, "bom-ref")


def _loops(component: Component, components: dict[str, Component]) -> bool:
    """Whether the carriers of a component, one above the other, come back to it."""
    seen, above = {component.ref}, component.shipped_by
    while above in components and above not in seen:
        seen.add(above)
        above = components[above].shipped_by
    return above == component.ref


def _keep_sound_edges(edges: list[Relation], refs: set[str]) -> Iterator[Relation]:
    """Each edge once, without those to themselves and those whose ends aren't there."""
    known = Edges()
    for edge in edges:
        known.add(edge)
    for edge in known:
        if edge.source != edge.target and edge.source in refs and edge.target in refs:
            yield edge


def _join_fields(ours: Json, theirs: Json) -> Json:
    """Lists one after the other, each entry once; objects field by field."""
    out: dict[str, Any] = dict(ours)
    for key, value in theirs.items():
        there = out.get(key)
        if isinstance(there, list) and isinstance(value, list):
            said = {dump_json(one) for one in there}
            out[key] = [*there, *(one for one in value if dump_json(one) not in said)]
        elif isinstance(there, dict) and isinstance(value, dict):
            out[key] = _join_fields(there, value)
        else:
            out.setdefault(key, value)
    return out
