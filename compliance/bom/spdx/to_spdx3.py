# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The inventory in a document as SPDX 3.0.1 (JSON-LD): packages, models and data sets, who needs what, and their licences.

CycloneDX stays the master: SPDX has no place for where something was read, for clauses, or for services. What is left out is told.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import compliance
from compliance.bom.cyclonedx import read, relations
from compliance.bom.document import Json, drop_empty, dump_json, text_at
from compliance.bom.spdx import spdx3_parts
from compliance.lazy_regex import compile_lazily
from compliance.model import (
    DERIVED_FROM,
    Component,
    Inventory,
    Kind,
    LicenseClaim,
    Party,
    Presence,
    Relation,
    RelationKind,
    Scope,
    Status,
    Subject,
)

UNKNOWN_TIME = "1970-01-01T00:00:00Z"
_CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_NO_LICENCE = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"
_TYPES = {Kind.MODEL: "ai_AIPackage", Kind.DATASET: "dataset_DatasetPackage"}
_AROUND = frozenset({"CreationInfo", "SpdxDocument", "software_Sbom"})
_SAID = {Status.DECLARED: "hasDeclaredLicense", Status.CONCLUDED: "hasConcludedLicense"}
_ELSEWHERE = frozenset({Subject.OUTPUT, Subject.DATA})
"""What a claim about a model may speak of that is not the package itself."""
_TIME = compile_lazily(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_URL = compile_lazily(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def convert_to_spdx3(document: Json) -> tuple[Json, tuple[str, ...]]:
    """The SPDX document of a CycloneDX one, and one sentence for each kind of thing that it has no place for."""
    inventory = read.read_inventory(document)
    graph = _Graph(document)
    told = Counter(graph.everything(inventory))
    sentences = [f"In SPDX 3, {what} left out: {count}" for what, count in sorted(told.items())]
    if graph.created == UNKNOWN_TIME:
        sentences.append(f"SPDX 3 demands a time: without SOURCE_DATE_EPOCH it is {UNKNOWN_TIME}")
    return {"@context": _CONTEXT, "@graph": graph.elements}, tuple(sentences)


class _Graph:
    """The elements of one SPDX document, while they are written."""

    def __init__(self, document: Json) -> None:
        self.metadata = document.get("metadata") or {}
        serial = text_at(document, "serialNumber") or uuid.uuid5(uuid.NAMESPACE_URL, dump_json(document)).urn
        self.base = f"{serial}#"
        stamp = _TIME.fullmatch(text_at(self.metadata, "timestamp"))
        self.created = f"{stamp[1]}Z" if stamp else UNKNOWN_TIME
        self.elements: list[Json] = []
        self.known: set[str] = set()
        self.edges = 0
        self.sbom: Json = {}

    def iri(self, name: str) -> str:
        """The id of an element of this document."""
        return self.base + quote(name, safe="/:@._-~+!")

    def part(self, ref: str) -> str:
        """The id of a component."""
        return self.iri(f"component/{ref}")

    def add(self, kind: str, key: str, /, **fields: Any) -> str:
        """One element, once; gives its id."""
        ref = self.iri(key)
        if ref not in self.known:
            self.known.add(ref)
            self.elements.append(
                {"type": kind, "spdxId": ref, "creationInfo": "_:creation", **drop_empty(**fields)}
            )
        return ref

    def relate(self, source: str, kind: str, targets: Iterable[str], scope: str = "") -> None:
        """One relationship."""
        self.edges += 1
        element = "LifecycleScopedRelationship" if scope else "Relationship"
        fields = {"from": source, "relationshipType": kind, "to": list(targets), "scope": scope}
        self.add(element, f"relationship/{self.edges}", **fields)

    def everything(self, inventory: Inventory) -> Iterator[str]:
        """Writes all elements; gives a word for each thing that has no place."""
        self.around(inventory)
        parts = [one for one in inventory.everything() if one.kind is not Kind.SERVICE]
        yield from ("services" for one in inventory.components if one.kind is Kind.SERVICE)
        for component in parts:
            yield from self.component(component)
        refs = {component.ref: component for component in parts}
        for component in parts:
            if component.shipped_by in refs:
                self.relate(self.part(component.shipped_by), "contains", [self.part(component.ref)])
        yield from self.add_relations(inventory, refs)
        self.sbom["element"] = [one["spdxId"] for one in self.elements if one["type"] not in _AROUND]

    def add_relations(self, inventory: Inventory, refs: dict[str, Component]) -> Iterator[str]:
        """The edges between these components, and those from the product to what was only found in it."""
        for relation in inventory.relations:
            if relation.source in refs and relation.target in refs:
                self.relation(relation, refs[relation.target])
            else:
                yield "relations to services and to what isn't listed"
        for ref in relations.write_orphans(inventory):
            if ref in refs:
                kind = "contains" if refs[ref].presence is Presence.SHIPPED else "dependsOn"
                self.relate(self.part(inventory.product.ref), kind, [self.part(ref)])

    def around(self, inventory: Inventory) -> None:
        """Who made the document, when, with what, and what it is about."""
        maker = self.metadata.get("manufacturer")
        own = f"lexbom-{compliance.__version__}"
        name = text_at(maker, "name")
        creation: Json = {
            "type": "CreationInfo",
            "@id": "_:creation",
            "specVersion": "3.0.1",
            "created": self.created,
        }
        self.elements.append(creation)
        agent = (
            self.agent("Organization", Party(name))
            if name
            else self.add("SoftwareAgent", "agent/lexbom", name=own)
        )
        creation["createdBy"] = [agent]
        creation["createdUsing"] = [self.add("Tool", "tool/lexbom", name=own)]
        gaps = "\n".join(gap.words for gap in inventory.gaps)
        bom = self.iri("sbom")
        self.add(
            "SpdxDocument",
            "document",
            name=inventory.product.name,
            rootElement=[bom],
            profileConformance=["core", "software", "simpleLicensing"],
        )
        self.add(
            "software_Sbom",
            "sbom",
            rootElement=[self.part(inventory.product.ref)],
            software_sbomType=["build" if inventory.installed else "source"],
            comment=f"Incomplete:\n{gaps}" if gaps else "",
        )
        self.sbom = self.elements[-1]

    def agent(self, kind: str, party: Party) -> str:
        """A person or organisation."""
        mail = {"type": "ExternalIdentifier", "externalIdentifierType": "email", "identifier": party.email}
        name = party.name or party.email or party.url
        return self.add(
            kind,
            f"agent/{kind}/{dump_json([party.name, party.email])}",
            name=name,
            externalIdentifier=[mail] if party.email else [],
        )

    def component(self, one: Component) -> Iterator[str]:
        """A package with its licences."""
        download, home = _addresses(one)
        ref = self.add(
            _TYPES.get(one.kind, "software_Package"),
            f"component/{one.ref}",
            name=one.name,
            software_packageVersion=one.version,
            software_packageUrl=one.purl,
            software_primaryPurpose=spdx3_parts.PURPOSES[one.kind],
            software_downloadLocation=download,
            software_homePage=home,
            suppliedBy=self.agent("Organization", Party(one.supplier)) if one.supplier else "",
            originatedBy=[self.agent("Agent", one.producer)] if one.producer else [],
            verifiedUsing=[spdx3_parts.write_digest(held) for held in one.digests],
            **(spdx3_parts.write_ai_package(one.model) if one.model else {}),
            **(spdx3_parts.write_dataset_package(one) if one.kind is Kind.DATASET else {}),
        )
        yield from self.licences(ref, one)
        yield from spdx3_parts.list_unwritten(one)

    def licences(self, ref: str, one: Component) -> Iterator[str]:
        """One relationship for each claim; claims are never joined to one."""
        said = set()
        for claim in one.licenses:
            if left := _leave_out(claim, one.kind):
                yield left
                continue
            said.add(claim.status)
            self.relate(ref, _SAID[claim.status], [self.licence(claim)])
            if claim.evidence or claim.clauses or claim.altered:
                yield "places and clauses of licences"
        if one.kind in _TYPES:
            for status in [status for status in _SAID if status not in said]:
                self.relate(ref, _SAID[status], [_NO_LICENCE])

    def licence(self, claim: LicenseClaim) -> str:
        """The expression; words that are none become a LicenseRef with them as its text."""
        if claim.expression:
            return self.add(
                "simplelicensing_LicenseExpression",
                f"licence/{claim.expression}",
                simplelicensing_licenseExpression=claim.expression,
            )
        words = claim.stated or "unnamed"
        name = "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.-]+", "-", words).strip("-") or "stated")
        held = self.add(
            "simplelicensing_SimpleLicensingText", f"licence/text/{words}", simplelicensing_licenseText=words
        )
        entry = {"type": "DictionaryEntry", "key": name, "value": held}
        return self.add(
            "simplelicensing_LicenseExpression",
            f"licence/stated/{words}",
            simplelicensing_licenseExpression=name,
            simplelicensing_customIdToUri=[entry],
        )

    def relation(self, relation: Relation, target: Component) -> None:
        """One edge."""
        ends = self.part(relation.source), self.part(relation.target)
        if relation.kind is RelationKind.TRAINED_ON:
            self.relate(ends[0], "trainedOn", [ends[1]])
        elif relation.kind in DERIVED_FROM:
            self.relate(ends[0], "descendantOf", [ends[1]])
        elif target.scope is Scope.OPTIONAL:
            self.relate(ends[0], "hasOptionalDependency", [ends[1]])
        else:
            self.relate(
                ends[0], "dependsOn", [ends[1]], "development" if target.scope is Scope.EXCLUDED else ""
            )


def _addresses(component: Component) -> tuple[str, str]:
    """Where it is downloaded from, and its home page: of what isn't shipped the address is the former, else the latter."""
    if component.presence is Presence.REFERENCED:
        return _take_url(component.url), ""
    files = (file.url for file in component.artifacts if _URL.fullmatch(file.url))
    return next(files, ""), _take_url(component.url)


def _take_url(written: str) -> str:
    return written if _URL.fullmatch(written) else ""


def _leave_out(claim: LicenseClaim, kind: Kind) -> str:
    """What a claim is called that SPDX has no place for; nothing for all others."""
    if claim.part:
        return "licences of parts inside a component"
    if claim.status is Status.OBSERVED:
        return "licences that were observed in files"
    if claim.subject in _ELSEWHERE and kind is Kind.MODEL:
        return "terms of a model's outputs and training data"
    return ""
