# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import samples
from archiving import METADATA, installed, look, parts, wheel

from compliance.bom.cyclonedx import read, write
from compliance.bom.imports import prepare
from compliance.discover import discover
from compliance.model import Kind, Party, Presence, RelationKind
from compliance.settings import Product, Scan, Settings, Supplier

PLACE = "tiny_prod-1.0.dist-info/sboms/"
OWN = {
    "type": "library",
    "bom-ref": "own",
    "name": "tiny_prod",
    "version": "1.0",
    "purl": "pkg:pypi/tiny_prod@1.0?file_name=x.whl",
}
CRATE = {
    "type": "library",
    "bom-ref": "crate",
    "name": "serde",
    "version": "1.0.200",
    "purl": "pkg:cargo/serde@1.0.200",
    "licenses": [{"expression": "MIT OR Apache-2.0"}],
}
RPM = {
    "type": "library",
    "bom-ref": "rpm",
    "name": "libgomp",
    "version": "8.5",
    "purl": "pkg:rpm/almalinux/libgomp@8.5",
}


def bom(*components: Any, subject: Any = None, edges: dict[str, list[str]] | None = None) -> dict[str, Any]:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "metadata": {"component": subject} if subject else {},
        "components": list(components),
        "dependencies": [{"ref": ref, "dependsOn": targets} for ref, targets in (edges or {}).items()],
    }


def test_what_an_embedded_sbom_lists_ships_with_the_distribution(tmp_path: Path) -> None:
    """As its parts, with purl and licence, the document as evidence, and edges; the distribution itself is not said twice."""
    document = bom(OWN, CRATE, RPM, subject=OWN, edges={"own": ["crate", "rpm"], "crate": ["rpm"]})
    site = installed(tmp_path / "site", {PLACE + "a.cdx.json": document})

    inventory = discover(
        tmp_path / "site" / "tiny_prod-1.0.dist-info", replace(Settings(), scan=Scan(venv=str(site)))
    )

    nested = [part for part in inventory.components if part.shipped_by]
    assert {part.purl for part in nested} == {"pkg:cargo/serde@1.0.200", "pkg:rpm/almalinux/libgomp@8.5"}
    assert {part.shipped_by for part in nested} == {"pkg:pypi/tiny-prod@1.0"}
    assert all(part.evidence[0].path == PLACE + "a.cdx.json" for part in nested)
    (claim,) = (claim for part in nested for claim in part.licenses)
    assert (claim.expression, str(claim.said_by), claim.evidence[0].path) == (
        "MIT OR Apache-2.0",
        "bom",
        PLACE + "a.cdx.json",
    )
    (crate,) = (part.ref for part in nested if part.name == "serde")
    assert {
        (edge.source.partition("#")[0], edge.kind) for edge in inventory.relations if edge.target == crate
    } == {("pkg:pypi/tiny-prod@1.0", RelationKind.DEPENDS_ON)}


def test_two_documents_may_use_the_same_refs(tmp_path: Path) -> None:
    """Each keeps its own; a subject that is another program than the distribution is a part too."""
    program = {
        "type": "application",
        "bom-ref": "own",
        "name": "cli",
        "version": "2",
        "purl": "pkg:cargo/cli@2",
    }
    path = wheel(
        tmp_path,
        {PLACE + "a.json": bom(CRATE, subject=program), PLACE + "b.json": bom(RPM | {"bom-ref": "crate"})},
    )

    inventory = look(path)

    assert {"serde": ("1.0.200", ["MIT OR Apache-2.0"]), "libgomp": ("8.5", []), "cli": ("2", [])} == parts(
        inventory
    )
    assert {part.shipped_by for part in inventory.components} == {"product"}


def test_what_is_external_is_no_part(tmp_path: Path) -> None:
    """`isExternal` says that it isn't shipped: it is a requirement by its purl."""
    path = wheel(tmp_path, {PLACE + "a.json": bom(CRATE | {"isExternal": True})})

    (part,) = look(path).components

    assert (part.ref, part.presence, part.shipped_by) == ("pkg:cargo/serde@1.0.200", Presence.REFERENCED, "")


def test_our_own_sbom_locks_what_the_wheel_requires(tmp_path: Path) -> None:
    """Versions and licences of its dependencies come from the document; weights and data that lie in the wheel are said once."""
    source = tmp_path / "source"
    (source / "src/tiny/data").mkdir(parents=True)
    (source / "src/tiny/m.gguf").write_bytes(samples.gguf())
    for name in ("a", "b"):
        (source / f"src/tiny/data/{name}.csv").write_text(f"day,place,count\n1,{name},2\n")
    site = installed(tmp_path / "site", {}, "Name: beta\nVersion: 2.1\nLicense-Expression: MIT\n", "beta-2.1")
    settings = Settings(product=Product(name="tiny-prod"), scan=Scan(venv=str(site)))
    document = write.write_bom(discover(source, settings), settings)
    files = {
        path.relative_to(source / "src").as_posix(): path.read_bytes()
        for path in source.rglob("*.*")
        if path.is_file()
    }

    inventory = look(
        wheel(tmp_path, {**files, PLACE + "own.cdx.json": document}, METADATA + "Requires-Dist: beta\n")
    )

    assert ["a.csv", "b.csv", "beta", "data", "m.gguf"] == sorted(part.name for part in inventory.components)
    (beta,) = (part for part in inventory.components if part.name == "beta")
    assert (beta.version, beta.presence, [claim.expression for claim in beta.licenses]) == (
        "2.1",
        Presence.LOCKED,
        ["MIT"],
    )
    assert {"product"} == {edge.source for edge in inventory.relations if edge.target == beta.ref}
    assert inventory.gaps == ()


def test_foreign_fields_stay_and_deprecated_ones_are_renewed(tmp_path: Path) -> None:
    """`author` of CycloneDX 1.5 is one of `authors` since 1.6; all else is kept verbatim."""
    old = {
        "author": "Ann",
        "modified": False,
        "description": "d",
        "externalReferences": [{"type": "vcs", "url": "https://x.example"}],
    }

    (part,) = look(wheel(tmp_path, {PLACE + "a.json": bom(CRATE | old)})).components

    foreign = json.loads(part.foreign)
    kept = {"authors": [{"name": "Ann"}], "description": "d", "externalReferences": old["externalReferences"]}
    assert kept == {key: foreign.get(key) for key in kept}
    assert not {"author", "modified"} & foreign.keys()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "is no JSON"),
        (b"\xff\xfe", "CycloneDX and SPDX are read"),
        (b"[]", "CycloneDX and SPDX are read"),
        (b'{"bomFormat": "CycloneDX", "components": ' + b"[" * 100_000, "CycloneDX and SPDX are read"),
    ],
)
def test_what_is_no_cyclonedx_is_a_gap(tmp_path: Path, content: bytes, reason: str) -> None:
    """One sentence with the path; the wheel is read all the same."""
    inventory = look(wheel(tmp_path, {PLACE + "a.json": content}))

    (gap,) = inventory.gaps
    assert gap.path == PLACE + "a.json"
    assert reason in gap.reason


@pytest.mark.parametrize(
    "value",
    [None, 7, "x", [], {}, [[]], [None], {"component": [1]}, [{"components": 5}], [{"licenses": "x"}]],
)
@pytest.mark.parametrize("key", ["metadata", "components", "dependencies", "services"])
def test_any_shape_of_document_is_read(tmp_path: Path, key: str, value: Any) -> None:
    """A foreign document may hold anything."""
    inventory = look(wheel(tmp_path, {PLACE + "a.json": json.dumps({"bomFormat": "CycloneDX", key: value})}))

    assert inventory.product.name == "Tiny.Prod"
    assert all(part.kind in {Kind.LIBRARY, Kind.SERVICE} for part in inventory.components)


def test_the_owner_may_name_who_made_an_embedded_part(tmp_path: Path) -> None:
    """Where its own document names nobody, `[[suppliers]] producer` is written; what another tool said stays."""
    made = {"bom-ref": "made", "name": "made", "manufacturer": {"name": "Theirs"}}
    document = bom(OWN, CRATE, RPM | made, subject=OWN)
    site = installed(tmp_path / "site", {PLACE + "a.cdx.json": document})
    supplier = Supplier(components=("pkg:cargo/serde", "made"), producer=Party("Ours", "a@ours.example"))
    settings = replace(Settings(), scan=Scan(venv=str(site)), suppliers=(supplier,))

    written = write.write_bom(discover(tmp_path / "site" / "tiny_prod-1.0.dist-info", settings), settings)

    makers = {part.get("name"): part.get("manufacturer") for part in prepare.walk_parts(written)}
    assert {"name": "Ours", "contact": [{"email": "a@ours.example"}]} == makers["serde"]
    assert {"name": "Theirs"} == makers["made"]
    assert written["components"] == write.write_bom(read.read_inventory(written), settings)["components"]
