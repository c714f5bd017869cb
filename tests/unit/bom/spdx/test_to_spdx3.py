# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import inventories

from compliance.bom.cyclonedx import read, write
from compliance.bom.document import Json
from compliance.bom.spdx import from_spdx3, to_spdx3
from compliance.bom.validation import validate
from compliance.model import (
    Artifact,
    Clause,
    ClauseKind,
    Component,
    DatasetFacts,
    Digest,
    Evidence,
    Gap,
    Inventory,
    Kind,
    LicenseClaim,
    Metric,
    ModelFacts,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
    Status,
    Subject,
)
from compliance.settings import Settings

thorough = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
PRODUCT = Component("product", Kind.PRODUCT, "shop", "1")
ELSEWHERE = {Subject.OUTPUT, Subject.DATA}
MIT = LicenseClaim("MIT", SaidBy.CARD)


def spdx(inventory: Inventory) -> list[Json]:
    """The elements of the inventory's SPDX document."""
    graph: list[Json] = to_spdx3.convert_to_spdx3(write.write_bom(inventory, Settings()))[0]["@graph"]
    return graph


def of(elements: list[Json], kind: str) -> list[Json]:
    """The elements of a type, without what all elements have."""
    return [
        {key: value for key, value in one.items() if key not in {"type", "creationInfo", "spdxId"}}
        for one in elements
        if one["type"] == kind
    ]


def edges(elements: list[Json]) -> set[tuple[str, str, str]]:
    """Relationships, with the refs of CycloneDX at their ends."""

    def ref(iri: str) -> str:
        return unquote(iri.partition("#")[2]).removeprefix("component/")

    return {
        (ref(one["from"]), one["relationshipType"], ref(one["to"][0]))
        for one in elements
        if "relationshipType" in one
    }


def facts(inventory: Inventory) -> dict[str, Any]:
    """What SPDX 3 holds of each part, by its ref."""
    return {
        unquote(one.ref.partition("#component/")[2] or one.ref): (
            one.kind,
            one.name,
            one.version,
            one.purl,
            one.supplier,
            one.digests,
        )
        for one in inventory.everything()
        if one.kind is not Kind.SERVICE
    }


@thorough
@given(inventories())
def test_the_parts_come_back(inventory: Inventory) -> None:
    """Reading the SPDX document gives the same parts, by kind, name, version, purl, supplier and digests."""
    document, _ = to_spdx3.convert_to_spdx3(write.write_bom(inventory, Settings()))
    converted = from_spdx3.convert_from_spdx3(document, "some.json")

    assert facts(inventory) == facts(read.read_inventory(converted))
    assert [] == validate.validate_document(converted)


@thorough
@given(inventories())
def test_licences_and_edges_come_back(inventory: Inventory) -> None:
    """So do the declared and the concluded expressions, and who needs what."""
    document, _ = to_spdx3.convert_to_spdx3(write.write_bom(inventory, Settings()))
    back = read.read_inventory(from_spdx3.convert_from_spdx3(document, "some.json"))
    parts = {one.ref: one for one in inventory.everything() if one.kind is not Kind.SERVICE}
    found = {unquote(one.ref.partition("#component/")[2]): one for one in back.everything()}
    needs = {
        (unquote(one.source.partition("#component/")[2]), unquote(one.target.partition("#component/")[2]))
        for one in back.relations
    }

    for ref, part in parts.items():
        own = [
            one for one in part.own_licenses if part.kind is not Kind.MODEL or one.subject not in ELSEWHERE
        ]
        said = {(claim.status, claim.expression) for claim in own if claim.expression}
        assert {one for one in said if one[0] is not Status.OBSERVED} <= {
            (claim.status, claim.expression.strip("()")) for claim in found[ref].licenses
        }
    assert {
        (one.source, one.target)
        for one in inventory.relations
        if one.kind is RelationKind.DEPENDS_ON and {one.source, one.target} <= parts.keys()
    } <= needs


@settings(thorough, max_examples=40)
@given(inventories())
def test_every_reference_leads_somewhere(inventory: Inventory) -> None:
    """Ids are unique IRIs, and what an element refers to in this document is in it."""
    elements = spdx(inventory)
    ids = [one["spdxId"] for one in elements if "spdxId" in one]
    own = ids[0].partition("#")[0]
    named = {
        target
        for one in elements
        for key in ("from", "to", "rootElement", "element", "suppliedBy", "originatedBy", "createdBy")
        for target in (one[key] if isinstance(one.get(key), list) else [one.get(key, "")])
        if target.startswith(own)
    }

    assert len(ids) == len(set(ids))
    assert named <= set(ids)
    assert ids == [one for one in ids if one.isascii() and " " not in one]


def test_a_model_is_an_ai_package() -> None:
    """Task, architecture, metrics and context length have fields of their own; each model has both licence relationships."""
    model = Component(
        "m",
        Kind.MODEL,
        "net",
        "2",
        licenses=(MIT,),
        digests=(Digest("SHA3-256", "ab" * 32), Digest("SHA-256", "cd" * 32)),
        model=ModelFacts(
            task="vision", architecture="cnn", context_length=512, metrics=(Metric("f1", "0.9"),)
        ),
    )
    elements = spdx(Inventory(PRODUCT, (model,)))

    assert [
        {
            "name": "net",
            "software_packageVersion": "2",
            "software_primaryPurpose": "model",
            "verifiedUsing": [
                {"type": "Hash", "algorithm": "sha256", "hashValue": "cd" * 32},
                {"type": "Hash", "algorithm": "sha3_256", "hashValue": "ab" * 32},
            ],
            "ai_domain": ["vision"],
            "ai_typeOfModel": ["cnn"],
            "ai_metric": [{"type": "DictionaryEntry", "key": "f1", "value": "0.9"}],
            "ai_hyperparameter": [{"type": "DictionaryEntry", "key": "context_length", "value": "512"}],
        }
    ] == of(elements, "ai_AIPackage")
    assert {
        ("m", "hasDeclaredLicense", "licence/MIT"),
        ("m", "hasConcludedLicense", ""),
        ("product", "contains", "m"),
    } == edges(elements)


def test_a_data_set_is_a_dataset_package() -> None:
    """Size and provenance have fields; which kind of data it is, nobody said."""
    data = Component("d", Kind.DATASET, "rows", size=7, dataset=DatasetFacts(provenance="survey"))
    (package,) = of(spdx(Inventory(PRODUCT, (data,))), "dataset_DatasetPackage")

    assert {
        "name": "rows",
        "software_primaryPurpose": "data",
        "dataset_datasetType": ["noAssertion"],
        "dataset_datasetSize": 7,
        "dataset_dataCollectionProcess": "survey",
    } == package


@pytest.mark.parametrize(
    ("kind", "scope", "expected"),
    [
        (RelationKind.TRAINED_ON, Scope.UNSTATED, "trainedOn"),
        (RelationKind.FINE_TUNED_FROM, Scope.UNSTATED, "descendantOf"),
        (RelationKind.QUANTISED_FROM, Scope.UNSTATED, "descendantOf"),
        (RelationKind.DEPENDS_ON, Scope.OPTIONAL, "hasOptionalDependency"),
        (RelationKind.DEPENDS_ON, Scope.EXCLUDED, "dependsOn"),
        (RelationKind.DEPENDS_ON, Scope.REQUIRED, "dependsOn"),
    ],
)
def test_relations_have_names(kind: RelationKind, scope: Scope, expected: str) -> None:
    """Each kind of edge has a word in SPDX; what only development needs is scoped so."""
    parts = (Component("a", Kind.MODEL, "a"), Component("b", Kind.MODEL, "b", scope=scope))
    elements = spdx(Inventory(PRODUCT, parts, (Relation("a", kind, "b"),)))

    assert ("a", expected, "b") in edges(elements)
    assert (["development"] if scope is Scope.EXCLUDED else []) == [
        one["scope"] for one in elements if one["type"] == "LifecycleScopedRelationship"
    ]


def test_a_licence_in_words_keeps_them() -> None:
    """What is no expression becomes a LicenseRef whose text is what was stated."""
    claim = LicenseClaim("", SaidBy.CARD, stated="ask us (first)")
    elements = spdx(Inventory(PRODUCT, (Component("a", Kind.LIBRARY, "a", licenses=(claim,)),)))
    ((expression,), (words,)) = (
        of(elements, "simplelicensing_LicenseExpression"),
        of(elements, "simplelicensing_SimpleLicensingText"),
    )

    assert "LicenseRef-ask-us-first" == expression["simplelicensing_licenseExpression"]
    assert "LicenseRef-ask-us-first" == expression["simplelicensing_customIdToUri"][0]["key"]
    assert {"simplelicensing_licenseText": "ask us (first)"} == words


def test_terms_of_outputs_are_not_those_of_the_model() -> None:
    """What a model's outputs or its training data may be used for is no licence of the package; that it is left out is told."""
    terms = LicenseClaim("CC-BY-NC-4.0", SaidBy.CARD, subject=Subject.OUTPUT)
    model = Component("m", Kind.MODEL, "net", licenses=(MIT, terms))
    document, told = to_spdx3.convert_to_spdx3(write.write_bom(Inventory(PRODUCT, (model,)), Settings()))

    assert ["licence/MIT"] == [
        to for _, kind, to in edges(document["@graph"]) if kind == "hasDeclaredLicense"
    ]
    assert "In SPDX 3, terms of a model's outputs and training data left out: 1" in told


def test_addresses_and_parties() -> None:
    """What is only named is downloaded from its address; what is shipped has a home page and the files of its lock."""
    maker = Party("Jo", "jo@a.example")
    named = Component(
        "n", Kind.MODEL, "n", presence=Presence.REFERENCED, url="https://a.example/n", producer=maker
    )
    files = (Artifact("b.whl"), Artifact("https://a.example/b.tgz"))
    locked = Component(
        "b",
        Kind.LIBRARY,
        "b",
        presence=Presence.LOCKED,
        url="https://b.example",
        artifacts=files,
        supplier="S",
    )
    elements = spdx(Inventory(PRODUCT, (locked, named)))
    packages = {one["name"]: one for one in elements if "software_primaryPurpose" in one}
    names = {one["spdxId"]: one["name"] for one in elements if "name" in one}

    assert "https://a.example/n" == packages["n"]["software_downloadLocation"]
    assert ("https://a.example/b.tgz", "https://b.example") == (
        packages["b"]["software_downloadLocation"],
        packages["b"]["software_homePage"],
    )
    assert ["Jo"] == [names[one] for one in packages["n"]["originatedBy"]]
    assert "S" == names[packages["b"]["suppliedBy"]]


def test_what_has_no_place_is_told() -> None:
    """Services, observed licences, places and clauses, each with its count, and the time that nobody gave."""
    where = Evidence("a.txt", 1, "words")
    clause = Clause(ClauseKind.TERRITORY, where)
    claims = (
        LicenseClaim("MIT", SaidBy.CARD, clauses=(clause,)),
        LicenseClaim("MIT", SaidBy.TEXT, Status.OBSERVED),
    )
    parts = (
        Component(
            "a",
            Kind.LIBRARY,
            "a",
            licenses=claims,
            evidence=(where,),
            artifacts=(Artifact("x"), Artifact("y")),
        ),
        Component("s", Kind.SERVICE, "s", presence=Presence.REFERENCED),
    )
    inventory = Inventory(
        PRODUCT, parts, (Relation("product", RelationKind.CALLS, "s"),), (Gap("x", "unread"),)
    )
    document, told = to_spdx3.convert_to_spdx3(write.write_bom(inventory, Settings()))

    assert (
        "In SPDX 3, further files to download left out: 1",
        "In SPDX 3, licences that were observed in files left out: 1",
        "In SPDX 3, places and clauses of licences left out: 1",
        "In SPDX 3, places where a part was found left out: 1",
        "In SPDX 3, relations to services and to what isn't listed left out: 1",
        "In SPDX 3, services left out: 1",
        "SPDX 3 demands a time: without SOURCE_DATE_EPOCH it is 1970-01-01T00:00:00Z",
    ) == told
    assert "Incomplete:\nx: unread" == of(document["@graph"], "software_Sbom")[0]["comment"]


def test_the_time_is_that_of_the_document() -> None:
    """A document with a timestamp gives it on."""
    document = write.write_bom(Inventory(PRODUCT), Settings(timestamp="2026-01-02T03:04:05Z"))
    made, told = to_spdx3.convert_to_spdx3(document)

    assert "2026-01-02T03:04:05Z" == made["@graph"][0]["created"]
    assert () == told
