# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from documents import BOMS, FILES, imported, missing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import inventories

from compliance.bom.cyclonedx import read, write
from compliance.bom.imports import detect_format, prepare
from compliance.bom.validation import validate
from compliance.discover.resolve import imported_boms
from compliance.model import (
    Artifact,
    Component,
    Digest,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Status,
)
from compliance.settings import Scan, Settings

EMPTY = Inventory(product=Component(ref="product", kind=Kind.PRODUCT, name="mine", version="1"))
DEBUG = Component(
    ref="pkg:npm/debug@4.4.3",
    kind=Kind.LIBRARY,
    name="debug",
    version="4.4.3",
    purl="pkg:npm/debug@4.4.3",
    presence=Presence.LOCKED,
    digests=(Digest("SHA-256", "ab" * 32),),
    artifacts=(Artifact("https://registry.example/debug-4.4.3.tgz"),),
    licenses=(LicenseClaim("Apache-2.0 OR MIT", SaidBy.LOCK, Status.DECLARED),),
    evidence=(Evidence("package-lock.json", 12),),
)


def join(*files: Path, own: Inventory = EMPTY, timestamp: str = "") -> tuple[Inventory, dict[str, Any]]:
    """The inventory with these documents, and what is written of it."""
    ours = Settings(scan=Scan(imports=tuple(map(str, files))), timestamp=timestamp)
    inventory = imported_boms.merge_imported_boms(own, BOMS, ours)
    return inventory, write.write_bom(inventory, ours)


def document(tmp_path: Path, name: str = "some.json", **fields: object) -> Path:
    """A small CycloneDX document in a file."""
    file = tmp_path / name
    table = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, **fields}
    file.write_text(json.dumps(table), "utf-8")
    return file


@pytest.mark.parametrize("own", [EMPTY, Inventory(EMPTY.product, (DEBUG,))], ids=["alone", "merged"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_import_and_export_change_nothing_but_additions(file: Path, own: Inventory) -> None:
    """Each field that the other tool wrote is still there, word for word and in its place; the document is valid and loads."""
    inventory, written = join(file, own=own)
    original = detect_format.load_document(file.read_bytes(), file.name)
    prepare.count_named(original)

    for part in prepare.walk_parts(original):
        kept = {key: value for key, value in part.items() if key not in {"bom-ref", "components"}}
        assert [] == list(missing(kept, imported(written, f"{file.name}#{part['bom-ref']}")))
    assert [] == validate.validate_document(written)
    with warnings.catch_warnings(action="ignore"):  # npm writes fields that CycloneDX 1.6 calls deprecated
        loaded = Bom.from_json(json.loads(json.dumps(written)))  # type: ignore[attr-defined]
    assert len(written["components"]) == len(loaded.components)
    assert inventory == read.read_inventory(json.loads(write.serialise_bom(written)))


def test_all_documents_together_survive() -> None:
    """What ten documents and a lock say of the same components goes through the document and back."""
    inventory, written = join(
        *FILES, own=Inventory(EMPTY.product, (DEBUG,)), timestamp="2026-01-01T00:00:00Z"
    )

    assert [] == validate.validate_document(written)
    assert inventory == read.read_inventory(json.loads(write.serialise_bom(written)))
    assert [DEBUG.ref] == [one.ref for one in inventory.components if one.name == "debug"]


def test_a_component_of_both_keeps_what_both_say() -> None:
    """The same purl is one component: theirs as they wrote it, with our licence, digest, artifact and evidence added."""
    inventory, written = join(BOMS / "cdxgen.cdx.json", own=Inventory(EMPTY.product, (DEBUG,)))
    merged = inventory.by_ref()[DEBUG.ref]
    part = imported(written, f"cdxgen.cdx.json#{DEBUG.ref}")

    assert {"MIT", "Apache-2.0 OR MIT"} == {claim.expression for claim in merged.licenses}
    assert {"SHA-256", "SHA-512"} == {digest.algorithm for digest in merged.digests}
    assert DEBUG.artifacts == merged.artifacts
    assert Presence.LOCKED is merged.presence
    assert ["SHA-512", "SHA-256"] == [one["alg"] for one in part["hashes"]]


def test_name_and_version_unite_what_has_no_purl(tmp_path: Path) -> None:
    """Without a purl the same name, spelt in any case, the same version and kind are the same component."""
    entry = {"type": "library", "bom-ref": "x", "name": "Debug", "version": "4.4.3"}
    inventory, written = join(document(tmp_path, components=[entry]), own=Inventory(EMPTY.product, (DEBUG,)))

    assert [DEBUG.ref] == [one.ref for one in inventory.components]
    assert "Debug" == written["components"][0]["name"]
    assert DEBUG.purl == written["components"][0]["purl"]


def test_packages_of_another_ecosystem_are_not_united(tmp_path: Path) -> None:
    """The same name and version with a purl of another type is another component."""
    entry = {"type": "library", "name": "debug", "version": "4.4.3", "purl": "pkg:pypi/debug@4.4.3"}
    inventory, _ = join(document(tmp_path, components=[entry]), own=Inventory(EMPTY.product, (DEBUG,)))

    assert 2 == len(inventory.components)


def test_a_ref_that_is_taken_gets_another_name(tmp_path: Path) -> None:
    """A foreign ref keeps its name unless it is taken, and what refers to it follows."""
    file = document(
        tmp_path,
        components=[
            {"type": "library", "bom-ref": DEBUG.ref, "name": "other"},
            {"type": "library", "bom-ref": "b", "name": "third"},
        ],
        dependencies=[{"ref": "b", "dependsOn": [DEBUG.ref]}],
        vulnerabilities=[{"id": "CVE-1", "affects": [{"ref": DEBUG.ref}]}],
    )
    inventory, written = join(file, own=Inventory(EMPTY.product, (DEBUG,)))
    other = f"{DEBUG.ref}~2"

    assert "other" == inventory.by_ref()[other].name
    assert (f"some.json#{DEBUG.ref}",) == inventory.by_ref()[other].imported
    assert Relation("b", RelationKind.DEPENDS_ON, other) in inventory.relations
    assert [{"ref": other}] == written["vulnerabilities"][0]["affects"]


def test_the_documents_own_component_becomes_a_part(tmp_path: Path) -> None:
    """The product depends on the document's subject, which keeps its dependencies."""
    file = document(
        tmp_path,
        metadata={"component": {"type": "container", "bom-ref": "image", "name": "image"}},
        components=[{"type": "library", "bom-ref": "a", "name": "a"}],
        dependencies=[{"ref": "image", "dependsOn": ["a"]}],
    )
    inventory, _ = join(file)

    assert Kind.CONTAINER is inventory.by_ref()["image"].kind
    assert (
        Relation("image", RelationKind.DEPENDS_ON, "a"),
        Relation("product", RelationKind.DEPENDS_ON, "image"),
    ) == inventory.relations


def test_a_document_of_the_product_itself_describes_the_product(tmp_path: Path) -> None:
    """A subject of the product's name and version is the product: what it depends on, the product does."""
    file = document(
        tmp_path,
        metadata={
            "component": {"type": "application", "bom-ref": "r", "name": "mine", "description": "Ours"}
        },
        components=[{"type": "library", "bom-ref": "a", "name": "a"}],
        dependencies=[{"ref": "r", "dependsOn": ["a"]}],
    )
    inventory, written = join(file)

    assert ["a"] == [one.ref for one in inventory.components]
    assert "Ours" == written["metadata"]["component"]["description"]
    assert "1" == inventory.product.version
    assert (Relation("product", RelationKind.DEPENDS_ON, "a"),) == inventory.relations


def test_lists_of_several_documents_are_joined(tmp_path: Path) -> None:
    """Vulnerabilities and compositions stand one after the other, and nothing is said twice.

    Our own composition is incomplete, for the documents name nothing that could be read.
    """
    one = document(
        tmp_path, "1.json", vulnerabilities=[{"id": "CVE-1"}], compositions=[{"aggregate": "complete"}]
    )
    two = document(tmp_path, "2.json", vulnerabilities=[{"id": "CVE-1"}, {"id": "CVE-2"}])
    _, written = join(one, two)

    assert ["CVE-1", "CVE-2"] == [one["id"] for one in written["vulnerabilities"]]
    assert ["complete", "incomplete"] == [one["aggregate"] for one in written["compositions"]]


def test_a_second_document_that_contradicts_is_quoted(tmp_path: Path) -> None:
    """Of two documents the first stands; what the second says otherwise is kept beside it."""
    entry = {"type": "library", "bom-ref": "a", "name": "a", "purl": "pkg:npm/a@1"}
    one = document(tmp_path, "1.json", components=[entry | {"description": "First"}])
    two = document(tmp_path, "2.json", components=[entry | {"description": "Second", "author": "A"}])
    _, written = join(one, two)
    part = written["components"][0]
    also = [json.loads(p["value"]) for p in part["properties"] if p["name"] == "lexbom:also-said"]

    assert ("First", "A") == (part["description"], part["author"])
    assert [{"import": "2.json", "pointer": "/description", "value": "Second"}] == also


def test_citations_say_who_said_what() -> None:
    """The tool of the document is cited with the document's time, we with the time we are given; pointers lead there."""
    own = Inventory(EMPTY.product, (DEBUG,))
    _, written = join(BOMS / "cdxgen.cdx.json", own=own, timestamp="2026-01-01T00:00:00Z")
    theirs, ours = written["citations"]
    tools = {tool["bom-ref"]: tool["name"] for tool in written["metadata"]["tools"]["components"]}

    assert ("cdxgen", "lexbom") == (tools[theirs["attributedTo"]], tools[ours["attributedTo"]])
    assert "2026-11-20T23:12:51Z" == theirs["timestamp"]
    assert "2026-01-01T00:00:00Z" == ours["timestamp"]
    added = [_at(written, pointer) for pointer in ours["pointers"]]
    assert {"alg": "SHA-256", "content": "ab" * 32} in added


def test_without_a_time_we_cite_nothing_of_ours() -> None:
    """A citation needs a time; without SOURCE_DATE_EPOCH only the other tool is cited, with its own."""
    _, written = join(BOMS / "cdxgen.cdx.json", own=Inventory(EMPTY.product, (DEBUG,)))

    assert ["2026-11-20T23:12:51Z"] == [one["timestamp"] for one in written["citations"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "Not imported: it is no JSON"),
        (b"[]", "Not imported: it is no CycloneDX document"),
        (b"hello", "Not imported: it is no JSON, no XML and no SPDX"),
        (b"<a/>", "Not imported: it is XML, but no CycloneDX document"),
        (None, "Not imported: it can't be read"),
    ],
)
def test_a_broken_import_is_a_gap(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """One clear sentence, and the run goes on with the next document."""
    file = tmp_path / "broken.json"
    if content is not None:
        file.write_bytes(content)
    inventory, _ = join(file, BOMS / "npm.cdx.json")

    (gap,) = inventory.gaps
    assert "broken.json" == gap.path
    assert gap.reason.startswith(reason)
    assert 4 < len(inventory.components) + 1


def test_what_breaks_the_schema_is_set_aside(tmp_path: Path) -> None:
    """An invalid field becomes a property with its words, is named as a gap, and what could be read of it still counts."""
    entry = {
        "type": "library",
        "bom-ref": "a",
        "name": "a",
        "licenses": [{"license": {"id": "Foo-9"}}],
        "x": 1,
    }
    inventory, written = join(document(tmp_path, components=[entry, {"bom-ref": "b", "hashes": 3}]))
    aside = [
        json.loads(p["value"])["field"]
        for part in written["components"]
        for p in part["properties"]
        if p["name"] == "lexbom:invalid"
    ]

    assert ["hashes", "licenses", "x"] == sorted(aside)
    assert ["Foo-9"] == [claim.stated for claim in inventory.by_ref()["a"].licenses]
    assert [] == validate.validate_document(written)
    assert "break the schema" in inventory.gaps[0].reason


def test_one_bad_item_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    """An invalid vulnerability, time or dependency goes to the record of the import; what stands beside it stays."""
    file = document(
        tmp_path,
        metadata={"timestamp": "yesterday", "component": {"type": "container", "bom-ref": "i", "name": "i"}},
        components=[{"type": "library", "bom-ref": "a", "name": "a"}, 3],
        dependencies=[{"ref": "i", "dependsOn": ["a"]}, {"dependsOn": []}],
        vulnerabilities=[{"id": "CVE-1"}, {"id": 2}],
    )
    inventory, written = join(file)
    about = json.loads(inventory.imports[0].document)

    assert ["a", "i"] == [one.ref for one in inventory.components]
    assert Relation("i", RelationKind.DEPENDS_ON, "a") in inventory.relations
    assert [{"id": "CVE-1"}] == written["vulnerabilities"]
    assert {"vulnerabilities": [{"id": 2}]} in about["invalid"]
    assert "yesterday" == about["metadata"]["timestamp"]


def test_deep_nesting_survives(tmp_path: Path) -> None:
    """Components nested forty levels deep stay nested, each in the one that holds it."""
    inner: dict[str, Any] = {"type": "library", "bom-ref": "c0", "name": "c"}
    for number in range(1, 40):
        inner = {"type": "library", "bom-ref": f"c{number}", "name": "c", "components": [inner]}
    inventory, written = join(document(tmp_path, components=[inner]))

    assert 40 == len(inventory.components)
    assert "c38" == written["components"][0]["components"][0]["bom-ref"]
    assert inventory == read.read_inventory(json.loads(write.serialise_bom(written)))


def test_refs_that_are_missing_or_shared_are_given(tmp_path: Path) -> None:
    """Each component is there once, under a ref of its own, and sharing is named as a gap."""
    entries = [{"type": "library", "bom-ref": "a", "name": name} for name in ("one", "two")]
    inventory, _ = join(document(tmp_path, components=[*entries, {"type": "library", "name": "three"}]))

    assert ["a", "a~2", "library:three@"] == [one.ref for one in inventory.components]
    assert inventory.gaps[0].reason.startswith("1 components share")


def test_carriers_in_a_circle_are_cut() -> None:
    """Nested here and nested there the other way round, no component gets lost."""
    outer = Component(ref="a", kind=Kind.LIBRARY, name="a", version="1", purl="pkg:npm/a@1", shipped_by="b")
    inner = Component(ref="b", kind=Kind.LIBRARY, name="b", version="1", purl="pkg:npm/b@1", shipped_by="a")
    found = {"a": outer, "b": inner}

    assert imported_boms._loops(outer, found)
    assert not imported_boms._loops(outer, {"a": outer, "b": Component(ref="b", kind=Kind.LIBRARY, name="b")})


def _at(written: Any, pointer: str) -> Any:
    place = written
    for step in pointer[1:].split("/"):
        place = (
            place[int(step)] if isinstance(place, list) else place[step.replace("~1", "/").replace("~0", "~")]
        )
    return place


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
@given(file=st.sampled_from(FILES), data=st.data())
def test_a_mutated_document_never_stops_the_run(tmp_path: Path, file: Path, data: st.DataObject) -> None:
    """Whatever stands in the fields of a document, it is imported as far as it goes, and what is written is valid."""
    mutated = tmp_path / "mutated.json"
    raw = file.read_bytes()
    if raw.startswith(b"{"):
        table = json.loads(raw)
        for _ in range(data.draw(st.integers(1, 3))):
            _mutate(table, data)
        mutated.write_text(json.dumps(table), "utf-8")
    else:
        cut = data.draw(st.integers(0, len(raw)))
        mutated.write_bytes(raw[:cut] + data.draw(st.binary(max_size=3)) + raw[cut + 1 :])
    inventory, written = join(mutated, own=Inventory(EMPTY.product, (DEBUG,)))

    assert [] == validate.validate_document(written)
    assert DEBUG.purl in {one.purl for one in inventory.components}


def _mutate(table: Any, data: st.DataObject) -> None:
    place = table
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if isinstance(place[key], (dict, list)) and data.draw(st.integers(0, 4)):
            place = place[key]
            continue
        place[key] = data.draw(values)
        return


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
@given(ours=inventories(), theirs=inventories())
def test_our_own_documents_can_be_imported(tmp_path: Path, ours: Inventory, theirs: Inventory) -> None:
    """A document of lexbom joins a product like any other; what is written is valid and keeps every part and every edge."""
    file = tmp_path / "other.json"
    file.write_bytes(write.serialise_bom(write.write_bom(theirs, Settings())))
    inventory, written = join(file, own=ours)

    assert [] == validate.validate_document(written)
    assert {one.ref for one in ours.everything()} <= inventory.by_ref().keys()
    edges = {(one.source, one.kind, one.target) for one in inventory.relations}
    assert {(one.source, one.kind, one.target) for one in ours.relations} <= edges
