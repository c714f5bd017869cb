# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from typing import Any

from compliance.bom.cyclonedx import read
from compliance.bom.imports import detect_format
from compliance.bom.validation import validate
from compliance.model import Digest, Inventory, Kind, Relation, RelationKind, Scope, Status, Subject

TAGS = """SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: shop
DocumentNamespace: https://shop.example/1
Creator: Tool: maker-2.1
Creator: Person: Jo (jo@shop.example)
Created: 2026-01-02T03:04:05Z
## the product
PackageName: shop
SPDXID: SPDXRef-shop
PackageLicenseDeclared: NOASSERTION
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-shop
PackageName: lib
SPDXID: SPDXRef-lib
PackageVersion: 1.2
PackageSupplier: Organization: Lib Inc (info@lib.example)
PackageOriginator: Person: Al
PackageDownloadLocation: git+https://lib.example/lib.git
PackageHomePage: https://lib.example
PackageChecksum: SHA256: %s
PackageChecksum: ADLER32: 11e60398
PackageLicenseDeclared: LicenseRef-own
PackageLicenseConcluded: MIT OR LicenseRef-own
PackageCopyrightText: <text>Copyright
Lib Inc</text>
PackageSourceInfo: from a drawer
ExternalRef: PACKAGE-MANAGER purl pkg:npm/lib@1.2
ExternalRef: SECURITY cpe23Type cpe:2.3:a:lib:lib:1.2:*:*:*:*:*:*:*
PackageName: none
SPDXID: SPDXRef-none
PackageLicenseDeclared: NONE
Relationship: SPDXRef-shop DEPENDS_ON SPDXRef-lib
Relationship: SPDXRef-none DEV_DEPENDENCY_OF SPDXRef-shop
FileName: ./a.c
SPDXID: SPDXRef-a
LicenseID: LicenseRef-own
ExtractedText: <text>Do as you like.</text>
Nonsense line
""" % ("ab" * 32)


def converted(table: Any) -> tuple[dict[str, Any], Inventory]:
    """The document of this text or object, valid, and its inventory."""
    raw = table if isinstance(table, str) else json.dumps(table)
    document = detect_format.load_document(raw.encode(), "some.spdx")
    assert [] == validate.validate_document(document)
    return document, read.read_inventory(document)


def test_packages_become_components() -> None:
    """Purl, hashes, licences as declared and as concluded, supplier and addresses stand where CycloneDX has them."""
    document, inventory = converted(TAGS)
    lib = inventory.by_ref()["SPDXRef-lib"]
    entry = next(one for one in document["components"] if one["bom-ref"] == "SPDXRef-lib")

    assert ("lib", "1.2", "pkg:npm/lib@1.2", "Lib Inc") == (lib.name, lib.version, lib.purl, lib.supplier)
    assert (Digest("SHA-256", "ab" * 32),) == lib.digests
    assert [("LicenseRef-own", Status.DECLARED), ("MIT OR LicenseRef-own", Status.CONCLUDED)] == [
        (claim.expression, claim.status) for claim in lib.licenses
    ]
    assert "Do as you like." == entry["licenses"][0]["license"]["text"]["content"]
    assert "Copyright\nLib Inc" == entry["copyright"]
    assert [("website", "https://lib.example"), ("vcs", "git+https://lib.example/lib.git")] == [
        (one["type"], one["url"]) for one in entry["externalReferences"]
    ]
    assert [{"name": "Al"}] == entry["authors"]


def test_nothing_of_a_package_is_lost() -> None:
    """What CycloneDX has no field for is a property under SPDX's name."""
    document, _ = converted(TAGS)
    entry = next(one for one in document["components"] if one["bom-ref"] == "SPDXRef-lib")

    assert {"spdx:sourceInfo": "from a drawer", "spdx:checksum": "ADLER32: 11e60398"} == {
        one["name"]: one["value"] for one in entry["properties"]
    }


def test_noassertion_says_nothing_and_none_is_a_word() -> None:
    """NOASSERTION is no licence claim; NONE is one without an expression, in its own words."""
    _, inventory = converted(TAGS)

    assert () == inventory.product.licenses
    assert [("", "NONE")] == [
        (claim.expression, claim.stated) for claim in inventory.by_ref()["SPDXRef-none"].licenses
    ]


def test_relationships_become_dependencies_with_scopes() -> None:
    """What is described is the product; whoever says which end needs the other, the edge runs to what is needed."""
    _, inventory = converted(TAGS)

    assert "shop" == inventory.product.name
    assert {"SPDXRef-lib", "SPDXRef-none"} == {edge.target for edge in inventory.relations}
    assert Scope.EXCLUDED is inventory.by_ref()["SPDXRef-none"].scope
    assert Scope.UNSTATED is inventory.by_ref()["SPDXRef-lib"].scope


def test_the_documents_facts_go_to_metadata() -> None:
    """Tool, author and time are those of the document; files that are left out are a gap."""
    document, inventory = converted(TAGS)
    metadata = document["metadata"]

    assert [{"type": "application", "name": "maker", "version": "2.1"}] == metadata["tools"]["components"]
    assert [{"name": "Jo", "email": "jo@shop.example"}] == metadata["authors"]
    assert "2026-01-02T03:04:05Z" == metadata["timestamp"]
    assert ["1 file that the SPDX document lists is not taken over as a component, only packages are"] == [
        gap.reason for gap in inventory.gaps
    ]


def spdx3(*elements: dict[str, Any]) -> dict[str, Any]:
    """An SPDX 3 document of the product `p` with these elements."""
    return {
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {
                "type": "CreationInfo",
                "@id": "_:c",
                "created": "2026-01-02T03:04:05Z",
                "createdBy": ["jo"],
                "specVersion": "3.0.1",
            },
            {"type": "Person", "spdxId": "jo", "name": "Jo"},
            {"type": "SpdxDocument", "spdxId": "doc", "creationInfo": "_:c", "rootElement": ["bom"]},
            {"type": "software_Sbom", "spdxId": "bom", "rootElement": ["p"]},
            {"type": "software_Package", "spdxId": "p", "name": "shop"},
            *elements,
        ],
    }


def relation(kind: str, source: str, *targets: str, **fields: str) -> dict[str, Any]:
    """A relationship."""
    return {"type": "Relationship", "relationshipType": kind, "from": source, "to": list(targets), **fields}


def numbered(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    """Each with an id, if it has none."""
    return [{"spdxId": f"r{number}", **one} for number, one in enumerate(elements)]


def test_models_and_data_sets_of_spdx_3() -> None:
    """ai_AIPackage and dataset_DatasetPackage are a model and its data; trainedOn is an edge, hyperparameters are kept."""
    model = {
        "type": "ai_AIPackage",
        "spdxId": "m",
        "name": "net",
        "ai_domain": ["vision"],
        "ai_typeOfModel": ["cnn"],
        "ai_hyperparameter": [{"key": "lr", "value": "0.1"}],
        "ai_metric": [{"key": "f1", "value": "0.9"}],
    }
    data = {
        "type": "dataset_DatasetPackage",
        "spdxId": "d",
        "name": "faces",
        "dataset_confidentialityLevel": "red",
    }
    edges = numbered(
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "e",
            "simplelicensing_licenseExpression": "MIT",
        },
        relation("hasDeclaredLicense", "m", "e"),
        relation("trainedOn", "m", "d"),
        relation("contains", "p", "m"),
        relation("testedOn", "m", "d"),
    )
    document, inventory = converted(spdx3(model, data, *edges))
    found = inventory.by_ref()["m"]

    assert (Kind.MODEL, Kind.DATASET) == (found.kind, inventory.by_ref()["d"].kind)
    assert [("MIT", Subject.WEIGHTS)] == [(claim.expression, claim.subject) for claim in found.licenses]
    assert found.model is not None
    assert ("vision", "cnn", "f1") == (
        found.model.task,
        found.model.architecture,
        found.model.metrics[0].type,
    )
    assert Relation("m", RelationKind.TRAINED_ON, "d") in inventory.relations
    assert Relation("doc", RelationKind.DEPENDS_ON, "m") not in inventory.relations
    assert "shop" == inventory.product.name
    entry = next(one for one in document["components"] if one["bom-ref"] == "m")
    assert {"spdx:ai_hyperparameter", "spdx:relationship"} == {one["name"] for one in entry["properties"]}


def test_licences_of_spdx_3() -> None:
    """Expressions, listed, custom and combined licences become expressions with their texts; who said which is kept."""
    elements = numbered(
        {"type": "software_Package", "spdxId": "a", "name": "a", "software_packageUrl": "pkg:npm/a@1"},
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "e",
            "simplelicensing_licenseExpression": "MIT",
        },
        {"type": "expandedlicensing_ListedLicense", "spdxId": "https://spdx.org/licenses/ISC"},
        {
            "type": "expandedlicensing_CustomLicense",
            "spdxId": "x/Own_1",
            "simplelicensing_licenseText": "Words.",
        },
        {
            "type": "expandedlicensing_ConjunctiveLicenseSet",
            "spdxId": "both",
            "expandedlicensing_member": ["e", "https://spdx.org/licenses/ISC"],
        },
        relation("dependsOn", "p", "a", scope="test"),
        relation("hasDeclaredLicense", "a", "x/Own_1"),
        relation("hasConcludedLicense", "a", "both"),
        relation("hasDeclaredLicense", "p", "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertion"),
    )
    document, inventory = converted(spdx3(*elements))
    part = inventory.by_ref()["a"]

    assert {("LicenseRef-Own-1", Status.DECLARED), ("MIT AND ISC", Status.CONCLUDED)} == {
        (claim.expression.strip("()"), claim.status) for claim in part.licenses
    }
    assert "Words." == document["components"][0]["licenses"][0]["license"]["text"]["content"]
    assert Scope.EXCLUDED is part.scope
    assert () == inventory.product.licenses
